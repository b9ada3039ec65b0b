"""A page as the lines that a reader sees, in order: what strategies on text work on.

HTML is parsed once and its nodes are passed once, in page order. What the elements around a text say
(its block, link, heading) is found out only where there is text, and once for each element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.clean.text import fold
from feedsvc.extract.byline.furniture import Kind, kind_of

Part = tuple[str, str | None]
"""A piece of a line: its text, and the address it links to."""

_TREE = LexborHTMLParser("<p>text<!-- comment -->")


def _tags(words: str) -> dict[int, str]:
    """The parser's numbers of these elements: they are read and compared faster than names."""
    return {_TREE.create_node(name).tag_id: name for name in words.split()}


_TEXT, _COMMENT = (node.tag_id for node in _TREE.css("p")[0].iter(include_text=True))
(_IMG,), (_A,) = _tags("img"), _tags("a")
_INLINE = _tags("""
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr
""")
_UNSEEN = _tags("""
    head script style noscript template iframe noembed noframes xmp nav svg math object textarea select button
    video audio canvas dialog
""")
_BOLDING = _tags("b strong")
_HEADINGS = {tag: int(name[1]) for tag, name in _tags("h1 h2 h3 h4 h5 h6").items()}
_CAPTIONS = _tags("figure figcaption caption")
_PLAIN, _LINK, _BOLD, _BLOCK, _TITLE, _UNREAD, _PICTURE = range(7)
"""What an element is to its text: one of three inline kinds, a block, one that names something, or none."""
_ROLES = {
    **dict.fromkeys(_INLINE, _PLAIN),
    **dict.fromkeys(_BOLDING, _BOLD),
    **dict.fromkeys({*_HEADINGS, *_CAPTIONS}, _TITLE),
    **dict.fromkeys({_COMMENT, *_UNSEEN}, _UNREAD),
    _A: _LINK,
    _IMG: _PICTURE,
}
_MAY_BE_HIDDEN = "[hidden], [style*=display i]"
_INVISIBLE = re.compile(r"display:\s*none", re.IGNORECASE)


class Line:
    """One visible line: a paragraph, a heading, a list item, a row of links, or a picture."""

    level = 0
    """1 … 6 in a heading, else 0."""
    bold = False
    caption = False
    """It stands in a figure or a caption."""
    linked = False
    """All of its text is linked."""
    image: tuple[str, str] | None = None
    """Address and alternative text of a picture."""
    gap = 0
    """Blank lines before it (plain text only)."""
    _kind: Kind | None = None

    def __init__(self, text: str, parts: list[Part] | None = None, block: int = 0) -> None:
        self.text = text
        """White space folded; empty for a picture."""
        self.parts = parts
        """None where nothing is linked."""
        self.block = block
        """The element it stands in, an index of `Lines.parents`."""

    @property
    def kind(self) -> Kind:
        """What its words say it is, found out once."""
        if self._kind is None:
            self._kind = kind_of(self.text)
        return self._kind

    @property
    def href(self) -> str | None:
        """The first address that the line links to."""
        for _, href in self.parts or ():
            if href:
                return href
        return None

    def shares_link(self, other: Line) -> bool:
        """Whether one link is around both: each link's address is an object of its own."""
        return self.href is not None and self.href is other.href

    def links(self) -> Iterator[tuple[str, str]]:
        """(text, address) of each link."""
        for text, href in self.parts or ():
            if href and text.strip():
                yield fold(text), href


class Lines(list[Line]):
    """The lines of a page, with the tree of the elements they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.parents = [-1]
        """For each block the one around it."""
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


def html_lines(markup: str | bytes) -> Lines:
    """The visible lines of an HTML page; scripts, styles, navigation, forms and hidden parts gone."""
    parser = LexborHTMLParser(markup)
    root = parser.root
    lines = Lines()
    if root is not None:
        _read_head(parser, lines)
        _Reader(lines).read(root, _hidden(parser))
    return lines


def _read_head(parser: LexborHTMLParser, lines: Lines) -> None:
    head = parser.head
    if head is None:
        return
    canonical = head.css_first('link[rel="canonical"]')
    title = head.css_first("title")
    lines.canonical = canonical.attributes.get("href") if canonical else None
    lines.title = title.text() if title else None


_Place = tuple[int, str | None, int, bool, bool]
"""What the elements around a text say of it: block, address, heading level, bold, in a caption."""
_TOP: _Place = (0, None, 0, False, False)
"""Outside all elements."""


class _Reader:
    """The state of one walk over a page."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.parts: list[Part] = []
        """The line that is not ended yet, of texts in one block."""
        self.place = _TOP
        """Where its last text stands."""
        self.bold = True
        self.gap = False
        """White space alone stands behind its last text."""

    def read(self, root: LexborNode, hidden: set[int]) -> None:
        """Passes what is shown in page order, with the elements around it on a stack."""
        around: list[tuple[LexborNode, _Place]] = []
        place, node = _TOP, root.first_child
        while node is not None or around:
            if node is None:
                node, place = around.pop()
            elif (tag := node.tag_id) == _TEXT:
                if node.is_empty_text_node:
                    self.gap = True
                else:
                    self.say(node.text_content or "", place)
            elif (role := _ROLES.get(tag, _BLOCK)) < _UNREAD:
                if role >= _BLOCK and self.parts:
                    self.flush()
                first = node.first_child
                if first is not None and not (hidden and node.mem_id in hidden):
                    if role < _TITLE and first.tag_id == _TEXT and first.next is None:
                        self.words(first, place, node, role)
                    else:
                        around.append((node, place))
                        node, place = first, self.enter(place, around[-1][0], tag, role)
                        continue
            elif role == _PICTURE:
                self.picture(node, place)
            node = node.next
        self.flush()

    def enter(self, place: _Place, element: LexborNode, tag: int, role: int) -> _Place:
        """The place in an element."""
        if role == _PLAIN:
            return place
        block, href, level, bold, caption = place
        if role == _LINK:
            return block, (element.attrs.get("href") or "").strip() or None, level, bold, caption
        if role == _BOLD:
            return block, href, level, True, caption
        parents = self.lines.parents
        parents.append(block)
        if role == _TITLE:
            level, caption = _HEADINGS.get(tag, level), caption or tag in _CAPTIONS
        return len(parents) - 1, href, level, False, caption

    def words(self, text: LexborNode, place: _Place, element: LexborNode, role: int) -> None:
        """Reads an element with nothing but this text in it, as most are."""
        if role == _BLOCK:
            self.paragraph(text.text_content or "", place)
        elif text.is_empty_text_node:
            self.gap = True
        else:
            self.say(text.text_content or "", self.enter(place, element, 0, role))

    def paragraph(self, text: str, place: _Place) -> None:
        """Makes a line of a block with nothing but this in it, as most lines are."""
        parents = self.lines.parents
        parents.append(place[0])
        line = Line(fold(text), None, len(parents) - 1)
        if not line.text:
            return
        if place is not _TOP:
            _, href, line.level, _, line.caption = place
            if href:
                line.parts, line.linked = [(text, href)], True
        self.lines.append(line)

    def say(self, text: str, place: _Place) -> None:
        """Adds words to the line, or begins another where they stand in another block."""
        if self.parts:
            if place[0] != self.place[0]:
                self.flush()
            elif self.gap:
                self.parts.append((" ", None))
        self.gap, self.place = False, place
        self.parts.append((text, place[1]))
        if not place[3]:
            self.bold = False

    def picture(self, image: LexborNode, place: _Place) -> None:
        values = image.attributes
        source = next((values[k] for k in ("data-src", "data-original", "src") if values.get(k)), None)
        if not source or source.startswith("data:"):
            return
        self.flush()
        line = Line("", [("", place[1])], place[0])
        line.image = (source, values.get("alt") or "")
        line.caption = place[4]
        self.lines.append(line)

    def flush(self) -> None:
        """Ends the line; one without visible text is none."""
        parts, bold = self.parts, self.bold
        if not parts:
            return
        self.parts, self.bold = [], True
        single = len(parts) == 1
        text = fold(parts[0][0] if single else "".join([text for text, _ in parts]))
        if not text:
            return
        block, href, level, _, caption = self.place
        line = Line(text, None if single and not bold and not href else parts, block)
        if level:
            line.level = level
        if bold:
            line.bold = True
        if caption:
            line.caption = True
        line.linked = href is not None if single else _all_linked(parts)
        self.lines.append(line)


def _all_linked(parts: list[Part]) -> bool:
    return all(href or not any(map(str.isalnum, text)) for text, href in parts)


def _hidden(parser: LexborHTMLParser) -> set[int]:
    """The elements that are not shown by their own attributes."""
    return {node.mem_id for node in parser.css(_MAY_BE_HIDDEN) if _is_hidden(node.attributes)}


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or _INVISIBLE.search(attributes.get("style") or "") is not None
