from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from feedsvc.decide.times import SECOND, edit_time, free_second, minutes_of, publication
from tests.builders import NOW, make_parsed

LATE = NOW.replace(second=40, microsecond=7)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        pytest.param(NOW - timedelta(days=1), NOW - timedelta(days=1), id="its own date"),
        pytest.param(NOW.replace(microsecond=9) - SECOND, NOW - SECOND, id="whole seconds"),
        pytest.param(None, NOW + 38 * SECOND, id="undated"),
        pytest.param(NOW + timedelta(days=1), NOW + 38 * SECOND, id="future"),
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), NOW + 38 * SECOND, id="epoch"),
        pytest.param(datetime(1, 1, 1, tzinfo=UTC), NOW + 38 * SECOND, id="year one"),
    ],
)
def test_a_new_story_is_published_at_its_date_or_at_first_sight(published: Any, expected: Any) -> None:
    assert publication(make_parsed(1, published=published), 2, LATE) == expected


def test_the_minutes_to_ask_for_are_those_of_the_dates_and_now() -> None:
    stories = [
        make_parsed(1, published=NOW - timedelta(hours=1, seconds=-7)),
        make_parsed(2, published=NOW + timedelta(days=1)),
        make_parsed(3, published=None),
    ]
    assert minutes_of(stories, LATE) == {NOW - timedelta(hours=1), NOW}


def test_ties_are_spread_forward_and_never_into_the_future() -> None:
    taken = {NOW, NOW + SECOND}
    assert free_second(NOW, taken, LATE) == NOW + 2 * SECOND
    assert free_second(NOW, list(taken), NOW + SECOND) == NOW - SECOND
    assert free_second(NOW - 5 * SECOND, taken, LATE) == NOW - 5 * SECOND


def test_an_edit_is_dated_now_or_just_before_and_after_the_last_update() -> None:
    assert edit_time(NOW - timedelta(days=1), set(), LATE) == NOW + 40 * SECOND
    assert edit_time(NOW - timedelta(days=1), {NOW + 40 * SECOND}, LATE) == NOW + 39 * SECOND
    assert edit_time(NOW + 40 * SECOND, set(), LATE) is None
