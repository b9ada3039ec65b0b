"""When a hub that did not listen is told again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feedsvc.publish.websub import MOST_ATTEMPTS, retry_at
from tests.builders import NOW

WAITS = [
    pytest.param(1, timedelta(seconds=30), id="soon"),
    pytest.param(2, timedelta(minutes=1), id="twice as long"),
    pytest.param(MOST_ATTEMPTS - 1, timedelta(hours=6), id="six hours at most"),
]


@pytest.mark.parametrize(("attempts", "wait"), WAITS)
def test_each_retry_waits_longer(attempts: Any, wait: Any) -> None:
    assert retry_at(attempts, NOW) == NOW + wait


def test_a_hub_that_never_listens_is_given_up() -> None:
    assert retry_at(MOST_ATTEMPTS, NOW) is None
