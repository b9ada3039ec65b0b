"""One job of the queue: a poll under the claim that the job brings, renewed while it runs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from feedsvc.config import Config
from feedsvc.models import Claim
from feedsvc.schedule.dispatch import lease_for
from feedsvc.schedule.faults import log_fault
from feedsvc.schedule.jobs import claim_of
from feedsvc.schedule.kinds import Kind, known_of
from feedsvc.schedule.roles import Claims, Poller
from feedsvc.store.renewing import renewing


class Work:
    """What a worker does with one job."""

    def __init__(
        self,
        store: Claims,
        poller: Poller,
        *,
        lease: timedelta,
        clock: Callable[[], datetime],
        known: Collection[str] | None = None,
        kind: Kind = Kind.PLAIN,
    ) -> None:
        self._store = store
        self._poller = poller
        self._kind = kind
        self._known = known
        self._polling: dict[str, Poller] = {}
        self._lease = lease
        self._clock = clock

    def __call__(self, source: str, owner: str, epoch: int, until: str) -> bool:
        """Poll under the job's claim; False where the claim has passed on and the job is nobody's.

        The claim on a source that is not known here (yet, or any more), or is of another kind by now, is
        given back.
        """
        claim = claim_of(source, owner, epoch, until)
        if self._known is not None and source not in self._known:
            self._store.release(claim, self._clock())
            return False
        if not self._renew(claim):
            return False
        with renewing(self._store.renew, claim, self._lease, self._clock):
            self._poll(claim)
        return True

    def turns_to(self, config: Config, poller: Poller) -> None:
        """Go on under another configuration; what runs finishes under its own."""
        self._lease = lease_for(config.schedule.tick)
        self._known, self._poller = known_of(config, self._kind), poller

    def is_polling_with(self, poller: Poller) -> bool:
        """Whether any poll of this poller still runs."""
        return any(one is poller for one in list(self._polling.values()))

    def _poll(self, claim: Claim) -> None:
        """One poll, whose failure is its own affair."""
        poller = self._polling[claim.source] = self._poller
        try:
            poller.poll(claim.source, claim=claim)
        except Exception as error:
            log_fault(claim.source, error)
        finally:
            self._polling.pop(claim.source, None)

    def _renew(self, claim: Claim) -> bool:
        return self._store.renew(claim, self._clock() + self._lease)
