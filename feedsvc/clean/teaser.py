"""Text that its source cut off, told by how it ends: `… for as long as […] Read more`."""

from __future__ import annotations

import re

from feedsvc.clean.phrases import ALONE, MORE, READ_ON

SHORT = 1000
"""Characters up to which a lone paragraph that trails off is the beginning of a longer text."""
_TAIL = 700
"""Characters in which the mark and what may follow it stand."""
_DOTS = r"(?:…|\.\.\.)[….]*"
_READ_ON = rf"[\[(（]?\s*(?:{READ_ON}.{{0,200}}|{ALONE}|{MORE}\s*[»›→>]+)[^\w\n]{{0,10}}"
# WordPress writes this below every entry of its feeds.
_APPEARED = r"the post .{1,300}(?:appeared first on|first appeared on) .{1,150}"
_END = re.compile(
    rf"\s*(?:(?P<bracketed>[\[(（【〔]\s*(?:more\s*)?{_DOTS}\s*[\])）】〕])|{_DOTS})"
    rf"\s*(?:{_READ_ON})?\s*(?:{_APPEARED})?\s*\Z",
    re.IGNORECASE,
)
_SENTENCE_ENDS = tuple('.!?。！？"”’»')


def cut_off(text: str) -> str:
    """A text that was cut off, without what follows its mark, the mark as one `…`; "" for a whole one.

    A mark in brackets always says so. A bare one may be how a sentence trails off: it counts where it
    ends the only paragraph, a short one.
    """
    tail = text[-_TAIL:]
    if "…" not in tail and "..." not in tail:
        return ""
    end = _END.search(text, len(text) - len(tail))
    kept = text[: end.start()] if end else ""
    trails_off = "\n" not in kept and len(kept) <= SHORT
    if end is None or not (end["bracketed"] or trails_off) or not any(map(str.isalnum, kept)):
        return ""
    return kept + (" …" if kept.endswith(_SENTENCE_ENDS) else "…")
