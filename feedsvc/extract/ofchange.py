"""Whether a date on a page is that of a change or an end, and not the day on which something came out.

Updated <time datetime="2026-03-09">…</time>   <time class="modified" datetime="2026-03-09">…</time>
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from feedsvc.clean.phrases.beside import CHANGED, CLOSES
from feedsvc.extract.dom import attribute, node_text

_CALLED = re.compile(r"(?:updated|modified|edited)(?![a-z])", re.IGNORECASE)
_OTHERWISE = re.compile(r"publish|created|posted", re.IGNORECASE)
_SAID = re.compile(rf"{CHANGED}[^.!?]{{0,10}}$", re.IGNORECASE)
_CLOSES = re.compile(rf"{CLOSES}\s?[:：]?\s?$", re.IGNORECASE)
_BEFORE = 30


def is_of_change(node: LexborNode) -> bool:
    """Whether the words before the date's element, or what it is called, say so."""
    called = f"{attribute(node, 'class')} {attribute(node, 'itemprop')}"
    if _CALLED.search(called):
        return not _OTHERWISE.search(called)
    before = node.prev
    said = (before.text_content or "") if before is not None and before.is_text_node else ""
    return _SAID.search(" ".join(said.split())[-_BEFORE:]) is not None


def is_of_end(node: LexborNode, date: str) -> bool:
    """Whether the words before the date, in its element or beside it, say that something ends then."""
    said = node_text(node).partition(date)[0].strip()
    before = node.prev
    while before is not None and not said:
        said = " ".join((before.text_content or "" if before.is_text_node else node_text(before)).split())
        before = before.prev
    return _CLOSES.search(said[-_BEFORE:]) is not None
