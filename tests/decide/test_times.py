from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.decide.times import SECOND, Taken, edit_time, free_second, minutes_of, publication
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
    taken = Taken([NOW, NOW + SECOND])
    assert free_second(NOW, taken, LATE) == NOW + 2 * SECOND
    assert free_second(NOW, taken, NOW + 2 * SECOND) == NOW + 2 * SECOND
    assert free_second(NOW, taken, NOW + SECOND) == NOW - SECOND
    assert free_second(NOW - 5 * SECOND, taken, LATE) == NOW - 5 * SECOND


def stepped(wanted: datetime, taken: set[datetime], now: datetime) -> datetime:
    """What `free_second` means, second by second."""
    when = wanted
    while when in taken and when + SECOND <= now:
        when += SECOND
    while when in taken:
        when -= SECOND
    return when


@given(
    st.lists(st.tuples(st.integers(-3, 12), st.integers(0, 10)), max_size=40), st.sets(st.integers(-3, 12))
)
def test_who_jumps_over_what_is_taken_finds_what_who_steps_finds(
    wishes: list[tuple[int, int]], before: set[int]
) -> None:
    stepping = {NOW + n * SECOND for n in before}
    jumping = Taken(stepping)
    for wish, ahead in wishes:
        wanted, now = NOW + wish * SECOND, NOW + (wish + ahead - 3) * SECOND
        found = free_second(wanted, jumping, now)
        assert found == stepped(wanted, stepping, now)
        stepping.add(found)
        jumping.add(found)
        assert edit_time(NOW, jumping, now) == next(
            (when for n in range(60) if (when := now - n * SECOND) not in stepping and when > NOW), None
        )


def test_thousands_of_one_second_cost_a_few_steps_each() -> None:
    taken, many = Taken(), 4_000
    looked_up = 0

    class Counted(set[datetime]):
        def __contains__(self, when: object) -> bool:
            nonlocal looked_up
            looked_up += 1
            return super().__contains__(when)

    taken._used = Counted()
    for _ in range(many):
        taken.add(free_second(NOW, taken, LATE))
    assert looked_up < 6 * many


def test_an_edit_is_dated_now_or_just_before_and_after_the_last_update() -> None:
    assert edit_time(NOW - timedelta(days=1), Taken(), LATE) == NOW + 40 * SECOND
    assert edit_time(NOW - timedelta(days=1), Taken([NOW + 40 * SECOND]), LATE) == NOW + 39 * SECOND
    assert edit_time(NOW + 40 * SECOND, Taken(), LATE) is None
