"""A topic's stories become documents, stored only where the bytes differ.

    stale topics → members → fragments (kept) → envelopes → documents → put → pings in the outbox

A document is joined from ready fragments, so publishing costs in proportion to what changed.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from itertools import islice
from types import MappingProxyType

from feedsvc.config import Config
from feedsvc.decide import windows
from feedsvc.errors import RenderError, TooSoon
from feedsvc.models import Document, Fragments, Member, Story, TopicState
from feedsvc.publish.channels import OPML_PATH, Channels, feed_path
from feedsvc.publish.plan import Plan, Planner
from feedsvc.render import FORMATS, RenderContext, Subscription, digest_of, encode, etag_of, opml, tag_of
from feedsvc.render.opml import MEDIA_TYPE as OPML_TYPE
from feedsvc.store import Store
from feedsvc.telemetry import get_logger, log_event

log = get_logger("publish")
AT_ONCE = 20
"""Archive pages held in memory at one time; a rebuilt history may have thousands."""
UNSET = datetime.fromtimestamp(0, UTC)
SECOND = timedelta(seconds=1)


class Publisher:
    """Keeps every topic's documents equal to its stories; safe to call from many threads and processes."""

    def __init__(
        self,
        config: Config,
        store: Store,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None] = time.sleep,
        lock: Callable[[], AbstractContextManager[object]] = threading.Lock,
    ) -> None:
        self._config = config
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._channels = Channels(config)
        self._context = make_context(config)
        self._topics = {t.slug: t for t in config.topics}
        self._planner = Planner(config, store, self._channels, self._context)
        self._lock = threading.Lock()
        self._new_lock = lock
        self._locks: dict[str, AbstractContextManager[object]] = {}
        self._changed_at: dict[str, datetime] = {}
        """When each topic's documents last changed here."""
        self._new_faces = threading.Event()
        """Set while topics have been published of which /feeds.opml may say otherwise."""
        self._told_right = -1
        """The version of all documents at which /feeds.opml was found to be right."""

    @property
    def fingerprint(self) -> str:
        """What the documents of a topic made from a section show besides it and its stories.

        Another fingerprint is a new version.
        """
        return self._planner.section_fingerprint

    @property
    def fingerprints(self) -> dict[str, str]:
        """The same of every configured topic, by slug."""
        return {slug: self._planner.fingerprint(topic) for slug, topic in self._topics.items()}

    def publish(self, slugs: Iterable[str], fresh: Mapping[str, Story] = MappingProxyType({})) -> list[str]:
        """Publish these topics where they are stale; gives the paths whose bytes changed.

        `fresh` are stories by id, as they were just stored: those are not read again.
        """
        changed = [path for slug in sorted(slugs) for path in self._publish_topic(slug, fresh)]
        if self._new_faces.is_set():
            self._new_faces.clear()
            changed += self._put_opml()
        return changed

    def publish_stale(self) -> list[str]:
        """Publish whatever a crash or a new configuration left behind; gives the changed paths."""
        changed = self.publish(t.slug for t in self._store.stale_topics())
        if changed or self._store.documents_version() == self._told_right:
            return changed
        return self._put_opml()

    def _publish_topic(self, slug: str, fresh: Mapping[str, Story]) -> list[str]:
        """Publish one topic; of several threads that come with it at once, one publishes for all."""
        with self._lock_of(slug):
            while True:
                try:
                    return self._publish_version(slug, fresh)
                except TooSoon as error:
                    self._sleep(error.seconds)

    def _lock_of(self, slug: str) -> AbstractContextManager[object]:
        with self._lock:
            return self._locks.setdefault(slug, self._new_lock())

    def _publish_version(self, slug: str, fresh: Mapping[str, Story]) -> list[str]:
        made: list[Fragments] = []
        with self._store.view():
            state = self._store.topic_state(slug)
            if state is None or state.removed or state.version <= state.published_version:
                return []
            self._require_another_second(slug)
            plan = self._planner.plan(state)
            documents = list(self._documents(plan, None, made.append, fresh))
        while plan.pages and made:  # archive pages show some of these, too
            self._store.put_fragments(made.pop())
        changed = self._put_early(plan)
        for page in plan.pages[-AT_ONCE:]:
            documents += self._documents(plan, page, self._store.put_fragments)
        changed += self._put(plan, documents, made)
        if changed:
            self._changed_at[slug] = self._clock()
        if plan.new_face:
            self._new_faces.set()
        # The poll's own line tells of it; one for each of its topics would bury that.
        log_event(log, "publish", logging.DEBUG, topic=slug, version=state.version, changed=len(changed))
        return changed

    def _require_another_second(self, slug: str) -> None:
        """Raises TooSoon where the topic changed here in this second; the store would, after the work."""
        now, then = self._clock(), self._changed_at.get(slug, UNSET).replace(microsecond=0)
        if then <= now < then + SECOND:
            raise TooSoon((then + SECOND - now).total_seconds())

    # -- documents ---------------------------------------------------------------------------------

    def _documents(
        self,
        plan: Plan,
        page: int | None,
        keep: Callable[[Fragments], None],
        fresh: Mapping[str, Story] = MappingProxyType({}),
    ) -> Iterator[Document]:
        """One document in every format, without those whose bytes are published already.

        `keep` is given the entries that had to be rendered.
        """
        members = plan.subscription if page is None else self._page(plan, page)
        authors, entries = self._authors(members), self._entries(members, keep, fresh)
        for fmt in self._config.publish.formats:
            channel = self._channels.channel(plan.topic, plan.state, plan.place(page), fmt, members, authors)
            body = FORMATS[fmt].document(channel, entries[fmt])
            path = feed_path(plan.topic.slug, fmt, page)
            if not plan.standing or plan.standing.get(path) != etag_of(body):
                yield make_document(path, body, FORMATS[fmt].media_type, plan.topic.slug)

    def _page(self, plan: Plan, page: int) -> Sequence[Member]:
        """What stands on an archive page; nothing yet on the last one, lest every story rewrite it."""
        if page == plan.last_page:
            return []
        first, last = (page - 1) * plan.size, page * plan.size
        return self._store.members(plan.topic.slug, after_seq=first, upto_seq=last)

    def _entries(
        self, members: Sequence[Member], keep: Callable[[Fragments], None], fresh: Mapping[str, Story]
    ) -> dict[str, list[bytes]]:
        """The rendered entries of a document by format: kept ones, and missing ones made and kept."""
        listed = [m.story for m in windows.newest_first(members)]
        formats, key = self._config.publish.formats, self._context.key
        kept = self._store.fragments(listed, formats, key)
        lacking = {i for fmt in formats for i in listed if i not in kept[fmt]}
        missing = self._stories(lacking, fresh, members)
        made: dict[str, dict[str, bytes]] = {fmt: {} for fmt in formats}
        for story in missing:  # in all formats before the next one: what they have in common is made once
            for fmt in formats:
                if story.id not in kept[fmt]:
                    made[fmt][story.id] = self._fragment(story, fmt)
        if missing:
            keep(Fragments(renderer=key, made=made, stamps={s.id: s.stamp for s in missing}))
        entries = {fmt: {**kept[fmt], **made[fmt]} for fmt in formats}
        return {fmt: [found[i] for i in listed if found.get(i)] for fmt, found in entries.items()}

    def _stories(
        self, ids: Collection[str], fresh: Mapping[str, Story], members: Sequence[Member]
    ) -> list[Story]:
        """These stories: fresh ones where nobody has written them since, the others as they are stored."""
        stamps = {m.story: m.stamp for m in members}
        found = {i: fresh[i] for i in ids if i in fresh and fresh[i].stamp == stamps.get(i)}
        stored = [i for i in ids if i not in found]
        return [*found.values(), *(self._store.stories(stored) if stored else ())]

    def _fragment(self, story: Story, fmt: str) -> bytes:
        """One rendered entry; empty where a story cannot be rendered, which costs only that story."""
        try:
            return FORMATS[fmt].fragment(story, self._context)
        except RenderError as error:
            log_event(log, "publish", logging.ERROR, story=story.id, error=error)
            return b""

    def _authors(self, members: Sequence[Member]) -> tuple[str, ...]:
        if not self._config.publish.per_topic_authors:
            return ()
        stories = self._store.stories([m.story for m in members if not m.left])
        return tuple(sorted({name for s in stories for name in s.authors}))

    # -- storing -----------------------------------------------------------------------------------

    def _put_early(self, plan: Plan) -> list[str]:
        """Store most pages of a long rebuilt history in portions; the rest goes with the version."""
        pages, changed = iter(plan.pages[:-AT_ONCE]), []
        while portion := list(islice(pages, AT_ONCE)):
            keep = self._store.put_fragments
            documents = [d for page in portion for d in self._documents(plan, page, keep)]
            changed += self._store.put_documents(None, 0, documents, now=self._clock())
        return changed

    def _put(self, plan: Plan, documents: Sequence[Document], made: Collection[Fragments]) -> list[str]:
        """Store what differs, and that this version of the topic is published."""
        return self._store.put_documents(
            plan.topic.slug,
            plan.state.version,
            documents,
            now=self._clock(),
            removed_paths=self._planner.superfluous(plan),
            pings=self._channels.pings(plan.topic),
            archived=plan.archived,
            carried=[m.seq for m in plan.carried],
            fingerprint=plan.fingerprint,
            kept=made,
        )

    def _put_opml(self) -> list[str]:
        version = self._store.documents_version()
        topics = sorted((t for t in self._store.topic_states() if not t.removed), key=lambda t: t.slug)
        body = opml(self._config.site.title, [self._subscription(t) for t in topics])
        standing = self._store.document(OPML_PATH)
        if standing and standing.etag == etag_of(body):
            self._told_right = version
            return []
        document = make_document(OPML_PATH, body, OPML_TYPE, None)
        try:
            return self._store.put_documents(None, 0, [document], now=self._clock())
        except TooSoon:
            return []  # the next tick finds it different and puts it then

    def _subscription(self, state: TopicState) -> Subscription:
        base, topic = self._config.site.base_url, self._topics.get(state.slug)
        return Subscription(
            title=state.title,
            xml_url=base + feed_path(state.slug, self._config.publish.formats[0]),
            html_url=f"{base}/topics/{state.slug}",
            description=topic.description if topic else "",
            language=(topic.language if topic else None) or self._config.site.language,
        )


def make_context(config: Config) -> RenderContext:
    """What entries are rendered with; the same wherever they are rendered."""
    pages = {s.slug: s.address for s in config.sources if not s.url.startswith("file:")}
    hiding = tuple(s.slug for s in config.sources if s.address != s.url)
    return RenderContext(base_url=config.site.base_url, sources=pages, hiding=hiding)


def make_document(path: str, body: bytes, media_type: str, topic: str | None) -> Document:
    """Finished bytes with their tag and codings; the store dates them."""
    digest = digest_of(body)
    return Document(
        path=path,
        body=body,
        media_type=media_type,
        etag=tag_of(digest),
        last_modified=UNSET,
        topic=topic,
        codings=encode(body),
        digest=digest,
    )
