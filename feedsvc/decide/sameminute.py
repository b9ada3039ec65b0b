"""Stories of the very minute of one that is gone, under its title, or nearly its words, behind another link.

    10:42  Crane falls at northern quay    /live/crane    →    10:42  Crane falls at northern quay    /a/4471
    09:13  Ferry leaves northern quay      /ferry-leaves  →    09:13  Northern ferry leaves at last   /at-last

Their minute must be no one else's, here and before, and no full or half hour, and most of the page known:
what is made at once shares a minute, and a story that was dated before the last poll would have stood there,
too. So it is where older ones are still there: at the end of a list two of one minute take turns. Neither may
their links name two things under one title. Under another headline no number may differ in title or link,
and headlines or words must be related.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from feedsvc.decide.contradictions import (
    SEVERAL,
    authors_differ,
    guids_name_apart,
    is_timed,
    links_name_apart,
    numbers_differ,
    words_differ,
)
from feedsvc.decide.headlined import named_apart
from feedsvc.decide.keys import Source, host, minute_of
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.namesakes import left_over, namesakes
from feedsvc.decide.similarity import ALIKE, VERSIONS, bare_words, likeness, same_words
from feedsvc.decide.spelling import NUMBERS
from feedsvc.decide.told import WORTH_COMPARING, View, told

LONG = 4
"""Letters of a word that tells what a headline is about."""
RELATED = 0.6
"""The part of such words of the shorter headline that a related one has, too; and two of them."""


def sameminute(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered], source: Source
) -> dict[int, Remembered]:
    """The pairs already found, and those that share a minute with no one else; `window` stood on the page."""
    oldest = min((known.story.published for known in found.values() if known.story.dated), default=None)
    if oldest is None or 2 * len(found) < len(listed):
        return dict(found)
    left, gone = left_over(listed, found, window)
    left = [block for block in left if is_timed(block) and _is_above(block, oldest)]
    gone = [known for known in gone if known.story.dated]
    pairs = namesakes(left, gone, _minute, listed, window)
    return {**found, **{block.place: known for block, known in pairs if _is_same(block, known, source)}}


def _is_above(block: Listed, oldest: datetime) -> bool:
    """Whether the list goes on below it, with an older story that is known."""
    return block.story.published is not None and block.story.published > oldest


def _minute(story: View) -> datetime | None:
    return minute_of(story.published) if story.published else None


def _is_same(block: Listed, known: Remembered, source: Source) -> bool:
    one, other = block.story, known.story
    if authors_differ(one, other) or words_differ(one, other, VERSIONS):
        return False
    if same_words(one.title, other.title):
        return len(bare_words(one.title)) >= SEVERAL and not _is_named(block, known, source)
    if named_apart(block, known, source) or NUMBERS.findall(one.title) != NUMBERS.findall(other.title):
        return False
    ours, theirs = told(one, other)
    worth = min(len(bare_words(ours)), len(bare_words(theirs))) >= WORTH_COMPARING
    return (worth and likeness(ours, theirs) >= ALIKE) or are_related(one.title, other.title)


def _is_named(block: Listed, known: Remembered, source: Source) -> bool:
    """Whether another number, host, or guid that is no address names another story."""
    one, other = block.story, known.story
    if numbers_differ(block, known) or host(one.url) != host(other.url) or links_name_apart(block, known):
        return True
    return guids_name_apart(block, known, source)


def are_related(one: str, other: str) -> bool:
    """True for two headlines with several long words in common."""
    ours, theirs = ({word for word in bare_words(title) if len(word) >= LONG} for title in (one, other))
    shared = len(ours & theirs)
    return shared >= 2 and shared >= RELATED * min(len(ours), len(theirs))
