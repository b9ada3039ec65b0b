"""Dates in numbers, and the order that a source writes them in."""

from __future__ import annotations

from datetime import date

import pytest

from feedsvc.clean.dateorders import Order, learn_order, usual_order
from feedsvc.clean.numberdates import number_date

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        pytest.param(["04/03/2026", "27/02/2026"], Order(order="DMY"), id="a day above twelve"),
        pytest.param(["03/04/2026", "02/27/2026"], Order(order="MDY"), id="a day above twelve stands second"),
        pytest.param(["05/12/2026", "05/11/2026"], Order(order="MDY"), id="none in the future: month first"),
        pytest.param(["12/05/2026", "11/05/2026"], Order(order="DMY"), id="none in the future: day first"),
        pytest.param(["26/11/28", "26/10/05"], Order(order="YMD"), id="the year first"),
        pytest.param(["26.11.28"], Order(order="YMD"), id="the year first, in dots"),
        pytest.param(["10/02/2026", "09/02/2026", "11/01/2026"], Order(order="DMY"), id="only so in turn"),
        pytest.param(["03/04/2026", "01/02/2026"], Order(doubtful=True), id="nothing tells"),
        pytest.param(["05/05/2026"], Order(), id="both mean the same"),
        pytest.param(["28 November 2026"], Order(), id="no numbers"),
        pytest.param(["27/02/2026", "02/27/2026"], Order(), id="contradiction"),
    ],
)
def test_the_order_is_learned_from_all_dates(texts: list[str], order: Order) -> None:
    assert learn_order(texts, TODAY) == order


def test_custom_decides_what_nothing_tells_and_is_a_doubt() -> None:
    assert learn_order(["03/04/2026"], TODAY, usual="DMY") == Order(order="DMY", doubtful=True)


def test_days_to_come_tell_nothing_where_they_are_meant() -> None:
    assert learn_order(["05/12/2026"], TODAY, future=True) == Order(doubtful=True)


@pytest.mark.parametrize(
    ("language", "url", "order"),
    [
        ("en-GB", "", "DMY"),
        ("en_US", "", "MDY"),
        ("de", "https://x.example/", "DMY"),
        ("en", "https://post.co.uk/", "DMY"),
        ("", "https://city.gov/", "MDY"),
        ("en", "https://post.com/", None),
        ("en", "https://post.ca/", None),
        ("ja", "https://post.jp/", None),
        ("", "https://192.0.2.1/", None),
    ],
)
def test_the_custom_of_a_language_or_country(language: str, url: str, order: str | None) -> None:
    assert usual_order(language, url) == order


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("03/04/2026", "DMY", (2026, 4, 3)),
        ("03/04/2026", "MDY", (2026, 3, 4)),
        ("03/14/2026", "DMY", (2026, 3, 14)),
        ("26/11/28", "YMD", (2026, 11, 28)),
        ("28.11.98", None, (1998, 11, 28)),
        ("Sat 28/11/2026", None, (2026, 11, 28)),
        ("27.11.", None, (None, 11, 27)),
        ("11-27", "DMY", (None, 11, 27)),
        ("27/11", None, (None, 11, 27)),
        ("2026. 11. 28.", None, (2026, 11, 28)),
        ("45/45/2026", None, None),
        ("1.2.3.4", None, None),
        ("28/11/2026 to 30/11/2026", None, None),
    ],
)
def test_numbers_are_read_in_their_order(
    text: str, order: str | None, expected: tuple[int | None, int, int] | None
) -> None:
    found = number_date(text, order)
    assert (found and (found.year, found.month, found.day)) == expected
