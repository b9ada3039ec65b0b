"""Entries as they were rendered, kept for as long as their stories stand as they stood then."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from feedsvc.models import Fragments
from feedsvc.store.among import among, batches
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.inserts import upsert
from feedsvc.store.tables import fragments, stories


class Rendered(Base):
    """The Store's part about rendered entries."""

    def fragments(
        self, ids: Iterable[str], formats: Iterable[str], renderer: str
    ) -> dict[str, dict[str, bytes]]:
        """Rendered entries by format and story: those of this renderer and of the story as it stands now."""
        found: dict[str, dict[str, bytes]] = {fmt: {} for fmt in formats}
        wanted = sorted(set(ids))
        given = {"renderer": renderer, "formats": sorted(found)}
        if wanted:
            with self._read() as tx:
                for part in batches(wanted):
                    for id, fmt, body in read_rows(tx, FRAGMENTS, given | {"ids": part}):
                        found[fmt][id] = body
        return found

    def put_fragments(self, kept: Fragments) -> None:
        """Keep rendered entries, but for those of a story that was edited meanwhile."""
        with self._write(loose=True) as tx:
            write_fragments(tx, kept)


# Statements of every publication are made once: making one costs as much as running it.
FRAGMENTS = (
    sa.select(stories.c.id, fragments.c.format, fragments.c.body)
    .join(fragments, fragments.c.story == stories.c.number)
    .where(
        fragments.c.stamp == stories.c.stamp,
        fragments.c.renderer == sa.bindparam("renderer"),
        among(fragments.c.format, "formats"),
        among(stories.c.id, "ids"),
    )
)
# Locked as whoever lets stories go locks them: before what is rendered of them, and before topics.
STAMPS = (
    sa.select(stories.c.id, stories.c.number, stories.c.stamp)
    .where(among(stories.c.id, "ids"))
    .order_by(stories.c.number)
    .with_for_update(read=True, key_share=True)
)


def write_fragments(tx: sa.Connection, kept: Fragments) -> None:
    """Keep rendered entries of stories that stand as they stood when they were rendered."""
    for part in batches(sorted({id for entries in kept.made.values() for id in entries})):
        rows = [
            {"story": n, "format": f, "renderer": kept.renderer, "stamp": stamp, "body": entries[id]}
            for id, n, stamp in read_rows(tx, STAMPS, {"ids": part})
            for f, entries in kept.made.items()
            if id in entries and kept.stamps.get(id, stamp) == stamp
        ]
        upsert(tx, fragments, rows)
