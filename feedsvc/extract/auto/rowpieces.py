"""The pieces of text that stand apart in a part of a row, and the labels before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.words import word_set

Span = tuple[int, int, int]
"""A block's item, start and end."""
Column = tuple[int, str, int]
"""The cell's place in its row; the label before the text or its element's place; the how-manieth there."""
_UNSEEN = word_set("script style noscript template svg iframe object select option input textarea head")
_ENDS = word_set("br hr img")
INLINE = word_set("b i em strong span small u s sub sup font abbr wbr ins q cite nobr mark bdi code")
CELLS = word_set("td th")
_BLANK = re.compile(r"[\s\ufeff\u200b-\u200d\u2060]+")
_EDGES = re.compile(r"^(?:[\s:;,|·•»›>)\]）】」]|[-–—](?=\s))+|(?:[\s:;,|·•»›>(\[（【「]|(?<=\s)[-–—])+$")
_LABEL = re.compile(r"(?P<said>[^\W\d].{0,38}?)\s?[:：]")


class Field(NamedTuple):
    """One piece of a row: its column, its words, the element that says them, the link that it stands in."""

    column: Column
    text: str
    at: int
    link: Hit | None = None
    inherited: bool = False
    """It stands in a row above, in a cell that reaches down to this one."""


def trimmed(text: str) -> str:
    """The text without the signs that join it to what stands beside it."""
    return _EDGES.sub("", text)


def place_of(out: Outline, at: int, start: int) -> str:
    """The element's tags and classes inside its cell, or inside the row that begins at this number."""
    place = ""
    while at >= start and out.tags[at] not in CELLS:
        named = ".".join(c for c in out.classes[at] if not any(map(str.isdigit, c)))
        place, at = f"{out.tags[at]}.{named}>{place}", out.parents[at]
    return place


def tops(out: Outline, start: int, end: int) -> Iterator[int]:
    """The outermost elements from this number to before that one."""
    while start < end:
        yield start
        start = out.ends[start]


def fields_in(out: Outline, start: int, end: int, apart: frozenset[str], cell: int = 0) -> tuple[Field, ...]:
    """What stands there, found out once: a list is read in part before it is read whole."""
    key = (Field, start, end, apart, cell)
    if key not in out.blocks:
        out.blocks[key] = tuple(_read(out, start, end, apart, cell))
    known: tuple[Field, ...] = out.blocks[key]
    return known


def _read(out: Outline, start: int, end: int, apart: frozenset[str], cell: int) -> list[Field]:
    places = {out.nodes[n].mem_id: n for n in range(start, end)}
    links = {link.at: link for link in out.within(out.links, start, end)}
    reader = _Reader(out, start, cell, apart, places, links)
    at = start
    for top in tops(out, start, end):
        at = at if reader.parts else top  # where the words that gather now begin
        reader.read([out.nodes[top]], at, None)
    reader.end(at, None)
    return reader.fields


@dataclass(slots=True)
class _Reader:
    """Reads a part of the page from its beginning: words gather until something stands between them."""

    out: Outline
    start: int
    cell: int
    apart: frozenset[str]
    places: dict[int, int]
    links: dict[int, Hit]
    parts: list[str] = field(default_factory=list)
    label: str = ""
    fields: list[Field] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def read(self, nodes: Iterable[LexborNode], at: int, link: Hit | None) -> None:
        """Reads these nodes, which stand in the element at this number and in the link."""
        for node in nodes:
            if node.is_text_node:
                self.parts.append(node.text(deep=False))
            elif not node.is_element_node or node.tag in _UNSEEN:  # a button's words are a row's too
                continue
            elif node.tag in _ENDS:
                self.end(at, link)
            elif (own := self.places.get(node.mem_id)) is None:  # left out of the outline, as buttons are
                self.end(at, link)
                self.parts.append(node.text(separator=" "))
                self.end(at, link)
            elif self._goes_on(own):
                self.read(node.iter(include_text=True), at, link)
            else:
                self.end(at, link)
                inner = self.links.get(own, link)
                self.read(node.iter(include_text=True), own, inner)
                self.end(own, inner)

    def _goes_on(self, own: int) -> bool:
        """Whether the element's words belong to the text around it."""
        inline = self.out.tags[own] in INLINE
        return inline and place_of(self.out, own, self.start) not in self.apart

    def end(self, at: int, link: Hit | None) -> None:
        """Ends the text that has gathered: it is the label of the next one, or a field."""
        if not self.parts:
            return
        text = trimmed(whole := _BLANK.sub(" ", "".join(self.parts)).strip())
        self.parts.clear()
        if not any(map(str.isalnum, text)):
            return
        if (said := _LABEL.fullmatch(whole)) and not link:
            self.label = said["said"].casefold() + ":"
            return
        name = self.label or place_of(self.out, at, self.start)
        self.fields.append(Field((self.cell, name, self.seen[name]), text, at, link))
        self.seen[name] += 1
        self.label = ""
