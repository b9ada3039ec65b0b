"""The lines that a reader sees of an HTML page.

It is parsed once and its nodes are passed once, in page order. What the elements around a text say
(its block, link, heading) is found out only where there is text, and once for each element.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.clean.text import fold
from feedsvc.extract.byline.elements import (
    BLOCK,
    BOLD,
    CAPTIONS,
    HEADINGS,
    LINK,
    PICTURE,
    PLAIN,
    ROLES,
    TEXT,
    TITLE,
    UNREAD,
)
from feedsvc.extract.byline.lines import Line, Lines, Part, first_address

_MAY_BE_HIDDEN = "[hidden], [style*=display i]"
_INVISIBLE = re.compile(r"display:\s*none", re.IGNORECASE)
_Place = tuple[int, str | None, int, bool, bool]
"""What the elements around a text say of it: block, address, heading level, bold, in a caption."""
_TOP: _Place = (0, None, 0, False, False)
"""Outside all elements."""


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
            elif (tag := node.tag_id) == TEXT:
                if node.is_empty_text_node:
                    self.gap = True
                else:
                    self.say(node.text_content or "", place)
            elif (role := ROLES.get(tag, BLOCK)) < UNREAD:
                if role >= BLOCK and self.parts:
                    self.flush()
                first = node.first_child
                if first is not None and not (hidden and node.mem_id in hidden):
                    if role < TITLE and first.tag_id == TEXT and first.next is None:
                        if role == BLOCK:
                            self.paragraph(first.text_content or "", place)
                        else:
                            self.words(first, place, node, role)
                    else:
                        around.append((node, place))
                        node, place = first, self.enter(place, around[-1][0], tag, role)
                        continue
            elif role == PICTURE:
                self.picture(node, place)
            node = node.next
        self.flush()

    def enter(self, place: _Place, element: LexborNode, tag: int, role: int) -> _Place:
        """The place in an element."""
        if role == PLAIN:
            return place
        block, href, level, bold, caption = place
        if role == LINK:
            return block, (element.attrs.get("href") or "").strip() or None, level, bold, caption
        if role == BOLD:
            return block, href, level, True, caption
        parents = self.lines.parents
        parents.append(block)
        if role == TITLE:
            level, caption = HEADINGS.get(tag, level), caption or tag in CAPTIONS
        return len(parents) - 1, href, level, False, caption

    def words(self, text: LexborNode, place: _Place, element: LexborNode, role: int) -> None:
        """Reads an inline element with nothing but this text in it, as most are."""
        if text.is_empty_text_node:
            self.gap = True
        else:
            self.say(text.text_content or "", self.enter(place, element, 0, role))

    def paragraph(self, text: str, place: _Place) -> None:
        """Makes a line of a block with nothing but this in it, as most lines are."""
        around, href, level, _, caption = place
        parents = self.lines.parents
        parents.append(around)
        shown = fold(text)
        if not shown:
            return
        line = Line(shown, [(text, href)] if href else None, len(parents) - 1, href)
        if level:
            line.level = level
        if caption:
            line.caption = True
        if href:
            line.linked = True
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
        line = Line("", [("", place[1])], place[0], place[1])
        line.image = (source, values.get("alt") or "")
        line.caption = place[4]
        self.lines.append(line)
        self.lines.pictured = True

    def flush(self) -> None:
        """Ends the line; one without visible text is none."""
        parts, bold = self.parts, self.bold
        if not parts:
            return
        self.parts, self.bold = [], True
        block, href, level, _, caption = self.place
        single = len(parts) == 1
        if single:
            text, linked = fold(parts[0][0]), href is not None
        else:
            text = fold("".join([text for text, _ in parts]))
            href, linked = first_address(parts), _all_linked(parts)
        if not text:
            return
        line = Line(text, parts if href or bold or not single else None, block, href)
        line.level, line.bold, line.caption, line.linked = level, bold, caption, linked
        self.lines.append(line)


def _all_linked(parts: list[Part]) -> bool:
    return all(href or not any(map(str.isalnum, text)) for text, href in parts)


def _hidden(parser: LexborHTMLParser) -> set[int]:
    """The elements that are not shown by their own attributes."""
    return {node.mem_id for node in parser.css(_MAY_BE_HIDDEN) if _is_hidden(node.attributes)}


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or _INVISIBLE.search(attributes.get("style") or "") is not None
