"""What feeds cost by their entries, and a publication by the topics there are, beside feedgen alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from _curve import Curve, Lines, milliseconds
from _many import Scale
from render import CTX, channel, feedgen_once, story
from scale import Installation

from feedsvc.models import Story
from feedsvc.render import FORMATS

ENTRIES = (10, 50, 200, 1000)
TOPICS = (10, 100, 1000)
STORIES, SOURCES = 20_000, 1_000
MOST_BY_FEEDGEN = 100
"""Topics that feedgen renders here; a thousand would take it seven seconds."""


def rendered(stories: list[Story]) -> Callable[[int], object]:
    """Every entry made, and joined into every format."""

    def render(turn: int) -> None:
        made = [[FORMATS[fmt].fragment(one, CTX) for fmt in FORMATS] for one in stories]
        for fmt, entries in zip(FORMATS, zip(*made, strict=True), strict=True):
            FORMATS[fmt].document(channel(turn, fmt), entries)

    return render


def joined(stories: list[Story]) -> Callable[[int], object]:
    """Entries that are kept, joined into every format."""
    kept = {fmt: [FORMATS[fmt].fragment(one, CTX) for one in stories] for fmt in FORMATS}
    return lambda turn: [FORMATS[fmt].document(channel(turn, fmt), kept[fmt]) for fmt in FORMATS]


def by_feedgen(stories: list[Story]) -> Callable[[int], object]:
    """Atom and RSS by feedgen alone, as it is done where each request renders."""
    return lambda turn: [feedgen_once(turn, fmt, stories) for fmt in ("atom", "rss")]


def rendering() -> Curve:
    """CPU of a topic's feeds."""
    lines = Lines()
    for count in ENTRIES:
        stories = [story(n) for n in range(1, count + 1)]
        tasks = {
            "every entry new": rendered(stories),
            "entries kept, joined": joined(stories),
            "feedgen alone": by_feedgen(stories),
        }
        lines.add(count, milliseconds(tasks, 3))
    return Curve(
        name="rendering",
        title="A topic's feeds in every format (feedgen alone: Atom and RSS)",
        x="entries",
        y="ms of CPU",
        lines=lines.found,
    )


@contextmanager
def installed(topics: int) -> Iterator[Installation]:
    """A database of so many topics."""
    with tempfile.TemporaryDirectory() as folder:
        scale = Scale(STORIES, SOURCES, topics)
        made = Installation(f"sqlite:///{folder}/feedsvc.db", Path(folder, "config"), scale)
        try:
            yield made
        finally:
            made.store.close()


def published(topics: int) -> dict[str, float]:
    """CPU of a publication beside so many topics, and of rendering all of them."""
    with installed(topics) as made:
        found = milliseconds({"one new story in two topics": lambda _turn: made.publish()}, 9)
    if topics <= MOST_BY_FEEDGEN:
        everything = by_feedgen([story(n) for n in range(1, 51)])
        found |= milliseconds({"feedgen, every topic": lambda _: [*map(everything, range(topics))]}, 1)
    return found


def publication() -> Curve:
    """CPU of one new story stored and published in the two topics that it belongs to."""
    lines = Lines()
    for topics in TOPICS:
        lines.add(topics, published(topics))
    return Curve(
        name="publication",
        title="A publication (feedgen: every topic anew, 50 entries, Atom and RSS)",
        x="topics",
        y="ms of CPU",
        lines=lines.found,
    )
