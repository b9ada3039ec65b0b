"""Sources: what is known of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import sqlalchemy as sa

from feedsvc.config import SourceConfig
from feedsvc.models import SourceState, State
from feedsvc.store.among import among
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.configured import DISABLED, source_values
from feedsvc.store.engine import take_turns
from feedsvc.store.rows import FACE_COLUMNS, face_of, state_of
from feedsvc.store.tables import hosts, sources

T = TypeVar("T")


class Sources(Base):
    """The Store's part about sources."""

    def sync_sources(self, configured: Sequence[SourceConfig], now: datetime) -> None:
        """Make the table agree with the configuration.

        New sources are due at once; a changed URL forgets validators; a changed file is due again and
        takes a source out of `disabled`; what is absent or switched off is disabled. Hosts that nobody asked
        for a day are forgotten.
        """
        with self._write() as tx:
            take_turns(tx, "sources")
            known = {row["slug"]: row for row in tx.execute(sa.select(sources)).mappings()}
            for source in configured:
                values = source_values(source, known.get(source.slug), now)
                if source.slug not in known:
                    tx.execute(sources.insert().values(slug=source.slug, **values))
                elif values:
                    tx.execute(sources.update().where(sources.c.slug == source.slug).values(values))
            tx.execute(hosts.delete().where(hosts.c.until < now - timedelta(days=1)))
            self._disable(tx, set(known) - {source.slug for source in configured})

    def _disable(self, tx: sa.Connection, slugs: set[str]) -> None:
        if slugs:
            left = sources.c.slug.in_(sorted(slugs)) & (sources.c.enabled | (sources.c.config_digest != ""))
            tx.execute(sources.update().where(left).values(enabled=False, state=DISABLED, config_digest=""))

    def source_state(self, slug: str) -> SourceState | None:
        """One source as stored, None when it was never configured."""
        with self._read() as tx:
            rows = read_rows(tx, STATE, {"of_slug": slug})
        return state_of(rows[0]._asdict()) if rows else None

    def source_states(self) -> list[SourceState]:
        """Every source, by slug; those taken out of the configuration stay as disabled."""
        with self._read() as tx:
            rows = tx.execute(sa.select(sources).order_by(sources.c.slug)).mappings().all()
        return [state_of(dict(row)) for row in rows]

    def source_faces(self) -> list[SourceState]:
        """Every source as lists show it, by slug: without validators, digests and most of its history."""
        return self.each_face(lambda face: face)

    def each_face(self, make: Callable[[SourceState], T]) -> list[T]:
        """What is made of every source as lists show it, by slug."""
        with self._read() as tx:  # row by row: those of a thousand sources would be megabytes at once
            rows = tx.execute(sa.select(*FACE_COLUMNS).order_by(sources.c.slug))
            return [make(face_of(row)) for row in rows]

    def aging_sources(
        self, *, due: datetime, quiet: datetime, also: Collection[str] = ()
    ) -> list[SourceState]:
        """What `source_faces` gives, by slug, of those that time alone may have changed, and of some others.

        They were due before `due`, or are well and brought nothing since `quiet`.
        """
        news = sources.c.last_news
        silent = (sources.c.state == State.OK.value) & ((news < quiet) | news.is_(None))
        which = (sources.c.next_poll < due) | silent | among(sources.c.slug, "also")
        with self._read() as tx:
            query = sa.select(*FACE_COLUMNS).where(which).order_by(sources.c.slug)
            rows = tx.execute(query, {"also": sorted(also)}).all()
        return [face_of(row) for row in rows]

    def outcomes(self) -> dict[str, dict[str, int]]:
        """How often each source's polls ended in which outcome, since it was first configured."""
        with self._read() as tx:
            return {
                row.slug: row.outcomes for row in tx.execute(sa.select(sources.c.slug, sources.c.outcomes))
            }

    def planned_polls(self) -> dict[str, datetime]:
        """When each source that is polled is polled next."""
        which = sources.c.next_poll.is_not(None) & (sources.c.state != DISABLED)
        query = sa.select(sources.c.slug, sources.c.next_poll).where(which)
        with self._read() as tx:
            return {row.slug: row.next_poll for row in tx.execute(query)}


STATE = sa.select(sources).where(sources.c.slug == sa.bindparam("of_slug"))
