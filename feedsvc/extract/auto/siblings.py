"""What stands beside the elements of one parent: how many others between them, before and behind them."""

from __future__ import annotations

from itertools import pairwise

from feedsvc.extract.auto.outline import Outline


def gaps(out: Outline, members: list[int]) -> dict[int, int]:
    """How many siblings stand between a member and the next one of the same parent."""
    found = {}
    for number, following in pairwise(members):
        if out.parents[number] == out.parents[following]:
            count, at = 0, out.ends[number]
            while at < following:
                count, at = count + 1, out.ends[at]
            found[number] = count
    return found


def reach(out: Outline, number: int, siblings: int) -> int:
    limit, at = out.ends[out.parents[number]], out.ends[number]
    while siblings and at < limit:
        siblings, at = siblings - 1, out.ends[at]
    return at


def reach_back(out: Outline, number: int, siblings: int) -> int:
    """Where so many siblings before the element begin."""
    above: list[int] = []
    at = out.parents[number] + 1
    while at < number:
        above.append(at)
        at = out.ends[at]
    return above[-siblings:][0] if siblings and above else number
