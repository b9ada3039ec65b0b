"""Claimed sources are polled by `feedsvc worker` processes anywhere, through Procrastinate on PostgreSQL.

    scheduler: tick → sweep → claim, as long as the line is short → put jobs that name the claims
    worker:    take a job → is its claim still ours? shorten it, renew it while polling → poll

Nothing depends on the queue being right: a job whose claim has run out is skipped, and a claim that runs
out (its worker was killed) makes its source due again, so that the next tick puts a new job.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from feedsvc.config import Config
from feedsvc.errors import FeedsvcError, StoreUnavailable
from feedsvc.models import Claim
from feedsvc.schedule.fairness import fair_share, open_to
from feedsvc.schedule.hosts import host_of, hosts_of
from feedsvc.schedule.jobs import Jobs, connection_url, load_procrastinate, prepare
from feedsvc.schedule.kinds import Kind, known_of
from feedsvc.schedule.roles import Claims, Poller
from feedsvc.telemetry import safe

WAITING = timedelta(minutes=2)
"""How long a claim lasts while its job waits for a worker."""
BATCH = 200
MOST_WAITING = 2_000
"""Jobs in line for workers: where nobody takes them, the sources wait in the store and not in the queue."""


class Line(Protocol):
    """Jobs that wait for workers (feedsvc.schedule.jobs)."""

    def put(self, claims: Sequence[tuple[Claim, str]]) -> None: ...
    def waiting(self) -> Mapping[str, int]: ...
    def sweep(self, now: datetime) -> None: ...
    def close(self) -> None: ...


class Queue:
    """Puts a job for every claimed source of one kind; polls nothing itself."""

    def __init__(
        self,
        store: Claims,
        jobs: Line,
        *,
        hosts: Mapping[str, str],
        known: Collection[str] | None = None,
        kind: Kind = Kind.PLAIN,
        owner: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._jobs = jobs
        self._hosts = hosts
        self._known = known
        self._kind = kind
        self._owner = owner
        self._clock = clock

    def tick(self) -> int:
        """Claim what is due and put it into the queue; gives how many jobs that made."""
        with queue_errors():
            self._jobs.sweep(self._clock())
        return sum(iter(self._claim_some, 0))

    def _claim_some(self) -> int:
        with queue_errors():
            waiting = self._jobs.waiting()
        limit = min(BATCH, MOST_WAITING - sum(waiting.values()))
        if limit <= 0:
            return 0
        claims = self._store.claim_due(
            self._owner,
            self._clock(),
            WAITING,
            limit,
            known=open_to(self._known, self._hosts, waiting, MOST_WAITING),
            choose=lambda due: fair_share(due, self._hosts, waiting, limit, MOST_WAITING),
        )
        self._put(claims)
        return len(claims)

    def _put(self, claims: Sequence[Claim]) -> None:
        try:
            with queue_errors():
                self._jobs.put([(claim, host_of(claim.source, self._hosts)) for claim in claims])
        except StoreUnavailable:
            for claim in claims:
                self._store.release(claim, self._clock())
            raise

    def turns_to(self, config: Config, poller: Poller) -> None:  # noqa: ARG002 (workers have their own)
        """Go on under another configuration."""
        self._known, self._hosts = known_of(config, self._kind), hosts_of(config.sources)

    def is_polling_with(self, poller: Poller) -> bool:  # noqa: ARG002 (every dispatcher is asked)
        """Nothing is polled here."""
        return False

    def stop(self, seconds: float) -> bool:  # noqa: ARG002 (every dispatcher is given its time)
        """Nothing runs here; what waits in the queue is for the workers."""
        self._jobs.close()
        return True


@contextmanager
def queue_errors() -> Iterator[None]:
    """What goes wrong with the queue is one sentence, as of the store it lives in."""
    try:
        yield
    except FeedsvcError:
        raise
    except Exception as error:
        raise StoreUnavailable(f"the queue takes no jobs: {safe(error)}") from error


def make_queues(
    config: Config, store: Claims, *, owner: str, clock: Callable[[], datetime]
) -> dict[Kind, Queue]:
    """A Queue of each kind on the store's database, the tables made; raises FeedsvcError."""
    url = connection_url(config)
    app = load_procrastinate().App(connector=load_procrastinate().SyncPsycopgConnector(conninfo=url))
    try:
        app.open()
        prepare(app, url)
    except Exception as error:
        app.close()
        raise StoreUnavailable(f"the queue cannot be opened: {safe(error)}") from error

    def made(kind: Kind) -> Queue:
        return Queue(
            store,
            Jobs(app, kind),
            hosts=hosts_of(config.sources),
            known=known_of(config, kind),
            kind=kind,
            owner=owner,
            clock=clock,
        )

    return {kind: made(kind) for kind in Kind}
