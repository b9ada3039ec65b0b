"""Which of many long texts could be versions of one, told by sketches: few are then compared word by word.

    sketches = Sketches()
    sketches.closest(story.text, known)     # those of the known stories whose texts share most with it

A sketch keeps the word pairs with the smallest checksums: two texts that have four in five pairs in common
have about as many of their sketches in common (Broder, "On the resemblance and containment of documents").
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest, nsmallest
from itertools import pairwise
from zlib import crc32

from feedsvc.decide.similarity import bare_words
from feedsvc.models import KnownStory

LONG = 4_000
"""Characters of a text from its beginning that tell it from others."""
KEPT = 32
"""Word pairs of a sketch."""
MOST_WEIGHED = 5
"""Texts that are compared with one word by word."""


class Sketches:
    """The sketches of texts, each made once."""

    def __init__(self) -> None:
        self._known: dict[str, frozenset[int]] = {}

    def closest(self, text: str, known: Iterable[KnownStory]) -> list[KnownStory]:
        """The known stories whose texts have most in common with one, best first; none that has nothing."""
        ours = self._of(text)
        shared = ((len(ours & self._of(one.text)), -place, one) for place, one in enumerate(known))
        best = nlargest(MOST_WEIGHED, shared, key=lambda found: found[:2])
        return [one for count, _, one in best if count]

    def _of(self, text: str) -> frozenset[int]:
        text = text[:LONG]
        if text not in self._known:
            self._known[text] = sketch(text)
        return self._known[text]


def sketch(text: str) -> frozenset[int]:
    """The smallest checksums of a text's word pairs; those of any process are the same."""
    sums = {crc32(f"{one} {two}".encode()) for one, two in pairwise(("", *bare_words(text)))}
    return frozenset(nsmallest(KEPT, sums))
