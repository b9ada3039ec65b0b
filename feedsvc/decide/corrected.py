"""Stories whose headline was put right, and their slug with it, above the text that they had.

    Build a your own crane    /build-a-your-own-crane    →    Build your own crane    /build-your-own-crane

are one story where the second stands for the first, which is gone while older ones are still there: of one
day, with one text that nothing else on the page or before says, and no other number. Slips of letters are a
correction, and a word or two more or less that are articles, have a letter or two and count nothing (`II`),
or stood there twice; any other word may tell of another story above the same note: a *second* hearing,
strikes that are *over*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from feedsvc.decide.contradictions import SEVERAL, moved
from feedsvc.decide.headlined import named_apart, worth_saying
from feedsvc.decide.keys import Source
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.similarity import bare_words
from feedsvc.decide.spelling import NUMBERS, are_slips

A_FEW = 2
"""Words by which a corrected headline may be longer or shorter."""
SHORT_WORD = 2
"""Letters that such a word may have."""
ARTICLES = frozenset(["the", "der", "die", "das", "den", "dem", "les", "los", "las", "gli", "een", "het"])
"""Longer ones that tell nothing."""

_COUNTS = re.compile(r"[ivx]{1,2}|[b-hj-z]")
"""Short ones that name another part: `II`, `IV`, `B`."""


def corrected(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered], source: Source
) -> dict[int, Remembered]:
    """The pairs already found, and those that a corrected headline hid; `window` stood on the page."""
    pairs = list(_corrections(listed, found, window, source))
    if not pairs:
        return dict(found)
    here = Counter(worth_saying(block.story) for block in listed)
    there = Counter(worth_saying(known.story) for known in window)
    alone = [(b, k) for b, k in pairs if here[said := worth_saying(b.story)] == there[said] == 1]
    return {**found, **{block.place: known for block, known in alone}}


def _corrections(
    listed: Sequence[Listed], found: Mapping[int, Remembered], window: Sequence[Remembered], source: Source
) -> Iterator[tuple[Listed, Remembered]]:
    """Each story that is not known with one that is gone, has its text and day, and much of its title."""
    left = [block for block in listed if block.place not in found and block.story.published]
    used = {known.story.id for known in found.values()} if left else set()
    oldest = min((known.story.published for known in found.values()), default=None)
    gone = [k for k in window if left and k.story.id not in used and oldest and k.story.published > oldest]
    by_words = {said: known for known in gone if (said := worth_saying(known.story))}
    for block in left if by_words else ():
        known = by_words.get(worth_saying(block.story) or ())
        if known and is_correction(block.story.title, known.story.title) and _may_be(block, known, source):
            yield block, known


def _may_be(block: Listed, known: Remembered, source: Source) -> bool:
    """Whether both are of one day, and nothing names them apart."""
    return known.story.dated and not moved(block, known.story) and not named_apart(block, known, source)


def is_correction(one: str, other: str) -> bool:
    """True where one headline corrects the other."""
    short, long = sorted((bare_words(one), bare_words(other)), key=len)
    if (
        len(short) < SEVERAL
        or len(long) - len(short) > A_FEW
        or NUMBERS.findall(one) != NUMBERS.findall(other)
    ):
        return False
    rest = iter(long)
    if not all(word in rest for word in short):
        return are_slips(short, long)
    added = Counter(long) - Counter(short)
    return all(_tells_nothing(word) or word in short for word in added)


def _tells_nothing(word: str) -> bool:
    """Whether a word more or less leaves a headline what it was."""
    return word in ARTICLES or (len(word) <= SHORT_WORD and not _COUNTS.fullmatch(word))
