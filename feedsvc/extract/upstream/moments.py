"""Which of an entry's several dates tells when it was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from feedsvc.clean.dates import parse_date

Moment = str | datetime | None
FIRST_YEAR = 1990
"""Feeds are not older than the web; a date before says that nobody knows it."""


def first_believable(given: Sequence[Moment]) -> Moment:
    """The first of the dates that can be one, else the first text: why it is none is told later."""
    told = [moment for moment in given if moment and not _is_zero(moment)]
    return next(filter(_is_believable, told), told[0] if told else None)


def _is_zero(moment: Moment) -> bool:
    """Whether it is the zero of a program's clock, which no entry is dated by on purpose."""
    return isinstance(moment, datetime) and moment.year in (1, 1970) and moment.timetuple().tm_yday == 1


def _is_believable(moment: Moment) -> bool:
    """Whether it can be when an entry was published: no word, no zero of a program's clock."""
    found = parse_date(moment, UTC, guess=False)
    return found is not None and found.year >= FIRST_YEAR
