"""Whether a date on a page is that of a change, and not the day on which something came out.

Updated <time datetime="2026-03-09">…</time>   <time class="modified" datetime="2026-03-09">…</time>
<b>Updated:</b> <time datetime="2026-03-09">…</time>
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from feedsvc.clean.phrases.beside import CHANGED
from feedsvc.extract.dom import attribute

_CALLED = re.compile(r"(?:updated|(?<!un)modified|(?<!r)edited)(?![a-z])", re.IGNORECASE)
_OTHERWISE = re.compile(r"publish|created|posted", re.IGNORECASE)
_SAID = re.compile(rf"{CHANGED}[^.!?\d]{{0,10}}$", re.IGNORECASE)
_BEFORE = 30
_LABELS = frozenset(("b", "strong", "span", "em", "i", "small", "label"))


def is_of_change(node: LexborNode) -> bool:
    """Whether the words before the date's element, or what it is called, say so."""
    called = f"{attribute(node, 'class')} {attribute(node, 'itemprop')}"
    if _CALLED.search(called):
        return not _OTHERWISE.search(called)
    return _SAID.search(" ".join(_words_before(node).split())[-_BEFORE:]) is not None


def _words_before(node: LexborNode) -> str:
    """The words right before an element, also where they have an element of their own."""
    before = node.prev
    if before is not None and before.is_text_node and not (before.text_content or "").strip():
        before = before.prev
    if before is None:
        return ""
    return before.text() if before.tag in _LABELS else (before.text_content or "") * before.is_text_node
