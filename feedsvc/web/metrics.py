"""`/metrics` from what the store knows, so that every worker of every process says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from importlib.metadata import version

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from feedsvc.config import Config
from feedsvc.errors import StoreError
from feedsvc.models import SourceState, State, TopicState
from feedsvc.publish.status import listed_topics, source_states
from feedsvc.store import Store
from feedsvc.web.reads import Reads

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SOURCE_GAUGES: tuple[tuple[str, str, Callable[[SourceState], float | None]], ...] = (
    ("stories", "Stories ever stored from the source.", lambda s: s.stories),
    ("failures", "Polls in a row that failed.", lambda s: s.failures),
    ("dropped", "Stories of the last poll that could not be made safe.", lambda s: s.dropped),
    ("last_poll_timestamp_seconds", "When it was last polled.", lambda s: seconds(s.last_poll)),
    ("last_success_timestamp_seconds", "When a poll last succeeded.", lambda s: seconds(s.last_success)),
    ("last_change_timestamp_seconds", "When its stories last changed.", lambda s: seconds(s.last_change)),
    ("last_news_timestamp_seconds", "When a story was last new.", lambda s: seconds(s.last_news)),
    ("next_poll_timestamp_seconds", "When it is polled next.", lambda s: seconds(s.next_poll)),
)
_TOPIC_GAUGES: tuple[tuple[str, str, Callable[[TopicState], float | None]], ...] = (
    ("stories", "Stories of the topic.", lambda t: t.stories),
    ("updated_timestamp_seconds", "Latest update among its stories.", lambda t: seconds(t.updated)),
    ("stale", "1 while its documents wait to be published.", lambda t: t.version > t.published_version),
)


def seconds(moment: datetime | None) -> float | None:
    """Unix time."""
    return moment.timestamp() if moment else None


class StoreCollector(Collector):
    """Gauges read from the store at every scrape; `feedsvc_store_up` 0 when it is away."""

    def __init__(self, config: Config, store: Store, reads: Reads, now: datetime) -> None:
        self._config, self._store, self._reads, self._now = config, store, reads, now

    def collect(self) -> Iterable[Metric]:
        """Every metric of one scrape."""
        info = GaugeMetricFamily("feedsvc_info", "The running program.", labels=["version"])
        info.add_metric([version("feedsvc")], 1)
        yield info
        try:
            sources = self._reads(self._store.source_faces)
            topics = self._reads(self._store.topic_states)
            counts = self._reads(self._store.counts)
        except StoreError:
            yield GaugeMetricFamily("feedsvc_store_up", "1 while the database answers.", 0)
            return
        yield GaugeMetricFamily("feedsvc_store_up", "1 while the database answers.", 1)
        yield GaugeMetricFamily("feedsvc_stories", "Stories stored.", counts["stories"])
        yield GaugeMetricFamily("feedsvc_documents", "Documents published.", counts["documents"])
        yield GaugeMetricFamily("feedsvc_pings_waiting", "Hub pings not yet taken.", counts["pings"])
        yield from source_metrics(source_states(self._config, sources, self._now))
        yield from topic_metrics(listed_topics(self._config, topics))


def source_metrics(sources: list[SourceState]) -> Iterable[Metric]:
    """Sources by state, and the numbers of each."""
    counts = Counter(s.state for s in sources)
    by_state = GaugeMetricFamily("feedsvc_sources", "Sources in each state.", labels=["state"])
    one_each = GaugeMetricFamily(
        "feedsvc_source_state", "1 for the state it is in.", labels=["source", "state"]
    )
    for state in State:
        by_state.add_metric([str(state)], counts[state])
    for source in sources:
        one_each.add_metric([source.slug, str(source.state)], 1)
    walls = GaugeMetricFamily(
        "feedsvc_source_wall", "1 for the wall that its last poll met.", labels=["source", "wall"]
    )
    for source in sources:
        if source.history.wall:
            walls.add_metric([source.slug, source.history.wall], 1)
    yield by_state
    yield one_each
    yield walls
    for name, help_text, value in _SOURCE_GAUGES:
        yield _gauge(f"feedsvc_source_{name}", help_text, "source", [(s.slug, value(s)) for s in sources])


def topic_metrics(topics: list[TopicState]) -> Iterable[Metric]:
    """The numbers of every topic."""
    yield GaugeMetricFamily("feedsvc_topics", "Topics that are served.", len(topics))
    for name, help_text, value in _TOPIC_GAUGES:
        yield _gauge(f"feedsvc_topic_{name}", help_text, "topic", [(t.slug, value(t)) for t in topics])


def _gauge(name: str, help_text: str, label: str, rows: Iterable[tuple[str, float | None]]) -> Metric:
    family = GaugeMetricFamily(name, help_text, labels=[label])
    for slug, value in rows:
        if value is not None:
            family.add_metric([slug], value)
    return family


def metrics_text(config: Config, store: Store, reads: Reads, now: datetime) -> bytes:
    """The whole scrape in Prometheus' text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(StoreCollector(config, store, reads, now))
    return generate_latest(registry)
