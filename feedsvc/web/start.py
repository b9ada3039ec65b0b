"""From the environment to a running application, for `wsgi.py`."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from flask import Blueprint, Flask

from feedsvc.config import Config, find_directory, load_config
from feedsvc.config.alive import Alive
from feedsvc.config.changedfiles import Watch
from feedsvc.config.place import home_of, left_behind
from feedsvc.config.readbefore import Known
from feedsvc.decide.topics import rule_problems
from feedsvc.errors import ConfigError, SchemaTooNew, StoreError
from feedsvc.process import Trim, share_heaps, utc_now
from feedsvc.store import Store, open_store
from feedsvc.telemetry import configure_logging, get_logger, log_event
from feedsvc.web.alive import LiveApp
from feedsvc.web.app import create_app
from feedsvc.web.entrance import Entrances
from feedsvc.web.lookout import Keeper
from feedsvc.web.reads import Reads
from feedsvc.web.sessions import SharedSignedOut
from feedsvc.web.shelf import Shelf

log = get_logger("web")
_MEMORY = 1000
"""KiB that SQLite keeps here: what is asked for most is held ready, and the system keeps the file."""


Rooms = Callable[[Store, Path, Mapping[str, str]], Sequence[Blueprint]]
"""Makes what is served besides, over the store and the configuration's directory."""


class OnceWanted:
    """The operator's rooms, made when the first configuration has an operator: what they load is a burden."""

    def __init__(self, make: Callable[[], Sequence[Blueprint]]) -> None:
        self._make = make
        self._made: Sequence[Blueprint] | None = None

    def of(self, config: Config) -> Sequence[Blueprint]:
        """Those that are served under this configuration."""
        if self._made is None and config.web.admin_token:
            self._made = self._make()
        return self._made or ()


def app_from_environ(environ: Mapping[str, str], rooms: Rooms = lambda *_: ()) -> Flask:
    """The application over FEEDSVC_CONFIG, or the configuration that is found without.

    Mistakes there are printed, exit status 2; later changes of the files come into force by themselves,
    mistakes do not.
    """
    share_heaps()
    try:
        given = environ.get("FEEDSVC_CONFIG")
        directory = Path(given) if given else find_directory()
        watch, known = Watch(directory), Known()
        config = loaded(directory, environ, known)
    except ConfigError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    if told := left_behind(config.store.url, home_of(config.directory)):
        print(told, file=sys.stderr)
        raise SystemExit(2)
    store = open_store(config.store.url, memory=_MEMORY)
    config = config.at_port(prepare(store))
    reads = Reads()

    def load() -> Config:
        return loaded(directory, environ, known).at_port(reads(store.port))

    alive = Alive(config, load, watch, clock=utc_now)
    return live_app(config, store, reads, alive, partial(rooms, store, directory, environ)).app


def loaded(directory: Path, environ: Mapping[str, str], known: Known) -> Config:
    """The configuration as far as it can be checked without anything that polls; raises ConfigError."""
    config = load_config(directory, environ, topic_problems=rule_problems, known=known)
    configure_logging(config.log.level, config.log.format)
    return config


def live_app(
    config: Config, store: Store, reads: Reads, alive: Alive, rooms: Callable[[], Sequence[Blueprint]] = tuple
) -> LiveApp:
    """An application whose keeper also looks after the configuration, where the database answers."""
    keepers: list[Keeper] = []
    entrances = Entrances(SharedSignedOut(store, reads))
    trim = Trim()
    wanted = OnceWanted(rooms)

    def look() -> None:
        trim()
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
            rooms=wanted.of(given),
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
