"""Filtered feeds: a topic's whole history under `?q=…&author=…`, in bounded time and space.

query → parse_filter → Filter (canonical) → store.search → fragments → document → same answers as any feed
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from feedsvc.config import Config, TopicConfig
from feedsvc.errors import RenderError
from feedsvc.models import Channel, Story, TopicState
from feedsvc.publish.channels import Channels, topic_id
from feedsvc.publish.entries import make_context
from feedsvc.publish.finished import make_document
from feedsvc.recent import Recent
from feedsvc.render import FORMATS
from feedsvc.store import Store
from feedsvc.web.filters import MOST_ENTRIES, Filter, asked_for, describe, parse_filter
from feedsvc.web.headers import link_header
from feedsvc.web.lastseen import View
from feedsvc.web.missing import Missing
from feedsvc.web.paths import FEED_PATH
from feedsvc.web.reads import Reads
from feedsvc.web.served import Served, make_served
from feedsvc.web.shelf import Shelf

SETTLED = timedelta(seconds=2)
"""After a change another one may be dated in the same second: so long its date decides nothing."""
_KEPT, _KEPT_BYTES = 256, 1024 * 1024
Look = tuple[int, datetime]
"""What is published and what a search finds, as of one look at the store."""


class FilteredFeeds:
    """Filtered feeds, made on request and kept while no story changes; the oldest are forgotten first.

    Two changes may fall into one second: until it is over only the tag decides whether a copy is current.
    """

    def __init__(self, config: Config, store: Store, reads: Reads, shelf: Shelf) -> None:
        self._config, self._store, self._reads, self._shelf = config, store, reads, shelf
        self._context, self._channels = make_context(config), Channels(config)
        self._lock = threading.Lock()
        self._kept: Recent[tuple[Look, Served]] = Recent(_KEPT, room=_KEPT_BYTES, size=_size)

    def find(self, path: str, query: str) -> Served | Missing:
        """The filtered document, or why its topic has none; QueryError, StoreError.

        Where nothing is left of the query, the topic's own.
        """
        wanted = parse_filter(query)
        plain = self._shelf.find(path)
        if isinstance(plain, Missing) or not wanted:
            return plain
        key = f"{path}?{asked_for(query)}"
        view = self._shelf.view
        look = view.version, view.searched
        with self._lock:
            kept = self._kept.get(key)
            if kept and kept[0] == look:
                return kept[1]
        made = self._make(path, key, wanted, plain, view)
        with self._lock:
            self._kept.keep(key, (look, made))
        return made

    def stories(self, slug: str, wanted: Filter) -> list[Story]:
        """The stories of a topic that pass the filter, newest first."""
        entries = min(MOST_ENTRIES, self._config.entries_of(slug))
        return list(self._reads(self._store.search, slug, wanted.search_query(entries)))

    def _topic(self, slug: str) -> TopicConfig:
        title = self._shelf.topic_title(slug) or slug
        return self._config.topic(slug) or TopicConfig(slug=slug, title=title)

    def _make(self, path: str, key: str, wanted: Filter, plain: Served, view: View) -> Served:
        match = FEED_PATH.match(path)
        assert match is not None
        slug, form = match[1], match[3]
        stories = self.stories(slug, wanted)
        self_url = self._config.site.base_url + key
        channel = self._channel(slug, self_url, wanted, stories, plain)
        body = FORMATS[form].document(channel, self._fragments(stories, form))
        document = make_document(key, body, FORMATS[form].media_type, slug)
        published = view.modified.get(slug, plain.document.last_modified)
        modified = max(published, view.searched.replace(microsecond=0))
        link = link_header(self_url, None)
        dated = replace(document, last_modified=modified)
        served = make_served(dated, link, codings=document.codings, settles=modified + SETTLED)
        self._shelf.prepare(served)
        return served

    def _channel(
        self, slug: str, self_url: str, wanted: Filter, stories: Sequence[Story], plain: Served
    ) -> Channel:
        topic, state = self._topic(slug), self._shelf.view.topics.get(slug)
        return Channel(
            id=_filtered_id(state or _unseen(topic), wanted),
            title=f"{topic.title}: {describe(wanted)}",
            subtitle=f"Stories of {topic.title} with {describe(wanted)}",
            language=topic.language or self._config.site.language,
            self_url=self_url,
            html_url=f"{self._config.site.base_url}/topics/{slug}",
            updated=max((s.updated for s in stories), default=_born(state, plain)),
            published=max((min(s.published, s.updated) for s in stories), default=None),
            author=self._config.site.title,
            icon=topic.icon,
            ttl=self._channels.ttl(topic),
        )

    def _fragments(self, stories: Sequence[Story], form: str) -> list[bytes]:
        kept = self._reads(self._store.fragments, [s.id for s in stories], [form], self._context.key)[form]
        made = ((kept[s.id] if s.id in kept else self._fragment(s, form)) for s in stories)
        return [fragment for fragment in made if fragment]

    def _fragment(self, story: Story, form: str) -> bytes | None:
        try:
            return FORMATS[form].fragment(story, self._context)
        except RenderError:
            return None


def _size(kept: tuple[Look, Served]) -> int:
    return kept[1].size


def _born(state: TopicState | None, plain: Served) -> datetime:
    return state.created_at if state else plain.document.last_modified


def _filtered_id(state: TopicState, wanted: Filter) -> str:
    """An id of its own: two feeds with one id would be merged by readers (RFC 4287, section 4.2.6)."""
    return f"urn:uuid:{uuid.uuid5(uuid.UUID(topic_id(state)), wanted.query())}"


def _unseen(topic: TopicConfig) -> TopicState:
    """A topic whose state has not been looked at yet."""
    origin = (topic.slug, *topic.former)[-1]
    return TopicState(slug=topic.slug, title=topic.title, version=0, published_version=0, origin=origin)
