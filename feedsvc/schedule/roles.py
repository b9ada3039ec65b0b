"""Who takes part when sources are polled: one who polls, one who has polls made, and the store of claims."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from feedsvc.config import Config
from feedsvc.models import Claim, PollReport


class Poller(Protocol):
    """One poll, start to end (feedsvc.poll)."""

    def poll(self, slug: str, *, dry_run: bool = False, claim: Claim | None = None) -> PollReport: ...
    def close(self) -> None: ...


class Claims(Protocol):
    """The Store, as dispatching needs it."""

    def claim_due(
        self,
        owner: str,
        now: datetime,
        lease: timedelta,
        limit: int,
        *,
        known: Collection[str] | None,
        choose: Callable[[Sequence[str]], Sequence[str]] | None,
    ) -> list[Claim]: ...
    def renew(self, claim: Claim, until: datetime) -> bool: ...
    def release(self, claim: Claim, now: datetime) -> None: ...


class Dispatcher(Protocol):
    """Has what is due polled; `stop` says whether everything was finished in time.

    `turns_to` goes on with another configuration, whose poller is given; what runs finishes under its own.
    """

    def tick(self) -> int: ...
    def turns_to(self, config: Config, poller: Poller) -> None: ...
    def is_polling_with(self, poller: Poller) -> bool: ...
    def stop(self, seconds: float) -> bool: ...
