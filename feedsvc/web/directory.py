"""Topics and sources as every page lists them: read from the store, in the order of the configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from feedsvc.config import Config, SourceConfig
from feedsvc.models import SourceState, State, TopicState
from feedsvc.process import utc_now
from feedsvc.publish.channels import feed_path
from feedsvc.publish.status import feed_urls, listed_topics, state_at, unseen
from feedsvc.render import FORMATS
from feedsvc.store import Store
from feedsvc.web.groups import Place, Roll, place_of, roll_of
from feedsvc.web.reads import Reads
from feedsvc.web.renewed import Renewed
from feedsvc.web.view import FeedLink

LARGE = 500
"""Sources and topics from which on lists of them all are read beside the requests."""
MOST_CHOICES = 100
"""Sources that a form lists; it asks for the name of one of more."""
T = TypeVar("T")


class Directory:
    """What there is; methods raise StoreError when the database is away."""

    def __init__(
        self,
        config: Config,
        store: Store,
        reads: Reads,
        clock: Callable[[], datetime] = utc_now,
        *,
        exact: bool = False,
    ) -> None:
        self.config, self.store, self.reads, self.clock = config, store, reads, clock
        self._large = not exact and len(config.sources) + len(config.topics) > LARGE
        self._roll = self.kept(self._read_roll)
        self._topics = self.kept(self._read_topics)
        self.urls: Mapping[str, str] = {s.slug: s.address for s in config.sources}

    def kept(self, read: Callable[[], T]) -> Callable[[], T]:
        """What tells of every source or topic: of very many, as of a moment ago."""
        return Renewed(read) if self._large else read

    def topics(self) -> Sequence[TopicState]:
        """Every topic that is served, in the order of the index; of very many, as of a moment ago."""
        return self._topics()

    def _read_topics(self) -> Sequence[TopicState]:
        return listed_topics(self.config, self.reads(self.store.topic_states))

    def topic(self, slug: str) -> TopicState | None:
        """One topic that is served."""
        state = self.reads(self.store.topic_state, slug)
        return None if state is None or state.removed else state

    def sources(self) -> Roll:
        """Every configured source with its state; of very many, as of a moment ago."""
        return self._roll()

    def _read_roll(self) -> Roll:
        now = self.clock()

        def place(face: SourceState) -> tuple[str, Place] | None:
            source = self.config.source(face.slug)
            return (face.slug, place_of(state_at(now, source, face))) if source else None

        found = dict(filter(None, self.reads(self.store.each_face, place)))
        return roll_of(
            [found.get(s.slug) or place_of(state_at(now, s, unseen(s))) for s in self.config.sources]
        )

    def configured(self, slugs: Iterable[str]) -> list[SourceConfig]:
        """Those of these sources that are configured, in the order of the configuration."""
        found = (source for slug in slugs if (source := self.config.source(slug)))
        return sorted(found, key=lambda source: f"{source.slug}.toml")

    def holds(self, sources: Sequence[SourceState]) -> dict[str, tuple[str, ...]]:
        """Why each held source is held."""
        held = [s.slug for s in sources if s.state is State.HELD]
        found = {slug: self.reads(self.store.hold, slug) for slug in held}
        return {slug: hold.reasons for slug, hold in found.items() if hold}

    def feeds(self, topic: TopicState) -> list[FeedLink]:
        """A topic's subscription documents, the recommended one first."""
        return feed_links(self.config, topic.slug, topic.title)

    def description(self, slug: str) -> str:
        """What a topic says of itself in the configuration."""
        topic = self.config.topic(slug)
        return topic.description if topic else ""

    def language(self, slug: str) -> str:
        """The language of a topic's stories where they name none themselves."""
        topic = self.config.topic(slug)
        return (topic.language if topic else None) or self.config.site.language

    def takes_all(self, slug: str) -> bool:
        """Whether a topic holds every story."""
        topic = self.config.topic(slug)
        return topic is not None and topic.takes_all

    def choices(self, slug: str | None = None) -> list[tuple[str, str]]:
        """The sources, as (slug, title), from which stories of a topic can come; one more than is listed."""
        topic = self.config.topic(slug) if slug else None
        wanted = frozenset(topic.sources if topic else ())
        named = (s for s in self.config.sources if s.slug in wanted)
        given = named if wanted else self.config.sources
        return [(s.slug, s.title) for s in islice(given, MOST_CHOICES + 1)]


def feed_links(config: Config, slug: str, title: str) -> list[FeedLink]:
    """The subscription documents of a topic, the recommended one first."""
    return [
        FeedLink(
            label=FORMATS[fmt].label,
            url=url,
            path=feed_path(slug, fmt),
            media_type=FORMATS[fmt].media_type,
            title=f"{title} ({FORMATS[fmt].label})",
        )
        for fmt, url in feed_urls(config, slug).items()
    ]
