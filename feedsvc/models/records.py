"""One poll: what it writes, what it tells its caller."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import field

from feedsvc.models.changes import Changes
from feedsvc.models.states import Outcome
from feedsvc.models.value import Value

if TYPE_CHECKING:
    from feedsvc.models.sources import Claim, Hold, Snapshot, SourceState
    from feedsvc.models.states import Transition


class PollRecord(Value, frozen=True, kw_only=True):
    """Everything one poll writes, in one transaction, fenced by its claim."""

    claim: Claim
    started: datetime
    finished: datetime
    state: SourceState
    changes: Changes = Changes()
    joins: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Story id → slugs of every topic it belongs to, for new stories and decided memberships."""
    hold: Hold | None = None
    clear_hold: bool = False
    snapshot: Snapshot | None = None
    transition: Transition | None = None
    outcome: Outcome = Outcome.OK
    auto_titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of topics that `[auto] sections` makes on first sight."""
    stamps: Mapping[str, int] = field(default_factory=dict)
    """Id → stamp of every known story that the decision rests on (KnownStory.stamp)."""
    file: str | None = None
    """Digest of the source's file as it was polled (store.file_digest); None where nobody asks."""


class PollReport(Value, frozen=True, kw_only=True):
    """What one poll tells its caller."""

    source: str
    outcome: Outcome
    new: int = 0
    edited: int = 0
    withdrawn: int = 0
    seen: int = 0
    dropped: int = 0
    topics: tuple[str, ...] = ()
    error: str | None = None
    elapsed: timedelta = timedelta()
    next_poll: datetime | None = None
    page_at: datetime | None = None
    """When a kept page that was read again had been fetched."""

    @property
    def ok(self) -> bool:
        """True unless the poll failed or was held."""
        return self.outcome.good
