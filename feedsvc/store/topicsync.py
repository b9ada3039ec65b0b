"""Topics as the configuration names them: new, renamed, changed, and gone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedsvc.config import TopicConfig
from feedsvc.store.again import Again, TopicsOf
from feedsvc.store.documents import bump_documents
from feedsvc.store.engine import take_turns
from feedsvc.store.membership import count_versions, lock_topics
from feedsvc.store.tables import documents, topics
from feedsvc.store.topicfaces import rename, write_face


class TopicSync(Again):
    """The Store's part that makes topics agree with their configuration."""

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
            # In one order and before documents, as by polls and publications, lest each wait for the other.
            lock_topics(tx, tx.scalars(sa.select(topics.c.slug)).all())
            for topic in configured:
                rename(tx, topic)
            known = {row["slug"]: row for row in tx.execute(sa.select(topics)).mappings()}
            for topic in configured:
                own = (fingerprints or {}).get(topic.slug, fingerprint)
                write_face(tx, topic, known.get(topic.slug), own, now)
            sync_others(tx, known, {topic.slug for topic in configured}, fingerprint, auto=auto)
        anew = ruled_anew(configured, known)
        if anew:
            self._decide_again(anew, topics_of, now)

    def doubt_topics(self, slugs: Collection[str]) -> None:
        """Have every stored story decided again for these topics at the next `sync_topics`."""
        if slugs:
            which = topics.c.slug.in_(sorted(slugs))
            with self._write() as tx:
                tx.execute(topics.update().where(which).values(rules_digest=None))


def ruled_anew(configured: Sequence[TopicConfig], known: Mapping[str, Any]) -> dict[str, str]:
    """The digests of those rules by which no story, or not every one, has been decided."""
    digests = {topic.slug: topic.rules_digest for topic in configured}
    return {
        slug: digest
        for slug, digest in digests.items()
        if slug not in known or known[slug]["rules_digest"] != digest
    }


def sync_others(
    tx: sa.Connection, known: Mapping[str, Any], configured: set[str], fingerprint: str, *, auto: bool
) -> None:
    """Make topics of sections agree with the configuration, and remove those that nothing names."""
    others = {slug: row for slug, row in known.items() if slug not in configured and not row["removed"]}
    kept = {slug for slug, row in others.items() if auto and row["auto"]}
    new_face = [slug for slug in kept if others[slug]["face_digest"] != fingerprint]
    if new_face:
        tx.execute(topics.update().where(topics.c.slug.in_(new_face)).values(face_digest=fingerprint))
        count_versions(tx, new_face)
    remove(tx, sorted(others.keys() - kept))


def remove(tx: sa.Connection, slugs: Sequence[str]) -> None:
    """Mark topics removed and drop their documents; their history stays, for the day they come back."""
    if slugs:
        # Rules are decided again when the topic returns: what happens meanwhile passes it by.
        change = topics.update().where(topics.c.slug.in_(slugs))
        tx.execute(change.values(removed=True, rules_digest=None))
        tx.execute(documents.delete().where(documents.c.topic.in_(slugs)))
        bump_documents(tx)
