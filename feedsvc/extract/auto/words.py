"""Words of texts and of names, and how much a text says."""

from __future__ import annotations

import re

_TOKENS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_a-zA-Z]+")
_WIDE = re.compile("[\u2e80-\U0010ffff]")


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(words.split())


def words_of(name: str) -> list[str]:
    """The lower-case words of a class name: `entryMeta_date-2` → entry, meta, date."""
    return [word.lower() for word in _TOKENS.findall(name)]


def weight(text: str) -> int:
    """Length of a text in Latin letters: a CJK character says as much as two and a half."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text)) * 3 // 2
