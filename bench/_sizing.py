# ruff: noqa: E501 -- tables
"""The tables of docs/scale.md, computed from what `bench/report.py` measured."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

DAY = 86_400
EVERY = 900
NEWS = 10
"""Stories a day of a source."""
SAME, CHANGED = 0.95, 0.05
PEAK = 3
"""How much more is asked for in the busiest hour than in the mean."""
NOT_MODIFIED = 0.8
"""Of the requests of feed readers that are answered 304."""
BODY = 40_000
"""Bytes of a feed of 164 kB as it is sent, compressed."""


@dataclass(frozen=True)
class Step:
    """An installation of one size."""

    name: str
    sources: int
    requests: int


STEPS = (
    Step("small board", 50, 10_000),
    Step("one machine", 1_000, 1_000_000),
    Step("PostgreSQL, two machines", 10_000, 10_000_000),
    Step("workers behind nginx", 100_000, 30_000_000),
    Step("many machines and a CDN", 1_000_000, 100_000_000),
)


@dataclass(frozen=True, kw_only=True)
class Units:
    """What one of each costs: milliseconds, bytes, microseconds, MiB."""

    unchanged: float
    none_new: float
    news: float
    story: float
    archive: float
    full: float
    same: float
    file: float
    holds: dict[str, float]

    @property
    def poll(self) -> float:
        """A poll in the mean, in milliseconds."""
        return SAME * self.unchanged + CHANGED * self.news

    @property
    def request(self) -> float:
        """A request in the mean, in microseconds."""
        return NOT_MODIFIED * self.same + (1 - NOT_MODIFIED) * self.full


def units(found: dict[str, Any]) -> Units:
    """Of the figures, beside the most stories that were stored."""
    (refresh,) = (curve for curve in found["curves"] if curve["name"] == "refresh")
    kept, spent = found["bytes of a story"], found["µs of a request"]
    last = {name: points[-1][1] for name, points in refresh["lines"].items()}
    return Units(
        unchanged=last["not modified"],
        none_new=last["none new"],
        news=last["50 new"],
        story=kept["stories"] + kept["entries"],
        archive=kept["documents"] / 2,
        full=spent["200"]["feedsvc, granian"],
        same=spent["304"]["feedsvc, granian"],
        file=spent["304"]["feedsvc's files, shipped nginx"],
        holds=found["MiB"],
    )


def one_each(u: Units) -> str:
    """What one of each costs, as a table."""
    rows = {
        "a poll that is answered 304": f"{u.unchanged:.1f} ms of CPU: {1000 / u.unchanged:,.0f} a second and core",
        "a poll of a changed page, nothing new": f"{u.none_new:.0f} ms: {1000 / u.none_new:,.0f} a second and core",
        "a poll with 50 new stories, published": f"{u.news:.0f} ms: {1000 / u.news:,.1f} a second and core",
        "a story of 1.6 kB, stored and searchable": f"{u.story / 1000:.0f} kB of disk",
        "its place in one topic's documents and archive, three formats": f"{u.archive / 1000:.0f} kB more for each topic",
        "a feed of 164 kB from a web worker": f"{u.full:.0f} µs: {1e6 / u.full:,.0f} a second and core",
        "a 304 from a web worker": f"{u.same:.0f} µs: {1e6 / u.same:,.0f} a second and core",
        "a 304 from nginx, of published files": f"{u.file:.0f} µs: {1e6 / u.file:,.0f} a second and core",
    } | {f"memory of {name}": f"{size:.0f} MiB" for name, size in u.holds.items()}
    return table(["what", "costs"], [list(row) for row in rows.items()])


def steps(u: Units) -> str:
    """What installations of several sizes need, as a table."""
    head = [
        "step",
        "sources",
        "polls/s",
        "cores that poll",
        "disk a year",
        "feeds a day",
        "at the peak",
        "cores that serve",
        "sent at the peak",
    ]
    return table(head, [row(step, u) for step in STEPS])


def row(step: Step, u: Units) -> list[str]:
    """One installation."""
    polls, peak = step.sources / EVERY, PEAK * step.requests / DAY
    year = step.sources * NEWS * 365 * (u.story + u.archive)
    sent = peak * (1 - NOT_MODIFIED) * BODY * 8 / 1e6
    return [
        step.name,
        f"{step.sources:,}",
        f"{polls:,.1f}",
        cores(polls * u.poll / 1000),
        f"{year / 1e9:,.0f} GB",
        f"{step.requests:,}",
        f"{peak:,.0f}/s" if peak >= 10 else f"{peak:.1f}/s",
        cores(peak * u.request / 1e6),
        f"{sent:,.0f} Mbit/s" if sent >= 1 else f"{sent * 1000:,.0f} kbit/s",
    ]


def cores(share: float) -> str:
    """So much of a core, or so many."""
    return f"{share:.1f}" if share >= 0.1 else f"{share:.2%}"


def table(head: list[str], rows: list[list[str]]) -> str:
    """In Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def told(text: str, found: dict[str, Any]) -> str:
    """The page with its tables anew."""
    u = units(found)
    for name, made in (("one each", one_each(u)), ("steps", steps(u))):
        begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
        text, count = re.subn(
            re.escape(begin) + ".*?" + re.escape(end),
            lambda _, whole=f"{begin}{made}{end}": whole,
            text,
            flags=re.S,
        )
        assert count == 1, name
    return text
