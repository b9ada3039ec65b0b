"""What a page costs from its bytes to clean stories, by how many stories it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from _curve import Curve, Lines, milliseconds
from _listpages import news
from byline import NOW, Writer, make_page
from extract_selectors import OPTIONS
from extract_selectors import make_page as card_page
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.pipeline import run
from feedsvc.models import Page

SIZES = (10, 30, 100, 300, 1000)
ROUNDS = 3
MOST = {"auto": 500}
"""Stories that a way to read looks for on one page (`MAX_BLOCKS`)."""


def written(name: str, count: int, seed: int) -> Page:
    """A page that `name` reads, with words that no other seed has: nothing is remembered from it."""
    if name == "selectors":
        page = card_page(count)
        return replace(page, content=page.content.replace(b"The vote", b"Vote %d" % seed))
    writer = Writer(seed)
    return make_page(writer.news_page(count) if name == "byline" else news(writer, count))


def reader(name: str, count: int) -> Callable[[int], object]:
    """Reads another page of its kind in each round."""
    options: dict[str, Any] = OPTIONS if name == "selectors" else {}
    settings = ExtractSettings(extractor=name, timezone="Asia/Shanghai", options=options)
    pages = [written(name, count, seed) for seed in range(ROUNDS + 1)]
    assert len(run(pages[0], settings, NOW).stories) == count, name
    return lambda turn: run(pages[turn], settings, NOW)


def parser(count: int) -> Callable[[int], object]:
    """Parses a page with bylines and does nothing with it."""
    pages = [written("byline", count, seed).content for seed in range(ROUNDS + 1)]
    return lambda turn: LexborHTMLParser(pages[turn])


def reading() -> Curve:
    """CPU of each way to read a page."""
    lines = Lines()
    for count in SIZES:
        tasks = {
            name: reader(name, count)
            for name in ("selectors", "byline", "auto")
            if count <= MOST.get(name, count)
        }
        lines.add(count, milliseconds(tasks | {"bare parse": parser(count)}, ROUNDS))
    return Curve(
        name="extraction",
        title="From a page's bytes to clean stories",
        x="stories on the page",
        y="ms of CPU",
        lines=lines.found,
    )
