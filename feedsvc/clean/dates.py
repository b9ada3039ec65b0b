"""Dates as pages write them become aware UTC times; what is no date becomes None.

dateshapes   told by their shape, as programs write them; zones takes off the zone behind them
saiddates    as people say them: numberdates (4/3/2026), wordeddates and monthdates (4 March), ages
guesses      what only dateparser knows
habits       what a date leaves open: zone, order of numbers (learned by dateorders), language
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise

from feedsvc.clean.clocks import CLOCK, hour_of
from feedsvc.clean.dateshapes import by_shape
from feedsvc.clean.datewords import with_digits
from feedsvc.clean.guesses import guessed
from feedsvc.clean.habits import Habits
from feedsvc.clean.lasting import without_duration
from feedsvc.clean.numberdates import number_date
from feedsvc.clean.phrases.beside import TAKES
from feedsvc.clean.saiddates import MONTH_DAY, in_words, worded
from feedsvc.clean.text import clean_text
from feedsvc.clean.zones import MOST_REMEMBERED, zone_apart, zone_of

MAX_DATE = 120
"""Longer texts are no dates; dateparser takes seconds on thousands of digits."""
AHEAD_OF_CLOCK = timedelta(minutes=10)
"""How far ahead a clock alone may be: by more it is yesterday's."""
_LABEL = re.compile(
    r"^(?:(?:last |first )?(?:published|posted|updated|modified|date|created)(?: date| time)?|on"
    r"|veröffentlicht|stand|publié|mis à jour|publicado|actualizado|发布时间|更新时间|时间|日期)"
    r"(?![^\W\d_])[:：]?(?: (?:on|at|am|le|el))?\s*",
    re.IGNORECASE,
)
_ZONE_S_PLACE = re.compile(r"(?<=[\dZz])\[[A-Z][\w+-]*(?:/[\w+-]+)*\]$")
"""`+01:00[Europe/Berlin]` (RFC 9557)."""
_NO_YEAR = re.compile(
    r"(?<![\d:.])-0001(?!\d)|(?<!\d)000[01][-/]\d|/000[01](?!\d)|(?<![\d:])\d{1,2} [a-z]{3,9} 000[01](?!\d)",
    re.IGNORECASE,
)
"""What programs write for no date at all: `Mon, 30 Nov -0001`, `0000-00-00`, `01 Jan 0001 00:00:00`."""
_TAKES = re.compile(rf"[\s,;:|·•(\[–—-]*(?:この記事は)?約?(?:{TAKES})[)\]]?", re.IGNORECASE)
_TRAILER = re.compile(r"\s+[•·|](?!\s?\d{1,2}[:.h]\d\d).*$")
_WRITTEN_CLOCK = re.compile(r"[:時时시]|\dh\d|Uhr", re.IGNORECASE)


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


def in_turn(texts: Iterable[str]) -> bool:
    """Whether each text says a date, and none a later one than the text before it."""
    days = [parse_date(text, UTC, guess=False) for text in texts]
    return all(days) and all(one >= other for one, other in pairwise(filter(None, days)))


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
        found = _said(clock, habits)
        if not found and (dated := without_duration(bare)) != bare:
            clock, written = zone_apart(dated)
            found = _said(clock, habits)
        found = found or (guessed(clock, habits) if guess else None)
    return _in_utc(found, habits.zone, written) if found else None


def _said(line: str, habits: Habits) -> datetime | None:
    return by_shape(line) or in_words(line, habits)


def has_no_year(text: str | datetime | None) -> bool:
    """Whether a text is a day and a month without their year."""
    return _lacks_year(_line(text)) if isinstance(text, str) else False


# A page shows most of its dates again at the next poll, and what they say by themselves stays.
@lru_cache(maxsize=MOST_REMEMBERED)
def _lacks_year(given: str) -> bool:
    line = _bare(given)
    if not line or by_shape(line):
        return False
    if MONTH_DAY.fullmatch(line):
        return True
    found = number_date(line, None) or worded(line, "")
    return found is not None and found.year is None


def _line(text: str | None) -> str:
    """The text as one line; empty where it is too long for a date."""
    return _short_line(text) if text and len(text) <= 4 * MAX_DATE else ""


@lru_cache(maxsize=MOST_REMEMBERED)
def _short_line(text: str) -> str:
    line = _ZONE_S_PLACE.sub("", clean_text(text, 4 * MAX_DATE))
    line = _TAKES.sub("", line).lstrip(" ,;|·•–—")
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
    if given is None or here is None or not given["minute"] or not _WRITTEN_CLOCK.search(line):
        return None
    hour = None if given["half"] and int(given["hour"]) > 12 else hour_of(given)
    if hour is None:
        return None
    today = here.replace(hour=hour, minute=int(given["minute"]), fold=0)
    return today if today <= here + AHEAD_OF_CLOCK or habits.future else today - timedelta(days=1)
