"""Whether a page, or its last line, ends early, though with the length it promised (faults.md, 14)."""

from __future__ import annotations

import re
from collections import Counter

from feedsvc.extract.byline.anchors import byline_match

_VOID_WORDS = "area base br col embed hr img input link meta param source track wbr html head body"
_VOID = frozenset(_VOID_WORDS.split())
"""Elements without an end, or whose end may be left out at the end of a page."""
_OPTIONAL_WORDS = "p li dt dd tr td th thead tbody tfoot option optgroup rp rt colgroup caption"
_OPTIONAL_END = frozenset(_OPTIONAL_WORDS.split())
_SLASH = re.compile(r"[/／∕⁄|｜]\s*")
_BY_SOMEBODY = re.compile(r"By?(?: and\b| [A-Z][\w.,'’-]*)*")
_MONTHS_WORDS = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = tuple(_MONTHS_WORDS.split())
_REST_OF_BYLINE = " / Oct 26, 2020 10:48 AM / World"
_FURNITURE_WORDS = """
Photo: |Contact reporter |Contact editor |Editor |Related: |Read the full story|To read the full story
|Click here to read the full story|Share this article|Open WeChat and scan the QR code
"""
_FURNITURE = tuple(_FURNITURE_WORDS.replace("\n", "").split("|"))


def looks_cut(markup: str) -> bool:
    """Whether the page ends early: inside a tag, or with its body and its blocks left open."""
    tail = markup[-4000:].lower()
    if "</html" in tail or "</body" in tail:
        return False
    opened = tail.rfind("<")
    if opened > tail.rfind(">") and re.match(r"/?[a-z]|!", tail[opened + 1 :]):
        return True
    head = markup[:20_000].lower()
    if "<html" not in head and "<body" not in head:
        return False
    return _leaves_open(markup.lower())


def _leaves_open(markup: str) -> bool:
    tags = Counter(re.findall(r"</?[a-z][a-z0-9-]*+", markup))
    names = {tag.strip("</") for tag in tags} - _VOID
    return any(_is_left_open(name, tags[f"<{name}"], tags[f"</{name}"]) for name in names)


def _is_left_open(name: str, opened: int, closed: int) -> bool:
    # Where a page never ends its paragraphs, an open one says nothing; one among many ended ones does.
    return closed > 0 and opened == closed + 1 if name in _OPTIONAL_END else opened > closed


def begins_byline(text: str) -> bool:
    """Whether a line is the beginning of a byline: a "By" with names, or up to behind the first slash."""
    if _BY_SOMEBODY.fullmatch(text):
        return True
    parts = _SLASH.split(text, maxsplit=1)
    if len(parts) < 2 or len(text) > 240:
        return False
    month = parts[1][:3].lower()
    dated = parts[1][:1].isupper() and any(name.startswith(month) for name in _MONTHS)
    return (not month or dated) and any(
        byline_match(text + _REST_OF_BYLINE[at:]) for at in range(len(_REST_OF_BYLINE))
    )


def begins_furniture(text: str) -> bool:
    """Whether a line is no more than the beginning of what often stands below a story."""
    return any(phrase.startswith(text) and len(text) < len(phrase) for phrase in _FURNITURE)
