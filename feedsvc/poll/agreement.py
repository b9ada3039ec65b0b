"""The store is made to agree with the configuration and the time: sources, topics, plans."""

from __future__ import annotations

from datetime import datetime

from feedsvc.config import Config
from feedsvc.decide.topics import Matcher
from feedsvc.publish.publisher import Publisher
from feedsvc.store import Store


def agree(store: Store, config: Config, matcher: Matcher, publisher: Publisher, now: datetime) -> None:
    """Make the store's sources and topics those of the configuration, and none planned by a wrong clock."""
    store.sync_sources(config.sources, now)
    store.clock_set_back(now)
    store.sync_topics(
        config.topics,
        matcher.topics,
        now,
        fingerprint=publisher.fingerprint,
        fingerprints=publisher.fingerprints,
        auto=config.auto_sections,
    )
