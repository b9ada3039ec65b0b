"""Ages in lines that were made to be slow to read."""

from __future__ import annotations

import pytest

from feedsvc.clean.ages import find_age


@pytest.mark.parametrize("joint", ["и", " и", " and", ", ", "e "])
def test_an_age_that_never_ends_is_none(joint: str) -> None:
    assert find_age("3 дня " + joint * 60 + "ж назад.") is None


def test_ages_of_two_parts_are_read_whole() -> None:
    assert [
        age.seconds for text in ("3 дня и 2 часа назад", "1 day, 3 hours ago") if (age := find_age(text))
    ] == [
        3 * 86_400 + 2 * 3600,
        86_400 + 3 * 3600,
    ]


@pytest.mark.parametrize("text", ["2026年3月4日 3小时前", "2026년 3월 4일 3시간 전", "3小时前"])
def test_the_day_of_a_date_is_no_part_of_an_age_behind_it(text: str) -> None:
    age = find_age(text)
    assert age is not None
    assert age.seconds == 3 * 3600
