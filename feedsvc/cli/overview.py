"""What `status` prints: the document of /status.json in the width of a terminal, the worst first. Pure.

    page     failing  27  3 d ago  3 d ago  in 4 h
      dns: news.example cannot be resolved

A reason stands below the last of the sources of one host that share it, in at most three lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from textwrap import wrap
from typing import Any
from unicodedata import combining, east_asian_width
from urllib.parse import urlsplit

import click

from feedsvc.decide.walladvice import advised
from feedsvc.publish.status import WORST_FIRST
from feedsvc.telemetry import safe

COLUMNS = ("source", "state", "stories", "read", "changed", "next poll")
COLOURS = {"failing": "red", "held": "yellow", "late": "yellow", "stale": "yellow", "ok": "green"}
"""Of states, for terminals."""
NARROWEST = 60
DISPENSABLE = (4, 3)
"""Columns of sources that are left out, one by one, before a name is cut."""
GAP = 2
Source = dict[str, Any]


def overview(document: dict[str, Any], now: datetime, width: int) -> list[str]:
    """The lines of `status`, none wider than `width` where that is at least NARROWEST."""
    width = max(width, NARROWEST)
    return [
        summary(document),
        *source_lines(document["sources"], now, width),
        *topic_lines(document["topics"], now, width),
        *trouble_line(document, width),
    ]


def summary(document: dict[str, Any]) -> str:
    """One line: how many sources are in which state, how many stories they have brought."""
    states = [source["state"] for source in document["sources"]]
    counts = ", ".join(f"{states.count(state)} {state}" for state in WORST_FIRST if state in states)
    stories = sum(source["stories"] for source in document["sources"])
    return (
        f"{many(len(states), 'source')}{': ' + counts if counts else ''}; {many(stories, 'story', 'stories')}"
    )


def trouble_line(document: dict[str, Any], width: int) -> Iterator[str]:
    """Which sources need a look, once more where topics stand between them and the end."""
    order, last = sorted(document["sources"], key=badness), WORST_FIRST.index("stale")
    wrong = [source["slug"] for source in order if badness(source)[0] <= last]
    if wrong and document["topics"]:
        need = "needs" if len(wrong) == 1 else "need"
        yield ""
        yield cut(f"{many(len(wrong), 'source')} {need} a look: {', '.join(wrong)}", width)


def many(count: int, one: str, more: str = "") -> str:
    """A number of things, in words.

    >>> many(1, "source"), many(2, "story", "stories")
    ('1 source', '2 stories')
    """
    return f"{count} {one if count == 1 else more or f'{one}s'}"


def source_lines(sources: Sequence[Source], now: datetime, width: int) -> Iterator[str]:
    """A row for every source, and below each group of one host its reasons."""
    if not sources:
        return
    order = sorted(sources, key=badness)
    rows = narrowed([COLUMNS, *(row_of(source, now) for source in order)], width)
    lines = iter(table(rows, width, right=(2,)))
    yield next(lines)
    for (_, _, reasons), group in groupby(order, key=badness):
        for _ in group:
            yield next(lines)
        for reason in reasons:
            yield from told(safe(reason), width)


def narrowed(rows: Sequence[Sequence[str]], width: int) -> Sequence[Sequence[str]]:
    """The rows without what can be missed where they are wider than the terminal."""
    for column in DISPENSABLE:
        if sum(max(map(len, cells)) + GAP for cells in zip(*rows, strict=True)) - GAP <= width:
            break
        rows = [(*row[:column], *row[column + 1 :]) for row in rows]
    return rows


def told(reason: str, width: int) -> Iterator[str]:
    """A reason below its source, in at most three lines."""
    lines = wrap(reason, width, initial_indent="  ", subsequent_indent="    ", max_lines=3, placeholder=" …")
    return (cut(line, width) for line in lines)


def badness(source: Source) -> tuple[int, str, tuple[str, ...]]:
    """What sources are ordered by: state, an error among the well, host, reasons.

    What an operator has switched off needs no look, whatever its last poll has brought.
    """
    state = source["state"]
    rank = WORST_FIRST.index(state) if state in WORST_FIRST else 0
    reasons = tuple(reasons_of(source))
    troubled = WORST_FIRST.index("stale") if reasons and state != "disabled" else rank
    return min(rank, troubled), urlsplit(source["url"]).hostname or "", reasons


def reasons_of(source: Source) -> Iterator[str]:
    """Why a source is not well, without its own address: it is the same for its neighbours then."""
    if source["error"] and source["state"] != "held":
        yield source["error"].replace(f"{source['url']}: ", "")
    for reason in source["held"]:
        yield f"held (feedsvc review {source['slug']}): {reason}"
    if advice := advised(source.get("wall") or "", source["slug"]):
        yield f"to do: {advice}"


def row_of(source: Source, now: datetime) -> tuple[str, ...]:
    """The cells of one source."""
    times = (ago(source[name], now) for name in ("last_success", "last_change", "next_poll"))
    return (source["slug"], source["state"], str(source["stories"]), *times)


def topic_lines(topics: Sequence[dict[str, Any]], now: datetime, width: int) -> Iterator[str]:
    """A row for every topic that has stories; the others share a line."""
    filled = [topic for topic in topics if topic["stories"]]
    rows = [(t["slug"], str(t["stories"]), ago(t["updated"], now), safe(t["title"])) for t in filled]
    if rows:
        yield ""
        yield from table([("topic", "stories", "updated", "title"), *rows], width, right=(1,))
    if empty := [topic["slug"] for topic in topics if not topic["stories"]]:
        yield cut(f"{len(empty)} without stories: {', '.join(empty)}", width)


def ago(moment: str | None, now: datetime) -> str:
    """A time of the document as the distance from now.

    >>> from datetime import UTC
    >>> ago("2026-03-04T03:06:00Z", datetime(2026, 3, 4, 5, 6, tzinfo=UTC))
    '2 h ago'
    """
    if moment is None:
        return "–"
    distance = datetime.fromisoformat(moment) - now
    told = span(abs(distance))
    return f"in {told}" if distance > timedelta() else f"{told} ago"


def span(length: timedelta) -> str:
    """A length of time in its largest unit."""
    minutes = int(length / timedelta(minutes=1))
    for unit, size in (("d", 1440), ("h", 60)):
        if minutes >= size:
            return f"{minutes // size} {unit}"
    return f"{minutes} min"


def table(rows: Sequence[Sequence[str]], width: int, right: Iterable[int] = ()) -> Iterator[str]:
    """Rows as lines of equal columns; the first column gives way first, the last is cut at the width."""
    widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    rest = sum(widths[1:-1]) + min(widths[-1], width // 4) + GAP * (len(widths) - 1)
    widths[0] = min(widths[0], max(width - rest, 12))
    for row in rows:
        cells = [cut(cell, size) for cell, size in zip(row, widths, strict=True)]
        sided = [
            c.rjust(w) if n in right else c.ljust(w)
            for n, (c, w) in enumerate(zip(cells, widths, strict=True))
        ]
        yield cut((" " * GAP).join(sided).rstrip(), width)


def cut(text: str, width: int) -> str:
    """A text of one line that is no longer than the width, in columns of a terminal.

    >>> cut("Boats and kites", 10), cut("港口日报港口日报", 10)
    ('Boats and…', '港口日报…')
    """
    if len(text) <= width and columns_of(text) <= width:
        return text
    room, end = width - 1, 0
    while end < len(text) and (room := room - cells_of(text[end])) >= 0:
        end += 1
    return f"{text[:end]}…"


def columns_of(text: str) -> int:
    """How many columns of a terminal a text of one line takes."""
    return len(text) if text.isascii() else sum(map(cells_of, text))


def cells_of(sign: str) -> int:
    """How many columns a sign takes: two in Chinese, none on top of another."""
    return 0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1


def coloured(line: str) -> str:
    """A line of the overview with its state in colour; click leaves that out where there is no terminal."""
    words = line.split()
    colour = COLOURS.get(words[1]) if len(words) > 2 and not line.startswith(" ") else None
    return line.replace(f" {words[1]} ", f" {click.style(words[1], fg=colour)} ", 1) if colour else line
