"""Commands that stay: run, schedule, worker."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click

from feedsvc.cli.desk import Desk
from feedsvc.cli.output import say
from feedsvc.cli.setup import Setup, polling, works_of
from feedsvc.config import Config
from feedsvc.errors import FeedsvcError, SchemaTooNew, StoreError
from feedsvc.process import owner_name, utc_now
from feedsvc.schedule import service
from feedsvc.schedule.service import Step, Works, scheduling, stop_signals
from feedsvc.store import Store
from feedsvc.telemetry import get_logger, log_event
from feedsvc.web.server import listening

log = get_logger("schedule")
MEND_PAUSE = 5.0
"""Seconds between two looks whether a database that could not be written can be now."""
PORTS = click.IntRange(0, 65535)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=PORTS,
    envvar="PORT",
    default=8000,
    show_default=True,
    help="Port (or PORT); 0 takes a free one.",
)
@click.pass_obj
def run(setup: Setup, host: str, port: int) -> None:
    """Serve and poll in one process.

    It prints its address, polls new sources at once, and stops on SIGTERM or Ctrl-C.
    """
    from feedsvc.web import create_app

    local = port if host == "127.0.0.1" else 0
    config = setup.config(stays=True).at_port(local)
    with service.ending_early(), setup.store(config, serving=True) as store:
        remember_port(store, local)
        desk = Desk(store)
        run_both(
            config,
            store,
            lambda: writing(config, store, desk),
            create_app(config, store, on_admin=desk.actions),
            host=host,
            port=port,
            ready=lambda address: say(f"feedsvc is at {address} (stop it with Ctrl-C)"),
        )


def writing(config: Config, store: Store, desk: Desk) -> Works:
    """What polls; the schema is looked at again, lest the database was away or write-protected before."""
    store.upgrade()
    poller = desk.hands_to(polling(config, store))
    return works_of(config, store, poller)


def remember_port(store: Store, port: int) -> None:
    """Note where we serve, for other processes that make the same links; nothing where the store is away."""
    with suppress(StoreError):
        store.remember_port(port)


@click.command()
@click.pass_obj
def schedule(setup: Setup) -> None:
    """Poll sources when they are due.

    Any number may run: each source is polled once per turn. Stops on SIGTERM or Ctrl-C.
    """
    config = setup.config(stays=True)
    said = f"feedsvc polls {len(config.sources)} sources (stop it with Ctrl-C)"
    with service.ending_early(), setup.store(config) as store:
        service.run_scheduler(
            config, store, lambda: works_of(config, store, polling(config, store)), lambda: say(said)
        )


@click.command()
@click.pass_obj
def worker(setup: Setup) -> None:
    """Poll what is in the queue.

    A scheduler with [schedule] dispatcher = "queue" fills it. Stops on SIGTERM or Ctrl-C.
    """
    config = setup.config(stays=True)
    if config.schedule.dispatcher != "queue":
        raise FeedsvcError('there is no queue to work on (set [schedule] dispatcher = "queue")')
    from feedsvc.schedule.queue import run_worker

    with service.ending_early(), setup.store(config) as store, setup.poller(config, store) as poller:
        run_worker(config, store, poller, owner=owner_name(), clock=utc_now)


def run_both(
    config: Config,
    store: Store,
    make: Callable[[], Works],
    app: Any,
    *,
    host: str,
    port: int,
    ready: Callable[[str], object],
) -> None:
    """Web and scheduler in one process until told to stop; `ready` is given the address.

    The port is bound before the poller is made: nothing is polled where nothing can be served. What is
    stored is served even where nothing can be written; polling begins once that is mended.
    """
    with stop_signals() as stop, listening(app, host, port) as (address, serve):
        works = first_works(make)
        ready(address)
        while works is None and not stop.is_set():
            serve_for(MEND_PAUSE, serve, stop)
            works = first_works(make, log_at=logging.DEBUG)
        if works is None:
            return
        with scheduling(config, store, works) as ticker:
            while not stop.is_set():
                serve()
                ticker.nudge()


def first_works(make: Callable[[], Works], *, log_at: int = logging.ERROR) -> Works | None:
    """Poller and housekeeper, or None where the database cannot be written now."""
    try:
        return make()
    except SchemaTooNew:
        raise
    except StoreError as error:
        log_event(log, "start", log_at, polling=False, error=error)
        return None


def serve_for(seconds: float, serve: Step, stop: threading.Event) -> None:
    """Serve for a while, or until told to stop."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not stop.is_set():
        serve()
