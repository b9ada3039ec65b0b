"""The published documents a web process holds ready: bounded, a second old, kept while the store is away.

    request → Shelf.find(path) → Served (bytes and headers ready) or why there is none
    keeper thread → Shelf.refresh() twice a second while requests come

Only the keeper asks whether something was published, so no crowd of requests ever waits for the database.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from datetime import datetime

from feedsvc.config import Config
from feedsvc.errors import StoreError
from feedsvc.models import Document
from feedsvc.publish.channels import Channels
from feedsvc.store import Store
from feedsvc.web.headers import feed_cache, link_header, max_age
from feedsvc.web.keptdocuments import Held
from feedsvc.web.lastseen import View, ViewReader
from feedsvc.web.missing import Missing, Names
from feedsvc.web.negotiation import choose_coding
from feedsvc.web.paths import is_archive, page_after
from feedsvc.web.reads import Reads
from feedsvc.web.served import Served, Unpacked, Variant, make_served, make_variants

ROOM = 4 * 1024 * 1024
"""Bytes that a web process holds ready; whoever walks through archives must not make it grow for hours."""


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
        self._channels = Channels(config)
        self._names = Names(config)
        self._reader = ViewReader(store, reads, config.publish.formats)
        self._unpacked = Unpacked()
        self._held = Held(max_bytes)
        self.entries = self._held.entries
        self.view = View()
        self.away = False
        self.looked = float("-inf")

    # -- asked by requests ---------------------------------------------------------------------------

    def find(self, path: str) -> Served | Missing:
        """The document under this path, from memory or the store, or why there is none."""
        if (entry := self.entries.get(path)) is not None:
            return entry
        if (missing := self._names.missing_document(path, self.view)) is not None:
            return missing
        if self._names.is_too_far(path, self.view):
            return Missing("unknown")
        try:  # a topic's first document may be newer than the last look
            document = self._reads(self._store.document, path)
            self.view = self._reader.after_page(self.view, path)
        except StoreError:
            return Missing("away")
        if document:
            return self._keep(document)
        return Missing("unbuilt" if self._names.is_awaited(path, self.view) else "unknown")

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
        self._held.widen(entry, {coding: document.codings[coding]})
        self.prepare(entry)

    def topic_title(self, slug: str) -> str | None:
        """The title of a topic that is served; None for every other name."""
        return self._names.title(slug, self.view)

    def topic_status(self, slug: str) -> Missing | None:
        """Why a topic's page cannot be shown, or None when it can."""
        return self._names.missing_page(slug, self.view)

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
        marks = self._reader.marks()
        old = self.view
        self.view = self._reader.after(old, *marks, held=self.entries)
        if (self.view.version, self.view.read_states) != (old.version, old.read_states):
            self._replace_changed()

    def _replace_changed(self) -> None:
        for path, entry in list(self.entries.items()):
            published = not self._names.missing_document(path, self.view)
            if published and self.view.heads.get(path) == entry.document.etag:
                continue
            document = None
            if published and path in self.view.heads:
                document = self._reads(self._store.document, path)
            self._held.drop(path)
            if document:
                self._keep(document, used=entry.used, codings=entry.bodies)
        self._preload()

    def _preload(self) -> None:
        """Subscription documents are held before anybody asks, so that they outlive the database."""
        for path in self.view.heads:
            if path in self.entries or is_archive(path) or self._names.missing_document(path, self.view):
                continue
            if self._held.is_filling:
                return
            if document := self._reads(self._store.document, path):
                self._keep(document)

    # -- keeping -----------------------------------------------------------------------------------------

    def _keep(self, document: Document, used: float | None = None, codings: Collection[str] = ()) -> Served:
        entry = make_served(document, self._link(document), codings=codings)
        entry.used = time.monotonic() if used is None else used
        self.prepare(entry)
        self._held.keep(entry)
        return entry

    def _link(self, document: Document) -> str | None:
        if document.topic is None:
            return None
        hub = self._channels.hub(self._names.topics.get(document.topic))
        return link_header(self._config.site.base_url + document.path, hub)

    # -- headers -------------------------------------------------------------------------------------------

    def seconds(self, topic: str | None) -> int:
        """How long an answer about this topic is fresh: until the first planned poll of its sources."""
        rules = self._names.topics.get(topic or "")
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

    def _is_full(self, path: str) -> bool:
        """Whether it is an archive page that has all its stories: the next one is there."""
        return (following := page_after(path)) is not None and following in self.view.heads
