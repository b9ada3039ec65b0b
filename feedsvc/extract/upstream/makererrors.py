"""Entries in which the program that makes a feed tells that it failed; its users see them as stories.

    <title>Bridge returned error 403! (20516)</title>      one for each day and kind of error (RSS-Bridge)
    <title>RSS-Bridge: Unable to fetch the feed</title>    beside the stories of the other feeds that it joins

The second kind has no link: a story about that program has one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedsvc.extract.rawstory import RawStory

_FAILED = re.compile(r"\s*Bridge returned error -?\d+!(?:\s\(\d+\))?\s*")
_JOINED = re.compile(r"\s*RSS-Bridge:\s.+", re.DOTALL)


def parted(stories: Sequence[RawStory]) -> tuple[tuple[RawStory, ...], str]:
    """The stories without such entries, and the title of the first of those, or ""."""
    failures = [story.title or "" for story in stories if tells_of_failure(story)]
    kept = (story for story in stories if not tells_of_failure(story)) if failures else stories
    return tuple(kept), " ".join(failures[0].split()) if failures else ""


def tells_of_failure(story: RawStory) -> bool:
    """Whether the program that made the feed wrote this entry about itself."""
    title = story.title or ""
    return bool(_FAILED.fullmatch(title)) or (not story.link and bool(_JOINED.fullmatch(title)))
