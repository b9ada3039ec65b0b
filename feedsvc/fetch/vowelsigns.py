"""Whether the vowel signs of a text stand at letters: read in a wrong charset they stand anywhere.

`Привет мир` of KOI8-R is `๐าษืลิ อษา` in Thai's charset, and has a sign behind a blank in Hebrew's.
"""

from __future__ import annotations

import re

_SIGNED = ("cp874", "cp1255")
"""Charsets of scripts whose vowels are signs at letters."""
_LONE = re.compile(
    "(?<![א-ײ\u05b0-\u05c2ก-ฮ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u05b0-\u05bd\u05bf\u05c1\u05c2\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]"
)
_LETTER = re.compile("[^\x00-\x7f]")
FEW = 0.02
"""Share of such signs up to which a text has mistakes."""


def signs_fit(told: bytes, codec: str) -> bool:
    """Whether a text may be written in this charset, as far as its vowel signs say."""
    if codec not in _SIGNED:
        return True
    text = told.decode(codec, "replace")
    return len(_LONE.findall(text)) <= FEW * len(_LETTER.findall(text))
