"""By which keys stories are known: each strong one is that of one story."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import sqlalchemy as sa

from feedsvc.errors import KeyTaken
from feedsvc.store.among import among, batches
from feedsvc.store.bulk import read_rows, write_rows
from feedsvc.store.inserts import adding
from feedsvc.store.rows import short_key
from feedsvc.store.tables import stories, strong_keys, weak_keys
from feedsvc.store.touched import written

if TYPE_CHECKING:
    from feedsvc.models import PollRecord

INSERT_KEY = strong_keys.insert().inline()
OWNERS = (
    sa.select(strong_keys.c.key, stories.c.id)
    .join(stories, stories.c.number == strong_keys.c.story)
    .where(among(strong_keys.c.key, "keys"))
)


def write_keys(tx: sa.Connection, record: PollRecord, numbers: Mapping[str, int]) -> None:
    """Write by which keys new and changed stories are found; a strong key stays with who has it."""
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
    """Add keys to a table, where they are not there yet."""
    rows = [{"key": key, "story": story} for key, story in sorted({(short_key(k), n) for k, n in keys})]
    write_rows(tx, adding(tx.dialect.name, table), rows)
