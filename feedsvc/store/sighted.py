"""What a source shows of a story, and what has left its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from feedsvc.store.among import among, batches
from feedsvc.store.bulk import write_rows
from feedsvc.store.inserts import upsert
from feedsvc.store.tables import sightings, stories
from feedsvc.store.touched import written

if TYPE_CHECKING:
    from feedsvc.models import PollRecord, Sighting

GO = sightings.update().where((sightings.c.source == sa.bindparam("of")) & among(sightings.c.story, "which"))


def count_fresh(tx: sa.Connection, record: PollRecord) -> int:
    """How many stories this source shows for the first time."""
    shown = [m.story.id for m in record.changes.modified if m.sighting]
    if not shown:
        return len(record.changes.new)
    query = sa.select(sa.func.count()).join_from(sightings, stories, stories.c.number == sightings.c.story)
    ours = sightings.c.source == record.claim.source
    known = sum(tx.scalar(query.where(ours & stories.c.id.in_(part))) or 0 for part in batches(shown))
    return len(record.changes.new) + len(shown) - known


def write_sightings(tx: sa.Connection, record: PollRecord, numbers: Mapping[str, int]) -> None:
    """Write where stories were seen, and which have gone from there."""
    changes = record.changes
    shown = [(c.sighting, numbers[c.story.id]) for c in written(changes) if c.sighting]
    rows = [sighting_row(sighting, number) for sighting, number in shown]
    upsert(tx, sightings, rows, keep=("first_seen",))
    for gone, ids in (("scrolled", changes.scrolled), ("vanished", changes.vanished)):
        which = [numbers[id] for id in ids if id in numbers]
        if which:
            write_rows(tx, GO, [{"of": record.claim.source, "which": which, "gone": gone}])


def sighting_row(sighting: Sighting, story: int) -> dict[str, Any]:
    """The row of a sighting."""
    given = {name: getattr(sighting, name) for name in ("source", "section", "digest", "since", "gone")}
    return given | {"story": story, "first_seen": sighting.since}
