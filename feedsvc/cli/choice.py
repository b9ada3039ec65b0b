"""The lists that `new` offers, as a table of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedsvc.cli.output import say, show_table
from feedsvc.operate.candidates import Candidate
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.tries import SAMPLES
from feedsvc.telemetry import safe

WIDTH = 80
ROOM = 39
"""Columns that are left for a title, whatever stands in the others."""


def show_candidates(detection: Detection, lists: Sequence[Candidate], chosen: Detection) -> None:
    """One row a list, the wanted one marked; what was tried where there is none; feeds that were not read."""
    if lists:
        columns = ("list", "stories", "dated", "linked", "read by", "first titles, and doubts")
        show_table(columns, [row(c, chosen.best) for c in lists], width=WIDTH)
    if len(lists) > 1:
        say('for another list: --choose N, or --like "words of it" (--json writes nothing)')
    for finding in detection.findings:
        if not finding.stories and (finding.url or not lists):
            reason = finding.reason.removeprefix(f"{finding.strategy}: ")
            say(f"nothing by {finding.strategy}{f' at {finding.url}' * bool(finding.url)}: {reason}")
    if detection.further and lists:
        say(f"the list goes on at {detection.further} (pages = 3 in its options reads more of it)")
    offered = {c.finding.url for c in lists}
    for feed in detection.feeds:
        if feed not in offered:
            say(f"the page links a feed of its own: {feed} (feedsvc new {feed})")


def row(candidate: Candidate, best: Finding | None) -> tuple[object, ...]:
    """The cells of one list."""
    finding = candidate.finding
    mark = " *" if finding is best else ""
    numbers = (finding.stories, finding.dated, finding.linked)
    return (f"{candidate.n}{mark}", *numbers, finding.strategy, tuple(lines(candidate)))


def lines(candidate: Candidate) -> Iterator[str]:
    """The first titles, each in one line, the address of a feed, and the doubts."""
    yield from (shortened(title) for title in candidate.finding.titles[:SAMPLES])
    if candidate.finding.url:
        yield candidate.finding.url
    yield from (f"! {warning}" for warning in candidate.warnings)


def shortened(title: str) -> str:
    """A title within its room, counted in columns of a terminal."""
    from rich.cells import cell_len, set_cell_size

    text = safe(title)
    return text if cell_len(text) <= ROOM else f"{set_cell_size(text, ROOM - 1).rstrip()}…"
