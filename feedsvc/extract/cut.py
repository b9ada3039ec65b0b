"""Whether a page ends early, though with the length it promised."""

from __future__ import annotations

import re
from collections import Counter

_VOID_WORDS = "area base br col embed hr img input link meta param source track wbr html head body"
_VOID = frozenset(_VOID_WORDS.split())
"""Elements without an end, or whose end may be left out at the end of a page."""
_OPTIONAL_WORDS = "p li dt dd tr td th thead tbody tfoot option optgroup rp rt colgroup caption"
_OPTIONAL_END = frozenset(_OPTIONAL_WORDS.split())


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
