"""What somebody means who presses a word of a page to say where a field stands.

<h2><a href="/quay">The <em>second</em> quay</a></h2>     pressed: second
title → the `a`, whole    link → the `a`, which leads somewhere    author, date → the `em` itself
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from feedsvc.extract.base import UseFallback
from feedsvc.extract.datetext import bare_date, find_date
from feedsvc.extract.dom import attribute, image_source, node_text
from feedsvc.extract.pointing.numbers import upwards

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PHRASES_WORDS = "abbr b bdi bdo code em i kbd mark q s small strong sub sup u"
PHRASES = frozenset(_PHRASES_WORDS.split())
"""What stands inside a sentence, and is seldom a field by itself."""
SAYING = ("datetime", "data-date", "data-datetime", "data-time", "data-published", "content", "title")
"""Attributes that may say a date in place of the words."""
LONGEST_DATE = 200


def aimed(field: str, pressed: LexborNode) -> LexborNode:
    """The element that is meant; raises UseFallback with a sentence where it gives no such field."""
    if field == "link":
        return _first(_links(pressed), "nothing there leads anywhere: press a link of the story")
    if field == "image":
        return _first(_pictures(pressed), "no picture stands there: press a picture of the story")
    if field == "date":
        return _dated(pressed)
    if not node_text(pressed) and not (field == "title" and attribute(pressed, "title")):
        raise UseFallback("no words stand there: press words of the story")
    return _whole(pressed) if field in ("title", "summary") else pressed


def date_attribute(node: LexborNode) -> str:
    """The attribute that says the element's date where its words say none; empty where they do."""
    if is_date(node_text(node)) or (node.tag == "time" and is_date(attribute(node, "datetime"))):
        return ""
    return next((name for name in SAYING if is_date(attribute(node, name))), "")


def is_date(text: str) -> bool:
    """Whether a text tells a day, alone or among few other words."""
    return 0 < len(text) <= LONGEST_DATE and bool(find_date(text) or bare_date(text))


def _dated(pressed: LexborNode) -> LexborNode:
    """The pressed element where it says a date, else the `time` that it stands in."""
    around = next((node for node in upwards(pressed) if node.tag == "time"), None)
    for node in filter(None, (around, pressed)):
        if is_date(node_text(node)) or date_attribute(node) or is_date(attribute(node, "datetime")):
            return node
    words = node_text(pressed)
    shown = f"“{words[:60]}{'…' if len(words) > 60 else ''}”" if words else "what stands there"
    raise UseFallback(f"{shown} is not read as a date: press the date of a story")


def _whole(pressed: LexborNode) -> LexborNode:
    """The whole title or paragraph of which somebody pressed one word set off from the others."""
    chain = upwards(pressed)
    around = next((node for node in chain if node.tag not in PHRASES), pressed)
    sentence = any(node.tag in (*HEADINGS, "p") for node in chain)
    return around if sentence else pressed


def _links(pressed: LexborNode) -> Iterator[LexborNode]:
    yield from (node for node in upwards(pressed) if node.tag == "a" and attribute(node, "href"))
    yield from pressed.css("a[href]")


def _pictures(pressed: LexborNode) -> Iterator[LexborNode]:
    for node in (pressed, *pressed.css("img")):
        if node.tag == "img" and image_source(node):
            yield node


def _first(nodes: Iterator[LexborNode], problem: str) -> LexborNode:
    found = next(nodes, None)
    if found is None:
        raise UseFallback(problem)
    return found
