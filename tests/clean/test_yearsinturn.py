"""Years that are not written keep a list in turn, or stay as they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedsvc.clean.yearsinturn import years_in_turn


def days(text: str) -> list[datetime | None]:
    return [
        None if word == "-" else datetime.fromisoformat(word).replace(tzinfo=UTC) for word in text.split()
    ]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param("2026-03-03 2026-01-10 2025-12-20 2026-10-05", "2026-03-03 2026-01-10 2025-12-20 2025-10-05", id="over New Year"),
        pytest.param("2026-03-03 2026-01-10 - 2026-10-30 2026-10-05", "2026-03-03 2026-01-10 - 2025-10-30 2025-10-05", id="with a gap"),
        pytest.param("2026-02-01 2026-01-10 2026-11-02 2026-07-20 2026-03-01 2026-10-10", "2026-02-01 2026-01-10 2025-11-02 2025-07-20 2025-03-01 2024-10-10", id="over two"),
        pytest.param("2026-10-05 2025-12-20 2026-01-10 2026-03-03", "2025-10-05 2025-12-20 2026-01-10 2026-03-03", id="the oldest first"),
        pytest.param("2026-01-02 2026-11-27 2026-11-26 2026-11-25", "", id="a pinned one"),
        pytest.param("2026-06-01 2026-02-01 2026-08-01 2026-03-01", "", id="no order"),
        pytest.param("2026-11-27 2026-11-26 2026-11-25", "", id="one year"),
    ],
)  # fmt: skip
def test_years_fall_where_the_list_turns(given: str, found: str) -> None:
    moments = days(given)
    assert years_in_turn(moments, [True] * len(moments)) == days(found or given)


def test_written_years_stay() -> None:
    moments = days("2026-03-03 2026-01-10 2026-10-05")
    assert years_in_turn(moments, [True, True, False]) == moments


def test_days_to_come_rise_into_the_next_year() -> None:
    moments = days("2026-11-30 2026-12-12 2026-02-20 2026-04-01")
    found = days("2026-11-30 2026-12-12 2027-02-20 2027-04-01")
    assert years_in_turn(moments, [True] * 4, future=True) == found


def test_the_29th_of_february_stays_where_no_year_has_it() -> None:
    moments = days("2024-02-20 2024-01-10 2024-02-29")
    assert years_in_turn(moments, [True] * 3) == moments
