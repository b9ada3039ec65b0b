"""What a `feedsvc worker` does with the jobs that schedulers put into the queue."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar, cast

from feedsvc.config import Config
from feedsvc.models import Claim
from feedsvc.schedule.dispatch import lease_for
from feedsvc.schedule.faults import log_fault
from feedsvc.schedule.jobs import (
    BEAT,
    DEAD,
    TASK,
    claim_of,
    connection_url,
    load_procrastinate,
    prepare,
)
from feedsvc.schedule.kinds import Kind, known_of, threads_of
from feedsvc.schedule.renewal import Renewal
from feedsvc.schedule.roles import Claims, Poller
from feedsvc.schedule.ticks import LOOK
from feedsvc.telemetry import get_logger, log_event, safe, worth_logging

if TYPE_CHECKING:
    import procrastinate

T = TypeVar("T")
log = get_logger("schedule")
LOOK_FOR_JOBS = 0.25
"""Seconds between two looks for a job: nobody is told when a host's lock is free again."""
GRACE = 23.0
"""Seconds that running polls have to finish once a worker is told to stop."""


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
        with self._renewing(claim):
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


def run_worker(
    store: Claims,
    renewal: Renewal,
    *,
    owner: str,
    clock: Callable[[], datetime],
    kind: Kind = Kind.PLAIN,
) -> None:
    """Work on the queue of one kind until SIGTERM or SIGINT; running polls have GRACE seconds to finish."""
    config = renewal.config
    url = connection_url(config)
    connector = load_procrastinate().PsycopgConnector(conninfo=url)
    app = load_procrastinate().App(connector=connector)
    works, lease = renewal.first_works(), lease_for(config.schedule.tick)
    work = Work(store, works.poller, lease=lease, clock=clock, known=known_of(config, kind), kind=kind)
    renewal.begins(works, work, lambda _tidy, _every: None)

    async def task(source: str, owner: str, epoch: int, until: str) -> bool:
        return await on_thread(lambda: work(source, owner, epoch, until))

    app.task(name=TASK, queue=kind.value)(task)
    log_event(log, "start", worker=owner, takes=kind.value)
    try:
        asyncio.run(_work(app, url, threads_of(config, kind), kind, owner, renewal.look))
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
    app: procrastinate.App, url: str, concurrency: int, kind: Kind, owner: str, look: Callable[[], None]
) -> None:
    async with app.open_async():
        await asyncio.to_thread(prepare_for_worker, url)
        looking = asyncio.create_task(_look_again_and_again(look))
        try:
            await app.run_worker_async(
                queues=[kind.value],
                name=owner,
                concurrency=concurrency,
                fetch_job_polling_interval=LOOK_FOR_JOBS,
                shutdown_graceful_timeout=GRACE,
                update_heartbeat_interval=BEAT,
                stalled_worker_timeout=DEAD,
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
