"""Guids that count the places of a feed, and name no story: its first entry is `0` at every poll.

    0  Crane falls      1  Ferry sails     →     0  Quay opens      1  Crane falls      2  Ferry sails

So it is where the guids of a page are its numbers from the top, and several of its titles are known under
other ones of them. Episodes that are numbered from the first one on bear such numbers, too, and keep them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from feedsvc.decide.keys import Source, guid_key
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.similarity import bare_words

FEWEST = 3
"""Titles known under the guids of other places from which on these mean nothing."""
One = TypeVar("One", Listed, Remembered)
_FIRST = re.compile(r"(.{0,80}?)(?<!\d)([01])")


def name_places(listed: Sequence[Listed], known: Sequence[Remembered], source: Source) -> bool:
    """Whether the guids of a page name the places of its stories, and so none of these."""
    return count_places([block.story.guid for block in listed]) and _have_moved(listed, known, source)


def without_guid(one: One, source: Source) -> One:
    """A story of the page, or a known one, as if it had no guid here."""
    if isinstance(one, Listed):
        return replace(one, strong=_others(one.strong, source), story=replace(one.story, guid=None))
    return replace(one, keys=_others(one.keys, source), story=replace(one.story, guid=None))


def _others(keys: frozenset[str], source: Source) -> frozenset[str]:
    prefix = f"guid:{source.slug}:"
    return frozenset(key for key in keys if not key.startswith(prefix))


def count_places(guids: Sequence[str | None]) -> bool:
    """Whether they are numbers that go up by one from entry to entry, all behind the same words."""
    first = _FIRST.fullmatch(guids[0]) if guids and guids[0] else None
    if first is None or len(guids) < FEWEST:
        return False
    return all(guid == f"{first[1]}{int(first[2]) + place}" for place, guid in enumerate(guids))


def _have_moved(listed: Sequence[Listed], known: Sequence[Remembered], source: Source) -> bool:
    """Whether several titles of the page are known under other guids, and more than under their own."""
    named = {words: one.keys for one in known if (words := bare_words(one.story.title))}
    guids = {guid_key(block.story.guid, source.slug) for block in listed}
    moved = kept = 0
    for block in listed:
        ours = guid_key(block.story.guid, source.slug)
        theirs = named.get(bare_words(block.story.title), frozenset()) & guids
        kept += ours in theirs
        moved += bool(theirs) and ours not in theirs
    return moved >= FEWEST and moved > kept
