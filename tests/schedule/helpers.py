"""A poller that obeys, and claims kept in memory."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from feedsvc.errors import StoreUnavailable
from feedsvc.models import Claim, Outcome, PollReport
from tests.patience import PATIENCE


class FakePoller:
    """Remembers what it was asked to poll; can be told to hang, to raise, to be closed."""

    def __init__(self) -> None:
        self.polled: list[str] = []
        self.claims: list[Claim] = []
        self.at_once: dict[str, int] = {}
        self.closed = False
        self._hanging: set[str] = set()
        self._raising: set[str] = set()
        self._let_go = threading.Event()
        self._changed = threading.Condition()

    def hangs_on(self, *slugs: str) -> None:
        """Do not come back from these until `lets_go`."""
        self._hanging |= set(slugs)

    def raises_on(self, *slugs: str) -> None:
        """Fail on these in a way nobody planned."""
        self._raising |= set(slugs)

    def lets_go(self) -> None:
        """End every hanging poll."""
        self._let_go.set()

    def poll(self, slug: str, *, dry_run: bool = False, claim: Claim | None = None) -> PollReport:
        assert claim is not None
        with self._changed:
            self.claims.append(claim)
            self._changed.notify_all()
        if slug in self._hanging:
            self._let_go.wait(PATIENCE)
        if slug in self._raising:
            raise RuntimeError(f"{slug} \x1b[31m broke")
        with self._changed:
            self.polled.append(slug)
            self._changed.notify_all()
        return PollReport(source=slug, outcome=Outcome.OK)

    def close(self) -> None:
        self.closed = True

    def waits_until(self, done: Callable[[], bool]) -> None:
        """Block until something holds of this poller; fails once it will never."""
        with self._changed:
            assert self._changed.wait_for(done, PATIENCE)


class FakeClaims:
    """The Store's claims: sources fall due when told, and are free again when their claim has run out."""

    def __init__(self) -> None:
        self.due: list[str] = []
        self.asked: list[int] = []
        self.renewed: list[str] = []
        self.renewed_until: list[tuple[Claim, datetime]] = []
        self.released: list[str] = []
        self.released_at: list[datetime] = []
        self.lost: set[str] = set()
        self.away = False
        self._meanwhile: Callable[[], object] | None = None

    def finds_nothing_while(self, something: Callable[[], object]) -> None:
        """Let this happen once, between a look that finds nothing due and its end."""
        self._meanwhile = something

    def are_due(self, *slugs: str) -> None:
        """These wait to be polled."""
        self.due += slugs

    def claim_due(
        self,
        owner: str,
        now: datetime,
        lease: timedelta,
        limit: int,
        *,
        known: Collection[str] | None = None,
        choose: Callable[[Sequence[str]], Sequence[str]] | None = None,
    ) -> list[Claim]:
        if self.away:
            raise StoreUnavailable("the database is away")
        self.asked.append(limit)
        seen = [slug for slug in self.due if known is None or slug in known]
        taken = (choose(seen) if choose and seen else seen)[:limit]
        self.due = [slug for slug in self.due if slug not in taken]
        if not taken and (something := self._meanwhile):
            self._meanwhile = None
            something()
        return [Claim(source=slug, owner=owner, epoch=1, until=now + lease) for slug in taken]

    def renew(self, claim: Claim, until: datetime) -> bool:
        self.renewed.append(claim.source)
        self.renewed_until.append((claim, until))
        return claim.source not in self.lost

    def release(self, claim: Claim, now: datetime) -> None:
        if self.away:
            raise StoreUnavailable("the database is away")
        self.released.append(claim.source)
        self.released_at.append(now)


class FakeLine:
    """The queue's jobs in memory; can be told to take none."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Claim, str]] = []
        self.swept = 0
        self.broken = False

    def breaks(self) -> None:
        """Take no more jobs."""
        self.broken = True

    def put(self, claims: Sequence[tuple[Claim, str]]) -> None:
        if self.broken:
            raise OSError("connection lost")
        self.jobs += claims

    def waiting(self) -> Mapping[str, int]:
        return Counter(host for _, host in self.jobs)

    def sweep(self, now: datetime) -> None:
        self.swept += 1

    def close(self) -> None:
        self.jobs.clear()
