"""Stories whose dates have all moved by one amount: their site tells its times in another zone by now.

    14:05  Tide tables printed    /news/12          13:05  Tide tables printed    /blog/tide-tables
    09:41  Crane inspected        /news/11    →     08:41  Crane inspected        /blog/crane-inspected
    07:20  Ferry sails again      /news/10          06:20  Ferry sails again      /blog/ferry-sails

are the same ones where several have moved so, by whole quarters of an hour, each under a title that no other
story has, here or before. The next ones of their names (hourly news) are dated after those stood there
first, less what stories of the page take to stand there: some sites date all of them hours too early.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

from feedsvc.decide.contradictions import ZONES_APART, authors_differ, numbers_differ, words_differ
from feedsvc.decide.keys import minute_of
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.namesakes import left_over, namesakes, title_words

FEWEST = 3
"""Stories that have moved by one amount from which on it means anything."""
STEP = timedelta(minutes=15)
"""Zones are whole numbers of these apart."""

Pair = tuple[Listed, Remembered]


def shifted(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered], source: str
) -> dict[int, Remembered]:
    """The pairs already found, and those that another zone hid; `window` stood on the page."""
    left, gone = left_over(listed, found, window)
    left, gone = [b for b in left if b.story.published], [k for k in gone if k.story.dated]
    if min(len(left), len(gone)) < FEWEST:
        return dict(found)
    pairs = [pair for pair in namesakes(left, gone, title_words, listed, window) if _may_be(*pair)]
    late = _late([known for _, known in pairs], source)
    sure = Counter(_apart(pair) for pair in pairs if _stood_there_before(pair, source, late))
    apart, count = max(sure.items(), key=lambda one: one[1], default=(STEP, 0))
    if count < FEWEST:
        return dict(found)
    return {**found, **{pair[0].place: pair[1] for pair in pairs if _apart(pair) == apart}}


def _may_be(block: Listed, known: Remembered) -> bool:
    """Whether the dates are as far apart as zones, and neither number, authors nor words say otherwise."""
    apart = _apart((block, known))
    if not timedelta() < abs(apart) <= ZONES_APART or apart % STEP:
        return False
    if numbers_differ(block, known) or authors_differ(block.story, known.story):
        return False
    return not words_differ(block.story, known.story)


def _apart(pair: Pair) -> timedelta:
    block, known = pair
    return minute_of(block.story.published or known.story.published) - minute_of(known.story.published)


def _late(window: Sequence[Remembered], source: str) -> timedelta:
    """How long after its date a story of the page was first seen there, at the least."""
    seen = ((known.story, known.story.sighting(source)) for known in window)
    times = (last.since - story.published for story, last in seen if last and story.dated)
    return max(timedelta(), min(times, default=timedelta()))


def _stood_there_before(pair: Pair, source: str, late: timedelta) -> bool:
    """Whether the story is dated before the known one stood on the page first, as far as dates tell."""
    block, known = pair
    last = known.story.sighting(source)
    return (
        last is not None and block.story.published is not None and block.story.published < last.since - late
    )
