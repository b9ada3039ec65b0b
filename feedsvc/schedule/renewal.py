"""A changed configuration comes into force while everything runs.

look → files changed, or asked → good: new poller and housekeeper, then web, dispatcher and ticks at once
                               → mistakes: all stays, operators are told
later → polls of the old configuration have finished: their poller is closed, topics are decided once more
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from feedsvc.config import Config
from feedsvc.config.alive import Alive
from feedsvc.schedule.roles import Poller
from feedsvc.store.marks import Marks

SETTLED = 30.0
"""Seconds after which every process has the new configuration, and polls of the old one are over."""
Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Works:
    """What a process sets going under one configuration: polls, and beside them the keeping of the house.

    `settle` has the store agree with the configuration once more.
    """

    poller: Poller
    tidy: Step
    settle: Step = lambda: None


class Notices(Protocol):
    """The Store, as far as processes tell each other of the configuration."""

    def marks(self) -> Marks: ...
    def answer_reload(self, number: int) -> None: ...
    def note_config(self, problems: tuple[str, ...], now: datetime) -> None: ...
    def doubt_topics(self, slugs: frozenset[str]) -> None: ...


class Runs(Protocol):
    """What has polls made (a dispatcher, a worker)."""

    def turns_to(self, config: Config, poller: Poller) -> None: ...
    def is_polling_with(self, poller: Poller) -> bool: ...


class Renewal:
    """Takes a process over to each new configuration; one thread at a time may look."""

    def __init__(
        self,
        alive: Alive,
        store: Notices,
        make: Callable[[Config], Works],
        *,
        clock: Callable[[], datetime],
        also: Callable[[Config], object] = lambda _config: None,
        asked: Callable[[], bool] = lambda: False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._alive = alive
        self._store = store
        self._make = make
        self._clock = clock
        self._also = also
        self._asked = asked
        self._monotonic = monotonic
        self._leaving: list[Poller] = []
        self._settle_at: float | None = None
        self._told: tuple[str, ...] | None = None

    @property
    def config(self) -> Config:
        """The configuration in force."""
        return self._alive.config

    def first_works(self) -> Works:
        """What works under the configuration of the start."""
        return self._make(self.config)

    def begins(self, works: Works, runs: Runs, ticks: Callable[[Step, timedelta], object]) -> None:
        """Note what runs now; `ticks` goes on with another housekeeping, every so often."""
        self.works = works
        self._runs = runs
        self._ticks = ticks

    def look(self) -> None:
        """Go over to another configuration where there is one, and finish with those before."""
        marks = self._store.marks()
        now = self._asked() or marks.asked > marks.answered
        self._alive.look(self._take, mark=(marks.port, marks.asked), now=now)
        self._tell(marks)
        self._finish()

    def _take(self, config: Config) -> None:
        """All or nothing: what may fail comes first, and is only repeated when it is done again."""
        changed = changed_topics(self._alive.config, config)
        works = self._make(config)
        try:
            self._store.doubt_topics(changed)
            self._also(config)
        except BaseException:
            works.poller.close()
            raise
        self._leaving.append(self.works.poller)
        self.works = works
        self._runs.turns_to(config, works.poller)
        self._ticks(works.tidy, config.schedule.tick)
        self._settle_at = self._monotonic() + SETTLED

    def _tell(self, marks: Marks) -> None:
        """Tell operators and whoever asked, each once."""
        if self._alive.refused != self._told:
            self._store.note_config(self._alive.refused, self._clock())
            self._told = self._alive.refused
        if marks.asked > marks.answered:
            self._store.answer_reload(marks.asked)

    def _finish(self) -> None:
        """Close pollers that are done, and at last see that none of their stories missed a new topic."""
        done = [poller for poller in self._leaving if not self._runs.is_polling_with(poller)]
        for poller in done:
            poller.close()
            self._leaving.remove(poller)
        if self._settle_at is None or self._leaving or self._alive.refused:
            return  # what is refused here may be in force elsewhere: the store must not be taken back
        if self._monotonic() >= self._settle_at:
            self.works.settle()
            self._settle_at = None

    def close(self) -> None:
        """Close every poller; what was not settled is when the next process starts."""
        for poller in (*self._leaving, self.works.poller):
            poller.close()


def changed_topics(old: Config, new: Config) -> frozenset[str]:
    """The topics that are new or have other rules."""
    rules = {topic.slug: topic.rules_digest for topic in old.topics}
    return frozenset(t.slug for t in new.topics if rules.get(t.slug) != t.rules_digest)
