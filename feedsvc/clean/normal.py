"""Unicode's normal form of what strangers wrote, in time that grows with its length.

A letter under a pile of accents is written with them in order, and Python sorts n of them in n² steps: a
hundred thousand take a minute. No language writes more than a handful; Unicode allows for thirty (UAX 15,
section 13).
"""

from __future__ import annotations

import re
from unicodedata import combining, normalize

MOST_MARKS = 30
"""Accents on one letter that are kept where they pile up."""
_STEP = 50
"""Every which character is looked at: a pile of three times as many is seen, smaller ones cost little."""
_PILE = re.compile(rb"[^\0]{3}")
_HIDDEN = dict.fromkeys((0xF73, 0xF75, 0xF81, 0xFF9E, 0xFF9F), "\u0300")
"""What becomes accents only when it is taken apart."""


def nfkc(text: str) -> str:
    """The text in compatibility form (NFKC)."""
    return text if text.isascii() else normalize("NFKC", _levelled(text))


def _levelled(text: str) -> str:
    """The text without what goes beyond MOST_MARKS on one letter, where accents pile up."""
    looked_at = text[::_STEP].translate(_HIDDEN) if len(text) > 2 * _STEP else ""
    if not _PILE.search(bytes(map(combining, looked_at))):
        return text
    kept, marks = list[str](), 0
    for sign in text:
        marks = marks + 1 if _order(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def _order(sign: str) -> int:
    return combining(sign.translate(_HIDDEN))
