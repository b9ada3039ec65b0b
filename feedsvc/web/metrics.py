"""`/metrics` from what the store knows, so that every worker of every process says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import version

from feedsvc.errors import StoreError
from feedsvc.models import SourceState, State, TopicState
from feedsvc.render import gzip_parts
from feedsvc.web.directory import Directory

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_PLACES = 6
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


def packed_metrics(directory: Directory) -> bytes:
    """The whole scrape in Prometheus' text format, packed; `feedsvc_store_up` is 0 without the database.

    Of a thousand sources it is half a megabyte, which is never there as a whole.
    """
    return gzip_parts(part.encode() for part in families(directory))


def families(directory: Directory) -> Iterator[str]:
    """Every metric of one scrape; sources and topics as pages list them, so that one reading serves both."""
    yield family("info", "The running program.", [(labels(version=version("feedsvc")), 1)])
    try:
        sources = directory.sources().states
        topics = directory.topics()
        counts = directory.reads(directory.store.counts)
    except StoreError:
        yield single("store_up", "1 while the database answers.", 0)
        return
    yield single("store_up", "1 while the database answers.", 1)
    yield single("stories", "Stories stored.", counts["stories"])
    yield single("documents", "Documents published.", counts["documents"])
    yield single("pings_waiting", "Hub pings not yet taken.", counts["pings"])
    yield from source_metrics(sources)
    yield from topic_metrics(topics)


def source_metrics(sources: Iterable[SourceState]) -> Iterator[str]:
    """Sources by state, and the numbers of each."""
    seen = [(s.slug, s.state, s.history.wall, [value(s) for *_, value in _SOURCE_GAUGES]) for s in sources]
    counts = Counter(state for _, state, *_ in seen)
    yield family("sources", "Sources in each state.", ((labels(state=s), counts[s]) for s in State))
    states = ((labels(source=slug, state=state), 1) for slug, state, *_ in seen)
    yield family("source_state", "1 for the state it is in.", states)
    walls = ((labels(source=slug, wall=wall), 1) for slug, _, wall, _ in seen if wall)
    yield family("source_wall", "1 for the wall that its last poll met.", walls)
    named = [(labels(source=slug), values) for slug, *_, values in seen]
    for at, (name, told, _) in enumerate(_SOURCE_GAUGES):
        yield family(f"source_{name}", told, ((label, values[at]) for label, values in named))


def topic_metrics(topics: Sequence[TopicState]) -> Iterator[str]:
    """The numbers of every topic."""
    yield single("topics", "Topics that are served.", len(topics))
    named = [(labels(topic=t.slug), t) for t in topics]
    for name, told, value in _TOPIC_GAUGES:
        yield family(f"topic_{name}", told, [(label, value(t)) for label, t in named])


def single(name: str, told: str, value: float) -> str:
    """A gauge of one number."""
    return family(name, told, [("", value)])


def family(name: str, told: str, rows: Iterable[tuple[str, float | None]]) -> str:
    """A gauge and its numbers by label, without those that are not known.

    Written here and not by the library, which needs ten times as long: there are ten numbers of each source.
    """
    name = f"feedsvc_{name}"
    lines = [f"{name}{label} {_number(value)}\n" for label, value in rows if value is not None]
    return f"# HELP {name} {told}\n# TYPE {name} gauge\n{''.join(lines)}"


def labels(**named: str) -> str:
    """Labels as they stand behind a name: values are slugs and words of ours, which need no escapes."""
    return "{" + ",".join(f'{name}="{value}"' for name, value in named.items()) + "}"


def _number(value: float) -> str:
    """A number as Prometheus' own programs write it: from a million on with an exponent.

    Their library for Python, which does the same, takes a megabyte of every web process.
    """
    written = repr(float(value))
    point = written.find(".")
    if value <= 0 or point <= _PLACES:
        return written
    digits = f"{written[0]}.{written[1:point]}{written[point + 1 :]}".rstrip("0.")
    return f"{digits}e+{point - 1:02d}"
