"""Stories whose headline and slug are new, behind an address that keeps its number.

    /news/quotas-cut-by-a-third-1120148.html   →   /news/row-about-quotas-1120148.html

Editors of many sites change both, and the number alone names the story. It does where each link of the list
has one of its own, now and before, and they grow from story to story, so that they count no sections, days or
readers; and where the date or the words say so too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from feedsvc.decide.contradictions import guids_differ, moved, numbers_differ
from feedsvc.decide.headlined import is_timed
from feedsvc.decide.keys import Source, host
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.similarity import likeness
from feedsvc.decide.told import told

FEWEST = 5
"""Links of a list from which on numbers of their own mean anything."""
IN_ORDER = 0.7
"""The part of neighbours whose numbers go one way."""
RELATED = 0.1
"""Likeness of two headlines from which on they may be of one story."""
VERSIONS = 0.5
"""Likeness of two texts from which on they may be."""
_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?:[01]\d)?(?:[0-3]\d)?(?!\d))\d{4,}")
"""What may count stories: no year, month or day."""


def numbered(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered], source: Source
) -> dict[int, Remembered]:
    """The pairs already found, and those that a number alone still names; `window` stood on the page."""
    left = {n: b for b in listed if b.place not in found and (n := number_of(b.story.url))}
    used = {known.story.id for known in found.values()} if left else set()
    gone = {n: k for k in window if k.story.id not in used and (n := number_of(k.story.url)) in left}
    before = sorted(window, key=lambda known: known.story.published)
    here, there = ((one.story.url for one in those) for those in (listed, before))
    if not gone or not (name_stories(here) and name_stories(there)):
        return dict(found)
    same = {left[n].place: known for n, known in gone.items() if _may_be(left[n], known, source)}
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
    """Whether a story of one site and number may be the known one."""
    one, other = block.story, known.story
    if host(one.url) != host(other.url) or numbers_differ(block, known) or moved(block, other):
        return False
    if guids_differ(block, known, source) and not number_of(one.guid) == number_of(one.url) == number_of(
        other.guid
    ):
        return False
    if other.dated and is_timed(block):
        return True
    said = told(one, other)
    return likeness(*said) >= VERSIONS if all(said) else likeness(one.title, other.title) >= RELATED
