"""One poll is written in one transaction, fenced by its claim:

    source row ──► stories, keys, sightings, revisions ──► topics' members ──► hold, snapshot, history

When nothing is new, nothing but the source row is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from feedsvc.errors import ClaimLost, KeyTaken
from feedsvc.models import FIRST_STAMP, Outcome, Poll
from feedsvc.store.among import among
from feedsvc.store.bulk import read_rows, write_rows
from feedsvc.store.claims import HELD, OURS, of_claim
from feedsvc.store.configured import DISABLED
from feedsvc.store.holds import Holds
from feedsvc.store.membership import Affected, enter, order_of
from feedsvc.store.rows import short_key, state_row, story_row
from feedsvc.store.search import index_stories
from feedsvc.store.stories import batches, own_insert, upsert
from feedsvc.store.summing import mark_reworded
from feedsvc.store.tables import polls, revisions, sightings, sources, stories, strong_keys, weak_keys
from feedsvc.store.transitions import keep_transition

if TYPE_CHECKING:
    from feedsvc.models import Changes, ModifiedStory, NewStory, PollRecord, Sighting

MOST_POLLS = 200
"""Lines of history kept of each source."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a stored story is before this poll."""

    number: int
    stamp: int
    withdrawn: bool
    earlier: tuple[str, ...]
    keys: frozenset[str]


class Polls(Holds):
    """The Store's part that writes polls."""

    def record_poll(self, record: PollRecord) -> frozenset[str]:
        """Write everything one poll brought and end its claim; gives the slugs of the topics it touched.

        Raises ClaimLost when the claim has passed to somebody else, KeyTaken when another poll wrote
        one of the same stories first; nothing is written then, and on KeyTaken the claim still stands.
        """
        with self._write() as tx:
            fresh = count_fresh(tx, record)
            write_source(tx, record, fresh)
            touched = write_changes(tx, record) if record.changes or record.joins else frozenset()
            self._write_aside(tx, record)
        return touched

    def polls(self, source: str, limit: int = 50, offset: int = 0) -> list[Poll]:
        """The latest attempts that brought something or failed, newest first, without the first `offset`."""
        mine = sa.select(polls).where(polls.c.source == source).order_by(polls.c.number.desc())
        query = mine.limit(limit).offset(offset)
        with self._read() as tx:
            rows = tx.execute(query).mappings().all()
        return [poll_of(row) for row in rows]

    def _write_aside(self, tx: sa.Connection, record: PollRecord) -> None:
        source = record.claim.source
        if record.hold:
            self._put_hold(tx, record.hold)
        elif record.clear_hold:
            self._clear_hold(tx, source)
        if record.snapshot:
            self._keep_snapshot(tx, record.snapshot)
        if record.transition:
            keep_transition(tx, record.transition)
        if not record.outcome.quiet:  # those leave no line; the source row counts them
            write_line(tx, record)


# -- the source row ------------------------------------------------------------------------------------


COLUMNS = [sources.c[name] for name in ("outcomes", "stories", "config_digest", "enabled")]
COUNTERS = sa.select(*COLUMNS).where(OURS).with_for_update()


def write_source(tx: sa.Connection, record: PollRecord, fresh: int) -> None:
    """State and counters of the source; its row is the fence for all that follows."""
    claim = of_claim(record.claim)
    row = next(iter(read_rows(tx, COUNTERS, claim)), None)
    if row is None:
        raise ClaimLost(f"{record.claim.source}: somebody else polls it now")
    outcomes = {**row.outcomes, record.outcome.value: row.outcomes.get(record.outcome.value, 0) + 1}
    state = state_row(record.state) | changed_meanwhile(record, row)
    values = state | {"outcomes": outcomes, "stories": row.stories + fresh}
    write_rows(tx, HELD, [claim | values | {"claim_owner": None, "claim_until": None}])


def changed_meanwhile(record: PollRecord, row: Any) -> dict[str, Any]:
    """What a source is whose file was changed or taken out while it was polled under the old one."""
    if not row.enabled:
        return {"state": DISABLED}
    if record.file is None or record.file == row.config_digest:
        return {}
    due = {"next_poll": record.finished, "etag": None, "last_modified": None, "page_digest": None}
    return due | {"full_fetch_at": None}


def count_fresh(tx: sa.Connection, record: PollRecord) -> int:
    """How many stories this source shows for the first time."""
    shown = [m.story.id for m in record.changes.modified if m.sighting]
    if not shown:
        return len(record.changes.new)
    query = sa.select(sa.func.count()).join_from(sightings, stories, stories.c.number == sightings.c.story)
    ours = sightings.c.source == record.claim.source
    known = sum(tx.scalar(query.where(ours & stories.c.id.in_(part))) or 0 for part in batches(shown))
    return len(record.changes.new) + len(shown) - known


def poll_of(row: sa.RowMapping) -> Poll:
    """A line of a source's history."""
    values = {name: value for name, value in row.items() if name != "number"}
    return Poll(**values | {"outcome": Outcome(row["outcome"])})


def write_line(tx: sa.Connection, record: PollRecord) -> None:
    source, changes = record.claim.source, record.changes
    line = {
        "source": source,
        "started": record.started,
        "finished": record.finished,
        "outcome": record.outcome.value,
        "new": len(changes.new),
        "edited": len(changes.edits),
        "withdrawn": len(changes.withdrawn),
        "error": record.state.error,
    }
    write_rows(tx, INSERT_LINE, [line])
    write_rows(tx, FORGET_OLDEST, [{"of": source, "most": MOST_POLLS}])


INSERT_LINE = polls.insert().inline()
OF_SOURCE = polls.c.source == sa.bindparam("of")
MOST = sa.bindparam("most", type_=sa.Integer)
OLDEST = sa.select(polls.c.number).where(OF_SOURCE).order_by(polls.c.number.desc()).offset(MOST).limit(1)
FORGET_OLDEST = polls.delete().where(OF_SOURCE & (polls.c.number <= OLDEST.scalar_subquery()))


# -- stories -------------------------------------------------------------------------------------------


# `inline`: no row is asked back, which PostgreSQL would be otherwise.
INSERT_STORY, INSERT_KEY = stories.insert().inline(), strong_keys.insert().inline()
INSERT_REVISION = revisions.insert().inline()
THESE = among(stories.c.id, "ids")
NUMBERS = sa.select(stories.c.id, stories.c.number).where(THESE)
ROW = [stories.c[name] for name in ("id", "number", "stamp", "withdrawn_at", "earlier", "keys")]
BEFORE = sa.select(*ROW).where(THESE).order_by(stories.c.number).with_for_update()
OWNERS = (
    sa.select(strong_keys.c.key, stories.c.id)
    .join(stories, stories.c.number == strong_keys.c.story)
    .where(among(strong_keys.c.key, "keys"))
)


def write_changes(tx: sa.Connection, record: PollRecord) -> frozenset[str]:
    changes = record.changes
    before = rows_before(tx, changes, record.joins)
    check_stamps(before, record)
    numbers = insert_new(tx, changes)
    numbers |= {id: row.number for id, row in before.items()}
    write_keys(tx, record, numbers)
    write_modified(tx, changes.modified, before)
    write_sightings(tx, record, numbers)
    withdraw(tx, record, before)
    index_stories(tx, changes, numbers)
    return enter(tx, affected_by(record, before, numbers), record.joins, record.auto_titles, record.finished)


def written(changes: Changes) -> tuple[NewStory | ModifiedStory, ...]:
    return (*changes.new, *changes.modified)


def rows_before(tx: sa.Connection, changes: Changes, joins: Mapping[str, Any]) -> dict[str, Row]:
    """The stored stories that this poll touches, locked in one order for everybody."""
    gone = (*changes.scrolled, *changes.vanished, *changes.withdrawn)
    new = {n.story.id for n in changes.new}
    ids = sorted({m.story.id for m in changes.modified} | set(gone) | (set(joins) - new))
    return {
        row.id: Row(
            row.number, row.stamp, row.withdrawn_at is not None, tuple(row.earlier), frozenset(row.keys)
        )
        for part in batches(ids)
        for row in read_rows(tx, BEFORE, {"ids": part})
    }


def check_stamps(before: Mapping[str, Row], record: PollRecord) -> None:
    """Refuse what was decided on a state of a story that is no more."""
    modified = {m.story.id: m.story.stamp for m in record.changes.modified}
    missing = modified.keys() - before.keys()
    for id, row in before.items():
        decided_on = record.stamps.get(id) or modified.get(id)
        if decided_on and decided_on != row.stamp:
            missing |= {id}
    if missing:
        raise KeyTaken(
            f"{record.claim.source}: another poll wrote {len(missing)} of the same stories meanwhile"
        )


def insert_new(tx: sa.Connection, changes: Changes) -> dict[str, int]:
    """Story id → number of the stories that are new, numbered from the oldest on."""
    if not changes.new:
        return {}
    rows = [new_row(new) for new in sorted(changes.new, key=lambda n: order_of(n.story))]
    write_rows(tx, INSERT_STORY, rows)
    # RETURNING would make a statement of its own for every number of rows.
    parts = ({"ids": part} for part in batches([row["id"] for row in rows]))
    return {row.id: row.number for part in parts for row in read_rows(tx, NUMBERS, part)}


def new_row(new: NewStory) -> dict[str, Any]:
    keys = sorted(map(short_key, new.strong_keys | new.weak_keys))
    return story_row(new.story) | {"stamp": FIRST_STAMP, "revision": 1, "earlier": [], "keys": keys}


def write_keys(tx: sa.Connection, record: PollRecord, numbers: Mapping[str, int]) -> None:
    changes = record.changes
    wanted = {short_key(k): numbers[n.story.id] for n in changes.new for k in sorted(n.strong_keys)}
    free = wanted.keys() - owned_keys(tx, record, sorted(wanted))
    if free:
        # A plain INSERT: whoever stores one of these keys at this moment makes this poll decide again.
        write_rows(tx, INSERT_KEY, [{"key": key, "story": wanted[key]} for key in sorted(free)])
    healed = [(k, numbers[m.story.id]) for m in changes.modified for k in m.strong_keys]
    add_keys(tx, strong_keys, healed)
    both = written(changes)
    add_keys(tx, weak_keys, [(k, numbers[c.story.id]) for c in both for k in c.weak_keys])


def owned_keys(tx: sa.Connection, record: PollRecord, keys: list[str]) -> set[str]:
    """Keys that belong to stories which the decision knew and held to be different ones."""
    owners = {key: id for part in batches(keys) for key, id in read_rows(tx, OWNERS, {"keys": part})}
    if owners.values() - record.stamps.keys():
        raise KeyTaken(f"{record.claim.source}: another poll stored the same new story first")
    return set(owners)


def add_keys(tx: sa.Connection, table: sa.Table, keys: list[tuple[str, int]]) -> None:
    rows = [{"key": key, "story": story} for key, story in sorted({(short_key(k), n) for k, n in keys})]
    write_rows(tx, adding(tx.dialect.name, table), rows)


@cache
def adding(engine: str, table: sa.Table) -> Any:
    """Inserts what does not stand there already."""
    return own_insert(engine)(table).on_conflict_do_nothing()


def write_modified(tx: sa.Connection, modified: tuple[ModifiedStory, ...], before: Mapping[str, Row]) -> None:
    if not modified:
        return
    kept = [revision_row(m, before[m.story.id]) for m in modified if m.revision]
    write_rows(tx, INSERT_REVISION, kept)
    rows = [modified_row(m, before[m.story.id]) for m in modified]
    rows.sort(key=lambda row: int(row["at_number"]))
    write_rows(tx, changing(tuple(rows[0])), rows)
    written = [before[m.story.id] for m in modified]
    mark_reworded(tx, {row.number: row.stamp for row in written})


@cache
def changing(names: Sequence[str]) -> Any:
    """Writes these columns of the story with the number `at_number`."""
    values: dict[str, Any] = {name: sa.bindparam(name) for name in names if name != "at_number"}
    return stories.update().where(stories.c.number == sa.bindparam("at_number")).values(values)


def revision_row(modified: ModifiedStory, row: Row) -> dict[str, Any]:
    revision = modified.revision
    assert revision is not None
    given = {name: getattr(revision, name) for name in ("title", "content", "digest", "seen_at")}
    return given | {"story": row.number, "number": len(row.earlier) + 1}


def modified_row(modified: ModifiedStory, row: Row) -> dict[str, Any]:
    """The new columns; when a story was first seen is not for a poll to change."""
    values = story_row(modified.story)
    del values["id"], values["first_seen"]
    earlier = [*row.earlier, modified.revision.digest] if modified.revision else list(row.earlier)
    keys = row.keys | set(map(short_key, modified.strong_keys | modified.weak_keys))
    facts = {"revision": len(earlier) + 1, "earlier": earlier, "keys": sorted(keys), "stamp": row.stamp + 1}
    return values | facts | {"at_number": row.number}


def write_sightings(tx: sa.Connection, record: PollRecord, numbers: Mapping[str, int]) -> None:
    changes = record.changes
    shown = [(c.sighting, numbers[c.story.id]) for c in written(changes) if c.sighting]
    rows = [sighting_row(sighting, number) for sighting, number in shown]
    upsert(tx, sightings, rows, keep=("first_seen",))
    for gone, ids in (("scrolled", changes.scrolled), ("vanished", changes.vanished)):
        which = [numbers[id] for id in ids if id in numbers]
        if which:
            write_rows(tx, GO, [{"of": record.claim.source, "which": which, "gone": gone}])


GO = sightings.update().where((sightings.c.source == sa.bindparam("of")) & among(sightings.c.story, "which"))


def sighting_row(sighting: Sighting, story: int) -> dict[str, Any]:
    given = {name: getattr(sighting, name) for name in ("source", "section", "digest", "since", "gone")}
    return given | {"story": story, "first_seen": sighting.since}


def withdraw(tx: sa.Connection, record: PollRecord, before: Mapping[str, Row]) -> None:
    numbers = [before[id].number for id in record.changes.withdrawn if id in before]
    if numbers:
        which = stories.c.number.in_(numbers) & stories.c.withdrawn_at.is_(None)
        change = {"withdrawn_at": record.finished, "stamp": stories.c.stamp + 1}
        tx.execute(stories.update().where(which).values(change))


def affected_by(record: PollRecord, before: Mapping[str, Row], numbers: Mapping[str, int]) -> list[Affected]:
    """The stories whose topics must hear of this poll, oldest published first."""
    changes = record.changes
    withdrawn = set(changes.withdrawn)
    stories = {c.story.id: c.story for c in written(changes)}
    found = [
        Affected(
            id=id,
            number=numbers[id],
            order=order_of(stories[id]) if id in stories else (record.finished, record.finished, id),
            updated=stories[id].updated if id in stories else None,
            hidden_before=id in before and before[id].withdrawn,
            hidden=id in withdrawn or bool(id in stories and stories[id].withdrawn_at),
        )
        for id in sorted(stories.keys() | withdrawn | record.joins.keys())
        if id in numbers
    ]
    return sorted(found, key=lambda story: story.order)
