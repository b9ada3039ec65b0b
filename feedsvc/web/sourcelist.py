"""The sources as the index and the status page list them: so many at once, trouble folded by host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedsvc.models import SourceState
from feedsvc.web.chart import DAYS, Chart, Spark, chart_of, spark_of
from feedsvc.web.directory import Directory
from feedsvc.web.groups import Group, Roll, troubled_groups, well
from feedsvc.web.view import pages_of

MOST_SHOWN = 100
"""Sources, or topics, on one page."""


@dataclass(frozen=True, slots=True)
class SourceList:
    """One page of the sources, those that need a look first; the counts are of all pages."""

    groups: Sequence[Group]
    well: Sequence[SourceState]
    pages: int
    all: int
    troubled: int
    stories: int


@dataclass(frozen=True, slots=True)
class Drawings:
    """The last thirty days of each source, and the news of all of them."""

    charts: Mapping[str, Chart | None]
    sparks: Mapping[str, Spark]
    news: Spark | None


NO_DRAWINGS = Drawings({}, {}, None)


def listed(
    roll: Roll,
    urls: Mapping[str, str],
    number: int | None,
    *,
    worst_first: bool = True,
) -> SourceList:
    """Page `number` of the sources, trouble first or last; without a number all of them."""
    order = roll.worst_first if worst_first else roll.well_first
    shown = list(order if number is None else order[(number - 1) * MOST_SHOWN :][:MOST_SHOWN])
    return SourceList(
        groups=troubled_groups(shown, urls),
        well=well(shown),
        pages=1 if number is None else pages_of(len(order), MOST_SHOWN),
        all=len(order),
        troubled=roll.troubled,
        stories=roll.stories,
    )


def drawn(directory: Directory, sources: Sequence[SourceState]) -> Drawings:
    """The days up to the newest poll; nothing where there was none, or where sources are too many."""
    latest = max((s.last_poll for s in sources if s.last_poll), default=None)
    if latest is None or len(sources) > MOST_SHOWN:
        return NO_DRAWINGS
    slugs, since, until = [s.slug for s in sources], latest - timedelta(days=DAYS), day_number(latest)
    polled = directory.reads(directory.store.polled_days, slugs, since)
    news = directory.reads(directory.store.news_days, slugs, since)
    return Drawings(
        charts={slug: chart_of(days, until) for slug, days in polled.items()},
        sparks={slug: spark_of(days, until) for slug, days in news.items()},
        news=spark_of(summed(news.values()), until),
    )


def summed(news: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """The news of several sources, day by day."""
    total: Counter[int] = Counter()
    for days in news:
        total.update(days)
    return total


def day_number(moment: datetime) -> int:
    """The day of a time, counted from 1970-01-01 in UTC."""
    return int(moment.timestamp()) // 86400
