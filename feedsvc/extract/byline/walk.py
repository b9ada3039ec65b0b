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
        self.bold = True
        self.gap = False
        """White space alone stands behind its last text."""

    def read(self, root: LexborNode, hidden: set[int]) -> None:
        """Passes what is shown in page order, with the elements around it on a stack.

        One loop with few calls, as there are thousands of nodes: most are blanks between blocks of one text.
        """
        around: list[tuple[LexborNode, _Place]] = []
        add, parents, role_of = self.lines.append, self.lines.parents, ROLES.get
        node, place = root.first_child, _TOP
        block, href, level, _, caption = place
        while True:
            while node is not None:
                if (tag := node.tag_id) == TEXT:
                    if node.is_empty_text_node:
                        self.gap = True
                    else:
                        self.say(node.text_content or "", place)
                elif (role := role_of(tag, BLOCK)) < UNREAD:
                    if role >= BLOCK and self.parts:
                        self.flush(place)
                    first = node.first_child
                    if first is None or (hidden and node.mem_id in hidden):
                        pass
                    elif (inner := first.tag_id) != TEXT or first.next is not None or role == TITLE:
                        if role < BLOCK and role_of(inner) == UNREAD and first.next is None:
                            node = (
                                node.next
                            )  # a drawing in a link, as in rows of buttons: nothing to enter for
                            continue
                        around.append((node, place))
                        if role == BLOCK:
                            parents.append(block)
                            block = len(parents) - 1
                            node, place = first, (block, href, level, False, caption)
                        else:
                            node, place = first, self.enter(place, node, tag, role)
                            block, href, level, _, caption = place
                        continue
                    elif role == BLOCK:
                        parents.append(block)
                        text = first.text_content or ""
                        if shown := fold(text):
                            parts: list[Part] | None = [(text, href)] if href else None
                            number, linked = len(parents) - 1, href is not None
                            add(Line(shown, parts, number, href, level, False, caption, linked))
                    elif first.is_empty_text_node:
                        self.gap = True
                    else:
                        self.say(first.text_content or "", self.enter(place, node, tag, role))
                elif role == PICTURE:
                    self.picture(node, place)
                node = node.next
            if not around:
                break
            node, outer = around.pop()
            if self.parts and outer[0] != block:
                self.flush(place)
            node, place = node.next, outer
            block, href, level, _, caption = place
        self.flush(place)

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
        level, caption = HEADINGS.get(tag, level), caption or tag in CAPTIONS
        return len(parents) - 1, href, level, False, caption

    def say(self, text: str, place: _Place) -> None:
        """Adds words to the line."""
        if self.gap and self.parts:
            self.parts.append((" ", None))
        self.gap = False
        self.parts.append((text, place[1]))
        if not place[3]:
            self.bold = False

    def picture(self, image: LexborNode, place: _Place) -> None:
        values = image.attributes
        source = next((values[k] for k in ("data-src", "data-original", "src") if values.get(k)), None)
        if not source or source.startswith("data:"):
            return
        self.flush(place)
        line = Line("", [("", place[1])], place[0], place[1])
        line.image = (source, values.get("alt") or "")
        line.caption = place[4]
        self.lines.append(line)
        self.lines.pictured = True

    def flush(self, place: _Place) -> None:
        """Ends the line, which stands in the block of this place; one without visible text is none."""
        parts, bold = self.parts, self.bold
        if not parts:
            return
        self.parts, self.bold = [], True
        text, href = parts[0]
        if len(parts) == 1:
            linked, kept = href is not None, parts if href or bold else None
        else:
            text = "".join([text for text, _ in parts])
            href, linked, kept = first_address(parts), _all_linked(parts), parts
        if shown := fold(text):
            self.lines.append(Line(shown, kept, place[0], href, place[2], bold, place[4], linked))


def _all_linked(parts: list[Part]) -> bool:
    for text, href in parts:  # nearly always the first one tells
        if not href and any(map(str.isalnum, text)):
            break
    else:
        return True
    return False


def _hidden(parser: LexborHTMLParser) -> set[int]:
    """The elements that are not shown by their own attributes."""
    return {node.mem_id for node in parser.css(_MAY_BE_HIDDEN) if _is_hidden(node.attributes)}


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or _INVISIBLE.search(attributes.get("style") or "") is not None
