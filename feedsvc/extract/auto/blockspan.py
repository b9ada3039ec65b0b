"""The part of a page that a block is, and what of it stands outside the title."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from feedsvc.extract.auto.marked import Marked
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.tags import HEADINGS


@dataclass(frozen=True, slots=True)
class Span:
    """A block, its page, and the page's elements that say what they hold."""

    out: Outline
    marked: Marked
    block: Block

    def numbers(self) -> range:
        """The elements of the block."""
        return range(self.block.start, self.block.end)

    def leaves(self) -> Iterator[tuple[int, str]]:
        """Every element with words of its own, outside the title."""
        block, texts = self.block, self.out.texts
        for number in compress(self.numbers(), texts[block.start : block.end]):
            if not self._in_title(number):
                yield number, texts[number]

    def among(self, places: Sequence[int]) -> Sequence[int]:
        """Those of some elements of the page that stand in the block."""
        first = bisect_left(places, self.block.start)
        return places[first : bisect_left(places, self.block.end, first)]

    def named(self, places: Sequence[int]) -> Iterator[int]:
        """Every element among these, which a class names so, outside the title."""
        return (number for number in self.among(places) if not self._in_title(number))

    def _in_title(self, number: int) -> bool:
        own = self.out.texts[number]
        return own == self.block.title or self.out.tags[number] in HEADINGS


class Said(NamedTuple):
    """What a block says, in the words of the element at this number."""

    text: str
    at: int
