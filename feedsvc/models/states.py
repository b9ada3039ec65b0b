"""How sources stand, and how attempts on them end."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from feedsvc.models.value import Value


class State(StrEnum):
    """What a source's last polls say of it."""

    NEW = "new"
    OK = "ok"
    FAILING = "failing"
    HELD = "held"
    LATE = "late"
    """Overdue by several intervals: nobody polls it. Judged by time and never stored (decide.cadence)."""
    STALE = "stale"
    DISABLED = "disabled"


class Outcome(StrEnum):
    """How one attempt on a source ended."""

    OK = "ok"
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not-modified"
    HELD = "held"
    FAILED = "failed"
    BUSY = "busy"
    """It never came to a request: the host was taken by other requests of ours."""

    @property
    def good(self) -> bool:
        """Whether the source was asked and its answer believed."""
        return self in (Outcome.OK, Outcome.UNCHANGED, Outcome.NOT_MODIFIED)

    @property
    def quiet(self) -> bool:
        """Whether it is good and brought nothing."""
        return self in (Outcome.UNCHANGED, Outcome.NOT_MODIFIED)


CONFIGURATION = "-configuration"
"""Stands for the source of a Transition that is of the configuration; no source can be called so."""


class Transition(Value, frozen=True, kw_only=True):
    """A source changed state; told to operators once."""

    source: str
    before: State
    after: State
    at: datetime
    reason: str = ""

    @property
    def mends(self) -> bool:
        """Whether nothing changed but the way in which the source's page is read."""
        return self.before is self.after is not State.HELD
