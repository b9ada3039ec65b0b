"""The published documents a web process holds ready: bounded, a second old, kept while the store is away.

    request → Shelf.find(path) → Served (bytes and headers ready) or why there is none
    keeper thread → Shelf.refresh() twice a second while requests come

Only the keeper asks whether something was published, so no crowd of requests ever waits for the database.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from feedsvc.config import Config
from feedsvc.errors import StoreError
from feedsvc.models import Document, TopicState
from feedsvc.publish.channels import OPML_PATH, Channels
from feedsvc.store import Store
from feedsvc.web.headers import feed_cache, link_header, max_age
from feedsvc.web.negotiation import choose_coding
from feedsvc.web.reads import Reads
from feedsvc.web.served import Served, Unpacked, Variant, make_served, make_variants

FEED_PATH = re.compile(r"/feeds/([a-z0-9][a-z0-9-]*)(/archive/[1-9][0-9]{0,8})?\.([a-z]+)\Z")
LONGEST_PATH = 300
ROOM = 4 * 1024 * 1024
"""Bytes that a web process holds ready; whoever walks through archives must not make it grow for hours."""
_STATES = 5.0
"""Seconds between two looks at topics and planned polls, which change without a new document."""
_PAGES_AHEAD = 3
"""Archive pages that may have been published since the last look at topics, and one that is still empty."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no document: unknown (404), gone (410), moved (301), unbuilt or away (503)."""

    reason: str
    location: str = ""


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


class Shelf:
    """Documents by path, and what is known of every other path."""

    def __init__(
        self,
        config: Config,
        store: Store,
        reads: Reads,
        *,
        clock: Callable[[], datetime],
        max_bytes: int = ROOM,
    ) -> None:
        self._config, self._store, self._reads, self._clock = config, store, reads, clock
        self._max_bytes = max_bytes
        self._channels = Channels(config)
        self._topics = {t.slug: t for t in config.topics}
        self._former = {old: t.slug for t in config.topics for old in t.former}
        self._lock = threading.Lock()
        self._unpacked = Unpacked()
        self._bytes = 0
        self.entries: dict[str, Served] = {}
        self.view = View()
        self.away = False
        self.looked = float("-inf")

    # -- asked by requests ---------------------------------------------------------------------------

    def find(self, path: str) -> Served | Missing:
        """The document under this path, from memory or the store, or why there is none."""
        if (entry := self.entries.get(path)) is not None:
            return entry
        if (missing := self._known_missing(path)) is not None:
            return missing
        if self.view.version >= 0 and self._is_too_far(path):
            return Missing("unknown")
        try:  # a topic's first document may be newer than the last look
            document = self._reads(self._store.document, path)
            self._look_after(path)
        except StoreError:
            return Missing("away")
        if document:
            return self._keep(document)
        return Missing("unbuilt" if self._is_awaited(path) else "unknown")

    def choose(self, entry: Served, accept_encoding: str | None) -> Variant:
        """What this Accept-Encoding asks for of a document; while the database is away, of what is held."""
        wanted = choose_coding(accept_encoding, entry.sizes)
        if wanted not in entry.variants and not self.away:
            self._bring(entry, wanted)
        return entry.choose(accept_encoding)

    def _bring(self, entry: Served, coding: str) -> None:
        """Hold a document in this coding too from now on, unless it has changed meanwhile."""
        try:
            document = self._reads(self._store.document, entry.document.path)
        except StoreError:
            return
        if document is None or document.etag != entry.document.etag or coding not in document.codings:
            return
        with self._lock:
            before = entry.size
            entry.bodies = {**entry.bodies, coding: document.codings[coding]}
            if self.entries.get(document.path) is entry:
                self._bytes += entry.size - before
                self._evict(entry)
        self.prepare(entry)

    def _is_awaited(self, path: str) -> bool:
        """Whether it is the first document of a topic of ours, or of one that others made a moment ago."""
        match = FEED_PATH.match(path)
        return match is None or (self.topic_title(match[1]) is not None and match[2] is None)

    def topic_title(self, slug: str) -> str | None:
        """The title of a topic that is served; None for every other name."""
        if slug in self._topics:
            return self._topics[slug].title
        state = self.view.topics.get(slug)
        return state.title if state and not state.removed else None

    def _known_missing(self, path: str) -> Missing | None:
        if path == OPML_PATH:
            return None
        match = FEED_PATH.match(path) if len(path) <= LONGEST_PATH else None
        if match is None or match[3] not in self._config.publish.formats:
            return Missing("unknown")
        slug, archive, form = match.groups()
        if slug in self._former and slug not in self._topics:
            return Missing("moved", f"/feeds/{self._former[slug]}{archive or ''}.{form}")
        return self._topic_missing(slug)

    def _topic_missing(self, slug: str) -> Missing | None:
        if self.topic_title(slug) is not None:
            return None
        if slug in self.view.topics:
            return Missing("gone")
        return Missing("unknown") if self.view.version >= 0 else None

    def topic_status(self, slug: str) -> Missing | None:
        """Why a topic's page cannot be shown, or None when it can."""
        if slug in self._former and slug not in self._topics:
            return Missing("moved", f"/topics/{self._former[slug]}")
        return self._topic_missing(slug)

    @staticmethod
    def _is_archive(path: str) -> bool:
        return "/archive/" in path

    def _is_too_far(self, path: str) -> bool:
        """Whether it is an archive page that no history of its topic can have reached."""
        match = FEED_PATH.match(path)
        if match is None or match[2] is None:
            return False
        state, rules = self.view.topics.get(match[1]), self._topics.get(match[1])
        size = (rules.entries if rules else None) or self._config.publish.entries
        return state is not None and page_in(match[2]) > state.seq // size + _PAGES_AHEAD

    def _look_after(self, path: str) -> None:
        """Learn whether there is an archive page after this one."""
        following = page_after(path)
        if following and following not in self.view.heads:
            found = {head.path: head.etag for head in self._reads(self._store.heads_at, [following])}
            self.view = replace(self.view, heads={**self.view.heads, **found}) if found else self.view

    def _is_full(self, path: str) -> bool:
        """Whether it is an archive page that has all its stories: the next one is there."""
        return (following := page_after(path)) is not None and following in self.view.heads

    # -- freshness -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look whether something was published and replace it; keep everything when the store is away."""
        try:
            self._read_view()
            self.away = False
        except StoreError:
            self.away = True
        finally:
            self.looked = time.monotonic()

    def look_again(self) -> None:
        """Let the next request ask for a look, however young the last one is."""
        self.looked = float("-inf")

    def _read_view(self) -> None:
        version = self._reads(self._store.documents_version)
        searched = self._reads(self._store.search_changed)
        old, now = self.view, time.monotonic()
        if version == old.version and now - old.read_states < _STATES:
            self.view = replace(old, searched=searched)
            return
        published = self._reads(self._store.published_versions)
        changed = {t for t, number in published.items() if old.published.get(t) != number}
        view = replace(self._known_states(old, published.keys(), now), version=version, searched=searched)
        self.view = self._with_heads(view, published, changed)
        self._replace_changed()

    def _known_states(self, old: View, slugs: Set[str], now: float) -> View:
        """The view with topics and planned polls that are a few seconds old at most, and name every topic."""
        if now - old.read_states < _STATES and slugs <= old.topics.keys():
            return old
        topics = {t.slug: t for t in self._reads(self._store.topic_states)}
        polls = self._reads(self._store.planned_polls)
        return replace(
            old, topics=topics, polls=polls, soonest=min(polls.values(), default=None), read_states=now
        )

    def _with_heads(self, view: View, published: Mapping[str, int], changed: Collection[str]) -> View:
        """The view with what is published of the topics that have changed, and of all else that is held."""
        held = {path for path in self.entries if self._is_archive(path)}
        held |= {following for path in held if (following := page_after(path))}
        ours = self._config.publish.formats
        wanted = held | {OPML_PATH} | {f"/feeds/{slug}.{form}" for slug in changed for form in ours}
        found = self._reads(self._store.heads_at, wanted)
        kept = {
            path: tag
            for path, tag in view.heads.items()
            if path not in wanted and topic_in(path) in published and not self._is_archive(path)
        }
        modified = dict(view.modified)
        for head in found:
            slug = topic_in(head.path)
            modified[slug] = max(modified.get(slug, head.last_modified), head.last_modified)
        heads = kept | {head.path: head.etag for head in found}
        return replace(view, heads=heads, modified=modified, published=published)

    def _replace_changed(self) -> None:
        for path, entry in list(self.entries.items()):
            if self.view.heads.get(path) == entry.document.etag and not self._known_missing(path):
                continue
            document = None
            if path in self.view.heads and not self._known_missing(path):
                document = self._reads(self._store.document, path)
            self._drop(path)
            if document:
                self._keep(document, used=entry.used, codings=entry.bodies)
        self._preload()

    def _preload(self) -> None:
        """Subscription documents are held before anybody asks, so that they outlive the database."""
        for path in self.view.heads:
            if path in self.entries or self._is_archive(path) or self._known_missing(path):
                continue
            if self._bytes > self._max_bytes * 3 // 4:
                return
            if document := self._reads(self._store.document, path):
                self._keep(document)

    # -- keeping -----------------------------------------------------------------------------------------

    def _keep(self, document: Document, used: float | None = None, codings: Collection[str] = ()) -> Served:
        entry = make_served(document, self._link(document), codings=codings)
        entry.used = time.monotonic() if used is None else used
        self.prepare(entry)
        with self._lock:
            replaced = self.entries.get(document.path)
            self._bytes += entry.size - (replaced.size if replaced else 0)
            self.entries[document.path] = entry
            self._evict(entry)
        return entry

    def _evict(self, newest: Served) -> None:
        if self._bytes <= self._max_bytes:
            return
        for path, entry in sorted(self.entries.items(), key=lambda item: item[1].used):
            if entry is not newest and self._bytes > self._max_bytes * 0.9:
                del self.entries[path]
                self._bytes -= entry.size

    def _drop(self, path: str) -> None:
        with self._lock:
            if entry := self.entries.pop(path, None):
                self._bytes -= entry.size

    def _link(self, document: Document) -> str | None:
        if document.topic is None:
            return None
        hub = self._channels.hub(self._topics.get(document.topic))
        return link_header(self._config.site.base_url + document.path, hub)

    # -- headers -------------------------------------------------------------------------------------------

    def seconds(self, topic: str | None) -> int:
        """How long an answer about this topic is fresh: until the first planned poll of its sources."""
        rules = self._topics.get(topic or "")
        if not rules or not rules.sources:
            return max_age(self.view.soonest, self._clock())
        polls = self.view.polls
        planned = [polls[slug] for slug in rules.sources if slug in polls]
        return max_age(min(planned, default=None), self._clock())

    def prepare(self, entry: Served) -> None:
        """Make the headers of every coding anew; they hold for a second."""
        document = entry.document
        entry.dated = entry.settles is None or self._clock() >= entry.settles
        cache = feed_cache(self.seconds(document.topic), full=self._is_full(document.path))
        entry.variants, entry.choices = make_variants(entry, cache, self._unpacked), {}
        entry.expires = time.monotonic() + 1.0


def page_in(archive: str) -> int:
    """The number of an archive page in its path."""
    return int(archive.rpartition("/")[2])


def page_after(path: str) -> str | None:
    """The path of the archive page after this one; None for every other document."""
    match = FEED_PATH.match(path)
    if match is None or match[2] is None:
        return None
    return f"/feeds/{match[1]}/archive/{page_in(match[2]) + 1}.{match[3]}"


def topic_in(path: str) -> str:
    """The topic of a document by its path; empty for one that belongs to none."""
    match = FEED_PATH.match(path)
    return match[1] if match else ""
