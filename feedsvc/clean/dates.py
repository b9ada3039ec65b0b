"""Dates as pages write them become aware UTC times; what is no date becomes None."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache

from feedsvc.clean.text import clean_text
from feedsvc.clean.zones import zone_apart, zone_of

MAX_DATE = 120
"""Longer texts are no dates; dateparser takes seconds on thousands of digits."""

_LANGUAGE_CODES = """
en zh es fr de pt it nl ru ja ko ar tr pl sv da nb fi cs uk vi id el he hu ro hi fa th
"""
# All two hundred languages of dateparser cost seconds for a text that is no date in any of them.
_LANGUAGES = _LANGUAGE_CODES.split()
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
_BYLINE = re.compile(
    r"([a-z]{3})[a-z]{0,6}\.? (\d{1,2}),? (\d{4}),? (?:at )?(\d{1,2}):(\d{2})(?::(\d{2}))? ?([ap])\.?m\.?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.]|(?=\d{4}(?:\D|$))(\d{2})|[年] ?(\d{1,2})[月] ?)(\d{1,2})日?"
    r"(?:(?: ?[tT] ?|,? )(\d{1,2})[:时](\d{2})(?:[:分](\d{2})(?:[.,]\d+)?)?秒?分?)?"
    r" ?(z|utc|gmt|[+-]\d{2}:?(?:\d{2})?)?",
    re.IGNORECASE,
)
_RFC822 = re.compile(r"(?:[a-z]{3,9},? )?\d{1,2} [a-z]{3,9} \d{2,4} \d", re.IGNORECASE)
_HALF = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2]):\d\d(?::\d\d)?\s?([ap])\.?m\b", re.IGNORECASE)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?:\s?([ap])\.?m\.?)?", re.IGNORECASE)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
# What makes a text worth dateparser's time: a digit, or a word of one of the usual languages.
_PROMISING = re.compile(
    r"\d|now|today|yesterday|ago|heute|gestern|hier|aujourd|hoy|ayer|oggi|ieri|hoje|ontem|сегодня|вчера"
    r"|[刚昨今前]",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:last |first )?(?:published|posted|updated|modified|date|created)(?: date| time)?|on"
    r"|veröffentlicht|stand|publié|mis à jour|publicado|actualizado|发布时间|更新时间|时间|日期)"
    r"[:：]?(?: (?:on|at|am|le|el))?\s*",
    re.IGNORECASE,
)
_TRAILER = re.compile(r"\s+[•·|].*$")
# dateparser takes months of two digits for years: `10月5日` for 2010.
_MONTH_DAY = re.compile(
    r"(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일](?: ?[(（][^\W\d_][)）])?(?: ?(\d{1,2})[:：时時](\d{2})分?)?"
)
_DAY_FIRST = ("Europe/", "Africa/", "Australia/", "Atlantic/")
_DOTTED = re.compile(r"(?<![\d.])\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})(?![\d.])")
_NUMBERED = re.compile(r"(?<!\d)(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(?:\d{4}|(?<!-)\d{2})(?!\d)")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
"""The year before an era's first one (元年)."""
_ERA = re.compile(rf"({'|'.join(_ERAS)}) ?(元|\d{{1,3}}) ?年 ?(\d{{1,2}}) ?月 ?(\d{{1,2}}) ?日")


def parse_date(
    text: str | datetime | None,
    zone: tzinfo,
    formats: Iterable[str] = (),
    *,
    now: datetime | None = None,
    guess: bool = True,
    order: str | None = None,
) -> datetime | None:
    """The moment in UTC, whole seconds, or None; never raises.

    `zone` is that of dates that carry none; `formats` are strptime formats, tried first; relative
    dates (`5 minutes ago`) and dates without a year need `now`. A local time in the gap of a
    clock change counts as before it (PEP 495, fold 0). `guess=False` leaves dateparser out, whose
    failures are slow. `order` is that of numbers (`DMY`, `MDY`); without it dots mean day first, and so
    do zones where that is usual. A clock alone is today's in the zone.
    """
    if isinstance(text, datetime):
        return _in_utc(text, zone)
    if not text or len(text) > 4 * MAX_DATE:
        return None
    line = clean_text(text, 4 * MAX_DATE)
    if not line or len(line) > MAX_DATE:
        return None
    clock, written = zone_apart(line)
    found = _by_formats(line, formats) or _by_shape(clock) or _today_at(clock, zone, now)
    if not found and (bare := _bare(line)):
        clock, written = zone_apart(bare)
        words = _in_english(clock)
        found = _by_shape(clock) or (_by_dateparser(words, zone, _minute(now), order) if guess else None)
    return _in_utc(found, zone, written) if found else None


def order_of(texts: Iterable[str]) -> str | None:
    """The order of day and month that a page's dates reveal: a number above twelve is no month."""
    pairs = [(int(m[1]), int(m[3])) for text in texts for m in _NUMBERED.finditer(text[:MAX_DATE])]
    day_first, month_first = any(a > 12 >= b for a, b in pairs), any(b > 12 >= a for a, b in pairs)
    return None if day_first == month_first else "DMY" if day_first else "MDY"


def usual_order(language: str) -> str | None:
    """The order of day and month where a language is written; None where both are, as in plain English."""
    written = language.replace("_", "-").lower()
    if written in ("", "en") or written.startswith(("zh", "ja", "ko")):
        return None
    return "MDY" if written in ("en-us", "en-ph", "fil") else "DMY"


def _bare(line: str) -> str:
    return _TRAILER.sub("", _LABEL.sub("", line))


def _in_english(line: str) -> str:
    """`11月20日 10:30` as `20 nov 10:30`; other lines as they are."""
    found = _MONTH_DAY.fullmatch(line)
    if not found or not 1 <= int(found[1]) <= 12:
        return line
    month = _MONTH_NAMES.split()[int(found[1]) - 1]
    return f"{found[2]} {month}" + (f" {found[3]}:{found[4]}" if found[3] else "")


def _minute(now: datetime | None) -> datetime | None:
    return now.replace(second=0, microsecond=0) if now else None


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


def _by_shape(line: str) -> datetime | None:
    try:
        known = _byline_date(line) or _iso_date(line) or _epoch_date(line) or _rfc822_date(line)
        return known or _era_date(line)
    except (ValueError, OverflowError, TypeError, IndexError, OSError):
        return None


def _today_at(line: str, zone: tzinfo, now: datetime | None) -> datetime | None:
    """A clock alone (`5:32AM`, `14:05`), which means today where the page is written."""
    given = _CLOCK.fullmatch(line)
    if given is None or now is None:
        return None
    hour, half = int(given[1]), (given[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    today = now.astimezone(zone).replace(hour=hour, minute=int(given[2]), second=0, microsecond=0)
    return today.replace(tzinfo=None, fold=0)


def _byline_date(line: str) -> datetime | None:
    found = _BYLINE.fullmatch(line)
    month = _MONTHS.get(found[1].lower()) if found else None
    if not found or not month:
        return None
    hour = int(found[4])
    if hour <= 12:  # 13:05 PM is written by programs that mean 13:05
        hour = hour % 12 + (12 if found[7] in "pP" else 0)
    return datetime(int(found[3]), month, int(found[2]), hour, int(found[5]), int(found[6] or 0))  # noqa: DTZ001


def _iso_date(line: str) -> datetime | None:
    found = _ISO.fullmatch(line)
    if not found:
        return None
    year, dashed, packed, chinese, day, hour, minute, second, zone = found.groups()
    offset = "" if not zone else "+00:00" if zone[0] not in "+-" else zone
    if offset and len(offset) == 3:
        offset += ":00"
    month = dashed or packed or chinese
    return datetime.fromisoformat(
        f"{year}-{int(month):02}-{int(day):02}T{int(hour or 0):02}:{minute or '00'}:{second or '00'}{offset}"
    )


def _era_date(line: str) -> datetime | None:
    found = _ERA.fullmatch(line)
    if not found:
        return None
    year = 1 if found[2] == "元" else int(found[2])
    return datetime(_ERAS[found[1]] + year, int(found[3]), int(found[4]))  # noqa: DTZ001


def _epoch_date(line: str) -> datetime | None:
    if not _EPOCH.fullmatch(line):
        return None
    digits = line.partition(".")[0]
    return datetime.fromtimestamp(int(digits) / (1000 if len(digits) == 13 else 1), UTC)


def _rfc822_date(line: str) -> datetime | None:
    if not _RFC822.match(line):
        return None
    moment = parsedate_to_datetime(line)
    if half := _HALF.search(line):  # which the standard does not know, and the parser passes over
        moment = moment.replace(hour=moment.hour % 12 + (12 if half[1] in "pP" else 0))
    # "-0000" means: in UTC, local zone unknown (RFC 5322, section 3.3).
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None and "-0000" in line else moment


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
    if order or _DOTTED.search(line) or str(zone).startswith(_DAY_FIRST):
        settings["DATE_ORDER"] = order or "DMY"
    if now:
        settings["RELATIVE_BASE"] = now.astimezone(zone).replace(tzinfo=None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = parse(line, languages=_LANGUAGES, settings=settings)
    except Exception:  # a fuzzed date has made it raise nearly everything (faults.md)
        return None
    return found if isinstance(found, datetime) else None
