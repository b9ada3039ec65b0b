"""Claims as jobs of Procrastinate, on the store's own PostgreSQL.

    {"source": "cx-world", "owner": "host-a:71", "epoch": 12, "until": "2026-03-04T12:02:00+00:00"}

A job holds the lock of its source's host: workers anywhere poll a host one source at a time, and one that
answers slowly takes one worker's thread and not all of them. Jobs that may need a browser have a line and
locks of their own: they may wait for a worker of their kind, and no others of the host wait behind them.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from feedsvc.config import Config
from feedsvc.errors import FeedsvcError
from feedsvc.extras import how_to_install
from feedsvc.models import Claim
from feedsvc.schedule.kinds import Kind
from feedsvc.store.values import microseconds_of

if TYPE_CHECKING:
    import procrastinate

TASK = "feedsvc.poll"
_CLOSING = threading.Lock()
"""Held while connections are given back: the lines of all kinds share them, and are stopped at one time."""
LOCK = 0x66656564
"""Advisory lock under which the queue's tables are made: of several starters one makes them."""
BEAT = 5.0
"""Seconds between two signs of life of a worker."""
DEAD = 20.0
"""Seconds without one after which a worker counts as dead: no longer than a claim lasts unrenewed."""
WAITING = """
SELECT coalesce(lock, ''), count(*) FROM procrastinate_jobs
WHERE queue_name = %(queue)s AND status = 'todo' GROUP BY 1
"""
FORGOTTEN = """
DELETE FROM procrastinate_jobs job
WHERE queue_name = %(queue)s AND (status = 'todo' OR (status = 'doing' AND NOT EXISTS (
    SELECT FROM procrastinate_workers worker
    WHERE worker.id = job.worker_id AND last_heartbeat > to_timestamp(%(now)s / 1e6 - %(dead)s))))
AND NOT EXISTS (
    SELECT FROM sources
    WHERE slug = args->>'source' AND claim_owner = args->>'owner'
    AND claim_epoch = (args->>'epoch')::bigint AND claim_until > %(now)s)
"""
"""Jobs whose claim has run out and that no living worker is about: nothing is lost with them."""


def connection_url(config: Config) -> str:
    """The store's database as libpq writes it; a FeedsvcError where the store is no PostgreSQL."""
    url = sa.make_url(config.store.url)
    if url.get_backend_name() != "postgresql":
        raise FeedsvcError(
            'dispatcher = "queue" needs PostgreSQL (set [store] url, or [schedule] dispatcher = "threads")'
        )
    address, mark, query = (
        url.set(drivername="postgresql").render_as_string(hide_password=False).partition("?")
    )
    return address + mark + query.replace("+", "%20")  # libpq takes a plus for a plus


def load_procrastinate() -> Any:
    """Procrastinate, or a FeedsvcError that says how to get it."""
    try:
        import procrastinate
    except ImportError as error:
        how = how_to_install("queue")
        raise FeedsvcError(f'dispatcher = "queue" needs the extra "queue" ({how})') from error
    return procrastinate


def claim_values(claim: Claim) -> dict[str, Any]:
    """A claim as the arguments of a job."""
    return {
        "source": claim.source,
        "owner": claim.owner,
        "epoch": claim.epoch,
        "until": claim.until.isoformat(),
    }


def claim_of(source: str, owner: str, epoch: int, until: str) -> Claim:
    """The claim that `claim_values` wrote."""
    return Claim(source=source, owner=owner, epoch=epoch, until=datetime.fromisoformat(until))


class Jobs:
    """One kind's line in the queue as its scheduler uses it; raises whatever the driver raises."""

    def __init__(self, app: procrastinate.App, kind: Kind) -> None:
        self._app = app
        self._queue = kind.value
        self._lock = "" if kind is Kind.PLAIN else f"{kind.value} "

    def put(self, claims: Sequence[tuple[Claim, str]]) -> None:
        """One job a claim, under the lock of its host; all or none."""
        made = [
            self._app.configure_task(
                TASK, queue=self._queue, lock=self._lock + host, allow_unknown=True
            ).make_new_job(**claim_values(claim))
            for claim, host in claims
        ]
        self._app.job_manager.batch_defer_jobs(made)

    def waiting(self) -> Mapping[str, int]:
        """How many jobs wait for each host."""
        rows = self._connector.execute_query_all(WAITING, queue=self._queue)
        return {row["coalesce"].removeprefix(self._lock): row["count"] for row in rows}

    def sweep(self, now: datetime) -> None:
        """Take out what nobody will do any more."""
        self._connector.execute_query(FORGOTTEN, queue=self._queue, now=microseconds_of(now), dead=DEAD)

    def close(self) -> None:
        """Give the connections back."""
        with _CLOSING:
            self._app.close()

    @property
    def _connector(self) -> Any:
        return self._app.connector


def prepare(app: procrastinate.App, url: str) -> None:
    """Make the queue's tables where they are not there yet."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        found = connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()
        if found is None or found[0] is None:
            app.schema_manager.apply_schema()
