"""Stories and pages that were kept for long enough go, a few at each tidying.

    pruner.step()     # walks along the dates, so many stories at once; at the end it rests for an hour

The newest entries of a feed stay whatever their age: none is ever emptied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import cycle, islice

from feedsvc.config import Config
from feedsvc.decide.retention import Retention, newest
from feedsvc.models import Aged
from feedsvc.store import Store
from feedsvc.telemetry import get_logger, log_event

log = get_logger("prune")
BATCH = 1_000
"""Stories looked at in one step."""
PAGES = 100
"""Sources whose kept pages are looked at in one step."""
REST = timedelta(hours=1)


class Pruner:
    """Walks through old stories and lets go what the configuration keeps no longer."""

    def __init__(self, config: Config, store: Store, clock: Callable[[], datetime]) -> None:
        self._config, self._store, self._clock = config, store, clock
        self._retention = retention_of(config)
        self._after: tuple[datetime, str] | None = None
        self._rests_until: datetime | None = None
        self._keep_pages = [(s.slug, s.keep_pages) for s in config.sources if s.keep_pages]
        self._sources = cycle(self._keep_pages)

    def step(self) -> None:
        """One portion; nothing where everything is kept, or while it rests."""
        now = self._clock()
        for slug, keep in islice(self._sources, min(PAGES, len(self._keep_pages))):
            self._store.drop_pages(slug, now - keep)
        shortest = self._retention.shortest
        if shortest is None or (self._rests_until and now < self._rests_until):
            return
        found, self._after = self._store.aged(now - shortest, self._after, BATCH)
        self._rests_until = None if self._after else now + REST
        if found:
            self._prune(found, now)

    def _prune(self, found: Sequence[Aged], now: datetime) -> None:
        shown = self._shown(topic for story in found for topic in story.places)
        leaves = {s.id: topics for s in found if (topics := self._retention.leaves(s, shown, now))}
        going = [s.id for s in found if self._retention.goes(s, leaves.get(s.id, frozenset()), now)]
        if leaves or going:
            touched = self._store.prune(leaves, going, now)
            log_event(log, "prune", left=len(leaves), forgotten=len(going), topics=len(touched))

    def _shown(self, topics: Iterable[str]) -> dict[str, frozenset[int]]:
        """The positions of the newest entries of each topic whose documents are up to date."""
        found = {}
        for slug in dict.fromkeys(topics):
            state = self._store.topic_state(slug)
            if state is None or (state.version != state.published_version and not state.removed):
                continue
            size = self._config.entries_of(slug)
            members = self._store.members(slug, after_seq=state.archived * size, upto_seq=state.seq)
            carried = self._store.members_at(slug, state.carried) if state.carried else []
            found[slug] = newest([*carried, *members], size)
        return found


def retention_of(config: Config) -> Retention:
    """How long the configuration keeps the stories of each topic and source."""
    return Retention(
        topics={t.slug: t.keep for t in config.topics if t.keep},
        sources={s.slug: s.keep for s in config.sources if s.keep},
    )
