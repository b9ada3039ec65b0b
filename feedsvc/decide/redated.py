"""Stories without links under another date: the page was read another way, or dates them to a day to come.

    Tide tables    4/3/2026        read as 4 March once, and as 3 April now: the same story
    Tide tables    5 April 2026    after that of 4 March was first seen: the next one

What was dated to a day to come when it was found was stored as of then, and has another date on the page. So
a title names its story where it is the only one of its kind, here and there, above the same text, under a
date that the next story of its name cannot bear. Nor may it be that of an earlier one, which comes up from
below the list when a later one is taken off:

    Meeting minutes    4 March 2026        taken off, and all others stand as before
    Meeting minutes    10 January 2026     the last one of the list now: another story

Where a page gives ages, a date goes on by up to a day, a week or a month until the next one is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from feedsvc.decide.contradictions import DAY, authors_differ, links_differ, moved
from feedsvc.decide.keys import has_date
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.namesakes import left_over, namesakes, title_words
from feedsvc.decide.similarity import ALIKE, likeness
from feedsvc.decide.told import told
from feedsvc.models import KnownStory

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
READING = timedelta(minutes=2)
"""Between the fetch of a page, from which ages are counted, and this."""


def redated(
    listed: Sequence[Listed],
    found: Mapping[int, Remembered],
    window: Sequence[Remembered],
    source: str,
    now: datetime,
) -> dict[int, Remembered]:
    """The pairs already found, and those that another date hid; `window` stood on the page."""
    left, gone = left_over(listed, found, window)
    left = [block for block in left if not block.strong and block.story.published]
    pairs = namesakes(left, gone, title_words, listed, window)
    same = [(block, known) for block, known in pairs if is_redated(block, known, source, now)]
    if same and reads_as_before(listed, found):
        last = min((known.story.published for known in window if known.story.dated), default=now)
        same = [(block, known) for block, known in same if not has_come_up(block, known, last)]
    return {**found, **{block.place: known for block, known in same}}


def reads_as_before(listed: Sequence[Listed], found: Mapping[int, Remembered]) -> bool:
    """Whether any story that is known again has its date still: no other way of reading moved the rest."""
    return any(
        block.story.published and known.story.dated and not moved(block, known.story)
        for block in listed
        if (known := found.get(block.place))
    )


def has_come_up(block: Listed, known: Remembered, last: datetime) -> bool:
    """Whether it is older than all that stood there, and nothing but its title speaks for the known one."""
    one = block.story.published
    if one is None or one >= last or any(told(block.story, known.story)):
        return False
    return not _is_swapped(one.astimezone(block.zone), known.story.published.astimezone(block.zone))


def _is_swapped(one: datetime, other: datetime) -> bool:
    """Whether day and month of one date are month and day of the other."""
    return (one.year, one.month, one.day) == (other.year, other.day, other.month)


def has_aged(block: Listed, known: KnownStory, now: datetime) -> bool:
    """Whether a date is an age in whole days (`1 day ago`), which goes on with time, and may be known."""
    one = block.story.published
    if one is None or one == block.midnight or not known.dated:
        return False
    days = round((now - one) / DAY)
    told = days >= 1 and abs(now - one - days * DAY) <= READING
    step = next((step for step in (MONTH, WEEK) if days * DAY >= step), DAY)
    return told and abs(one - known.published) < step - READING


def is_redated(block: Listed, known: Remembered, source: str, now: datetime) -> bool:
    """Whether a story of the known one's title is it under another date, and not the next one."""
    one, other, last = block.story, known.story, known.story.sighting(source)
    if last is None or one.published is None or other.guid:
        return False
    if links_differ(block, known) or authors_differ(one, other):
        return False
    ours, theirs = told(one, other)
    if ours != theirs and likeness(ours, theirs) < ALIKE:
        return False
    to_come = one.published > now and not has_date(known.keys)
    return has_aged(block, other, now) or to_come or one.published < last.since - DAY
