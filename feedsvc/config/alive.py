"""The configuration in force, and what stands in the way of a newer one.

watch, mark → load → all or nothing: taken over, or its problems told while the old one stays
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feedsvc.config.changedfiles import Watch
from feedsvc.config.place import MAIN
from feedsvc.config.tables import Config
from feedsvc.errors import ConfigError, Problem
from feedsvc.telemetry import get_logger, log_event

log = get_logger("config")
LASTING = (("store", "url"), ("schedule", "dispatcher"), ("snapshots", "count"), ("snapshots", "max_bytes"))
"""Keys of feedsvc.toml that a process keeps as they were at its start."""
UNASKED = object()


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What is told of the configuration in force, and of the database."""

    loaded_at: datetime
    problems: tuple[str, ...] = ()
    """One line each: why the files are not in force as they are now."""
    trouble: tuple[str, ...] = ()
    """One line each: why nothing can be written to the database."""


class Alive:
    """One process' configuration; one thread at a time may look whether there is another.

    `load` reads and checks the files.
    """

    def __init__(
        self,
        config: Config,
        load: Callable[[], Config],
        watch: Watch,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self.config = config
        self._load = load
        self._watch = watch
        self._clock = clock
        self._marked: object = UNASKED
        self._unfinished = False
        self._standing = Standing(loaded_at=clock())
        self.refused: tuple[str, ...] = ()
        """The mistakes of the files as they are now; empty when they are in force."""

    def standing(self) -> Standing:
        """When the configuration in force was loaded, and what is wrong with a newer one."""
        return self._standing

    def look(self, take: Callable[[Config], object], *, mark: object = None, now: bool = False) -> bool:
        """Read the files where they or `mark` have changed, or `now`; a good configuration goes to `take`.

        True when another one is in force. What `take` raises is raised; all is tried again at the next look.
        """
        if not (self._is_due(mark) or now or self._unfinished):
            return False
        self._unfinished = True
        try:
            loaded = self._load()
        except ConfigError as error:
            self._refuse(error.problems)
            return False
        return self._turn_to(loaded, take)

    def _is_due(self, mark: object) -> bool:
        """Whether the files have changed or somebody asked."""
        before, self._marked = self._marked, mark
        return self._watch.has_changed() or before not in (UNASKED, self._marked)

    def _turn_to(self, loaded: Config, take: Callable[[Config], object]) -> bool:
        config, notes = lasting(self.config, loaded)
        changed = config != self.config
        if changed:
            take(config)
            self.config = config
            log_event(log, "config", sources=len(config.sources), topics=len(config.topics))
        since = self._clock() if changed else self._standing.loaded_at
        self._finish(Standing(loaded_at=since, problems=notes), refused=())
        return changed

    def _refuse(self, problems: Sequence[Problem]) -> None:
        told = tuple(map(str, problems))
        self._finish(replace(self._standing, problems=told), refused=told)

    def _finish(self, standing: Standing, *, refused: tuple[str, ...]) -> None:
        """Note how things stand; each problem is logged when it comes up, not again while it lasts."""
        for problem in standing.problems:
            if problem not in self._standing.problems:
                log_event(log, "config", logging.WARNING, problem=problem)
        self._standing, self.refused = standing, refused
        self._unfinished = False


def lasting(old: Config, new: Config) -> tuple[Config, tuple[str, ...]]:
    """The new configuration with what cannot change while a process runs, and a line for each such key."""
    notes: list[str] = []
    for table, key in LASTING:
        before, after = getattr(old, table), getattr(new, table)
        if getattr(before, key) != getattr(after, key):
            new = replace(new, **{table: replace(after, **{key: getattr(before, key)})})
            text = "needs a restart (until then the old value is in force)"
            notes.append(f"{new.directory / MAIN}: {table}.{key}: {text}")
    return new, tuple(notes)
