"""Which times a story gets: true where the page is believable, distinct, and never in the future."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from feedsvc.decide.keys import minute_of
from feedsvc.models import ParsedStory

SECOND = timedelta(seconds=1)
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""A page that dates a story before the web existed does not know its date (epoch 0, year 1 …)."""


def whole_second(when: datetime) -> datetime:
    """The time without fractions: feeds carry whole seconds."""
    return when.replace(microsecond=0)


def believable(published: datetime | None) -> bool:
    """True for a date that a story on the web can bear."""
    return published is not None and published >= EARLIEST


def publication(story: ParsedStory, place: int, now: datetime) -> datetime:
    """When a new story counts as published: its own date, or now for an undated or future one.

    `place` is its position on the page, from 0: those that count from now keep the page's order, one
    second apart.
    """
    latest = whole_second(now)
    if story.published and believable(story.published) and story.published <= now:
        return whole_second(story.published)
    return latest - place * SECOND


def minutes_of(stories: Iterable[ParsedStory], now: datetime) -> frozenset[datetime]:
    """The minutes in which these stories may be given a time, for `Store.taken_times`."""
    dates = (s.published if s.published and believable(s.published) else now for s in stories)
    return frozenset(minute_of(min(when, now)) for when in dates) | {minute_of(now)}


class Taken:
    """Seconds that are given to a story; where one is free next is found in few steps, however many are."""

    def __init__(self, times: Iterable[datetime] = ()) -> None:
        self._used = set(times)
        self._jumps: dict[timedelta, dict[datetime, datetime]] = {SECOND: {}, -SECOND: {}}

    def add(self, when: datetime) -> None:
        """Give this second away."""
        self._used.add(when)

    def free_from(self, when: datetime, step: timedelta) -> datetime:
        """The first free second from `when` on, `step` by `step` of a second forwards or backwards."""
        jumps, passed = self._jumps[step], []
        while when in self._used:
            passed.append(when)
            when = jumps.get(when, when + step)
        # What is taken stays taken: who comes next jumps over all of it.
        jumps.update((second, when) for second in passed)
        return when


def free_second(wanted: datetime, taken: Taken, now: datetime) -> datetime:
    """The first second from `wanted` on that is neither taken nor in the future; else one before it.

    Equal `updated` times make validators warn and readers shuffle.
    """
    when = taken.free_from(wanted, SECOND)
    return when if when <= max(wanted, now) else taken.free_from(wanted, -SECOND)


def edit_time(updated: datetime, taken: Taken, now: datetime) -> datetime | None:
    """The latest free second up to now that is later than `updated`; None when there is none.

    There is none when the clock was set back: the edit waits rather than being dated in the future.
    """
    when = taken.free_from(whole_second(now), -SECOND)
    return when if when > updated else None
