"""What is stored of a source besides its stories."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from feedsvc.models.history import History
from feedsvc.models.pages import Validators
from feedsvc.models.states import State
from feedsvc.models.value import Value

if TYPE_CHECKING:
    from feedsvc.models.pages import Page
    from feedsvc.models.parsed import ParsedStory


class Claim(Value, frozen=True, kw_only=True):
    """The right to poll one source until `until`; `epoch` fences every write made under it."""

    source: str
    owner: str
    epoch: int
    until: datetime


class SourceState(Value, frozen=True, kw_only=True):
    """Everything stored about one source besides its stories."""

    slug: str
    title: str = ""
    url: str = ""
    state: State = State.NEW
    validators: Validators = Validators()
    page_digest: str | None = None
    """Digest of the last page whose extraction was stored, salted with configuration and version."""
    full_fetch_at: datetime | None = None
    """When the page was last had with a 200 (a stuck validator must not hide news: daily at least)."""
    last_poll: datetime | None = None
    last_success: datetime | None = None
    last_change: datetime | None = None
    last_news: datetime | None = None
    next_poll: datetime | None = None
    failures: int = 0
    error: str | None = None
    interval_factor: float = 1.0
    """Adaptive cadence: the next interval is `every` times this, within 1 … 8."""
    stories: int = 0
    dropped: int = 0
    history: History = History()
    claim_until: datetime | None = None
    file: str | None = None
    """Digest of the source's file when this was read; another one at a poll's end means it has changed."""


class Hold(Value, frozen=True, kw_only=True):
    """A suspicious result kept aside for an operator."""

    source: str
    held_at: datetime
    reasons: tuple[str, ...]
    stories: tuple[ParsedStory, ...]
    page_digest: str | None = None


class Snapshot(Value, frozen=True, kw_only=True):
    """One raw page kept for replay."""

    source: str
    digest: str
    page: Page
