"""Nothing stands still unseen: a source that time has made late or stale is told, whoever polls it or not.

    watch.look()      # at every tidying; once a minute every source is judged by the time

A source is told to be late only where it has been so for a while before our eyes: after an outage, or on a
machine that slept, all are overdue until their turn has come.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from feedsvc.config import Config, SourceConfig
from feedsvc.decide.cadence import LATE_LEAST, RHYTHM_LEAST, standing
from feedsvc.models import SourceState, State, Transition
from feedsvc.store import Store
from feedsvc.store.setback import AHEAD

EVERY = timedelta(minutes=1)
PATIENCE = timedelta(minutes=5)
"""How long a source is seen to be late before anybody is told."""


class Watch:
    """Judges every source by the time, and leaves what operators are to be told in the store."""

    def __init__(
        self,
        config: Config,
        store: Store,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._clock, self._monotonic = store, clock, monotonic
        self._sources = {source.slug: source for source in config.sources}
        self._expected = min([RHYTHM_LEAST, *(s.expect for s in config.sources if s.expect)])
        """How long any source may bring nothing before that is looked at."""
        self._zero = self._began()
        """When the monotonic clock stood at 0, as the wall clock told it last."""
        self._looked: datetime | None = None
        self._late: dict[str, datetime] = {}
        """Since when each late source has been seen to be so."""

    def look(self) -> None:
        """Once a minute: tell what has become late or stale, and what is late no more."""
        now = self._clock()
        self._mind_clock(now)
        if self._looked and self._looked <= now < self._looked + EVERY:
            return
        self._looked = now
        told_late = self._store.told_late()
        states = self._store.aging_sources(
            due=now - LATE_LEAST, quiet=now - self._expected, also=told_late | self._late.keys()
        )
        for state in states:
            if source := self._sources.get(state.slug):
                self._judge(source, state, now, told_late=state.slug in told_late)

    def _mind_clock(self, now: datetime) -> None:
        """Where the clock was set back, what it had planned before would stand still until then."""
        zero = self._began()
        if zero < self._zero - AHEAD:
            self._store.clock_set_back(now)
        self._zero = zero

    def _began(self) -> datetime:
        return self._clock() - timedelta(seconds=self._monotonic())

    def _judge(self, source: SourceConfig, state: SourceState, now: datetime, *, told_late: bool) -> None:
        found = standing(state, now, every=source.every, expect=source.expect, enabled=source.enabled)
        if found is State.LATE:
            since = self._late.setdefault(source.slug, now)
            if now - since >= PATIENCE and not told_late:
                self._store.note_late(told(state, found, now, overdue(state, now)))
            return
        self._late.pop(source.slug, None)
        if told_late:
            self._store.note_polled(told(state, found, now, "it is polled again"))
        if found is State.STALE and state.state is State.OK:
            self._store.note_stale(told(state, found, now, "no new story for longer than expected"))


def told(state: SourceState, after: State, now: datetime, reason: str) -> Transition:
    """What operators are told of a source."""
    return Transition(source=state.slug, before=state.state, after=after, at=now, reason=reason)


def overdue(state: SourceState, now: datetime) -> str:
    """By how much a source is overdue, for operators."""
    due = state.next_poll or now
    hours, minutes = divmod(int((now - due).total_seconds()) // 60, 60)
    return f"its poll has been due since {due:%Y-%m-%d %H:%M} UTC ({hours} h {minutes:02} min)"
