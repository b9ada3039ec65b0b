from __future__ import annotations

from datetime import timedelta

import pytest

from feedsvc.decide.logins import is_too_soon, next_try
from feedsvc.models import History
from tests.builders import NOW

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("refused", "pause"),
    [
        pytest.param(1, timedelta(minutes=15), id="once"),
        pytest.param(2, timedelta(hours=1), id="twice"),
        pytest.param(3, timedelta(days=1), id="three times"),
        pytest.param(9, timedelta(days=1), id="for long"),
    ],
)
def test_a_login_waits_the_longer_the_oftener_it_was_refused(refused: int, pause: timedelta) -> None:
    past = History(refused=refused, refused_at=NOW)
    assert next_try(past) == NOW + pause
    assert is_too_soon(past, NOW)
    assert is_too_soon(past, NOW + pause - MINUTE)
    assert not is_too_soon(past, NOW + pause)


@pytest.mark.parametrize(
    "past",
    [
        pytest.param(History(), id="nothing was refused"),
        pytest.param(History(refused_at=NOW), id="forgotten"),
        pytest.param(History(refused=2), id="an operator insists"),
    ],
)
def test_nobody_waits_for_what_was_not_refused(past: History) -> None:
    assert next_try(past) is None
    assert not is_too_soon(past, NOW)


def test_a_clock_that_was_set_back_keeps_nobody_waiting() -> None:
    assert not is_too_soon(History(refused=3, refused_at=NOW), NOW - MINUTE)
