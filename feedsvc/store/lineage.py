"""What must not go back when an earlier state of the database is put back: numbers that only ever rise.

Processes that run meanwhile compare them: the epoch of a claim fences what a poll writes, a topic's version
what a publisher does, the counters tell web processes that something changed. Sessions that ended stay so.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

from feedsvc.store.inserts import upsert
from feedsvc.store.tables import counters, members, sources, topics

CHANGING = ("documents", "stories")
"""Counters that have to differ from whatever anybody has seen."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a database has come; nothing where there was none."""

    epoch: int = 0
    version: int = 0
    counters: dict[str, int] = field(default_factory=dict)


def reached(tx: sa.Connection) -> Reached:
    """How far this database has come."""
    return Reached(
        epoch=tx.scalar(sa.select(sa.func.max(sources.c.claim_epoch))) or 0,
        version=tx.scalar(sa.select(sa.func.max(topics.c.version))) or 0,
        counters={row.name: row.value for row in tx.execute(sa.select(counters))},
    )


def go_on_from(tx: sa.Connection, before: Reached) -> None:
    """Let the restored database count on from where the replaced one was; claims end."""
    free = {"claim_owner": None, "claim_until": None, "claim_epoch": sources.c.claim_epoch + before.epoch + 1}
    tx.execute(sources.update().values(free))
    raise_versions(tx, before.version + 1)
    found = reached(tx).counters
    told = {name: max(found.get(name, 0), before.counters.get(name, 0)) + 1 for name in CHANGING}
    values = {**found, **before.counters, **told}
    upsert(tx, counters, [{"name": name, "value": value} for name, value in sorted(values.items())])


def raise_versions(tx: sa.Connection, more: int) -> None:
    """Let every topic count on from higher up; what waits to be published still does."""
    stale = sa.select(topics.c.slug, topics.c.published_version).where(
        topics.c.version > topics.c.published_version
    )
    for slug, published in tx.execute(stale).all():
        waits = (members.c.topic == slug) & (members.c.changed > published)
        tx.execute(members.update().where(waits).values(changed=members.c.changed + more))
    raised = {name: topics.c[name] + more for name in ("version", "published_version")}
    tx.execute(topics.update().values(raised))
