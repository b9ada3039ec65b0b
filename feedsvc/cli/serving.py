"""Commands that stay: run, schedule, worker."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from feedsvc.cli.desk import Desk
from feedsvc.cli.output import say
from feedsvc.cli.setup import Setup, polling, works_of
from feedsvc.config import Config
from feedsvc.config.alive import Alive
from feedsvc.config.watch import Watch
from feedsvc.errors import FeedsvcError, SchemaTooNew, StoreError
from feedsvc.process import owner_name, utc_now
from feedsvc.schedule import service
from feedsvc.schedule.renewal import Renewal, Step, Works
from feedsvc.schedule.service import scheduling, stop_signals
from feedsvc.store import Store
from feedsvc.telemetry import get_logger, log_event
from feedsvc.web.server import listening

if TYPE_CHECKING:
    from flask import Flask

    from feedsvc.extract.child import ExtractorPool
    from feedsvc.web.sessions import OneTime

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
@click.option("--sign-in", "signs_in", is_flag=True, help="Print an address that signs its reader in once.")
@click.pass_obj
def run(setup: Setup, host: str, port: int, signs_in: bool) -> None:
    """Serve and poll in one process.

    It prints its address, polls new sources at once, takes up changed configuration files within seconds
    (SIGHUP: at once), and stops on SIGTERM or Ctrl-C. With --sign-in sources can be added in a browser also
    where no admin token is configured: one is made up for as long as it runs.
    """
    from feedsvc.builder import Builder, make_room
    from feedsvc.web import LiveApp, create_app
    from feedsvc.web.entrance import Entrances
    from feedsvc.web.sessions import OneTime

    local = port if host == "127.0.0.1" else 0
    watch = Watch(setup.directory)
    once, token = (OneTime(), secrets.token_urlsafe(32)) if signs_in else (None, "")

    def load() -> Config:
        return with_token(setup.config(stays=True).at_port(local), token)

    config = load()
    entrances = Entrances(once)
    with service.hangups() as asked, service.ending_early(), setup.store(config, serving=True) as store:
        desk = Desk(store)
        alive = Alive(config, load, watch, clock=utc_now)
        builder = Builder(store, load)
        room = make_room(builder)

        def make(given: Config) -> Flask:
            return create_app(
                given,
                store,
                on_admin=desk.actions,
                standing=alive.standing,
                entrance=entrances.of(given),
                rooms=[room],
            )

        live = LiveApp(make, config)
        with Crew(store, desk) as crew, closing(builder):
            run_both(
                store,
                renewal_of(alive, store, crew, asked, also=live.turns_to),
                live.app,
                host=host,
                port=port,
                bound=lambda: remember_port(store, local),
                ready=lambda address: tell_address(address, once),
            )


def with_token(config: Config, token: str) -> Config:
    """The configuration with this admin token where it has none of its own."""
    if not token or config.web.admin_token:
        return config
    return replace(config, web=replace(config.web, admin_token=token))


def tell_address(address: str, once: OneTime | None) -> None:
    """Print where we serve, and how its first user gets in."""
    say(f"feedsvc is at {address} (stop it with Ctrl-C)")
    if once:
        say(f"add a source at {address}/sign-in?once={once.word} (this address signs in once)")


class Crew:
    """Makes one poller after the other over the same children, for a process whose configuration changes."""

    def __init__(self, store: Store, desk: Desk | None = None) -> None:
        self._store = store
        self._desk = desk
        self._children: ExtractorPool | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        if self._children:
            self._children.close()

    def works(self, config: Config) -> Works:
        """What polls under this configuration; the store agrees with it then.

        The schema is looked at again, lest the database was away or write-protected before.
        """
        from feedsvc.poll.poller import make_children

        self._store.upgrade()
        self._children = self._children or make_children()
        poller = polling(config, self._store, self._children)
        if self._desk:
            self._desk.hands_to(poller)
        return works_of(config, self._store, poller)


def renewal_of(
    alive: Alive,
    store: Store,
    crew: Crew,
    asked: Callable[[], bool],
    also: Callable[[Config], object] = lambda _config: None,
) -> Renewal:
    """What takes a process over to another configuration."""
    return Renewal(alive, store, crew.works, clock=utc_now, also=also, asked=asked)


def remember_port(store: Store, port: int) -> None:
    """Note where we serve, for other processes that make the same links; nothing where the store is away."""
    with suppress(StoreError):
        store.remember_port(port)


@click.command()
@click.pass_obj
def schedule(setup: Setup) -> None:
    """Poll sources when they are due.

    Any number may run: each source is polled once per turn. Changed configuration files are taken up within
    seconds (SIGHUP: at once). Stops on SIGTERM or Ctrl-C.
    """
    with staying(setup) as (store, renewal):
        said = f"feedsvc polls {len(renewal.config.sources)} sources (stop it with Ctrl-C)"
        service.run_scheduler(store, renewal, lambda: say(said))


@click.command()
@click.pass_obj
def worker(setup: Setup) -> None:
    """Poll what is in the queue.

    A scheduler with [schedule] dispatcher = "queue" fills it. Stops on SIGTERM or Ctrl-C.
    """
    if setup.config(stays=True).schedule.dispatcher != "queue":
        raise FeedsvcError('there is no queue to work on (set [schedule] dispatcher = "queue")')
    from feedsvc.schedule.queue import run_worker

    with staying(setup) as (store, renewal):
        run_worker(store, renewal, owner=owner_name(), clock=utc_now)


@contextmanager
def staying(setup: Setup) -> Iterator[tuple[Store, Renewal]]:
    """The store and a configuration that is alive, for a process that serves nothing."""
    watch = Watch(setup.directory)
    config = setup.config(stays=True)
    with service.hangups() as asked, service.ending_early(), setup.store(config) as store:
        config = config.at_port(store.port())
        alive = Alive(config, lambda: setup.config(stays=True).at_port(store.port()), watch, clock=utc_now)
        with Crew(store) as crew:
            yield store, renewal_of(alive, store, crew, asked)


def run_both(
    store: Store,
    renewal: Renewal,
    app: Any,
    *,
    host: str,
    port: int,
    ready: Callable[[str], object],
    bound: Step = lambda: None,
) -> None:
    """Web and scheduler in one process until told to stop; `ready` is given the address.

    The port is bound, and `bound` called, before the poller is made: nothing is polled where nothing can
    be served. What is stored is served even where nothing can be written; polling begins once that is mended.
    """
    with stop_signals() as stop, listening(app, host, port) as (address, serve):
        bound()
        works = first_works(renewal.first_works)
        ready(address)
        while works is None and not stop.is_set():
            serve_for(MEND_PAUSE, serve, stop)
            works = first_works(renewal.first_works, log_at=logging.DEBUG)
        if works is None:
            return
        with scheduling(store, renewal, works) as ticker:
            while not stop.is_set():
                serve()
                ticker.nudge()
                ticker.look()


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
