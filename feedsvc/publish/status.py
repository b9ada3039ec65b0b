"""What `/status` and `/status.json` say of every source and topic. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from feedsvc.config import Config, SourceConfig
from feedsvc.config.alive import Standing
from feedsvc.decide.cadence import standing
from feedsvc.models import SourceState, State, TopicState
from feedsvc.publish.channels import feed_path

WORST_FIRST = (State.FAILING, State.HELD, State.LATE, State.STALE, State.NEW, State.OK, State.DISABLED)
"""In this order sources are shown, wherever they are listed."""
MENDED = "read in another way since its page has changed"
"""What became of a source whose state is what it was, in its operator's feed and alerts."""


def status_document(
    config: Config,
    sources: Sequence[SourceState],
    topics: Sequence[TopicState],
    holds: Mapping[str, Sequence[str]] | None = None,
    *,
    standing: Standing,
    now: datetime,
) -> dict[str, Any]:
    """The JSON document of `/status.json`; `holds` gives the reasons of held sources by slug."""
    entries = source_entries(config, sources, holds, now=now)
    return {"sources": list(entries), **status_beside(config, topics, standing)}


def source_entries(
    config: Config,
    sources: Sequence[SourceState],
    holds: Mapping[str, Sequence[str]] | None = None,
    *,
    now: datetime,
) -> Iterator[dict[str, Any]]:
    """What that document says of each source, made one at a time."""
    return entries_of(config, source_states(config, sources, now), holds)


def entries_of(
    config: Config, states: Iterable[SourceState], holds: Mapping[str, Sequence[str]] | None = None
) -> Iterator[dict[str, Any]]:
    """The same of every configured source as it is, in their order."""
    held, pairs = holds or {}, zip(config.sources, states, strict=True)
    return (_source(source, state, held.get(source.slug, ())) for source, state in pairs)


def status_beside(config: Config, topics: Sequence[TopicState], standing: Standing) -> dict[str, Any]:
    """What that document says beside its sources."""
    return {
        "topics": [_topic(config, t) for t in listed_topics(config, topics)],
        "database": {"problems": list(standing.trouble)},
        "config": {"loaded_at": moment(standing.loaded_at), "problems": list(standing.problems)},
    }


def listed_topics(config: Config, topics: Sequence[TopicState]) -> list[TopicState]:
    """Topics in the order of the configuration, then those that sections brought, by title."""
    states = {t.slug: t for t in topics if not t.removed}
    first = [states.pop(t.slug) for t in config.topics if t.slug in states]
    return first + sorted(states.values(), key=lambda t: (t.title.casefold(), t.slug))


def source_states(config: Config, sources: Sequence[SourceState], now: datetime) -> list[SourceState]:
    """Every configured source with its state at this moment, in the order of the configuration."""
    states = {s.slug: s for s in sources}
    return [state_at(now, s, states.get(s.slug) or unseen(s)) for s in config.sources]


def state_at(now: datetime, source: SourceConfig, state: SourceState) -> SourceState:
    """What the store knows of a source, with what it is at this moment."""
    if not source.enabled:
        return state
    found = standing(state, now, every=source.every, expect=source.expect)
    return state if found is state.state else replace(state, state=found)


def feed_urls(config: Config, slug: str) -> dict[str, str]:
    """The public addresses of a topic's subscription documents, by format."""
    return {fmt: config.site.base_url + feed_path(slug, fmt) for fmt in config.publish.formats}


def _source(source: SourceConfig, known: SourceState, held: Sequence[str]) -> dict[str, Any]:
    return {
        "slug": source.slug,
        "title": source.title,
        "url": source.address,
        "state": str(known.state if source.enabled else State.DISABLED),
        "last_poll": moment(known.last_poll),
        "last_success": moment(known.last_success),
        "last_change": moment(known.last_change),
        "next_poll": moment(known.next_poll) if source.enabled else None,
        "failures": known.failures,
        "error": known.error,
        "stories": known.stories,
        "last_news": moment(known.last_news),
        "dropped": known.dropped,
        "held": list(held),
        "wall": known.history.wall or None,
    }


def _topic(config: Config, topic: TopicState) -> dict[str, Any]:
    return {
        "slug": topic.slug,
        "title": topic.title,
        "stories": topic.stories,
        "updated": moment(topic.updated),
        "feeds": feed_urls(config, topic.slug),
    }


def unseen(source: SourceConfig) -> SourceState:
    """A configured source of which the store knows nothing yet."""
    state = State.NEW if source.enabled else State.DISABLED
    return SourceState(slug=source.slug, title=source.title, url=source.address, state=state)


def moment(value: datetime | None) -> str | None:
    """A time as RFC 3339 in UTC, to the second."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None
