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
from collections.abc import Mapping, Sequence

from feedsvc.decide.contradictions import SEVERAL, moved
from feedsvc.decide.headlined import named_apart, worth_saying
from feedsvc.decide.keys import Source
from feedsvc.decide.knownbykeys import Remembered
from feedsvc.decide.listing import Listed
from feedsvc.decide.namesakes import left_over, namesakes
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
    left, gone = left_over(listed, found, window)
    left = [block for block in left if block.story.published]
    oldest = min((known.story.published for known in found.values()), default=None)
    gone = [known for known in gone if left and oldest and known.story.published > oldest]
    pairs = namesakes(left, gone, worth_saying, listed, window)
    return {**found, **{block.place: known for block, known in pairs if _may_be(block, known, source)}}


def _may_be(block: Listed, known: Remembered, source: Source) -> bool:
    """Whether both have much of one title, are of one day, and nothing names them apart."""
    if not is_correction(block.story.title, known.story.title):
        return False
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
