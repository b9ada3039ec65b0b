"""Who runs which tests, where several processes share them.

A worker of xdist begins with its share of the list, one part of it after the other; who is done takes from
the end of another's. So each share begins with tests that mostly wait, and ends with such as can be taken:
those that compute fill the time in which others wait, and no long test begins last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, cycle, groupby, islice

import pytest


def in_lanes(
    driving: Sequence[pytest.Item], working: Iterable[pytest.Item], others: Sequence[pytest.Item], count: int
) -> list[pytest.Item]:
    """One share after the other: all that drive a browser have one share, so that one browser serves them."""
    lanes: list[list[pytest.Item]] = [[] for _ in range(count)]
    lanes[0].extend(driving)
    turns = cycle(lanes[1:] or lanes)
    for _, module in groupby(working, lambda item: item.path):
        next(turns).extend(module)
    left, rest = len(driving) + sum(map(len, lanes[1:])) + len(others), iter(others)
    for number, lane in enumerate(lanes):
        lane.extend(islice(rest, max(0, left // (count - number) - len(lane))))
        left -= len(lane)
    return [*chain.from_iterable(lanes), *rest]
