"""Which documents of a topic are published now, and what stands on each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from feedsvc.config import Config, TopicConfig
from feedsvc.decide import windows
from feedsvc.models import Member, TopicState
from feedsvc.publish.channels import Channels, Place, feed_path
from feedsvc.render import RenderContext
from feedsvc.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What of one topic is published now: the subscription's members, and the archive pages to write."""

    topic: TopicConfig
    state: TopicState
    size: int
    """Stories on an archive page."""
    carried: Sequence[Member]
    """What the subscription shows of archive pages too."""
    rest: Sequence[Member]
    """What stands on no archive page."""
    archived: int
    last_page: int
    pages: Sequence[int]
    fingerprint: str
    """Of what the topic's documents show besides its stories."""
    new_face: bool
    """Something besides the stories has changed: the whole topic is written again."""
    standing: Mapping[str, str]
    """Path → ETag of what is published, with a new face; else empty."""

    @property
    def subscription(self) -> Sequence[Member]:
        """The members of the subscription document."""
        return (*self.carried, *self.rest)

    def place(self, page: int | None) -> Place:
        """Where a document stands among the others."""
        return Place(page=page, archived=self.archived, last_page=self.last_page)


class Planner:
    """Works out from the stored state of a topic what a publication writes; writes nothing itself."""

    def __init__(self, config: Config, store: Store, channels: Channels, context: RenderContext) -> None:
        self._config = config
        self._store = store
        self._channels = channels
        self._context = context
        self._topics = {t.slug: t for t in config.topics}

    @property
    def section_fingerprint(self) -> str:
        """What the documents of a topic made from a section show besides it and its stories."""
        return digest_of((self._context.key, self._channels.face(None)))

    def plan(self, state: TopicState) -> Plan:
        """What of a topic's documents must be made, by its places since they last were."""
        topic = self._topics.get(state.slug) or TopicConfig(slug=state.slug, title=state.title)
        size = topic.entries or self._config.publish.entries
        fingerprint = self.fingerprint(topic)
        rebuild = state.fingerprint != fingerprint
        before = 0 if rebuild else state.archived
        # Without its other end PostgreSQL takes the few last places of a large topic for a fifth of all.
        members = self._store.members(topic.slug, after_seq=before * size, upto_seq=state.seq)
        archived = windows.archived_pages(members, size, before)
        last_page = windows.archive_pages(state.seq, size) if archived else 0
        rest = [m for m in members if m.seq > archived * size]
        older = [m for m in members if m.seq <= archived * size]
        return Plan(
            topic=topic,
            state=state,
            size=size,
            carried=self._carried(state, older, rest, size, rebuild=rebuild) if archived else (),
            rest=rest,
            archived=archived,
            last_page=last_page,
            pages=self._touched(state, size, last_page) if before else range(1, last_page + 1),
            fingerprint=fingerprint,
            new_face=rebuild,
            standing=self._standing(topic.slug) if rebuild else {},
        )

    def _carried(
        self, state: TopicState, older: Sequence[Member], rest: Sequence[Member], size: int, *, rebuild: bool
    ) -> Sequence[Member]:
        """What is shown of `older` and of what was carried before, or of the last pages where that is few."""
        if not rebuild and state.carried:
            older = [*self._store.members_at(state.slug, state.carried), *older]
        if sum(not m.left for m in (*older, *rest)) < size:
            first = rest[0].seq if rest else state.seq + 1
            older = self._store.members(
                state.slug, after_seq=max(0, first - windows.MOST), upto_seq=first - 1
            )
        return windows.carried(older, rest, size)

    def _touched(self, state: TopicState, size: int, last_page: int) -> Sequence[int]:
        """The full archive pages on which something changed, and the empty one after one that became full."""
        changed = self._store.changed_members(state.slug, state.published_version)
        pages = {windows.page_of(m.seq, size) for m in changed} - {last_page}
        return sorted(pages | {last_page} if last_page - 1 in pages else pages)

    def _standing(self, slug: str) -> dict[str, str]:
        return {h.path: h.etag for h in self._store.document_heads(slug)}

    def superfluous(self, plan: Plan) -> list[str]:
        """Published paths of formats and archive pages that are no more; none with the same face."""
        if not plan.standing:
            return []
        pages = (None, *range(1, plan.last_page + 1))
        wanted = {feed_path(plan.topic.slug, fmt, n) for fmt in self._config.publish.formats for n in pages}
        return sorted(plan.standing.keys() - wanted)

    def fingerprint(self, topic: TopicConfig) -> str:
        """Everything besides its stories that a topic's documents show."""
        face = replace(topic, sections=(), sources=(), authors=(), keywords=(), exclude=())
        return digest_of((self._context.key, self._channels.face(topic), face))


def digest_of(parts: object) -> str:
    """A short name of everything in `parts`; equal parts have equal names in every process."""
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]
