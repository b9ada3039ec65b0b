"""Stories whose headline and slug are new, behind an address that keeps its number.

    /news/quotas-cut-by-a-third-1120148.html   →   /news/row-about-quotas-1120148.html

Editors of many sites change both, and the number alone names the story. It does where each link of the list
has one of its own, now and before, and they grow from story to story, so that they count no sections, days or
readers; and where the date and the words say so too. A number that the words tell is a price, a minute or a
second in an address is that of all stories of one moment, and a list without dates is one of flats, posts or
places, under titles of one form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from feedsvc.decide.contradictions import guids_differ, is_timed, moved, numbers_differ
from feedsvc.decide.keys import Source, host, minute_of
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.namesakes import left_over
from feedsvc.decide.similarity import VERSIONS, likeness
from feedsvc.decide.told import told
from feedsvc.models import ParsedStory

FEWEST = 5
"""Links of a list from which on numbers of their own mean anything."""
IN_ORDER = 0.7
"""The part of neighbours whose numbers go one way."""
RELATED = 0.1
"""Likeness of two headlines from which on they may be of one story."""
BESIDE = 2
"""Stories above and below that are looked at for the words of a form."""
_STAMP = (
    r"(?:(?:19|20)\d\d(?:[01]\d(?:[0-3]\d(?:[0-2]\d[0-5]\d(?:[0-5]\d)?)?)?)?"
    r"|[0-3]\d[01]\d(?:19|20)\d\d|1\d{9}(?:\d{3})?)"
)
"""A year, month, day, minute or second, or the seconds or milliseconds since 1970."""
_NUMBER = re.compile(rf"(?<!\d)(?!{_STAMP}(?!\d))\d{{4,}}")
"""What may count stories."""
_GROUPED = re.compile(r"(?<=\d)[.,'’\s](?=\d{3})")
"""Between the groups of a number: `12,500`."""


def numbered(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered], source: Source
) -> dict[int, Remembered]:
    """The pairs already found, and those that a number alone still names; `window` stood on the page."""
    new, lost = left_over(listed, found, window)
    left = {n: block for block in new if lost and (n := number_of(block.story.url))}
    gone = {n: known for known in lost if left and (n := number_of(known.story.url)) in left}
    if not gone:
        return dict(found)
    before = sorted(window, key=lambda known: known.story.published)
    here, there = ((one.story.url for one in those) for those in (listed, before))
    if not (name_stories(here) and name_stories(there)):
        return dict(found)
    minutes = Counter(minute_of(block.story.published) for block in listed if block.story.published)
    alone = frozenset(minute for minute, stories in minutes.items() if stories == 1)
    same = {
        block.place: known
        for n, known in gone.items()
        if _may_be(block := left[n], known, source)
        and (is_alone(block, alone) or _say_alike(block, known, listed))
    }
    return {**found, **same}


@lru_cache(maxsize=1024)
def number_of(url: str | None) -> str:
    """The last number of an address that may count stories; "" where it has none."""
    place = (url or "").partition("#")[0].rpartition("://")[2]
    return next(reversed(_NUMBER.findall(place, place.find("/") + 1)), "")


def name_stories(urls: Iterable[str | None]) -> bool:
    """Whether each link of a list has a number of its own, and they grow from story to story."""
    numbers = [number_of(url) for url in urls if url]
    if len(numbers) < FEWEST or "" in numbers or len(set(numbers)) < len(numbers):
        return False
    grown = sum(int(one) < int(other) for one, other in pairwise(numbers))
    return max(grown, len(numbers) - 1 - grown) >= IN_ORDER * (len(numbers) - 1)


def _may_be(block: Listed, known: Remembered, source: Source) -> bool:
    """Whether nothing speaks against a story of one number being the known one."""
    one, other = block.story, known.story
    if one.published is None or not other.dated or moved(block, other):
        return False
    if host(one.url) != host(other.url) or numbers_differ(block, known) or tells(one, number_of(one.url)):
        return False
    numbers = number_of(one.guid), number_of(one.url), number_of(other.guid)
    return not guids_differ(block, known, source) or len(set(numbers)) == 1


def is_alone(block: Listed, alone: Collection[datetime]) -> bool:
    """Whether a story has a time, of a minute that no other one of the page has: those in `alone`."""
    when = block.story.published
    return is_timed(block) and when is not None and minute_of(when) in alone


def _say_alike(block: Listed, known: Remembered, listed: Sequence[Listed]) -> bool:
    """Whether title and words are alike, and the words no form that the stories beside it have, too."""
    one, other = block.story, known.story
    ours, theirs = told(one, other)
    if likeness(ours, theirs) < VERSIONS or likeness(one.title, other.title) < RELATED:
        return False
    beside = (near.story for near in listed[max(0, block.place - BESIDE) : block.place + BESIDE + 1])
    return not any(
        likeness(ours, near.text or near.summary) >= VERSIONS for near in beside if near is not one
    )


def tells(story: ParsedStory, number: str) -> bool:
    """Whether the number in a story's address is one that its words tell: a price, a size."""
    return any(number in _GROUPED.sub("", said) for said in (story.title, story.summary))
