"""Dates as people say them: numbers, the name of a month, an age, a day near now."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from feedsvc.clean.ages import bare_age, find_age, find_day
from feedsvc.clean.daytokens import RANGE
from feedsvc.clean.habits import Habits
from feedsvc.clean.monthdates import Worded
from feedsvc.clean.numberdates import Numbered, number_date
from feedsvc.clean.wordeddates import find_worded
from feedsvc.clean.zones import zone_of

SOON = timedelta(days=60)
"""How far ahead a day without a year may lie on a page of events; later ones of a list may lie further."""
AHEAD = timedelta(days=1)
"""How far ahead a day without a year may lie: the page's own zone is seldom known."""
MOST_BESIDE = 4
"""Words (`Posted on Saturday`) that may stand beside a date."""
# dateparser takes months of two digits for years: `10月5日` for 2010.
MONTH_DAY = re.compile(
    r"(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일](?: ?[(（][^\W\d_][)）])?(?: ?(\d{1,2})[:：时時](\d{2})分?)?"
)


def in_words(line: str, habits: Habits) -> datetime | None:
    """The date that numbers, the name of a month, an age or a day near now tell."""
    try:
        return (
            _of_numbers(number_date(in_english(line), habits.order, day_first=habits.day_first), habits)
            or _of_age(line, habits)
            or _of_numbers(worded(in_english(line), habits.language), habits)
            or _of_day(line, habits)
        )
    except (ValueError, OverflowError):
        return None


def _of_numbers(found: Numbered | Worded | None, habits: Habits) -> datetime | None:
    if found is None:
        return None
    year = found.year or _year_of(found, habits)
    if year is None:
        return None
    moment = datetime(year, found.month, found.day, found.hour, found.minute, found.second)  # noqa: DTZ001
    return moment.replace(tzinfo=zone_of(found.zone, moment, habits.zone)) if found.zone else moment


def _year_of(found: Numbered | Worded, habits: Habits) -> int | None:
    """The newest year that is not to come; on pages of events that of a day soon to come."""
    here = habits.here
    if here is None:
        return None
    days = []
    for year in range(here.year - 4, here.year + 2):  # the 29th of February is seldom
        try:
            days.append(datetime(year, found.month, found.day))  # noqa: DTZ001
        except ValueError:
            continue
    ahead = SOON if habits.future else AHEAD
    newest = max((day for day in days if day <= here + ahead), default=None)
    weekdays = found.weekdays if isinstance(found, Numbered) else frozenset()
    if newest and weekdays and newest.weekday() not in weekdays:  # it may be of the year to come
        newest = next((day for day in days if day > newest and day.weekday() in weekdays), newest)
    return newest.year if newest else None


def worded(line: str, language: str) -> Worded | None:
    """The date with a month's name where the text says little else."""
    found = find_worded(line, language)
    if found is None:
        return None
    before, after = line[: found.start], line[found.end :]
    beside = f"{before} {'' if RANGE.match(after) else after}"
    words = len(beside.split())
    if any(c.isdigit() for c in beside) or words > (0 if found.weak else MOST_BESIDE):
        return None
    return found


def _of_age(line: str, habits: Habits) -> datetime | None:
    found, here = find_age(line) or bare_age(line), habits.here
    if found is None or here is None or len((line[: found.start] + line[found.end :]).split()) > MOST_BESIDE:
        return None
    return found.before(here)


def _of_day(line: str, habits: Habits) -> datetime | None:
    found, here = find_day(line), habits.here
    if found is None or here is None:
        return None
    beside = len((line[: found.start] + line[found.end :]).split())
    if beside > (0 if found.weak else MOST_BESIDE):
        return None
    day = here - timedelta(days=found.days)
    at = day.replace(hour=found.hour, minute=found.minute, second=found.second)
    moment = at if found.clocked else day
    return moment.replace(tzinfo=zone_of(found.zone, moment, habits.zone)) if found.zone else moment


def in_english(line: str) -> str:
    """`11月20日 10:30` as `20 nov 10:30`; other lines as they are."""
    found = MONTH_DAY.fullmatch(line)
    if not found or not 1 <= int(found[1]) <= 12:
        return line
    month = "jan feb mar apr may jun jul aug sep oct nov dec".split()[int(found[1]) - 1]  # noqa: SIM905
    return f"{found[2]} {month}" + (f" {found[3]}:{found[4]}" if found[3] else "")
