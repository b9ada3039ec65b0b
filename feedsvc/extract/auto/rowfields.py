"""A row's fields: the pieces of text that stand apart in it, each in its column.

    <tr><td><b>Docket:</b> <a href="/33.mp3">24-33</a></td><td><b>Caption:</b> Eel Co. v. Lund</td></tr>

gives "24-33" in the column `docket` of the first cell and "Eel Co. v. Lund" in the column `caption` of the
second. A cell with a `rowspan` belongs to the rows below it too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.words import word_set

Span = tuple[int, int, int]
"""A block's item, start and end."""
Column = tuple[int, str, int]
"""The cell's place in its row; the label before the text or its element's place; the how-manieth there."""

MOST_ELEMENTS = 300
"""A row of more is a page in a layout table."""
LONGEST_LABEL = 40
FURTHER = 1000
"""What the place of a column counts from in each further row of a record."""
SHARE = 0.6
"""Of the rows that have an inline element in one place, from which on it is a column of its own."""
_UNSEEN = word_set("script style noscript template svg iframe object select option input textarea head")
_ENDS = word_set("br hr img")
_INLINE = word_set("b i em strong span small u s sub sup font abbr wbr ins q cite nobr mark bdi code")
_CELLS = word_set("td th")
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


def rows_of(out: Outline, spans: Sequence[Span]) -> dict[int, Sequence[Field]]:
    """The fields of every row by its item; of rows that are too large none."""
    fit = [span for span in spans if span[2] - span[1] <= MOST_ELEMENTS]
    apart = _apart(out, fit)
    table = all(out.tags[item] == "tr" and start == item for item, start, _ in fit)
    return _table(out, fit, apart) if table else {span[0]: _fields(out, *span[1:], apart) for span in fit}


def heads_of(out: Outline, item: int) -> dict[int, str]:
    """What stands above the columns of the row: the words of its table's first row, by place."""
    table = item
    while table > 0 and out.tags[table] != "table":
        table = out.parents[table]
    first = next((n for n in range(table, item) if out.tags[n] == "tr"), None)
    if (
        first is None
        or out.ends[first] - first > MOST_ELEMENTS
        or out.within(out.dates, first, out.ends[first])
    ):
        return {}
    heads: dict[int, str] = {}
    for one in _row(out, first, {}, frozenset())[0]:
        heads[one.column[0]] = f"{heads.get(one.column[0], '')} {one.text}".strip()
    return heads if len(heads) > 1 else {}


def trimmed(text: str) -> str:
    """The text without the signs that join it to what stands beside it."""
    return _EDGES.sub("", text)


def _apart(out: Outline, spans: Sequence[Span]) -> frozenset[str]:
    """The places of inline elements that most rows have; words in others belong to the text around them."""
    seen: Counter[str] = Counter()
    for _, start, end in spans:
        inline = (n for n in range(start, end) if out.tags[n] in _INLINE and not _stressed(out, n))
        seen.update({place_of(out, n, start) for n in inline})
    return frozenset(place for place, count in seen.items() if count >= SHARE * len(spans))


def _stressed(out: Outline, number: int) -> bool:
    """Whether the element only stresses words of a paragraph."""
    return out.tags[number] in ("i", "em", "cite", "q") and out.tags[out.parents[number]] == "p"


def place_of(out: Outline, at: int, start: int) -> str:
    """The element's tags and classes inside its cell, or inside the row that begins at this number."""
    place = ""
    while at >= start and out.tags[at] not in _CELLS:
        named = ".".join(c for c in out.classes[at] if not any(map(str.isdigit, c)))
        place, at = f"{out.tags[at]}.{named}>{place}", out.parents[at]
    return place


# -- tables ----------------------------------------------------------------------------------------

_Hanging = dict[int, tuple[int, Sequence[Field]]]
"""What reaches down from above, by place: through how many more rows, and the fields."""


def _table(out: Outline, spans: Sequence[Span], apart: frozenset[str]) -> dict[int, Sequence[Field]]:
    rows: dict[int, Sequence[Field]] = {}
    hanging: _Hanging = {}
    parent = -1
    for item, _, end in spans:
        if out.parents[item] != parent:
            parent, hanging = out.parents[item], {}
        rows[item], hanging = _row(out, item, hanging, apart)
        for below, row in enumerate(tops(out, out.ends[item], end), 1):  # the record goes on there
            more, hanging = _row(out, row, hanging, apart)
            own = [f for f in more if not f.inherited]
            moved = [f._replace(column=(f.column[0] + FURTHER * below, *f.column[1:])) for f in own]
            rows[item] = [*rows[item], *moved]
    return rows


def _row(out: Outline, item: int, above: _Hanging, apart: frozenset[str]) -> tuple[list[Field], _Hanging]:
    """The fields of a row's cells and of those that reach down to it, and what reaches below it."""
    fields: list[Field] = []
    below: _Hanging = {place: (left - 1, them) for place, (left, them) in above.items() if left > 1}
    place = 0
    for cell in tops(out, item + 1, out.ends[item]):
        if out.tags[cell] not in _CELLS:
            continue
        while place in above:
            place += 1
        own = _fields(out, cell, out.ends[cell], apart, cell=place)
        fields += own
        if (reach := number_of(out, cell, "rowspan")) > 1:
            below[place] = (reach - 1, own)
        place += number_of(out, cell, "colspan")
    return [*(f._replace(inherited=True) for _, them in above.values() for f in them), *fields], below


def number_of(out: Outline, cell: int, name: str) -> int:
    """How far a cell reaches by this attribute of it, `rowspan` or `colspan`."""
    given = (out.attributes[cell].get(name) or "").strip()
    return min(max(int(given), 1), 200) if given.isascii() and given.isdigit() and len(given) < 6 else 1


# -- pieces of text --------------------------------------------------------------------------------


def tops(out: Outline, start: int, end: int) -> Iterator[int]:
    """The outermost elements from this number to before that one."""
    while start < end:
        yield start
        start = out.ends[start]


def _fields(out: Outline, start: int, end: int, apart: frozenset[str], cell: int = 0) -> tuple[Field, ...]:
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
        inline = self.out.tags[own] in _INLINE
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
