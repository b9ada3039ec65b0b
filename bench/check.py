"""How many instructions Python executes to read, decide and render one page: at most 15 % more than recorded.

    python bench/check.py            compares with bench/instructions.json; exit status 1 beyond 15 %
    python bench/check.py --record   writes what this version needs

Instructions are counted, not seconds: the figures are the same on every machine, however busy it is. They
differ between Python's releases, so that each has figures of its own; what libraries in C do is not counted
(the other scripts beside this one measure it).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from _listpages import PAGES
from byline import Writer
from extract_selectors import OPTIONS
from extract_selectors import make_page as card_page
from refresh import with_news
from render import CTX, channel, story

from feedsvc.config import Config, SourceConfig, TopicConfig
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.pipeline import run
from feedsvc.models import Page, Story
from feedsvc.poll.making import make_poller
from feedsvc.render import FORMATS
from feedsvc.telemetry import configure_logging
from tests.builders import NOW
from tests.fakes import FakeClock, FakeWeb, InProcessExtractor
from tests.furnished import new_store

RECORD = Path(__file__).with_name("instructions.json")
VERSION = "{}.{}".format(*sys.version_info)
LIMIT = 0.15
URL = "https://news.example/world/"
Work = Callable[[], object]


class Counter:
    """Counts instructions of the byte code while it is set as the tracer of this thread."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, frame: FrameType, event: str, _given: Any) -> Counter:
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        self.count += event == "opcode"
        return self


def counted(work: Work) -> int:
    """Instructions of one call, in thousands."""
    counter = Counter()
    sys.settrace(counter)
    try:
        work()
    finally:
        sys.settrace(None)
    return round(counter.count / 1000)


def reading(extractor: str, pages: list[Page], options: dict[str, Any] | None = None) -> int:
    """Of the last page, after the others have warmed up what is kept between pages."""
    zone = "Asia/Shanghai"
    settings = ExtractSettings(extractor=extractor, timezone=zone, options=options or {})
    for page in pages[:-1]:
        run(page, settings, NOW)
    return counted(lambda: run(pages[-1], settings, NOW))


def written(write: Callable[[Writer], str]) -> list[Page]:
    """Three pages of one kind with other words."""
    texts = [write(Writer(seed)) for seed in range(3)]
    return [
        Page(url=URL, content=text.encode(), media_type="text/html", charset="utf-8", fetched_at=NOW)
        for text in texts
    ]


def rendering() -> int:
    """Fifty entries in every format, one story after the other, joined into its document."""

    def render(stories: list[Story]) -> None:
        made = [[FORMATS[fmt].fragment(one, CTX) for fmt in FORMATS] for one in stories]
        for fmt, entries in zip(FORMATS, zip(*made, strict=True), strict=True):
            FORMATS[fmt].document(channel(1, fmt), entries)

    first, then = ([story(n) for n in range(start, start + 50)] for start in (1, 51))
    render(first)
    return counted(lambda: render(then))


@contextmanager
def polling() -> Iterator[tuple[FakeWeb, FakeClock, Work]]:
    """A poller of one source over an empty store: its page, its clock, and a poll."""
    source = SourceConfig(
        slug="world", title="World", url=URL, extractor="byline", timezone=ZoneInfo("Asia/Shanghai")
    )
    topic = TopicConfig(slug="world", title="World", sources=("world",))
    clock = FakeClock()
    web = FakeWeb(clock)
    with tempfile.TemporaryDirectory() as folder:
        config = Config(directory=Path(folder), topics=(topic,), sources=(source,))
        store = new_store(Path(folder, "feedsvc.db"))
        extractor: Any = InProcessExtractor()
        fetcher: Any = web
        poller = make_poller(
            config,
            store,
            clock=clock,
            rng=random.Random(1),
            sleep=clock.sleep,
            extractor=extractor,
            fetcher=fetcher,
        )
        poller.publisher.publish_stale()
        yield web, clock, lambda: poller.poll("world")
        poller.close()
        store.close()


def refreshing() -> dict[str, int]:
    """Polls of a page with fifty new stories, with none new, and with one."""
    pages = [later_page(n) for n in range(3)]
    last = pages[-1]
    other = last.replace("Trending Stories", "Trending stories")
    shown = {
        "refresh, 50 new": last,
        "refresh, none new": other,
        "refresh, one new of 50": with_news(other, len(pages) - 1),
    }
    with polling() as (web, clock, poll):
        for page in pages[:-1]:
            web.serves(URL, page)
            poll()
            clock.advances(minutes=10)
        counts = {}
        for name, page in shown.items():
            web.serves(URL, page)
            counts[name] = counted(poll)
            clock.advances(minutes=10)
    return counts


def later_page(number: int) -> str:
    """Fifty stories of their own, eight days after those of the page before."""
    day = NOW - timedelta(days=8 * (3 - number))
    text = Writer(number).news_page().replace("102300", f"1{number + 10}300")
    return text.replace("Mar 04, 2026", f"{day:%b %d, %Y}")


def measure() -> dict[str, int]:
    """Thousands of instructions, by what they are for."""
    cards = [card_page() for _ in range(3)]
    return {
        "selectors, 50 cards": reading("selectors", cards, OPTIONS),
        "byline, 50 stories of a news site": reading("byline", written(Writer.news_page)),
        "byline, 50 lean stories": reading("byline", written(Writer.lean_page)),
        "auto, 50 dated cards": reading("auto", written(PAGES["dated cards of a news site"])),
        "auto, lean dated list": reading("auto", written(PAGES["lean dated list"])),
        "render, 50 entries in every format": rendering(),
    } | refreshing()


def compare(now: dict[str, int], recorded: dict[str, int]) -> bool:
    """Print each figure beside the recorded one; True where all stay within the limit."""
    for name, count in now.items():
        before = recorded.get(name)
        change = "new" if not before else f"{count / before - 1:+.1%}"
        print(f"{name}: {count:,} thousand instructions (recorded {before or 'nothing'}, {change})")
    worse = [n for n, count in now.items() if count > round((1 + LIMIT) * recorded.get(n, 0))]
    for name in worse:
        print(f"{name}: more than {LIMIT:.0%} beyond what is recorded (make it cheaper, or `--record` it)")
    return not worse


def main() -> int:
    """Compares or records; exit status 1 where something has become dearer."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--record", action="store_true")
    given = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets would be another each time
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"PYTHONHASHSEED": "0"})
    configure_logging("error", "text")
    everything = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    now = measure()
    if given.record:
        RECORD.write_text(json.dumps(everything | {VERSION: now}, indent=2) + "\n")
        return 0
    if VERSION not in everything:
        print(f"nothing is recorded for Python {VERSION} (make bench-record)")
        return 0
    return 0 if compare(now, everything[VERSION]) else 1


if __name__ == "__main__":
    sys.exit(main())
