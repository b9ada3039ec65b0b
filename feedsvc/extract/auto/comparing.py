"""Which of two readings of a page tells more of its stories."""

from __future__ import annotations

from collections.abc import Sequence

from feedsvc.clean.text import fold
from feedsvc.extract.base import RawExtraction
from feedsvc.extract.rawstory import RawStory

FEW = 6
"""Fewer undated links may be what stands around the place that scripts fill."""
ENOUGH = 3
"""JSON-LD with fewer stories may describe one story of a page full of others."""


def better(one: RawExtraction | None, other: RawExtraction | None) -> RawExtraction | None:
    """The one with more dates, then more links, then more stories; the first of equals."""
    given = [e for e in (one, other) if e is not None]
    return max(given, key=_worth, default=None)


def _worth(found: RawExtraction) -> tuple[int, int, int]:
    linked = sum(bool(story.link) for story in found.stories)
    return dated_of(found.stories), linked, len(found.stories)


def is_whole(found: RawExtraction) -> bool:
    """Whether every story is dated and linked: nothing could tell more of them."""
    count = len(found.stories)
    return count >= ENOUGH and _worth(found) == (count, count, count)


def tells_more(carried: RawExtraction, found: RawExtraction) -> bool:
    """Whether a state tells more of the stories that were found, or those are but few that nothing dates."""
    if _worth(carried) <= _worth(found):
        return False
    known = {fold(story.title or "") for story in carried.stories}
    same = sum(fold(story.title or "") in known for story in found.stories)
    return 2 * same >= len(found.stories) or (not dated_of(found.stories) and len(found.stories) < FEW)


def dated_of(stories: Sequence[RawStory]) -> int:
    """How many of the stories have a date."""
    return sum(story.published is not None for story in stories)
