"""When a browser's memory is too much: by what it holds, and by what it will hold once it is ended."""

from __future__ import annotations

import pytest

from feedsvc.browser.held import Growth

MOST = 700
LOOKS: dict[str, tuple[list[tuple[float, int]], list[bool]]] = {
    "it stays": ([(1.00, 600), (1.02, 600), (1.04, 600)], [False, False, False]),
    "too much at once": ([(1.00, 701)], [True]),
    "a start grows once": ([(1.00, 500), (1.02, 620), (1.025, 625), (1.045, 625)], [False] * 4),
    "it grows on": ([(1.00, 500), (1.02, 600), (1.025, 630)], [False, False, True]),
    "as much, seen late": ([(1.00, 500), (1.50, 630), (2.00, 660)], [False, False, False]),
}


@pytest.mark.parametrize("name", LOOKS)
def test_growth_is_judged_by_the_clock_and_feared_once_before_it_counts(name: str) -> None:
    looks, over = LOOKS[name]
    growth = Growth(MOST)
    assert [growth.is_over(held, when) for when, held in looks] == over
