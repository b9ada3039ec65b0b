"""Years that a list does not write: they fall from one date to the next where the list runs over New Year.

Jan 10 · Dec 20 · Nov 30 · Oct 5      (read in March: 2026, 2025, 2025, 2025)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

FEWEST_BEFORE = 2
"""Dates in turn before a turn of the year is believed: the first one may be pinned."""
LONGEST_PAUSE = timedelta(days=150)
"""A longer one between two neighbours is no turn of the year but another order."""

Moments = list[datetime | None]


def years_in_turn(
    moments: Sequence[datetime | None], bare: Sequence[bool], *, future: bool = False
) -> Moments:
    """The moments, those without a written year (`bare`) in the years that keep the list in turn.

    A list that is in no order stays as it is. `future`: dates to come may rise into the next year.
    """
    given = list(moments)
    falling = _falling(given, bare)
    if falling is not None:
        return falling
    rising = _rising(given, bare) if future else None
    if rising is not None:
        return rising
    backwards = _falling(given[::-1], bare[::-1])
    return given if backwards is None else backwards[::-1]


def _falling(moments: Moments, bare: Sequence[bool]) -> Moments | None:
    """The list with later years taken back; None where it does not fall."""
    found: Moments = []
    before: datetime | None = None
    seen = 0
    for moment, open_year in zip(moments, bare, strict=True):
        settled = moment
        if moment and before and moment > before + timedelta(days=1):
            settled = _taken_back(moment, before) if open_year and seen >= FEWEST_BEFORE else None
            if settled is None:
                return None
        found.append(settled)
        before, seen = settled or before, seen + (settled is not None)
    return found


def _taken_back(moment: datetime, before: datetime) -> datetime | None:
    """The moment in the newest year in which it does not follow the one before; None after a long pause."""
    for year in range(moment.year - 1, moment.year - 6, -1):
        earlier = _in_year(moment, year)
        if earlier and earlier <= before + timedelta(days=1):
            return earlier if before - earlier <= LONGEST_PAUSE else None
    return None


def _rising(moments: Moments, bare: Sequence[bool]) -> Moments | None:
    """The list with earlier years moved on; None where it does not rise."""
    found: Moments = []
    before: datetime | None = None
    for moment, open_year in zip(moments, bare, strict=True):
        settled = moment
        if moment and before and moment < before - timedelta(days=1):
            later = _in_year(moment, moment.year + 1)
            fits = open_year and later and before <= later <= before + LONGEST_PAUSE
            settled = later if fits else None
            if settled is None:
                return None
        found.append(settled)
        before = settled or before
    return found


def _in_year(moment: datetime, year: int) -> datetime | None:
    try:
        return moment.replace(year=year)
    except ValueError:
        return None
