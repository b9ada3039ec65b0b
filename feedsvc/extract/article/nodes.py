"""Small reads and cuts of a tree of lxml."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element
_SPACE = re.compile(r"\s+")


def folded(text: str) -> str:
    """A text with its white space made one space."""
    return _SPACE.sub(" ", text).strip()


def drop(element: Element) -> None:
    """Take the element out of its tree and leave the text behind it."""
    above, before = element.getparent(), element.getprevious()
    if above is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        above.text = (above.text or "") + element.tail
    above.remove(element)


def text_of(element: Element, most: int = 100_000) -> str:
    """All text inside, folded; of a long one only so much that it is longer than `most`."""
    parts, length = list[str](), 0
    for part in element.itertext():
        parts.append(str(part))
        length += len(part.strip())
        if length > most:
            break
    return folded("".join(parts))


def linked(element: Element) -> int:
    """Characters inside that are links."""
    return sum(len(text_of(link)) for link in element.iter("a"))
