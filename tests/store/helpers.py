"""A newsroom in miniature: sources, topics and polls with verbs, over a real Store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from feedsvc.config import SourceConfig, TopicConfig
from feedsvc.models import Changes, Claim, Document, PollRecord
from feedsvc.store import Store
from tests.builders import NOW, make_changes, make_new

LEASE = timedelta(minutes=2)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def make_source(slug: str = "world", **given: Any) -> SourceConfig:
    defaults: dict[str, Any] = {
        "slug": slug,
        "title": slug.title(),
        "url": f"https://news.example/{slug}/",
        "extractor": "byline",
        "timezone": ZoneInfo("UTC"),
        "every": timedelta(minutes=10),
    }
    return SourceConfig(**(defaults | given))


def make_topic(slug: str = "all", **given: Any) -> TopicConfig:
    return TopicConfig(**({"slug": slug, "title": slug.title()} | given))


def furnish(
    store: Store, *, sources: Collection[str] = ("world",), topics: Collection[str] = ("all",)
) -> None:
    """Sources that are due and topics without stories."""
    store.sync_sources([make_source(slug) for slug in sources], NOW)
    store.sync_topics([make_topic(slug) for slug in topics], lambda story: set(topics), NOW)


def take(store: Store, source: str = "world", now: datetime = NOW) -> Claim:
    claim = store.claim(source, "tester", now, LEASE)
    assert claim is not None
    return claim


def make_record(store: Store, claim: Claim, changes: Changes = Changes(), **given: Any) -> PollRecord:
    """A record under this claim; new stories join topic `all` unless told otherwise."""
    state = store.source_state(claim.source)
    assert state is not None
    defaults: Mapping[str, Any] = {
        "claim": claim,
        "started": NOW,
        "finished": NOW + SECOND,
        "state": replace(state, next_poll=NOW + 10 * MINUTE, last_poll=NOW),
        "changes": changes,
        "joins": {new.story.id: frozenset({"all"}) for new in changes.new},
    }
    return PollRecord(**{**defaults, **given})


def poll(
    store: Store, changes: Changes = Changes(), *, source: str = "world", **given: Any
) -> frozenset[str]:
    """Claim, record, done; gives the touched topics."""
    return store.record_poll(make_record(store, take(store, source), changes, **given))


def bring(store: Store, *numbers: int, source: str = "world", **given: Any) -> frozenset[str]:
    """New stories with these numbers arrive from a source."""
    new = tuple(make_new(number, source=source) for number in numbers)
    return poll(store, make_changes(new=new), source=source, **given)


def make_document(path: str = "/feeds/all.atom", body: bytes = b"<feed/>", **given: Any) -> Document:
    defaults: dict[str, Any] = {"media_type": "application/atom+xml", "etag": body.hex()[:32], "topic": "all"}
    named: dict[str, Any] = {"path": path, "body": body, "last_modified": NOW}
    return Document(**(named | defaults | given))
