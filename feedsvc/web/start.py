"""From the environment to a running application, for `wsgi.py`."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from flask import Blueprint, Flask

from feedsvc.config import Config, find_directory, load_config
from feedsvc.config.alive import Alive
from feedsvc.config.place import home_of, left_behind
from feedsvc.config.watch import Watch
from feedsvc.decide.topics import rule_problems
from feedsvc.errors import ConfigError, SchemaTooNew, StoreError
from feedsvc.process import utc_now
from feedsvc.store import Store, open_store
from feedsvc.telemetry import configure_logging, get_logger, log_event
from feedsvc.web.alive import LiveApp
from feedsvc.web.app import create_app
from feedsvc.web.entrance import Entrances
from feedsvc.web.keeper import Keeper
from feedsvc.web.reads import Reads
from feedsvc.web.sessions import SharedSignedOut
from feedsvc.web.shelf import Shelf

log = get_logger("web")


Rooms = Callable[[Store, Path, Mapping[str, str]], Sequence[Blueprint]]
"""Makes what is served besides, over the store and the configuration's directory."""


def app_from_environ(environ: Mapping[str, str], rooms: Rooms = lambda *_: ()) -> Flask:
    """The application over FEEDSVC_CONFIG, or the configuration that is found without.

    Mistakes there are printed, exit status 2; later changes of the files come into force by themselves,
    mistakes do not.
    """
    try:
        given = environ.get("FEEDSVC_CONFIG")
        directory = Path(given) if given else find_directory()
        watch = Watch(directory)
        config = loaded(directory, environ)
    except ConfigError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    if told := left_behind(config.store.url, home_of(config.directory)):
        print(told, file=sys.stderr)
        raise SystemExit(2)
    store = open_store(config.store.url)
    config = config.at_port(prepare(store))
    reads = Reads()
    alive = Alive(config, lambda: loaded(directory, environ).at_port(reads(store.port)), watch, clock=utc_now)
    return live_app(config, store, reads, alive, rooms(store, directory, environ)).app


def loaded(directory: Path, environ: Mapping[str, str]) -> Config:
    """The configuration as far as it can be checked without anything that polls; raises ConfigError."""
    config = load_config(directory, environ, topic_problems=rule_problems)
    configure_logging(config.log.level, config.log.format)
    return config


def live_app(
    config: Config, store: Store, reads: Reads, alive: Alive, rooms: Sequence[Blueprint] = ()
) -> LiveApp:
    """An application whose keeper also looks after the configuration, where the database answers."""
    keepers: list[Keeper] = []
    entrances = Entrances(SharedSignedOut(store, reads))

    def look() -> None:
        with suppress(StoreError):
            alive.look(live.turns_to, mark=reads(store.port))

    def keep(shelf: Shelf) -> Keeper:
        keepers[:] = keepers or [Keeper(shelf, look)]
        return keepers[0]

    def make(given: Config) -> Flask:
        return create_app(
            given,
            store,
            reads=reads,
            standing=alive.standing,
            keep=keep,
            entrance=entrances.of(given),
            rooms=rooms,
        )

    live = LiveApp(make, config)
    return live


def prepare(store: Store) -> int | None:
    """Bring the schema up to date where that is possible; without the database we start all the same.

    Gives the port that links name where no `base_url` is set.
    """
    try:
        store.upgrade()
        return store.port()
    except SchemaTooNew as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    except StoreError as error:
        log_event(log, "store", logging.WARNING, error=error)
        return None
    finally:
        # A connection made before a server forks must not be shared by its workers.
        store.close()
