"""What a topic's documents say of the feed itself: ids, addresses, authors, hub, archive links."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from feedsvc.config import Config, SourceConfig, TopicConfig
from feedsvc.models import Channel, Member, Tombstone, TopicState

TOPICS = uuid.UUID("5f7a1b1e-6d0c-5a8f-9a57-0f3b2c1d4e6a")
"""Namespace of topic ids: a topic's id depends on its first slug alone, never on where it is served."""
OPML_PATH = "/feeds.opml"
ARCHIVE_TTL = 60
"""Minutes; an archive document must not change because a source is polled more often."""


def topic_id(state: TopicState) -> str:
    """The Atom id of a topic; it survives every renaming that is recorded in `former`."""
    return f"urn:uuid:{uuid.uuid5(TOPICS, state.origin or state.slug)}"


def feed_path(slug: str, fmt: str, page: int | None = None) -> str:
    """Where a topic's subscription document, or its archive page, is served."""
    return f"/feeds/{slug}.{fmt}" if page is None else f"/feeds/{slug}/archive/{page}.{fmt}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Which document of a topic is meant: the subscription (`page` None) or an archive page.

    `archived` pages have left the subscription document; `last_page` is the one that still fills.
    """

    page: int | None
    archived: int
    last_page: int

    @property
    def previous(self) -> int | None:
        """The archive page with the next older stories."""
        return (self.archived if self.page is None else self.page - 1) or None

    @property
    def following(self) -> int | None:
        """The archive page with the next newer stories."""
        return None if self.page is None or self.page >= self.last_page else self.page + 1


class Channels:
    """Makes the channel of every document from the configuration and stored state."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._base = config.site.base_url
        self._minutes: dict[Sequence[str], int] = {(): minutes_of(config.sources)}

    def channels(
        self,
        topic: TopicConfig,
        state: TopicState,
        place: Place,
        formats: Iterable[str],
        members: Sequence[Member],
        authors: Sequence[str] = (),
    ) -> Iterator[Channel]:
        """The channel of one document in each format."""
        told: dict[str, Any] = {
            "id": topic_id(state),
            "title": topic.title,
            "subtitle": topic.description or f"{topic.title}: stories from {self._config.site.title}",
            "language": topic.language or self._config.site.language,
            "html_url": f"{self._base}/topics/{topic.slug}",
            "updated": last_update(members, state.created_at),
            "published": last_publication(members, state.created_at),
            "author": self._config.site.title,
            "authors": tuple(authors),
            "icon": topic.icon,
            "hub": self.hub(topic),
            "ttl": self.ttl(topic) if place.page is None else ARCHIVE_TTL,
            "archive": place.page is not None,
            "tombstones": tuple(
                Tombstone(id=m.story, when=m.withdrawn_at) for m in members if m.withdrawn_at
            ),
        }
        return (Channel(**told, **self._links(topic, fmt, place)) for fmt in formats)

    def _links(self, topic: TopicConfig, fmt: str, place: Place) -> dict[str, Any]:
        """Where a document and those around it are served in one format."""
        return {
            "self_url": self._url(topic, fmt, place.page),
            "current_url": self._url(topic, fmt, None) if place.last_page else None,
            "prev_archive_url": self._url(topic, fmt, place.previous) if place.previous else None,
            "next_archive_url": self._url(topic, fmt, place.following) if place.following else None,
        }

    def hub(self, topic: TopicConfig | None) -> str | None:
        """The WebSub hub that is told of the topic's changes; None stands for one made from a section."""
        return (topic.hub if topic else None) or self._config.publish.hub or None

    def pings(self, topic: TopicConfig) -> list[tuple[str, str, str]]:
        """(path, public URL, hub) of every subscription document that a hub is told of."""
        hub = self.hub(topic)
        paths = [feed_path(topic.slug, fmt) for fmt in self._config.publish.formats]
        return [(path, self._base + path, hub) for path in paths] if hub else []

    def ttl(self, topic: TopicConfig | None) -> int:
        """Minutes between two polls of the topic's busiest source, within an hour (RSS `ttl`).

        A topic that names no sources has all of them.
        """
        sources = tuple(topic.sources) if topic else ()
        if sources not in self._minutes:
            self._minutes[sources] = minutes_of(filter(None, map(self._config.source, sources)))
        return self._minutes[sources]

    def face(self, topic: TopicConfig | None) -> tuple[object, ...]:
        """Everything that a topic's documents show of the configuration of the site and its sources."""
        site, publish = self._config.site, self._config.publish
        shown = (publish.entries, publish.formats, publish.hub, publish.per_topic_authors)
        return (site.title, site.base_url, site.language, *shown, self.ttl(topic))

    def _url(self, topic: TopicConfig, fmt: str, page: int | None) -> str:
        return self._base + feed_path(topic.slug, fmt, page)


def minutes_of(sources: Iterable[SourceConfig]) -> int:
    """The shortest interval among those that are polled, in minutes."""
    every = min((s.every for s in sources if s.enabled), default=timedelta(hours=1))
    return min(60, max(1, int(every / timedelta(minutes=1))))


def last_update(members: Sequence[Member], born: datetime) -> datetime:
    """The newest `updated` of what stands in a document; an empty one keeps its birth."""
    times = [m.updated for m in members if not m.left] + [m.withdrawn_at for m in members if m.withdrawn_at]
    return max(times, default=born)


def last_publication(members: Sequence[Member], born: datetime) -> datetime:
    """When the newest story of a document came out; nothing comes out after its own update."""
    return max((min(m.published, m.updated) for m in members if not m.left), default=born)
