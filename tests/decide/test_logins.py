from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from feedsvc.decide.logins import is_too_soon, next_try, together
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


@pytest.mark.parametrize(
    ("own", "let_in", "other", "expected"),
    [
        pytest.param(History(), None, History(refused=2, refused_at=NOW), 2, id="another was refused"),
        pytest.param(
            History(), NOW - MINUTE, History(refused=2, refused_at=NOW), 2, id="since it was let in"
        ),
        pytest.param(History(), NOW, History(refused=2, refused_at=NOW), 0, id="before it was let in"),
        pytest.param(History(), None, History(), 0, id="nobody was refused"),
        pytest.param(
            History(refused=1, refused_at=NOW),
            None,
            History(refused=3, refused_at=NOW - MINUTE),
            1,
            id="its own is later",
        ),
        pytest.param(
            History(refused=3, refused_at=NOW - MINUTE),
            None,
            History(refused=1, refused_at=NOW),
            3,
            id="both",
        ),
    ],
)
def test_sources_of_one_account_wait_together(
    own: History, let_in: datetime | None, other: History, expected: int
) -> None:
    past = together(own, let_in, [other])
    assert past.refused == expected
    assert past.refused_at in (None, NOW)
