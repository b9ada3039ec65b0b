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
        tags, title = self.out.tags, block.title
        for number in compress(self.numbers(), texts[block.start : block.end]):
            if (text := texts[number]) != title and tags[number] not in HEADINGS:
                yield number, text

    def among(self, places: Sequence[int]) -> Sequence[int]:
        """Those of some elements of the page that stand in the block."""
        if not places:
            return places
        first = bisect_left(places, self.block.start)
        return places[first : bisect_left(places, self.block.end, first)]

    def named(self, places: Sequence[int]) -> list[int]:
        """Every element among these, which a class names so, outside the title."""
        texts, tags, title = self.out.texts, self.out.tags, self.block.title
        return [n for n in self.among(places) if texts[n] != title and tags[n] not in HEADINGS]


class Said(NamedTuple):
    """What a block says, in the words of the element at this number."""

    text: str
    at: int
