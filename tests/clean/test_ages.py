"""Ages in lines that were made to be slow to read."""

from __future__ import annotations

from datetime import UTC, datetime

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


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Il y a plus d'1 mois | 43 vues", 31),
        ("il y a plus d’un an", 365),
        ("Il y a environ 48 heures", 2),
        ("vor etwa einer Woche", 7),
        ("vor mehr als 2 Jahren", 730),
        ("vor ca. 3 Tagen", 3),
        ("hace más de 1 mes", 31),
        ("hace alrededor de 2 días", 2),
        ("há aproximadamente uma semana", 7),
        ("fa més de 2 dies", 2),
        ("acum aproximativ 3 zile", 3),
        ("před více než 2 lety", 730),
        ("prije oko 2 dana", 2),
        ("преди около 2 дни", 2),
        ("πριν από περίπου 2 ημέρες", 2),
        ("منذ أكثر من 3 أيام", 3),
        ("לפני כ-3 ימים", 3),
    ],
)
def test_an_age_may_be_told_as_not_exact(text: str, days: int) -> None:
    age, now = find_age(text), datetime(2026, 11, 28, 6, tzinfo=UTC)
    then = age.before(now) if age else None
    assert then is not None
    assert (now - then).days == pytest.approx(days, abs=1)


@pytest.mark.parametrize("text", ["vor gut beleuchteten 3 Häfen", "hace casi todo", "il y a plus de monde"])
def test_what_is_not_exact_and_no_age_is_none(text: str) -> None:
    assert find_age(text) is None
