"""A page as flat lists in document order, so that any part of it is a range of numbers.

What `auto` asks of a block (its links, headings, dates) is then a slice of a sorted list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import compress
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from feedsvc.extract.auto.tags import HEADINGS
from feedsvc.extract.auto.words import word_set
from feedsvc.extract.dom import node_text

_BREAKING = HEADINGS | word_set("br p div li td")
"""Tags that part words; that one stands inside is known without writing the element out."""


class Hit(NamedTuple):
    """Something found at an element: its number and its text, and for a link where it leads.

    A tuple, because tuples are compared by their first value without a call, and hits are looked up often.
    """

    at: int
    text: str
    href: str = ""
    sure: bool = True
    """For a date: day, month and year are there."""
    ends: bool = False
    """For a date: its column says that something ends then."""


@dataclass(slots=True)
class Outline:
    """The page's elements and texts by number; `end[i]` is the first number after what is inside i."""

    nodes: list[LexborNode] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    attributes: list[dict[str, str | None]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """The element's own words (of its direct text nodes), folded."""
    classes: list[tuple[str, ...]] = field(default_factory=list)
    tokens: list[frozenset[str]] = field(default_factory=list)
    """Words of class and id: `postMeta-date` → post, meta, date."""
    steps: list[str] = field(default_factory=list)
    """Tag and classes without numbers, as one word."""
    furniture: list[int] = field(default_factory=list)
    """0 content, 1 beside the content, 2 navigation and the like; inherited."""
    paths: list[int] = field(default_factory=list)
    """Equal for elements of equal place: tags and classes of all ancestors."""
    main: tuple[int, int] | None = None
    links: list[Hit] = field(default_factory=list)
    acting: list[Hit] = field(default_factory=list)
    """Links that lead nowhere without a script: their words, and no address."""
    headings: list[Hit] = field(default_factory=list)
    dates: list[Hit] = field(default_factory=list)
    blocks: dict[Any, Any] = field(default_factory=dict)
    """What was read at a place of it, so that lists with the same blocks read them once."""
    letters: list[int] = field(default_factory=list)
    """How many letters the elements before each number say."""
    title: str = ""
    """What the page calls itself."""
    fetched: datetime | None = None
    """When the page was fetched; None where nothing needs it."""
    folder: str | None = None
    """The last name in the page's address, empty on the first page of a site."""
    alone: bool = False
    """Whether rows that lead nowhere and have no headings may be stories, as there are no others."""
    heads: frozenset[int] | None = None
    """The elements in lines that say a day and head rows, once they are looked for."""
    said: dict[int, str] = field(default_factory=dict)
    """All that an element says, where it is known already."""
    _called: dict[frozenset[str], list[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.nodes)

    def words(self, number: int) -> str:
        """All that the element says, found out once."""
        words = self.said.get(number)
        if words is None:
            breaks = not _BREAKING.isdisjoint(self.tags[number + 1 : self.ends[number]])
            words = self.said[number] = node_text(self.nodes[number], breaks=breaks)
        return words

    def called(self, words: frozenset[str]) -> list[int]:
        """The elements that a class or id calls one of these words, in page order, found out once."""
        known = self._called.get(words)
        if known is None:
            naming = {tokens for tokens in set(self.tokens) if not words.isdisjoint(tokens)}
            places = map(naming.__contains__, self.tokens) if naming else ()
            known = self._called[words] = list(compress(range(len(self)), places))
        return known

    def is_in_main(self, number: int) -> bool:
        """Whether the page has a main part, and the element stands in it."""
        return self.main is not None and self.main[0] < number < self.main[1]

    def within(self, hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
        """The hits at start ≤ number < end."""
        places: Sequence[tuple[object, ...]] = hits
        first = bisect_left(places, (start,))
        return hits[first : bisect_left(places, (end,), first)]
