"""A page as the lines that a reader sees, in order: what strategies on text work on."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from feedsvc.clean.text import fold
from feedsvc.extract.byline.furniture import kind_of
from feedsvc.extract.byline.linekinds import Kind

Part = tuple[str, str | None]
"""A piece of a line: its text, and the address it links to."""


class Line(msgspec.Struct, eq=False, gc=False):  # made and read at half of another class's cost
    """One visible line: a paragraph, a heading, a list item, a row of links, or a picture."""

    text: str
    """White space folded; empty for a picture."""
    parts: list[Part] | None = None
    """None where nothing is linked."""
    block: int = 0
    """The element it stands in, an index of `Lines.parents`."""
    href: str | None = None
    """The first address that the line links to."""
    level: int = 0
    """1 … 6 in a heading, else 0."""
    bold: bool = False
    caption: bool = False
    """It stands in a figure or a caption."""
    linked: bool = False
    """All of its text is linked."""
    image: tuple[str, str] | None = None
    """Address and alternative text of a picture."""
    gap: int = 0
    """Blank lines before it (plain text only)."""
    told: Kind | None = None
    """Its kind where that has been found out."""

    @property
    def kind(self) -> Kind:
        """What its words say it is, found out once."""
        if self.told is None:
            self.told = kind_of(self.text)
        return self.told

    def shares_link(self, other: Line) -> bool:
        """Whether one link is around both: each link's address is an object of its own."""
        return self.href is not None and self.href is other.href

    def links(self) -> Iterator[tuple[str, str]]:
        """(text, address) of each link."""
        for text, href in self.parts or ():
            if href and text.strip():
                yield fold(text), href


def first_address(parts: list[Part]) -> str | None:
    """The address that the first linked piece of a line leads to."""
    for _, href in parts:
        if href:
            return href
    return None


class Lines(list[Line]):
    """The lines of a page, with the tree of the elements they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.parents = [-1]
        """For each block the one around it."""
        self.pictured = False
        """Some line is a picture."""
        self.canonical: str | None = None
        self.title: str | None = None

    def holds(self, block: int, line: Line) -> bool:
        """Whether the line stands in the element, at any depth: inner blocks have higher numbers."""
        inner = line.block
        while inner > block:
            inner = self.parents[inner]
        return inner == block

    def ancestors(self, block: int) -> list[int]:
        """The element and those around it, innermost first."""
        found = []
        while block >= 0:
            found.append(block)
            block = self.parents[block]
        return found


def text_lines(text: str) -> Lines:
    """The lines of a plain text, each with the number of blank lines before it."""
    lines, gap = Lines(), 0
    for row in text.splitlines():
        folded = fold(row)
        if folded:
            line = Line(folded)
            line.gap, gap = gap, 0
            lines.append(line)
        else:
            gap += 1
    return lines
