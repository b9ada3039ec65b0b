"""Claimed sources are polled by `feedsvc worker` processes anywhere, through Procrastinate on PostgreSQL.

    scheduler: tick → claim → put a job that names the claim
    worker:    take the job → is the claim still ours? shorten it, renew it while polling → poll

Nothing depends on the queue being right: a job whose claim has run out is skipped, and a claim that runs
out (its worker was killed) makes its source due again, so that the next tick puts a new job.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar, cast

import sqlalchemy as sa

from feedsvc.config import Config
from feedsvc.errors import FeedsvcError, StoreUnavailable
from feedsvc.models import Claim
from feedsvc.schedule.dispatch import Claims, Poller, known_of, lease_for, log_fault, threads_of
from feedsvc.schedule.renewal import Renewal
from feedsvc.schedule.ticks import LOOK
from feedsvc.telemetry import get_logger, log_event, safe, worth_logging

if TYPE_CHECKING:
    import procrastinate

T = TypeVar("T")
log = get_logger("schedule")
TASK = "feedsvc.poll"
QUEUE = "polls"
WAITING = timedelta(minutes=2)
"""How long a claim lasts while its job waits for a worker."""
BATCH = 200
GRACE = 23.0
"""Seconds that running polls have to finish once a worker is told to stop."""
SWEPT_EVERY = 60
"""Ticks between two sweeps."""
ORPHANS = (
    "DELETE FROM procrastinate_jobs WHERE queue_name = 'polls' AND status = 'doing' AND worker_id IS NULL"
)
"""Jobs whose worker is dead: their claims have run out, so nothing is lost with them."""
LOCK = 0x66656564
"""Advisory lock under which the queue's tables are made: of several starters one makes them."""


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
        raise FeedsvcError(
            'dispatcher = "queue" needs the extra "queue" (pip install feedsvc[queue])'
        ) from error
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


# -- the scheduler's side ------------------------------------------------------------------------------


class Queue:
    """Puts a job for every claimed source; polls nothing itself."""

    def __init__(
        self,
        store: Claims,
        put: Callable[[Claim], object],
        *,
        known: Collection[str] | None = None,
        owner: str,
        clock: Callable[[], datetime],
        sweep: Callable[[], object] = lambda: None,
        close: Callable[[], object] = lambda: None,
    ) -> None:
        self._store = store
        self._put = put
        self._known = known
        self._owner = owner
        self._clock = clock
        self._sweep = sweep
        self._close = close
        self._ticks = 0

    def tick(self) -> int:
        """Claim what is due and put it into the queue; gives how many jobs that made."""
        self._ticks += 1
        if self._ticks % SWEPT_EVERY == 0:
            self._sweep()
        claims = self._store.claim_due(self._owner, self._clock(), WAITING, BATCH, known=self._known)
        for n, claim in enumerate(claims):
            try:
                self._put(claim)
            except Exception as error:
                for left in claims[n:]:
                    self._store.release(left, self._clock())
                raise StoreUnavailable(f"the queue takes no jobs: {safe(error)}") from error
        return len(claims)

    def turns_to(self, config: Config, poller: Poller) -> None:  # noqa: ARG002 (workers have their own)
        """Go on under another configuration."""
        self._known = known_of(config)

    def is_polling_with(self, poller: Poller) -> bool:  # noqa: ARG002 (every dispatcher is asked)
        """Nothing is polled here."""
        return False

    def stop(self, seconds: float) -> bool:  # noqa: ARG002 (every dispatcher is given its time)
        """Nothing runs here; what waits in the queue is for the workers."""
        self._close()
        return True


def make_queue(config: Config, store: Claims, *, owner: str, clock: Callable[[], datetime]) -> Queue:
    """A Queue on the store's database, its tables made; raises FeedsvcError."""
    url = connection_url(config)
    connector = load_procrastinate().SyncPsycopgConnector(conninfo=url)
    app = load_procrastinate().App(connector=connector)
    try:
        app.open()
        prepare(app, url)
    except Exception as error:
        app.close()
        raise StoreUnavailable(f"the queue cannot be opened: {safe(error)}") from error
    job = app.configure_task(TASK, queue=QUEUE, allow_unknown=True)
    return Queue(
        store,
        lambda claim: job.defer(**claim_values(claim)),
        known=known_of(config),
        owner=owner,
        clock=clock,
        sweep=lambda: connector.execute_query(ORPHANS),
        close=app.close,
    )


def prepare(app: procrastinate.App, url: str) -> None:
    """Make the queue's tables where they are not there yet."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        found = connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()
        if found is None or found[0] is None:
            app.schema_manager.apply_schema()


# -- the worker's side ---------------------------------------------------------------------------------


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
    ) -> None:
        self._store = store
        self._poller = poller
        self._known = known
        self._polling: dict[str, Poller] = {}
        self._lease = lease
        self._clock = clock

    def __call__(self, source: str, owner: str, epoch: int, until: str) -> bool:
        """Poll under the job's claim; False where the claim has passed on and the job is nobody's.

        The claim on a source that is not known here (yet, or any more) is given back.
        """
        claim = claim_of(source, owner, epoch, until)
        if self._known is not None and source not in self._known:
            self._store.release(claim, self._clock())
            return False
        if not self._renew(claim):
            return False
        with self._renewing(claim):
            self._poll(claim)
        return True

    def turns_to(self, config: Config, poller: Poller) -> None:
        """Go on under another configuration; what runs finishes under its own."""
        self._lease = lease_for(config.schedule.tick)
        self._known, self._poller = known_of(config), poller

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

    @contextmanager
    def _renewing(self, claim: Claim) -> Iterator[None]:
        """Keep the claim while the block runs: a killed worker's claim runs out within a lease."""
        done = threading.Event()

        def keep() -> None:
            while not done.wait(self._lease.total_seconds() / 3):
                try:
                    self._renew(claim)
                except Exception as error:
                    log_event(log, "tick", logging.WARNING, source=claim.source, error=safe(error))

        thread = threading.Thread(target=keep, name=f"renew {claim.source}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def run_worker(store: Claims, renewal: Renewal, *, owner: str, clock: Callable[[], datetime]) -> None:
    """Work on the queue until SIGTERM or SIGINT; running polls have GRACE seconds to finish."""
    config = renewal.config
    url = connection_url(config)
    connector = load_procrastinate().PsycopgConnector(conninfo=url)
    app = load_procrastinate().App(connector=connector)
    works, lease = renewal.first_works(), lease_for(config.schedule.tick)
    work = Work(store, works.poller, lease=lease, clock=clock, known=known_of(config))
    renewal.begins(works, work, lambda _tidy, _every: None)

    async def task(source: str, owner: str, epoch: int, until: str) -> bool:
        return await on_thread(lambda: work(source, owner, epoch, until))

    app.task(name=TASK, queue=QUEUE)(task)
    log_event(log, "start", worker=owner)
    try:
        asyncio.run(_work(app, url, threads_of(config), owner, renewal.look))
    finally:
        renewal.close()
    log_event(log, "stop", worker=owner)


async def on_thread(call: Callable[[], T]) -> T:
    """What a call gives, made on a daemon thread of its own.

    The loop's own threads are few, and the end of the process waits for them: ten polls that hang would
    hold up all others, and then the end.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(error: BaseException | None, result: T | None) -> None:
        if future.done():
            return  # nobody waits for it any more
        if error:
            future.set_exception(error)
        else:
            future.set_result(cast("T", result))

    def run() -> None:
        error, result = None, None
        try:
            result = call()
        except Exception as raised:
            error = raised
        with suppress(RuntimeError):  # the loop has ended before it
            loop.call_soon_threadsafe(settle, error, result)

    threading.Thread(target=run, name="poll", daemon=True).start()
    return await future


async def _work(
    app: procrastinate.App, url: str, concurrency: int, owner: str, look: Callable[[], None]
) -> None:
    async with app.open_async():
        await asyncio.to_thread(prepare_for_worker, url)
        looking = asyncio.create_task(_look_again_and_again(look))
        try:
            await app.run_worker_async(
                queues=[QUEUE],
                name=owner,
                concurrency=concurrency,
                fetch_job_polling_interval=1.0,
                shutdown_graceful_timeout=GRACE,
                delete_jobs="always",
            )
        finally:
            looking.cancel()


async def _look_again_and_again(look: Callable[[], None]) -> None:
    """Look after the configuration every second; what goes wrong is logged and tried again."""
    failures = 0
    while True:
        await asyncio.sleep(LOOK)
        try:
            await on_thread(look)
            failures = 0
        except Exception as error:
            failures += 1
            if worth_logging(failures):
                log_event(log, "tick", logging.ERROR, part="look", failures=failures, error=safe(error))


def prepare_for_worker(url: str) -> None:
    """The queue's tables, where the worker is started before any scheduler."""
    app = load_procrastinate().App(connector=load_procrastinate().SyncPsycopgConnector(conninfo=url))
    with app.open():
        prepare(app, url)
