"""Whether a date on a page is that of a change or an end, and not the day on which something came out.

Updated <time datetime="2026-03-09">…</time>   <time class="modified" datetime="2026-03-09">…</time>
<b>Updated:</b> <time datetime="2026-03-09">…</time>
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from feedsvc.clean.phrases.beside import CHANGED, CLOSES
from feedsvc.extract.dom import attribute, node_text

_CALLED = re.compile(r"(?:updated|(?<!un)modified|(?<!r)edited)(?![a-z])", re.IGNORECASE)
_BOX = re.compile(r"(?<![a-z])(?:post|entry|last)[-_]?(?:updated?|modified)(?![a-z])", re.IGNORECASE)
"""What the box of a date is called that is that of a change."""
_OTHERWISE = re.compile(r"publish|created|posted", re.IGNORECASE)
_SAID = re.compile(rf"{CHANGED}[^.!?\d]{{0,10}}$", re.IGNORECASE)
_CLOSES = re.compile(rf"{CLOSES}\s?[:：]?\s?$", re.IGNORECASE)
_LABEL = re.compile(rf"[\W_]*{CHANGED}[^.!?\d]{{0,10}}", re.IGNORECASE)
"""What an element before a date says that is no more than its label: a title may end in `updated`."""
_BEFORE = 30
MOST_EMPTY = 5
"""Elements and texts before a date that may be empty."""


def is_of_change(node: LexborNode, date: str = "") -> bool:
    """Whether the words before the date, in its element or beside it, or what that is called, say so."""
    called = f"{attribute(node, 'class')} {attribute(node, 'itemprop')}"
    if _CALLED.search(called):
        return not _OTHERWISE.search(called)
    if _is_boxed(node):
        return True
    if inside := _inside(node, date):
        return _SAID.search(inside[-_BEFORE:]) is not None
    before, said = _before(node)
    if before is None or before.is_text_node:
        return _SAID.search(said[-_BEFORE:]) is not None
    return len(said) <= _BEFORE and _LABEL.fullmatch(said) is not None


def _is_boxed(node: LexborNode) -> bool:
    """Whether all of what is called a change is this date (`<i class=post-update><svg><i class=date>…`)."""
    box = node.parent
    called = (attribute(box, "class") or "") if box is not None else ""
    return bool(box and _BOX.search(called) and node_text(box) == node_text(node))


def is_of_end(node: LexborNode, date: str) -> bool:
    """Whether the words before the date, in its element or beside it, say that something ends then."""
    said = _inside(node, date) or _before(node)[1]
    return _CLOSES.search(said[-_BEFORE:]) is not None


def _inside(node: LexborNode, date: str) -> str:
    """What the element says before the date; empty where that is written but in an attribute."""
    said, written, _ = node_text(node).partition(date) if date else ("", "", "")
    return said.strip() if written else ""


def _before(node: LexborNode) -> tuple[LexborNode | None, str]:
    """The text or element with words right before an element, and its words; "" where none is near."""
    before, said, left = node.prev, "", MOST_EMPTY
    while before is not None and left:
        said = " ".join((before.text_content or "" if before.is_text_node else node_text(before)).split())
        if said:
            break
        before, left = before.prev, left - 1
    return before, said
