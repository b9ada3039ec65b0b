"""Dates in numbers (`04/03/2026`, `28.11.26`, `11-28`), and the order of day and month that a page writes.

The order is learned from all dates of a source together: it is the one that makes all of them possible and
none of them future. What nothing tells is as the page's language and country are used to, and is a doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from feedsvc.clean.calendars import year_of_thai
from feedsvc.clean.clocks import CLOCK, hour_of, told_by
from feedsvc.clean.datewords import with_digits
from feedsvc.clean.phrases import AND
from feedsvc.clean.phrases.months import UNTIL
from feedsvc.clean.phrases.weekdays import weekday_beside

MAX_TEXT = 120
BETWEEN = rf"(?:[-–—&]|(?<=\.)/|{UNTIL}|{AND})(?: ?[^\W\d_]{{2,12}}\.?,?)?"
"""What stands between the first and the last of some days in numbers."""
BUDDHIST = (2490, 2620)
"""Years that are of the Buddhist era: 1947 to 2077."""
DateOrder = Literal["DMY", "MDY", "YMD"]
ORDERS: tuple[DateOrder, ...] = ("DMY", "MDY", "YMD")
_WHOLE = re.compile(
    r"[\[(（]?(?:[^\W\d_]{2,12}\.?,? )?(\d{1,2})([./-]) ?(\d{1,2})"
    r"(?:\2 ?(\d{4}|\d{2}(?!:\d\d))|(?<=\.\d)\.|(?<=\.\d\d)\.)?(?!\d)\.?[\])）]?"
)
_FROM_TO = re.compile(
    rf"(\d{{1,2}})([./])(?: ?(\d{{1,2}})\2?)? ?{BETWEEN} ?\d{{1,2}}\2 ?(\d{{1,2}})\2 ?(\d{{4}}|\d{{2}})(?!\d)"
)
_TO = re.compile(rf"\.? ?{BETWEEN} ?\d{{1,2}}([./-]) ?\d{{1,2}}\1 ?(?:\d{{4}}|\d{{2}})")
_SHORT_LATER = re.compile(r"[\[(（]?['’‘](\d{2})([./-]) ?(\d{1,2})\2 ?(\d{1,2})\.?[\])）]?")
"""What an apostrophe stands before is a year, wherever it stands: `'26.3.4`."""
_LATER = re.compile(r"[\[(（]?(\d{4})([./-]) ?(\d{1,2})\2 ?(\d{1,2})\.?[\])）]?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """A date in numbers; no year where it has none."""

    year: int | None
    month: int
    day: int
    hour: int = 0
    minute: int = 0
    second: int = 0
    zone: str = ""
    clocked: bool = False
    weekdays: frozenset[int] = frozenset()
    """The days of the week (Monday is 0) one of which it says that it is; empty where it says none."""


def number_date(line: str, order: str | None, *, day_first: bool = False) -> Numbered | None:
    """The date that is all of a text, or None; `day_first` is what is usual where no order is known."""
    bare, weekdays = weekday_beside(with_digits(line))
    line = first_day(" ".join(bare.split()).strip(" ,"))
    if found := _LATER.match(line):
        numbers: tuple[int | None, int, int] | None = (int(found[1]), int(found[3]), int(found[4]))
    elif found := _SHORT_LATER.match(line):
        numbers = _dated(_full(int(found[1])), int(found[3]), int(found[4]))
    elif found := _WHOLE.match(line):
        numbers = _in_order(found, order or ("DMY" if day_first or found[2] == "." else "MDY"))
    if not found or numbers is None:
        return None
    dated = _with_clock(line, found.end(), numbers)
    return replace(dated, weekdays=weekdays) if dated and weekdays else dated


def first_day(line: str) -> str:
    """Of days from one to another (`28.12. – 3.1.2027`) the first, with its year; other lines as they are."""
    found = _FROM_TO.match(line)
    if not found:
        return line
    day, sign, own, last, year = found.groups()
    number = (int(year) - (sign == "." and int(own or last) > int(last))) % 10 ** len(year)
    return f"{day}{sign}{own or last}{sign}{number:0{len(year)}}{line[found.end() :]}"


def _with_clock(line: str, end: int, numbers: tuple[int | None, int, int]) -> Numbered | None:
    year, month, day = numbers
    if not line[end:].strip(" ,.|") or _TO.fullmatch(line, end):
        return Numbered(year=year, month=month, day=day)
    clock = CLOCK.match(line, end)
    hour = hour_of(clock) if clock else None
    if clock is None or hour is None or re.search(r"\d", line[clock.end() :]):
        return None
    return Numbered(
        year=year,
        month=month,
        day=day,
        hour=hour,
        **told_by(clock),
    )


def _in_order(found: re.Match[str], order: str) -> tuple[int | None, int, int] | None:
    first, second, last = int(found[1]), int(found[3]), found[4]
    if last is None:
        day, month = (first, second) if order == "DMY" and found[2] != "-" else (second, first)
        return _possible(None, month, day) or _possible(None, day, month)
    given = order if order in ORDERS else "MDY"
    tries = (given, *(one for one in ORDERS[:2] if one != given))
    readings = (read_as(one, first, second, last) for one in tries)
    return next((reading for reading in readings if reading), None)


def read_as(order: str, first: int, second: int, last: str) -> tuple[int, int, int] | None:
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
