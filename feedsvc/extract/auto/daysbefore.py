"""Headings each of which has its day right before it, in one element with all the others.

    <b>4 March 2026</b> <h2><a href="/2">…</a></h2> <b>3 March 2026</b> <h2><a href="/1">…</a></h2>

Read from one heading to the next, each would have the day of the next one.
"""

from __future__ import annotations

from statistics import median_low

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.siblings import gaps, reach

FEWEST = 3
"""Headings that have their days before them."""
BESIDE_DAY = 12
"""Letters that may stand beside a day in its element (`Posted on`)."""


def days_before(out: Outline, members: list[int]) -> list[int]:
    """The elements right before those of one parent, where each is the day of what it stands before.

    The first one has its day, and none stands behind the last one: they do not end what is above them.
    """
    parent = out.parents[members[0]]
    if len(members) < FEWEST or any(out.parents[number] != parent for number in members):
        return []
    before = _befores(out, parent)
    days = [before.get(number, number) for number in members]
    if not all(day < number and _is_day(out, day) for day, number in zip(days, members, strict=True)):
        return []
    return days if not any(at > members[-1] and _is_day(out, at) for at in before) else []


def _befores(out: Outline, parent: int) -> dict[int, int]:
    """The element before each element of a parent, but of the first."""
    found, last, at = {}, -1, parent + 1
    while at < out.ends[parent]:
        if last >= 0:
            found[at] = last
        last, at = at, out.ends[at]
    return found


def _is_day(out: Outline, number: int) -> bool:
    """Whether the element says a day, and little else."""
    dates = out.within(out.dates, number, out.ends[number])
    said = out.letters[out.ends[number]] - out.letters[number]
    return len(dates) == 1 and said <= len(dates[0].text) + BESIDE_DAY and not _links(out, number)


def _links(out: Outline, number: int) -> bool:
    return bool(out.within(out.links, number, out.ends[number]))


def around(out: Outline, members: list[int], days: list[int]) -> list[tuple[int, int, int]]:
    """Each block reaches from its day to the next one's; the last one as far as is usual."""
    usual = max(median_low(sorted(gaps(out, members).values())) - 1, 0)
    last = reach(out, members[-1], usual)
    return list(zip(members, days, [*days[1:], last], strict=True))
