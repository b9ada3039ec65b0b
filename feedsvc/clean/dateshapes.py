"""Dates whose shape alone says what they mean: those of machines, and eras; nothing is guessed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from feedsvc.clean.calendars import ERAS, LETTERS, gregorian_of_persian
from feedsvc.clean.datewords import with_digits
from feedsvc.clean.zones import MOST_REMEMBERED

MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(MONTH_NAMES.split(), start=1)}
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
_PACKED = re.compile(r"(\d{8}|\d{4}-\d\d-\d\d)t(\d{4}(?:\d\d)?)(z|[+-]\d{2}:?\d{2})?", re.IGNORECASE)
_STAMP = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"
)
_YEAR_LAST = re.compile(
    r"[a-z]{3},? ([a-z]{3}) (\d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})", re.IGNORECASE
)
PERSIAN_YEAR = r"(?:13[7-9]|14[0-2])\d"
"""Years of the Persian calendar that the web has seen, as a regular expression: 1991 to 2050."""
_PERSIAN = re.compile(rf"({PERSIAN_YEAR})([/-])(\d{{1,2}})\2(\d{{1,2}})(?!\d)(.*)")
_MIDNIGHT = re.compile(r"(?<![\d:.])24:00(?=:00|\D|$)")
"""The end of a day (ISO 8601, 4.2.3), which is the next one's beginning."""
# A weekday of another program's making (`026, 26 Mar`) says nothing.
_RFC822 = re.compile(r"(?:[a-z]{3,9},? |\d{1,4}, )?\d{1,2} [a-z]{3,9} \d{2,4} \d", re.IGNORECASE)
_NO_ZONE = re.compile(r":\d\d \d{1,3}(?!\d)")
"""`10:30 5 min`, which the standard's reader takes for a zone of five minutes."""
_HALF = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2]):\d\d(?::\d\d)?\s?([ap])\.?m\b", re.IGNORECASE)
_SHORT_ZONE = re.compile(r"(?<=:\d\d )([+-])(\d)$")
"""`+1`, which the standard takes for a minute."""
_EPOCH = re.compile(r"\d{10}(?:\d{3}){0,3}(?:\.\d+)?")
"""Seconds since 1970, and what is finer: milliseconds to nanoseconds."""
ERA = rf"(?:{'|'.join(ERAS)})\s?(?:元|\d{{1,3}})\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日"
"""A date of an era as a regular expression."""
_ERA = re.compile(rf"({'|'.join(ERAS)}) ?(元|\d{{1,3}}) ?年 ?(\d{{1,2}}) ?月 ?(\d{{1,2}}) ?日")
MINGUO = r"1[0-4]\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
"""A date of the Republic of China (民國) in words as a regular expression."""
_MINGUO = re.compile(r"(1[0-4]\d)(?: ?年 ?(?=.*日)|([./-]))(\d{1,2})(?:\2| ?月 ?)(\d{1,2})(?: ?日)?")
"""A year of the Republic of China (民國) before month and day."""
_LETTER = re.compile(r"([RHS])(\d{1,2})[./-](\d{1,2})[./-](\d{1,2})")


@lru_cache(maxsize=MOST_REMEMBERED)
def by_shape(line: str) -> datetime | None:
    """The moment that the shape tells, aware where a zone is written; None where it tells nothing."""
    try:
        if _MIDNIGHT.search(line):
            began = by_shape(_MIDNIGHT.sub("00:00", line))
            return began + timedelta(days=1) if began else None
        line = _in_our_years(line)
        known = _byline_date(line) or _iso_date(line) or _epoch_date(line) or _rfc822_date(line)
        return known or _packed_date(line) or _era_date(line) or _year_last(line)
    except (ValueError, OverflowError, TypeError, IndexError, OSError):
        return None


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


def _packed_date(line: str) -> datetime | None:
    """`20260304T080000Z`, the basic format of ISO 8601, and `20260304080000`."""
    if is_stamp(line):
        line = f"{line[:8]}T{line[8:]}"
    return datetime.fromisoformat(line.upper()) if _PACKED.fullmatch(line) else None


def is_stamp(line: str) -> bool:
    """Whether digits are a date and its clock (`20260304080000`): no count of them is a time near ours."""
    return _STAMP.fullmatch(line) is not None


def _year_last(line: str) -> datetime | None:
    """`Wed Mar 04 08:00:00 +0000 2026`, as Twitter writes it and those who are like it."""
    found = _YEAR_LAST.fullmatch(line)
    return parsedate_to_datetime(f"{found[2]} {found[1]} {found[5]} {found[3]} {found[4]}") if found else None


def _in_our_years(line: str) -> str:
    """`1404/12/13` as `2026-03-04`; another line as it is."""
    found = _PERSIAN.fullmatch(with_digits(line))
    if found is None:
        return line
    ours = gregorian_of_persian(int(found[1]), int(found[3]), int(found[4]))
    return "{:04}-{:02}-{:02}".format(*ours) + found[5] if ours else line


def _era_date(line: str) -> datetime | None:
    if found := _ERA.fullmatch(line):
        year = ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))
    elif found := _LETTER.fullmatch(line):
        year = LETTERS[found[1]] + int(found[2])
    elif found := _MINGUO.fullmatch(line):
        year = ERAS["民國"] + int(found[1])
    else:
        return None
    return datetime(year, int(found[3]), int(found[4]))  # noqa: DTZ001


def _epoch_date(line: str) -> datetime | None:
    found = _EPOCH.fullmatch(line)
    return datetime.fromtimestamp(int(line[:10]), UTC) if found else None


def _rfc822_date(line: str) -> datetime | None:
    if not _RFC822.match(line) or _NO_ZONE.search(line):
        return None
    moment = parsedate_to_datetime(_SHORT_ZONE.sub(r"\g<1>0\g<2>00", line))
    if half := _HALF.search(line):  # which the standard does not know, and the parser passes over
        moment = moment.replace(hour=moment.hour % 12 + (12 if half[1] in "pP" else 0))
    # "-0000" means: in UTC, local zone unknown (RFC 5322, section 3.3).
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None and "-0000" in line else moment
