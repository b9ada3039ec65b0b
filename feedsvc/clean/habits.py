"""How a source writes its dates, and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

_DAY_FIRST = ("Europe/", "Africa/", "Australia/", "Atlantic/")


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
