"""In which order a source writes day, month and year: learned of its dates, else usual where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from urllib.parse import urlsplit

from feedsvc.clean.datewords import with_digits
from feedsvc.clean.numberdates import MAX_TEXT, ORDERS, first_day, read_as
from feedsvc.clean.phrases.weekdays import weekday_beside

MOST_AHEAD = timedelta(days=1)
"""How far ahead a date may lie where all are past: the zone of the page is not known."""
FEWEST_IN_TURN = 3
"""Different days that stand in turn only by their order."""
_NUMBERED = re.compile(r"(?<![\d./-])(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?![\d/-]|\.\d)")
_BARE = re.compile(r"(?:[^\W\d_]{2,12}\.?,? )?(\d{1,2})([/.-]) ?(\d{1,2})(?![\d/-]|\.\d)\.?(?!.*\d{4})")
"""A day and a month in numbers with which a text begins that names no year."""
_MONTH_FIRST = frozenset(["us", "gov", "mil", "edu", "ph"])
_YEAR_FIRST = frozenset(["cn", "tw", "hk", "jp", "kr", "hu", "lt", "mn", "ir"])
_OPEN = frozenset(["com", "net", "org", "info", "io", "co", "me", "tv", "ai", "app", "dev", "eu", "ca"])
"""Top-level domains that say nothing of how dates are written (Canada writes both)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """How a source writes dates in numbers."""

    order: str | None = None
    doubtful: bool = False
    """Whether only custom tells: the dates themselves could be read in two ways."""


def learn_order(
    texts: Iterable[str], today: date | None = None, *, usual: str | None = None, future: bool = False
) -> Order:
    """The order of a source's dates; `usual` is the custom there, `future` allows days to come."""
    texts = list(texts)
    dates = [found for text in texts for found in _numbered(text)]
    if not dates and (told := _order_without_years(texts, today)):
        return Order(order=told)
    orders = [order for order in ORDERS if _makes_possible(order, dates)] if dates else []
    if today and not future and len(orders) > 1:
        orders = [o for o in orders if max(_days(o, dates)) <= today + MOST_AHEAD] or orders
    if len(orders) > 1:
        orders = [order for order in orders if _in_turn(_days(order, dates))] or orders
    different = {tuple(_days(order, dates)) for order in orders}
    if len(different) == 1:
        return Order(order=orders[0] if len(orders) == 1 else usual)
    return Order(order=usual, doubtful=bool(different))


def has_order(texts: Iterable[str]) -> bool:
    """Whether some of the dates are in numbers, day or month first."""
    return any(True for text in texts for _ in _numbered(text))


def order_of(texts: Iterable[str]) -> str | None:
    """The order of day and month that a page's dates reveal: a number above twelve is no month."""
    found = learn_order(texts)
    return None if found.doubtful else found.order


def usual_order(language: str, url: str = "") -> str | None:
    """The order of day and month where a language is written; None where both are, as in plain English.

    Of plain English, or of no known language, the country in the address tells.
    """
    written = language.replace("_", "-").lower()
    if written in ("", "en"):
        return _of_country((urlsplit(url).hostname or "").rpartition(".")[2])
    if written.startswith(("zh", "ja", "ko")):
        return None
    return "MDY" if written in ("en-us", "en-ph", "fil") else "DMY"


def _of_country(domain: str) -> str | None:
    if not domain.isalpha() or len(domain) > 3 or domain in _OPEN | _YEAR_FIRST:
        return None
    if domain in _MONTH_FIRST:
        return "MDY"
    return "DMY" if len(domain) == 2 else None


def _numbered(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _NUMBERED.finditer(first_day(with_digits(text[:MAX_TEXT]))):
        yield int(found[1]), int(found[3]), found[4]


def _order_without_years(texts: Sequence[str], today: date | None) -> str | None:
    """The order that alone makes dates of all numbers, else alone gives them the weekdays that they bear."""
    bare = [(found, text) for text in texts if (found := _BARE.match(text))]
    if len(bare) < FEWEST_IN_TURN:
        return None
    pairs = [(int(found[1]), int(found[3])) for found, _ in bare]
    orders = [order for order in ("DMY", "MDY") if all(_in_months(order, *pair) for pair in pairs)]
    if len(orders) == 2 and today:
        days = [weekday_beside(text)[1] for _, text in bare]
        orders = [o for o in orders if all(map(partial(_may_be, o, today), pairs, days))] if all(days) else []
    return orders[0] if len(orders) == 1 else None


def _in_months(order: str, first: int, second: int) -> bool:
    month, day = (second, first) if order == "DMY" else (first, second)
    return 1 <= month <= 12 and 1 <= day <= 31


def _may_be(order: str, today: date, pair: tuple[int, int], weekdays: frozenset[int]) -> bool:
    """Whether the day has one of these weekdays in a year near today."""
    month, day = reversed(pair) if order == "DMY" else pair
    with suppress(ValueError):  # 29 February
        return any(date(today.year + n, month, day).weekday() in weekdays for n in (0, -1, 1))
    return False


def _makes_possible(order: str, dates: Sequence[tuple[int, int, str]]) -> bool:
    return all(read_as(order, *one) for one in dates)


def _days(order: str, dates: Sequence[tuple[int, int, str]]) -> list[date]:
    return [date(*reading) for one in dates if (reading := read_as(order, *one))]


def _in_turn(days: Sequence[date]) -> bool:
    """Whether the days only fall, or only rise."""
    pairs = list(pairwise(days))
    turned = all(a >= b for a, b in pairs) or all(a <= b for a, b in pairs)
    return len(set(days)) >= FEWEST_IN_TURN and turned
