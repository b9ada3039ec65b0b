"""Known stories by the keys they can be found by, and which of them one story of a page is compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nlargest

from feedsvc.decide.keys import Source, known_keys, other_scheme, slash_key, url_key
from feedsvc.decide.listing import Listed
from feedsvc.models import KnownStory
from feedsvc.models.value import Value

MOST_CANDIDATES = 12
"""Known stories that one story of a page is compared with by its hints."""
MOST_SHARING = 500
"""Known stories of one hint, the latest, of which those are chosen."""


class Remembered(Value, frozen=True, kw_only=True):
    """A known story with every key it can be found by."""

    story: KnownStory
    keys: frozenset[str]


def remember_keys(known: Sequence[KnownStory], source: Source) -> tuple[Remembered, ...]:
    """The known stories with their keys."""
    return tuple(Remembered(story=story, keys=known_keys(story, source)) for story in known)


def index(known: Sequence[Remembered]) -> dict[str, list[int]]:
    """Positions in `known` by key."""
    found: dict[str, list[int]] = {}
    for number, story in enumerate(known):
        for key in story.keys:
            found.setdefault(key, []).append(number)
    return found


def candidates(block: Listed, known: Sequence[Remembered], by_key: Mapping[str, Sequence[int]]) -> list[int]:
    """Positions of the known stories worth a comparison: those that share most keys, or the very text.

    Bounded, because hundreds of stories may share a headline or a byline and comparing texts is dear.
    """
    shared = Counter(n for key in block.weak for n in by_key.get(key, ())[-MOST_SHARING:])
    for number in shared:
        shared[number] += 2 * (known[number].story.text == block.story.text)
    named = named_by(block, by_key)
    return [*named, *(n for n, _ in nlargest(MOST_CANDIDATES, shared.items(), key=_weight) if n not in named)]


def named_by(block: Listed, by_key: Mapping[str, Sequence[int]]) -> set[int]:
    """Positions of the known stories that bear a name of the block, or where none does, nearly one."""
    named = {n for key in block.strong | slashed(block) for n in by_key.get(key, ())}
    return named or {n for key in rescheme(block) for n in by_key.get(key, ())}


def rescheme(block: Listed) -> frozenset[str]:
    """The block's guid under the other scheme, where it is a web address."""
    return frozenset(filter(None, map(other_scheme, block.strong)))


def _weight(counted: tuple[int, int]) -> tuple[int, int]:
    return counted[1], -counted[0]


def slashed(block: Listed) -> frozenset[str]:
    """The block's link with a slash more at its end, or one less, as a key; none where it names no story."""
    other = slash_key(block.story.url)
    return frozenset({other} if other and url_key(block.story.url) in block.strong else ())
