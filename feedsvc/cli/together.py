"""`run`: web, builder and scheduler in one process, until it is told to stop."""

from __future__ import annotations

import logging
import secrets
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from feedsvc.builder import Builder, make_room, shared_folder
from feedsvc.cli.actions import Desk
from feedsvc.cli.crew import Crew, renewal_of
from feedsvc.cli.output import say
from feedsvc.cli.setup import Setup
from feedsvc.config import Config
from feedsvc.config.alive import Alive
from feedsvc.config.changedfiles import Watch
from feedsvc.errors import SchemaTooNew, StoreError
from feedsvc.process import LARGE_OF_POLLS, share_heaps, stay, utc_now
from feedsvc.schedule import service
from feedsvc.schedule.renewal import Renewal, Step, Works
from feedsvc.schedule.service import scheduling, stop_signals
from feedsvc.store import Store
from feedsvc.telemetry import get_logger, log_event
from feedsvc.web import LiveApp, create_app
from feedsvc.web.entrance import Entrances
from feedsvc.web.reads import Reads
from feedsvc.web.server import listening
from feedsvc.web.sessions import OneTime, SharedSignedOut

if TYPE_CHECKING:
    from flask import Flask

log = get_logger("schedule")
MEND_PAUSE = 5.0
"""Seconds between two looks whether a database that could not be written can be now."""


def serve_and_poll(setup: Setup, host: str, port: int, *, signs_in: bool) -> None:
    """Serve at this address and poll what is due, until told to stop."""
    stay()
    share_heaps(LARGE_OF_POLLS)
    local = port if host == "127.0.0.1" else 0
    watch = Watch(setup.directory)
    once, token = (OneTime(), secrets.token_urlsafe(32)) if signs_in else (None, "")

    def load() -> Config:
        return with_token(setup.config(stays=True).at_port(local), token)

    config = load()
    with service.hangups() as asked, service.ending_early(), setup.store(config, serving=True) as store:
        desk, alive = Desk(store), Alive(config, load, watch, clock=utc_now)
        builder = Builder(store, load, shared_folder(config.directory, store.file))
        with closing(builder), Crew(store, desk) as crew:
            entrances = Entrances(SharedSignedOut(store, Reads()), once)
            live = live_app(config, store, desk, alive, builder, entrances)
            run_both(
                store,
                renewal_of(alive, store, crew, asked, also=live.turns_to),
                live.app,
                host=host,
                port=port,
                bound=lambda: remember_port(store, local),
                ready=lambda address: tell_address(address, once, is_open=bool(config.web.admin_token)),
            )


def live_app(
    config: Config, store: Store, desk: Desk, alive: Alive, builder: Builder, entrances: Entrances
) -> LiveApp:
    """The application with the builder's pages, under whatever configuration is in force."""
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

    return LiveApp(make, config)


def with_token(config: Config, token: str) -> Config:
    """The configuration with this admin token where it has none of its own."""
    if not token or config.web.admin_token:
        return config
    return replace(config, web=replace(config.web, admin_token=token))


def tell_address(address: str, once: OneTime | None, *, is_open: bool) -> None:
    """Print where we serve, and how its first user gets in; at a terminal also that nobody can."""
    say(f"feedsvc is at {address} (stop it with Ctrl-C)")
    if once:
        way_in = f"{address}/sign-in?once={once.word}"
        say(f"add a source at {way_in} (this address signs in once, within a quarter of an hour)")
    elif not is_open and sys.stdout.isatty():
        say("nobody can add sources in a browser (start it with --sign-in for that)")


def remember_port(store: Store, port: int) -> None:
    """Note where we serve, for other processes that make the same links; nothing where the store is away."""
    with suppress(StoreError):
        store.remember_port(port)


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
