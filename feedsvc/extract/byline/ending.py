"""Whether a line is but the beginning of a byline or of furniture, as where a plain text was cut."""

from __future__ import annotations

import re

from feedsvc.clean.dateshapes import MONTH_NAMES
from feedsvc.extract.byline.anchors import byline_match

_SLASH = re.compile(r"[/／∕⁄|｜]\s*")
_BY_SOMEBODY = re.compile(r"By?(?: and\b| [A-Z][\w.,'’-]*)*")
_MONTHS = tuple(MONTH_NAMES.split())
_REST_OF_BYLINE = " / Oct 26, 2020 10:48 AM / World"
_FURNITURE_WORDS = """
Photo: |Contact reporter |Contact editor |Editor |Related: |Read the full story|To read the full story
|Click here to read the full story|Share this article|Open WeChat and scan the QR code
"""
_FURNITURE = tuple(_FURNITURE_WORDS.replace("\n", "").split("|"))


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
