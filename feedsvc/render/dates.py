"""Dates as the formats want them, without a locale and without a clock."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime


def whole_seconds(moment: datetime) -> datetime:
    """The same moment in UTC, in whole seconds; a naive datetime is a ValueError."""
    if moment.tzinfo is UTC and not moment.microsecond:
        return moment
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(UTC).replace(microsecond=0)


def rfc822(moment: datetime) -> str:
    """`Thu, 29 Oct 2020 08:00:00 +0000`: English names whatever the locale (RFC 5322, 3.3)."""
    return format_datetime(whole_seconds(moment))


def rfc3339(moment: datetime) -> str:
    """`2020-10-29T08:00:00+00:00`, the form feedgen writes (RFC 3339)."""
    return whole_seconds(moment).isoformat()
