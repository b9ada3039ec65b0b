"""Moments as APIs write them: counts since 1970, Google's and .NET's own spelling, what is called GMT.

1772607600, "1772607600000"        seconds, milliseconds, microseconds since 1970
"Date(2026,2,4,7,0,0)"             Google's tables: months from zero
[2026, 3, 4, 7, 0]                 Java
{"year": 2026, "month": 3, "day": 4}
"/Date(1772607600000+0100)/"       .NET
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from feedsvc.clean.dateshapes import is_stamp

_COUNT = re.compile(r"\d{9,16}(?:\.\d{1,9})?")
_NET = re.compile(r"/?Date\((-?\d{9,16})(?:[+-]\d{4})?\)/?")
_TABLE = re.compile(
    r"Date\((\d{4}),\s?(\d{1,2}),\s?(\d{1,2})(?:,\s?(\d{1,2}),\s?(\d{1,2}),\s?(\d{1,2})(?:,\s?\d+)?)?\)"
)
_YEARS = (1970, 2100)
_PARTS = (
    *(("year",), ("monthValue", "month"), ("day", "dayOfMonth")),
    *(("hour",), ("minute",), ("second",)),
)
_UTC = re.compile(r"(?:_gmt|_utc)$", re.IGNORECASE)


def moment_of(text: str | None, path: str) -> str | datetime | None:
    """Counts since 1970 and what is called GMT as a moment, anything else as a text to be read."""
    if not text:
        return None
    if _COUNT.fullmatch(text) and not is_stamp(text):
        return _counted(float(text))
    if net := _NET.fullmatch(text):
        return _counted(float(net[1]))
    if table := _TABLE.fullmatch(text):
        year, month, *rest = (int(part or 0) for part in table.groups())
        return f"{year:04}-{month + 1:02}-{rest[0]:02} {rest[1]:02}:{rest[2]:02}:{rest[3]:02}"
    return (_in_utc(text) if _UTC.search(path) else None) or text


def told_in_parts(value: Any) -> str | None:
    """The date that a list of numbers, or an object with year, month and day, tells; None for others."""
    if isinstance(value, dict) and "timezone_type" in value:  # PHP
        return f"{value.get('date')} {value.get('timezone')}"
    if isinstance(value, dict):
        value = [next((value[name] for name in names if name in value), 0) for names in _PARTS]
    if not isinstance(value, list) or not 3 <= len(value) <= 7:
        return None
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in value[:6]):
        return None
    year, month, day, hour, minute, second = (*value[:6], 0, 0, 0)[:6]
    if not (_YEARS[0] <= year <= _YEARS[1] and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"


def _counted(count: float) -> datetime:
    """A count of seconds, or of a thousandth or millionth of them, since 1970."""
    thousandths = 0 if abs(count) <= 1e11 else 1 if abs(count) <= 1e14 else 2
    return datetime.fromtimestamp(count / 1000**thousandths, UTC)


def _in_utc(text: str) -> datetime | None:
    """An ISO date without a zone as a moment in UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
