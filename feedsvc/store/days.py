"""What the last days brought, source by source: from the lines of polls, and from the stories themselves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa

from feedsvc.models import Outcome, PolledDay
from feedsvc.store.among import among
from feedsvc.store.base import Base
from feedsvc.store.bulk import read_rows
from feedsvc.store.tables import polls, sightings, stories
from feedsvc.store.values import MICROSECOND

DAY_MICROSECONDS = 86_400_000_000


class Days(Base):
    """The Store's part that counts by days (in UTC, numbered from 1970-01-01)."""

    def polled_days(self, wanted: Collection[str], since: datetime) -> dict[str, list[PolledDay]]:
        """What polls of these sources came to on each day from `since` on: those with any, rising.

        Only polls that brought something or failed leave a line, and a source's oldest lines make room.
        """
        days: dict[str, list[PolledDay]] = {}
        with self._read() as tx:
            for source, *sums in read_rows(tx, POLLED, {"wanted": sorted(wanted), "since": since}):
                days.setdefault(source, []).append(polled_day(*map(int, sums)))
        return days

    def news_days(self, wanted: Collection[str], since: datetime) -> dict[str, dict[int, int]]:
        """How many stories were first seen in these sources on each day from `since` on."""
        found: dict[str, dict[int, int]] = {}
        with self._read() as tx:
            # Numbers rise with time: so the rest of the history is not looked at.
            given = {"wanted": sorted(wanted), "since": since, "first": first_since(tx, since)}
            for source, number, count in read_rows(tx, NEWS, given):
                found.setdefault(source, {})[int(number)] = count
        return found


def first_since(tx: sa.Connection, since: datetime) -> int:
    """The number from which on stories were stored at this moment or later, found in a few steps."""
    numbers = range(1, (tx.scalar(sa.select(sa.func.max(stories.c.number))) or 0) + 1)
    at = sa.select(stories.c.first_seen).where(stories.c.number >= sa.bindparam("number"))
    at = at.order_by(stories.c.number).limit(1)
    return 1 + bisect_left(numbers, since, key=lambda number: tx.scalars(at, {"number": number}).one())


def micros(moment: sa.ColumnElement[datetime]) -> sa.ColumnElement[int]:
    """A moment as the number that is stored."""
    return sa.type_coerce(moment, sa.BigInteger)


def day_of(moment: sa.ColumnElement[datetime]) -> sa.ColumnElement[int]:
    """The number of the day of a moment."""
    return micros(moment) // DAY_MICROSECONDS


def polled_day(number: int, count: int, took: int, new: int, failed: int, held: int) -> PolledDay:
    """The polls of one day; `took` are their microseconds in all."""
    mean: timedelta = took // count * MICROSECOND
    return PolledDay(number=number, new=new, failed=failed, held=held, polls=count, took=mean)


def ended(outcome: Outcome) -> sa.ColumnElement[int]:
    """How many polls ended so."""
    return sa.func.sum(sa.case((polls.c.outcome == outcome.value, 1), else_=0))


POLLED = (
    sa.select(
        polls.c.source,
        day_of(polls.c.started).label("day"),
        sa.func.count().label("polls"),
        sa.func.sum(micros(polls.c.finished) - micros(polls.c.started)).label("took"),
        sa.func.sum(polls.c.new).label("new"),
        ended(Outcome.FAILED).label("failed"),
        ended(Outcome.HELD).label("held"),
    )
    .where(among(polls.c.source, "wanted") & (polls.c.started >= sa.bindparam("since")))
    .group_by(polls.c.source, sa.literal_column("2"))
    .order_by(polls.c.source, sa.literal_column("2"))
)
RECENT = (sightings.c.first_seen >= sa.bindparam("since")) & (sightings.c.story >= sa.bindparam("first"))
NEWS = (
    sa.select(
        sightings.c.source, day_of(sightings.c.first_seen).label("day"), sa.func.count().label("stories")
    )
    .where(among(sightings.c.source, "wanted") & RECENT)
    .group_by(sightings.c.source, sa.literal_column("2"))
)
