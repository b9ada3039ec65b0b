"""What a `feedsvc worker` does with the jobs that schedulers put into the queue."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from feedsvc.process import settle
from feedsvc.schedule.awaited import on_thread
from feedsvc.schedule.dispatch import lease_for
from feedsvc.schedule.jobs import BEAT, DEAD, TASK, connection_url, load_procrastinate, prepare
from feedsvc.schedule.kinds import Kind, known_of, threads_of
from feedsvc.schedule.renewal import Renewal
from feedsvc.schedule.roles import Claims
from feedsvc.schedule.service import GRACE
from feedsvc.schedule.ticks import LOOK
from feedsvc.schedule.work import Work
from feedsvc.telemetry import get_logger, log_event, safe, worth_logging

if TYPE_CHECKING:
    import procrastinate

log = get_logger("schedule")
LOOK_FOR_JOBS = 0.25
"""Seconds between two looks for a job: nobody is told when a host's lock is free again."""


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
    settle()
    log_event(log, "start", worker=owner, takes=kind.value)
    try:
        asyncio.run(_work(app, url, threads_of(config, kind), kind, owner, renewal.look))
    finally:
        renewal.close()
    log_event(log, "stop", worker=owner)


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
