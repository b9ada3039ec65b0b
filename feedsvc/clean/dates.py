"""Dates as pages write them become aware UTC times; what is no date becomes None."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from feedsvc.clean.ages import bare_age, find_age, find_day
from feedsvc.clean.dateshapes import by_shape
from feedsvc.clean.datewords import with_digits
from feedsvc.clean.numberdates import Numbered, number_date
from feedsvc.clean.text import clean_text
from feedsvc.clean.wordeddates import CLOCK, RANGE, Worded, find_worded, hour_of
from feedsvc.clean.zones import MOST_REMEMBERED, zone_apart, zone_of

MAX_DATE = 120
"""Longer texts are no dates; dateparser takes seconds on thousands of digits."""
SOON = timedelta(days=60)
"""How far ahead a day without a year may lie on a page of events; later ones of a list may lie further."""
AHEAD = timedelta(days=1)
"""How far ahead a day without a year may lie: the page's own zone is seldom known."""
AHEAD_OF_CLOCK = timedelta(minutes=10)
"""How far ahead a clock alone may be: by more it is yesterday's."""
MOST_BESIDE = 4
"""Words (`Posted on Saturday`) that may stand beside a date."""

_LANGUAGE_CODES = """
en zh es fr de pt it nl ru ja ko ar tr pl sv da nb fi cs uk vi id el he hu ro hi fa th
"""
# All two hundred languages of dateparser cost seconds for a text that is no date in any of them.
_LANGUAGES = _LANGUAGE_CODES.split()
# What makes a text worth dateparser's time: a digit, or a word of one of the usual languages.
_PROMISING = re.compile(
    r"\d|now|today|yesterday|ago|heute|gestern|hier|aujourd|hoy|ayer|oggi|ieri|hoje|ontem|сегодня|вчера"
    r"|[刚昨今前]",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:last |first )?(?:published|posted|updated|modified|date|created)(?: date| time)?|on"
    r"|veröffentlicht|stand|publié|mis à jour|publicado|actualizado|发布时间|更新时间|时间|日期)"
    r"(?![^\W\d_])[:：]?(?: (?:on|at|am|le|el))?\s*",
    re.IGNORECASE,
)
_ZONE_S_PLACE = re.compile(r"(?<=[\dZz])\[[A-Z][\w+-]*(?:/[\w+-]+)*\]$")
"""`+01:00[Europe/Berlin]` (RFC 9557)."""
_NO_YEAR = re.compile(r"(?<![\d:.])-0001(?!\d)|(?<!\d)0000([-/])00\1")
"""What programs write for no date at all: `Mon, 30 Nov -0001`, `0000-00-00`."""
_TRAILER = re.compile(r"\s+[•·|].*$")
# dateparser takes months of two digits for years: `10月5日` for 2010.
_MONTH_DAY = re.compile(
    r"(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일](?: ?[(（][^\W\d_][)）])?(?: ?(\d{1,2})[:：时時](\d{2})分?)?"
)
_DAY_FIRST = ("Europe/", "Africa/", "Australia/", "Atlantic/")
_WRITTEN_CLOCK = re.compile(r"[:時时시]|\dh\d|Uhr", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Habits:
    """How a source writes its dates, and where it is: all that a date's text does not say."""

    zone: tzinfo
    """That of dates that carry none."""
    now: datetime | None = None
    """The time of reading: relative dates and those without a year need it."""
    order: str | None = None
    """That of numbers (`DMY`, `MDY`, `YMD`); without one, the day stands first in dots and in many zones."""
    language: str = ""
    """Where a word names different months in different languages."""
    future: bool = False
    """Whether days to come are meant too, as on pages of events."""

    @property
    def day_first(self) -> bool:
        """Whether the day stands before the month where the source is."""
        return str(self.zone).startswith(_DAY_FIRST)

    @property
    def here(self) -> datetime | None:
        """The time of reading by the source's clock, without its zone, in whole minutes."""
        return (
            self.now.astimezone(self.zone).replace(second=0, microsecond=0, tzinfo=None) if self.now else None
        )


def parse_date(
    text: str | datetime | None,
    zone: tzinfo,
    formats: Iterable[str] = (),
    *,
    now: datetime | None = None,
    guess: bool = True,
    order: str | None = None,
    language: str = "",
    future: bool = False,
) -> datetime | None:
    """The moment in UTC, whole seconds, or None; never raises.

    `formats` are strptime formats, tried first; the others say what `Habits` do. A local time in the gap of a
    clock change counts as before it (PEP 495, fold 0). `guess=False` leaves dateparser out, whose failures
    are slow. A clock alone is today's in the zone.
    """
    habits = Habits(zone=zone, now=now, order=order, language=language, future=future)
    return read_date(text, habits, formats, guess=guess)


def read_date(
    text: str | datetime | None, habits: Habits, formats: Iterable[str] = (), *, guess: bool = True
) -> datetime | None:
    """`parse_date` for one of several dates of a source."""
    if isinstance(text, datetime):
        return _in_utc(text, habits.zone)
    line = _line(text)
    if not line:
        return None
    clock, written = zone_apart(line)
    found = _by_formats(line, formats) or by_shape(clock) or _today_at(clock, habits)
    if not found and (bare := _bare(line)):
        clock, written = zone_apart(bare)
        found = by_shape(clock) or _in_words(clock, habits) or (_guessed(clock, habits) if guess else None)
    return _in_utc(found, habits.zone, written) if found else None


def has_no_year(text: str | datetime | None) -> bool:
    """Whether a text is a day and a month without their year."""
    return _lacks_year(_line(text)) if isinstance(text, str) else False


# A page shows most of its dates again at the next poll, and what they say by themselves stays.
@lru_cache(maxsize=MOST_REMEMBERED)
def _lacks_year(given: str) -> bool:
    line = _bare(given)
    if not line or by_shape(line):
        return False
    if _MONTH_DAY.fullmatch(line):
        return True
    found = number_date(line, None) or _worded(line, "")
    return found is not None and found.year is None


def _line(text: str | None) -> str:
    """The text as one line; empty where it is too long for a date."""
    return _short_line(text) if text and len(text) <= 4 * MAX_DATE else ""


@lru_cache(maxsize=MOST_REMEMBERED)
def _short_line(text: str) -> str:
    line = _ZONE_S_PLACE.sub("", clean_text(text, 4 * MAX_DATE))
    return line if len(line) <= MAX_DATE and not _NO_YEAR.search(line) else ""


def _bare(line: str) -> str:
    return _TRAILER.sub("", _LABEL.sub("", line))


def _in_utc(moment: datetime, zone: tzinfo, written: str = "") -> datetime | None:
    try:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=zone_of(written, moment, zone))
        return aware.astimezone(UTC).replace(microsecond=0)
    except (OverflowError, ValueError):
        return None


def _by_formats(line: str, formats: Iterable[str]) -> datetime | None:
    for form in formats:
        try:
            return datetime.strptime(line, form)  # noqa: DTZ007 -- the zone is added in _in_utc
        except (ValueError, re.error, OverflowError):
            continue
    return None


def _today_at(line: str, habits: Habits) -> datetime | None:
    """A clock alone (`5:32AM`, `14:05`): today's where the source is, yesterday's where that is to come."""
    given, here = CLOCK.fullmatch(with_digits(line)), habits.here
    if given is None or here is None or not _WRITTEN_CLOCK.search(line):
        return None
    hour = None if given["half"] and int(given["hour"]) > 12 else hour_of(given)
    if hour is None:
        return None
    today = here.replace(hour=hour, minute=int(given["minute"]), fold=0)
    return today if today <= here + AHEAD_OF_CLOCK or habits.future else today - timedelta(days=1)


# -- words and numbers -----------------------------------------------------------------------------


def _in_words(line: str, habits: Habits) -> datetime | None:
    """The date that numbers, the name of a month, an age or a day near now tell."""
    try:
        return (
            _of_numbers(number_date(_in_english(line), habits.order, day_first=habits.day_first), habits)
            or _of_age(line, habits)
            or _of_numbers(_worded(_in_english(line), habits.language), habits)
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
    moment = datetime(year, found.month, found.day, found.hour, found.minute)  # noqa: DTZ001
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


def _worded(line: str, language: str) -> Worded | None:
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
    moment = day.replace(hour=found.hour, minute=found.minute) if found.clocked else day
    return moment.replace(tzinfo=zone_of(found.zone, moment, habits.zone)) if found.zone else moment


def _in_english(line: str) -> str:
    """`11月20日 10:30` as `20 nov 10:30`; other lines as they are."""
    found = _MONTH_DAY.fullmatch(line)
    if not found or not 1 <= int(found[1]) <= 12:
        return line
    month = "jan feb mar apr may jun jul aug sep oct nov dec".split()[int(found[1]) - 1]  # noqa: SIM905
    return f"{found[2]} {month}" + (f" {found[3]}:{found[4]}" if found[3] else "")


# -- guessing --------------------------------------------------------------------------------------


def _guessed(line: str, habits: Habits) -> datetime | None:
    minute = habits.now.replace(second=0, microsecond=0) if habits.now else None
    order = habits.order or ("DMY" if habits.day_first else None)
    return _by_dateparser(_in_english(line), habits.zone, minute, order)


@lru_cache(maxsize=2048)
def _by_dateparser(line: str, zone: tzinfo, now: datetime | None, order: str | None) -> datetime | None:
    if not _PROMISING.search(line):
        return None
    from dateparser import parse  # loads slowly, seldom needed

    settings: dict[str, object] = {
        "TIMEZONE": str(zone),
        "PREFER_DATES_FROM": "past",
        "REQUIRE_PARTS": ["day", "month"] if now else ["day", "month", "year"],
        "PARSERS": ["relative-time", "absolute-time"] if now else ["absolute-time"],
    }
    if order:
        settings["DATE_ORDER"] = order
    if now:
        settings["RELATIVE_BASE"] = now.astimezone(zone).replace(tzinfo=None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = parse(line, languages=_LANGUAGES, settings=settings)
    except Exception:  # a fuzzed date has made it raise nearly everything (faults.md)
        return None
    return found if isinstance(found, datetime) else None
