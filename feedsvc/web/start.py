"""From the environment to a running application, for `wsgi.py`."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from feedsvc.config import find_directory, load_config
from feedsvc.config.place import home_of, left_behind
from feedsvc.errors import ConfigError, SchemaTooNew, StoreError
from feedsvc.store import Store, open_store
from feedsvc.telemetry import configure_logging, get_logger, log_event
from feedsvc.web.app import create_app

log = get_logger("web")


def app_from_environ(environ: Mapping[str, str]) -> Flask:
    """The application over FEEDSVC_CONFIG, or the configuration that is found without.

    Mistakes there are printed, exit status 2.
    """
    try:
        given = environ.get("FEEDSVC_CONFIG")
        config = load_config(Path(given) if given else find_directory(), environ)
    except ConfigError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    configure_logging(config.log.level, config.log.format)
    if warning := left_behind(config.store.url, home_of(config.directory)):
        log_event(log, "store", logging.WARNING, error=warning)
    store = open_store(config.store.url)
    return create_app(config.at_port(prepare(store)), store)


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
