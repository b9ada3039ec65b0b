"""Whether a date on a page is that of a change, and not the day on which something came out.

Updated <time datetime="2026-03-09">…</time>   <time class="modified" datetime="2026-03-09">…</time>
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from feedsvc.clean.phrases.beside import CHANGED
from feedsvc.extract.dom import attribute

_CALLED = re.compile(r"(?:updated|modified|edited)(?![a-z])", re.IGNORECASE)
_OTHERWISE = re.compile(r"publish|created|posted", re.IGNORECASE)
_SAID = re.compile(rf"{CHANGED}[^.!?]{{0,10}}$", re.IGNORECASE)
_BEFORE = 30


def is_of_change(node: LexborNode) -> bool:
    """Whether the words before the date's element, or what it is called, say so."""
    called = f"{attribute(node, 'class')} {attribute(node, 'itemprop')}"
    if _CALLED.search(called):
        return not _OTHERWISE.search(called)
    before = node.prev
    said = (before.text_content or "") if before is not None and before.is_text_node else ""
    return _SAID.search(" ".join(said.split())[-_BEFORE:]) is not None
