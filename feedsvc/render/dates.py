"""Dates as the formats want them, without a locale and without a clock."""

from __future__ import annotations

from datetime import UTC, datetime

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""In English whatever the locale; what `email.utils` makes of them takes four times as long."""


def whole_seconds(moment: datetime) -> datetime:
    """The same moment in UTC, in whole seconds; a naive datetime is a ValueError."""
    if moment.tzinfo is UTC and not moment.microsecond:
        return moment
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(UTC).replace(microsecond=0)


def rfc822(moment: datetime) -> str:
    """`Thu, 29 Oct 2020 08:00:00 +0000`: English names whatever the locale (RFC 5322, 3.3)."""
    utc = whole_seconds(moment)
    day = f"{_DAYS[utc.weekday()]}, {utc.day:02} {MONTHS[utc.month - 1]} {utc.year:04}"
    return f"{day} {utc.hour:02}:{utc.minute:02}:{utc.second:02} +0000"


def rfc3339(moment: datetime) -> str:
    """`2020-10-29T08:00:00+00:00`, the form feedgen writes (RFC 3339)."""
    return whole_seconds(moment).isoformat()
