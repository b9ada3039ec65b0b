from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedsvc.decide.leaving import leaving
from tests.builders import NOW, make_known, story_id

HOUR = timedelta(hours=1)


def left(window: Any, standing: Any, *, newest: Any = NOW, arrivals: Any = 0) -> Any:
    """Numbers of the stories that scrolled and that vanished; number 1 is the newest."""
    known = [make_known(n) for n in window]
    result = leaving(known, {story_id(n) for n in standing}, newest, arrivals)
    return [int(k.id[-4:], 16) for k in result.scrolled], [int(k.id[-4:], 16) for k in result.vanished]


@pytest.mark.parametrize(
    ("window", "standing", "given", "scrolled", "vanished"),
    [
        pytest.param(range(1, 9), range(1, 9), {}, [], [], id="nothing left"),
        pytest.param(range(1, 9), range(1, 7), {"arrivals": 2}, [7, 8], [], id="pushed off the end"),
        pytest.param(range(1, 9), [1, 2, 3, 5, 6, 7, 8], {}, [], [4], id="taken from the middle"),
        pytest.param(range(1, 9), [1, 2, 3, 4, 5, 6, 8], {}, [], [7], id="taken above the last one"),
        pytest.param(range(1, 9), range(2, 9), {}, [], [1], id="the newest taken, newer ones on the page"),
        pytest.param(
            range(1, 9), range(2, 9), {"newest": NOW - 2 * HOUR}, [1], [], id="an old copy without the newest"
        ),
        pytest.param(range(1, 9), [1, 3, 5, 7], {}, [2, 4, 6, 8], [], id="half the page missing"),
        pytest.param(
            [*range(1, 20), 99],
            [*range(1, 18), 99],
            {"arrivals": 2},
            [18, 19],
            [],
            id="scrolled past a pinned one",
        ),
        pytest.param([1, 2, 3], [1, 3], {"arrivals": 1}, [], [2], id="taken from a short page"),
        pytest.param([], [], {}, [], [], id="first poll"),
    ],
)
def test_how_stories_leave(window: Any, standing: Any, given: Any, scrolled: Any, vanished: Any) -> None:
    assert left(window, standing, **given) == (scrolled, vanished)
