"""A page's groups, of which only those are read that may be chosen: most are parts of the best one's blocks.

What kin could be worth is known without reading them. What is worth less than the best group, and stands
inside its blocks or beside the content, changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from math import inf

from feedsvc.extract.auto.believable import PAIR, believable, is_pair
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.kin import Kin, has_gaps, kin_of
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.reaching import stretched
from feedsvc.extract.auto.records import line_records
from feedsvc.extract.auto.structure import in_order, variants
from feedsvc.extract.auto.worth import SAMPLE, Before, at_most, counted

NEARLY = 0.001
"""Worths that differ by less are equal."""


class Weighed:
    """The believed groups of a page, as far as they have been read."""

    def __init__(self, out: Outline) -> None:
        self._out = out
        self._kin = list(kin_of(out))
        before = counted(out)
        self._most = [_at_most(out, kin, before) for kin in self._kin]
        self._read: dict[int, list[Group]] = {}

    def best(self) -> Group | None:
        """The group that is worth most; None where none is believed."""
        most = -inf
        for place in sorted(range(len(self._kin)), key=lambda n: -self._most[n]):
            if self._most[place] < most - NEARLY:
                break
            most = max([most, *(group.score for group in self._take(place))])
        return next(iter(self._believed()), None)

    def pair(self) -> Group | None:
        """The best list of two stories, which are believed only where there is nothing else."""
        small = [kin for kin in self._kin if len(kin.members) in (PAIR, PAIR + 1)]  # with the head of a table
        found = in_order(g for kin in small for g in variants(self._out, kin) if is_pair(self._out, g))
        return next(iter(found), None)

    def apart_from(self, best: Group, taken: Collection[int]) -> list[Group]:
        """The groups that share items with the best one, or stand outside its blocks and in the content.

        `taken` are the elements in its blocks.
        """
        items = {item for item, _, _ in best.ranges}
        for place, kin in enumerate(self._kin):
            if not (items.isdisjoint(kin.members) and self._changes_nothing(kin, taken)):
                self._take(place)
        return self._believed()

    def everything(self) -> list[Group]:
        """All groups, the best first."""
        for place in range(len(self._kin)):
            self._take(place)
        return self._believed()

    def _changes_nothing(self, kin: Kin, taken: Collection[int]) -> bool:
        sample = kin.members[:SAMPLE]
        return all(map(taken.__contains__, sample)) or all(self._out.furniture[item] for item in sample)

    def _take(self, place: int) -> list[Group]:
        if place not in self._read:
            found = variants(self._out, self._kin[place])
            self._read[place] = [group for group in found if believable(self._out, group)]
        return self._read[place]

    def _believed(self) -> list[Group]:
        return in_order(group for _, groups in sorted(self._read.items()) for group in groups)


def _at_most(out: Outline, kin: Kin, before: Before) -> float:
    """What the kin could be worth, whatever its blocks reach to; no limit where they are records."""
    lines = kin.tag == "a" and not kin.token and line_records(out, kin.members)
    if lines or kin.tag == "tr":
        return inf
    ways = [[(item, item, out.ends[item]) for item in kin.members[:SAMPLE]]]
    if has_gaps(out, kin.members):
        ways += [ranges for _, ranges in stretched(out, kin)]
    return max(at_most(out, ranges, before) for ranges in ways)
