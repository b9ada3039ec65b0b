"""What was last seen of the store: topics, planned polls, and what is published of which version.

reader = ViewReader(store, reads, formats)
reader.after(view, *reader.marks(), held) → the view as it is now
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from feedsvc.models import TopicState
from feedsvc.publish.channels import OPML_PATH
from feedsvc.store import Store
from feedsvc.web.paths import is_archive, page_after, topic_in
from feedsvc.web.reads import Reads

STATES = 5.0
"""Seconds between two looks at topics and planned polls, which change without a new document."""


@dataclass(frozen=True, slots=True)
class View:
    """What was last read of the store."""

    version: int = -1
    searched: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """When a search may last have begun to find something else."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """Path → ETag of every subscription document, of the archive pages held here and those after them."""
    published: Mapping[str, int] = field(default_factory=dict)
    """Which version of each topic those are."""
    topics: Mapping[str, TopicState] = field(default_factory=dict)
    polls: Mapping[str, datetime] = field(default_factory=dict)
    modified: Mapping[str, datetime] = field(default_factory=dict)
    """The latest Last-Modified among a topic's documents of which we know."""
    soonest: datetime | None = None
    """When any source is polled next."""
    read_states: float = float("-inf")


class ViewReader:
    """Reads of the store what has changed since a view was made; methods raise StoreError."""

    def __init__(self, store: Store, reads: Reads, formats: Sequence[str]) -> None:
        self._store, self._reads, self._formats = store, reads, formats

    def marks(self) -> tuple[int, datetime]:
        """What tells cheaply whether a view is still right: its `version` and `searched`."""
        return self._reads(self._store.documents_version), self._reads(self._store.search_changed)

    def after(self, old: View, version: int, searched: datetime, held: Collection[str]) -> View:
        """The view as it is now, at these marks, of a shelf that holds the documents at these paths.

        The old one with another `searched` where nothing was published, and what else it says is young.
        """
        now = time.monotonic()
        if version == old.version and now - old.read_states < STATES:
            return replace(old, searched=searched)
        published = self._reads(self._store.published_versions)
        changed = {t for t, number in published.items() if old.published.get(t) != number}
        view = replace(self._known_states(old, published.keys(), now), version=version, searched=searched)
        return self._with_heads(view, published, changed, held)

    def after_page(self, old: View, path: str) -> View:
        """The view that knows, too, whether there is an archive page after this one."""
        following = page_after(path)
        if not following or following in old.heads:
            return old
        found = {head.path: head.etag for head in self._reads(self._store.heads_at, [following])}
        return replace(old, heads={**old.heads, **found}) if found else old

    def _known_states(self, old: View, slugs: Set[str], now: float) -> View:
        """The view with topics and planned polls that are a few seconds old at most, and name every topic."""
        if now - old.read_states < STATES and slugs <= old.topics.keys():
            return old
        topics = {t.slug: t for t in self._reads(self._store.topic_states)}
        polls = self._reads(self._store.planned_polls)
        return replace(
            old, topics=topics, polls=polls, soonest=min(polls.values(), default=None), read_states=now
        )

    def _with_heads(
        self, view: View, published: Mapping[str, int], changed: Collection[str], held: Collection[str]
    ) -> View:
        """The view with what is published of the topics that have changed, and of all else that is held."""
        pages = {path for path in tuple(held) if is_archive(path)}
        pages |= {following for path in pages if (following := page_after(path))}
        wanted = pages | {OPML_PATH} | {f"/feeds/{slug}.{form}" for slug in changed for form in self._formats}
        found = self._reads(self._store.heads_at, wanted)
        kept = {
            path: tag
            for path, tag in view.heads.items()
            if path not in wanted and topic_in(path) in published and not is_archive(path)
        }
        modified = dict(view.modified)
        for head in found:
            slug = topic_in(head.path)
            modified[slug] = max(modified.get(slug, head.last_modified), head.last_modified)
        heads = kept | {head.path: head.etag for head in found}
        return replace(view, heads=heads, modified=modified, published=published)
