"""A topic's stories become documents, stored only where the bytes differ.

    stale topics → members → fragments (kept) → envelopes → documents → put → pings in the outbox

A document is joined from ready fragments, so publishing costs in proportion to what changed.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from itertools import islice
from types import MappingProxyType

from feedsvc.config import Config
from feedsvc.errors import TooSoon
from feedsvc.models import Document, Fragments, Story
from feedsvc.publish.channels import Channels
from feedsvc.publish.documents import Documents
from feedsvc.publish.entries import Entries, make_context
from feedsvc.publish.feedlist import Overview
from feedsvc.publish.finished import UNSET
from feedsvc.publish.plan import Plan, Planner
from feedsvc.store import Store
from feedsvc.telemetry import get_logger, log_event

log = get_logger("publish")
AT_ONCE = 20
"""Archive pages held in memory at one time; a rebuilt history may have thousands."""
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
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._channels = Channels(config)
        self._topics = {t.slug: t for t in config.topics}
        context = make_context(config)
        self._planner = Planner(config, store, self._channels, context)
        entries = Entries(store, config.publish, context)
        self._documents = Documents(store, config.publish.formats, self._channels, entries)
        self._overview = Overview(config, store, clock)
        self._lock = threading.Lock()
        self._new_lock = lock
        self._locks: dict[str, AbstractContextManager[object]] = {}
        self._changed_at: dict[str, datetime] = {}
        """When each topic's documents last changed here."""
        self._new_faces = threading.Event()
        """Set while topics have been published of which /feeds.opml may say otherwise."""

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
            changed += self._overview.put()
        return changed

    def publish_stale(self) -> list[str]:
        """Publish whatever a crash or a new configuration left behind; gives the changed paths."""
        changed = self.publish(t.slug for t in self._store.stale_topics())
        return changed if changed or self._overview.is_right() else self._overview.put()

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
            documents = list(self._documents.of(plan, None, made.append, fresh))
        while plan.pages and made:  # archive pages show some of these, too
            self._store.put_fragments(made.pop())
        changed = self._put_early(plan)
        for page in plan.pages[-AT_ONCE:]:
            documents += self._documents.of(plan, page, self._store.put_fragments)
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

    # -- storing -----------------------------------------------------------------------------------

    def _put_early(self, plan: Plan) -> list[str]:
        """Store most pages of a long rebuilt history in portions; the rest goes with the version."""
        pages, changed = iter(plan.pages[:-AT_ONCE]), []
        while portion := list(islice(pages, AT_ONCE)):
            keep = self._store.put_fragments
            documents = [d for page in portion for d in self._documents.of(plan, page, keep)]
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
