"""Topics: their faces, their rules, their histories."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import RowMapping

from feedsvc.config import TopicConfig
from feedsvc.models import PRUNED, Member, Story, TopicState
from feedsvc.store.among import among
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.documents import bump_documents
from feedsvc.store.engine import take_turns
from feedsvc.store.membership import Affected, count_versions, enter, order_of, topic_row
from feedsvc.store.rows import shared
from feedsvc.store.tables import documents, members, stories, topics
from feedsvc.store.whole import later_than, load

SYNC_BATCH = 500
"""Stories whose topics are decided again in one transaction."""
FACE = ("title", "description", "language", "icon", "hub", "entries", "former")
TopicsOf = Callable[[Story], Collection[str]]


class Topics(Base):
    """The Store's part about topics and their members."""

    def sync_topics(
        self,
        configured: Sequence[TopicConfig],
        topics_of: TopicsOf,
        now: datetime,
        *,
        fingerprint: str = "",
        fingerprints: Mapping[str, str] | None = None,
        auto: bool = False,
    ) -> None:
        """Make the topics agree with the configuration; safe to repeat and to interrupt.

        New or changed rules decide every stored story again, oldest first. A changed face (title,
        description, …) or fingerprint (what documents are rendered with) counts a version; `fingerprints`
        are those of single topics, `fingerprint` that of all others.
        Topics that are gone are marked removed; a renamed one (`former`) keeps its whole history.
        `auto` says whether topics made from sections stay.
        """
        configured = sorted(configured, key=lambda topic: topic.slug)
        with self._write() as tx:
            take_turns(tx, "topics")
            for topic in configured:
                rename(tx, topic)
            known = {row["slug"]: row for row in tx.execute(sa.select(topics)).mappings()}
            for topic in configured:
                own = (fingerprints or {}).get(topic.slug, fingerprint)
                write_face(tx, topic, known.get(topic.slug), own, now)
            self._sync_others(tx, known, {topic.slug for topic in configured}, fingerprint, auto)
        stale = [
            t for t in configured if t.slug not in known or known[t.slug]["rules_digest"] != t.rules_digest
        ]
        if stale:
            self._decide_again({topic.slug: topic.rules_digest for topic in stale}, topics_of, now)

    def doubt_topics(self, slugs: Collection[str]) -> None:
        """Have every stored story decided again for these topics at the next `sync_topics`."""
        if slugs:
            which = topics.c.slug.in_(sorted(slugs))
            with self._write() as tx:
                tx.execute(topics.update().where(which).values(rules_digest=None))

    def _sync_others(
        self, tx: sa.Connection, known: Mapping[str, Any], configured: set[str], fingerprint: str, auto: bool
    ) -> None:
        others = {slug: row for slug, row in known.items() if slug not in configured and not row["removed"]}
        kept = {slug for slug, row in others.items() if auto and row["auto"]}
        new_face = [slug for slug in kept if others[slug]["face_digest"] != fingerprint]
        if new_face:
            tx.execute(topics.update().where(topics.c.slug.in_(new_face)).values(face_digest=fingerprint))
            count_versions(tx, new_face)
        remove(tx, sorted(others.keys() - kept))

    def _decide_again(self, digests: Mapping[str, str], topics_of: TopicsOf, now: datetime) -> None:
        """Walk through all stories for these topics; their digests are written once all is done."""
        last: Story | None = None
        while True:
            with self._write() as tx:
                order = (stories.c.published, stories.c.id)
                part = load(tx, later_than(last), limit=SYNC_BATCH, order=order)
                whole = [story for story in part if story.digest != PRUNED]
                self._decide_part(tx, whole, set(digests), topics_of, now)
                if len(part) < SYNC_BATCH:
                    for slug, digest in digests.items():
                        which = topics.c.slug == slug
                        tx.execute(topics.update().where(which).values(rules_digest=digest))
                    return
            last = part[-1]

    def _decide_part(
        self, tx: sa.Connection, part: Sequence[Story], slugs: set[str], topics_of: TopicsOf, now: datetime
    ) -> None:
        """Only what changes is written: a story that stays where it was costs no row."""
        numbers = numbers_of(tx, part)
        standing = standing_in(tx, list(numbers.values()), slugs)
        joins: dict[str, frozenset[str]] = {}
        for story in part:
            wanted = frozenset(topics_of(story)) & slugs
            at = standing.get(numbers[story.id], set())
            if wanted != at:
                joins[story.id] = wanted
        affected = [affected_by(story, numbers[story.id]) for story in part if story.id in joins]
        enter(tx, affected, joins, {}, now, only=slugs)

    def topic_state(self, slug: str) -> TopicState | None:
        """One topic, also a removed one; None when it never was."""
        with self._read() as tx:
            rows = read_rows(tx, TOPIC, {"slug": slug})
        return topic_of(rows[0]._asdict()) if rows else None

    def topic_states(self) -> list[TopicState]:
        """Every topic that is or was, by slug."""
        return self._topics(sa.true())

    def section_topics(self) -> frozenset[str]:
        """Slugs of the topics that sections have made."""
        with self._read() as tx:
            return frozenset(tx.scalars(sa.select(topics.c.slug).where(topics.c.auto & ~topics.c.removed)))

    def published_versions(self) -> dict[str, int]:
        """Which version of each topic is published."""
        query = sa.select(topics.c.slug, topics.c.published_version).where(~topics.c.removed)
        with self._read() as tx:
            return {row.slug: row.published_version for row in tx.execute(query)}

    def stale_topics(self) -> list[TopicState]:
        """Topics whose documents are behind their stories."""
        return self._topics((topics.c.version > topics.c.published_version) & ~topics.c.removed)

    def _topics(self, which: sa.ColumnElement[bool]) -> list[TopicState]:
        with self._read() as tx:
            rows = tx.execute(sa.select(topics).where(which).order_by(topics.c.slug)).mappings().all()
        return [topic_of(dict(row)) for row in rows]

    # -- members -----------------------------------------------------------------------------------

    def members(
        self, topic: str, *, after_seq: int = 0, upto_seq: int | None = None, newest: int | None = None
    ) -> list[Member]:
        """Places with after_seq < seq ≤ upto_seq in ascending order, also those whose story left.

        `newest` gives only that many of the last ones.
        """
        bounds = {"after": after_seq, "upto": EVERY_PLACE if upto_seq is None else upto_seq}
        if newest is None:
            return self._members(FROM_OLDEST, {"topic": topic, **bounds})
        return self._members(FROM_NEWEST, {"topic": topic, "most": newest, **bounds})

    def members_at(self, topic: str, places: Collection[int]) -> list[Member]:
        """These places in ascending order."""
        return self._members(AT_PLACES, {"topic": topic, "places": sorted(places)})

    def changed_members(self, topic: str, since_version: int) -> list[Member]:
        """Places touched by a later version than this, in ascending order."""
        return self._members(CHANGED, {"topic": topic, "since": since_version})

    def _members(self, query: sa.Select[Any], given: Mapping[str, Any]) -> list[Member]:
        with self._read() as tx:
            rows = read_rows(tx, query, given)
        return sorted(map(member_of, rows), key=lambda member: member.seq)


# Statements of every publication are made once: making one costs as much as running it.
TOPIC = sa.select(topics).where(topics.c.slug == sa.bindparam("slug"))
MEMBERS = (
    sa.select(
        *(members.c[name] for name in ("seq", "changed", "gone")),
        *(stories.c[name] for name in ("id", "published", "updated", "withdrawn_at", "stamp")),
    )
    .join(stories, stories.c.number == members.c.story)
    .where(members.c.topic == sa.bindparam("topic"))
)
INSIDE = (members.c.seq > sa.bindparam("after")) & (members.c.seq <= sa.bindparam("upto"))
FROM_OLDEST = MEMBERS.where(INSIDE).order_by(members.c.seq)
FROM_NEWEST = (
    MEMBERS.where(INSIDE).order_by(members.c.seq.desc()).limit(sa.bindparam("most", type_=sa.Integer))
)
AT_PLACES = MEMBERS.where(among(members.c.seq, "places"))
CHANGED = MEMBERS.where(members.c.changed > sa.bindparam("since"))
EVERY_PLACE = 1 << 62
"""Beyond the last place of any topic."""


def rename(tx: sa.Connection, topic: TopicConfig) -> None:
    """The history of a former slug goes on under the new one; its documents are made again."""
    wanted = (topic.slug, *topic.former)
    query = sa.select(topics.c.slug, topics.c.seq).where(topics.c.slug.in_(wanted))
    found = {row.slug: row.seq for row in tx.execute(query)}
    old = next((slug for slug in reversed(topic.former) if slug in found), None)
    if old is None or found.get(topic.slug):
        return
    tx.execute(documents.delete().where(documents.c.topic.in_(wanted)))
    tx.execute(topics.delete().where(topics.c.slug == topic.slug))
    values = {"slug": topic.slug, "removed": False, "version": topics.c.version + 1, "face_digest": None}
    tx.execute(topics.update().where(topics.c.slug == old).values(values))
    bump_documents(tx)


def write_face(
    tx: sa.Connection, topic: TopicConfig, known: RowMapping | None, fingerprint: str, now: datetime
) -> None:
    digest = face_digest(topic, fingerprint)
    if known is None:
        row = topic_row(topic.slug, topic.title, now) | {"origin": (topic.slug, *topic.former)[-1]}
        tx.execute(topics.insert().values(row | {"face_digest": digest}))
    elif known["face_digest"] != digest or known["removed"] or known["auto"]:
        values = {"title": topic.title, "face_digest": digest, "removed": False, "auto": False}
        change = topics.update().where(topics.c.slug == topic.slug)
        tx.execute(change.values(values | {"version": topics.c.version + 1}))


def face_digest(topic: TopicConfig, fingerprint: str) -> str:
    face = tuple(getattr(topic, name) for name in FACE)
    return hashlib.sha256(repr((face, fingerprint)).encode()).hexdigest()[:32]


def remove(tx: sa.Connection, slugs: Sequence[str]) -> None:
    """Mark topics removed and drop their documents; their history stays, for the day they come back."""
    if slugs:
        # Rules are decided again when the topic returns: what happens meanwhile passes it by.
        change = topics.update().where(topics.c.slug.in_(slugs))
        tx.execute(change.values(removed=True, rules_digest=None))
        tx.execute(documents.delete().where(documents.c.topic.in_(slugs)))
        bump_documents(tx)


def numbers_of(tx: sa.Connection, part: Sequence[Story]) -> dict[str, int]:
    query = sa.select(stories.c.id, stories.c.number).where(stories.c.id.in_([s.id for s in part]))
    return {row.id: row.number for row in tx.execute(query)}


def standing_in(tx: sa.Connection, numbers: Sequence[int], slugs: Collection[str]) -> dict[int, set[str]]:
    """Story number → which of these topics it stands in."""
    which = members.c.story.in_(numbers) & members.c.topic.in_(sorted(slugs)) & ~members.c.gone
    found: dict[int, set[str]] = {}
    for row in tx.execute(sa.select(members.c.story, members.c.topic).where(which)):
        found.setdefault(row.story, set()).add(row.topic)
    return found


def affected_by(story: Story, number: int) -> Affected:
    hidden = story.withdrawn_at is not None
    order = order_of(story)
    return Affected(
        id=story.id, number=number, order=order, updated=story.updated, hidden=hidden, hidden_before=hidden
    )


TOPIC_FIELDS = shared(TopicState, topics)


def topic_of(row: Mapping[str, Any]) -> TopicState:
    return TopicState(**{name: row[name] for name in TOPIC_FIELDS})


def member_of(row: Any) -> Member:
    return Member(
        seq=row.seq,
        story=row.id,
        published=row.published,
        updated=row.updated,
        changed=row.changed,
        left=row.gone or row.withdrawn_at is not None,
        withdrawn_at=row.withdrawn_at,
        stamp=row.stamp,
    )
