"""Dates in numbers (`04/03/2026`, `28.11.26`, `11-28`), and the order of day and month that a page writes.

The order is learned from all dates of a source together: it is the one that makes all of them possible and
none of them future. What nothing tells is as the page's language and country are used to, and is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal
from urllib.parse import urlsplit

from feedsvc.clean.calendars import year_of_thai
from feedsvc.clean.clocks import CLOCK, hour_of
from feedsvc.clean.datewords import with_digits
from feedsvc.clean.phrases.weekdays import weekday_beside

MAX_TEXT = 120
BUDDHIST = (2490, 2620)
"""Years that are of the Buddhist era: 1947 to 2077."""
DateOrder = Literal["DMY", "MDY", "YMD"]
ORDERS: tuple[DateOrder, ...] = ("DMY", "MDY", "YMD")
MOST_AHEAD = timedelta(days=1)
"""How far ahead a date may lie where all are past: the zone of the page is not known."""
FEWEST_IN_TURN = 3
"""Different days that stand in turn only by their order."""
_WHOLE = re.compile(
    r"[\[(（]?(?:[^\W\d_]{2,12}\.?,? )?(\d{1,2})([./-]) ?(\d{1,2})"
    r"(?:\2 ?(\d{4}|\d{2}(?!:\d\d))|(?<=\.\d)\.|(?<=\.\d\d)\.)?(?!\d)\.?[\])）]?"
)
_LATER = re.compile(r"[\[(（]?(\d{4})([./-]) ?(\d{1,2})\2 ?(\d{1,2})\.?[\])）]?")
_NUMBERED = re.compile(r"(?<![\d./-])(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?![\d/-]|\.\d)")
_MONTH_FIRST = frozenset(["us", "gov", "mil", "edu", "ph"])
_YEAR_FIRST = frozenset(["cn", "tw", "hk", "jp", "kr", "hu", "lt", "mn", "ir"])
_OPEN = frozenset(["com", "net", "org", "info", "io", "co", "me", "tv", "ai", "app", "dev", "eu", "ca"])
"""Top-level domains that say nothing of how dates are written (Canada writes both)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """A date in numbers; no year where it has none."""

    year: int | None
    month: int
    day: int
    hour: int = 0
    minute: int = 0
    zone: str = ""
    clocked: bool = False
    weekdays: frozenset[int] = frozenset()
    """The days of the week (Monday is 0) one of which it says that it is; empty where it says none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """How a source writes dates in numbers."""

    order: str | None = None
    doubtful: bool = False
    """Whether only custom tells: the dates themselves could be read in two ways."""


def number_date(line: str, order: str | None, *, day_first: bool = False) -> Numbered | None:
    """The date that is all of a text, or None; `day_first` is what is usual where no order is known."""
    bare, weekdays = weekday_beside(with_digits(line))
    line = " ".join(bare.split()).strip(" ,")
    if found := _LATER.match(line):
        numbers: tuple[int | None, int, int] | None = (int(found[1]), int(found[3]), int(found[4]))
    elif found := _WHOLE.match(line):
        numbers = _in_order(found, order or ("DMY" if day_first or found[2] == "." else "MDY"))
    if not found or numbers is None:
        return None
    dated = _with_clock(line, found.end(), numbers)
    return replace(dated, weekdays=weekdays) if dated and weekdays else dated


def _with_clock(line: str, end: int, numbers: tuple[int | None, int, int]) -> Numbered | None:
    year, month, day = numbers
    if not line[end:].strip(" ,.|"):
        return Numbered(year=year, month=month, day=day)
    clock = CLOCK.match(line, end)
    hour = hour_of(clock) if clock else None
    if clock is None or hour is None or re.search(r"\d", line[clock.end() :]):
        return None
    zone = (clock["zone"] or "").strip(" ()")
    minute = int(clock["minute"])
    return Numbered(year=year, month=month, day=day, hour=hour, minute=minute, zone=zone, clocked=True)


def _in_order(found: re.Match[str], order: str) -> tuple[int | None, int, int] | None:
    first, second, last = int(found[1]), int(found[3]), found[4]
    if last is None:
        day, month = (first, second) if order == "DMY" and found[2] != "-" else (second, first)
        return _possible(None, month, day) or _possible(None, day, month)
    given = order if order in ORDERS else "MDY"
    tries = (given, *(one for one in ORDERS[:2] if one != given))
    readings = (_read(one, first, second, last) for one in tries)
    return next((reading for reading in readings if reading), None)


def _read(order: str, first: int, second: int, last: str) -> tuple[int, int, int] | None:
    """Year, month and day in this order; None where there is no such day."""
    if order == "YMD":
        return _dated(_full(first), second, int(last)) if len(last) == 2 else None
    day, month = (first, second) if order == "DMY" else (second, first)
    return _dated(_full(int(last)) if len(last) == 2 else _gregorian(int(last)), month, day)


def _gregorian(year: int) -> int:
    """The year, which is one of the Buddhist era where ours is far from it."""
    return year_of_thai(year) if BUDDHIST[0] <= year <= BUDDHIST[1] else year


def _full(year: int) -> int:
    return 2000 + year if year < 70 else 1900 + year


def _dated(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    return (year, month, day) if _possible(year, month, day) else None


def _possible(year: int | None, month: int, day: int) -> tuple[int | None, int, int] | None:
    try:
        date(year if year is not None else 2024, month, day)
    except ValueError:
        return None
    return year, month, day


# -- the order -------------------------------------------------------------------------------------


def learn_order(
    texts: Iterable[str], today: date | None = None, *, usual: str | None = None, future: bool = False
) -> Order:
    """The order of a source's dates; `usual` is the custom there, `future` allows days to come."""
    dates = [found for text in texts for found in _numbered(text)]
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
    for found in _NUMBERED.finditer(with_digits(text[:MAX_TEXT])):
        yield int(found[1]), int(found[3]), found[4]


def _makes_possible(order: str, dates: Sequence[tuple[int, int, str]]) -> bool:
    return all(_read(order, *one) for one in dates)


def _days(order: str, dates: Sequence[tuple[int, int, str]]) -> list[date]:
    return [date(*reading) for one in dates if (reading := _read(order, *one))]


def _in_turn(days: Sequence[date]) -> bool:
    """Whether the days only fall, or only rise."""
    pairs = list(pairwise(days))
    turned = all(a >= b for a, b in pairs) or all(a <= b for a, b in pairs)
    return len(set(days)) >= FEWEST_IN_TURN and turned
