"""What a simulation stands on: a database in memory, put back as it was for each seed, under one open store.

Most seeds begin in a town that has been polled for a while, which is worked out once in a process.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from feedsvc.store.values import microseconds_of
from tests.builders import NOW
from tests.furnished import furnished
from tests.simulation.ledger import Ledger
from tests.simulation.memory import MemoryStore, opened
from tests.simulation.origin import Origin, Site
from tests.simulation.surroundings import Surroundings
from tests.simulation.towns import Town, config_of, host_name
from tests.simulation.world import World

UNDATED = "birch"
EMPTY_IN = 16
"""Of so many seeds one begins with an empty database."""
DUE = """SELECT min(max(next_poll, coalesce(claim_until, 0))) FROM sources WHERE enabled AND state <> 'disabled'"""
UNFINISHED = """SELECT (SELECT count(*) FROM topics WHERE version > published_version)
  + (SELECT count(*) FROM transitions WHERE told_at IS NULL) + (SELECT count(*) FROM pings)"""


@dataclass(frozen=True, slots=True)
class Past:
    """A town that has been polled for a while: its database, and what was written."""

    database: sqlite3.Connection
    ledger: Ledger


class Ground:
    """One database and the store over it."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self._empty = opened(furnished())
        self._pasts: dict[Town, Past] = {}
        self.lives: Callable[[Ground, Town], Ledger] | None = None

    def prepared(self, seed: int, town: Town) -> Surroundings:
        """What a seed begins with."""
        if seed % EMPTY_IN == EMPTY_IN - 1:
            return self.surroundings(seed, town)
        past = self._pasts.get(town) or self._past(town)
        around = self.surroundings(seed, town, past.database)
        ledger = around.ledger
        ledger.stories, ledger.states = dict(past.ledger.stories), dict(past.ledger.states)
        ledger.granted = dict(past.ledger.granted)
        ledger.begun = dict(past.ledger.begun)
        ledger.published = {path: dict(shown) for path, shown in past.ledger.published.items()}
        return around

    def surroundings(self, seed: int, town: Town, database: sqlite3.Connection | None = None) -> Surroundings:
        """A world around this database, an empty one where none is given."""
        self.store.put(database or self._empty)
        slugs = [(slug, number) for number, site in enumerate(town.sites) for slug in site]
        sites = [Site(slug, host_name(number), dated=slug != UNDATED) for slug, number in slugs]
        return Surroundings(World(seed), config_of(town), self.store, Origin(sites, NOW), NOW)

    def _past(self, town: Town) -> Past:
        assert self.lives
        ledger = self.lives(self, town)
        past = self._pasts[town] = Past(self.store.copy(), ledger)
        return past

    def close(self) -> None:
        """Nothing is open afterwards."""
        for database in (self._empty, *(past.database for past in self._pasts.values())):
            database.close()
        self.store.close()

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """What stands in the database, whatever ails the processes."""
        return self.store.raw.execute(query).fetchall()

    def next_due(self) -> int | None:
        """When the next source can be claimed, in microseconds since 1970."""
        due = self.ask(DUE)[0][0]
        return due if isinstance(due, int) else None

    def is_finished(self) -> bool:
        """Whether everything is published, told and sent."""
        return self.ask(UNFINISHED) == [(0,)]


def seconds_until(micros: int, now: datetime) -> float:
    """From a time until another that the database holds."""
    return (micros - (microseconds_of(now) or 0)) / 1e6


@contextmanager
def new_ground() -> Iterator[Ground]:
    """A ground of one's own; what has been loaded until then is looked through for garbage no more."""
    gc.freeze()
    ground = Ground()
    try:
        yield ground
    finally:
        ground.close()
        gc.unfreeze()
