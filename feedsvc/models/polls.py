"""What is stored of the polls that have been."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedsvc.models.value import Value

if TYPE_CHECKING:
    from feedsvc.models.states import Outcome


class Poll(Value, frozen=True, kw_only=True):
    """One line of a source's history: an attempt that brought something or failed."""

    source: str
    started: datetime
    finished: datetime
    outcome: Outcome
    new: int = 0
    edited: int = 0
    withdrawn: int = 0
    error: str | None = None


class PolledDay(Value, frozen=True, kw_only=True):
    """What the attempts of one day came to, of those that brought something or failed."""

    number: int
    """Days since 1970-01-01, in UTC."""
    new: int
    failed: int
    held: int
    polls: int = 0
    took: timedelta = timedelta(0)
    """How long one of them lasted, on average."""
