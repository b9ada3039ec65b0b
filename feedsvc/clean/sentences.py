"""Where the first sentence of a text ends."""

from __future__ import annotations

import re

from feedsvc.clean.text import closed

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[”’」』]*")
_ABBREVIATED = """
inc ltd co corp mr mrs ms dr prof gen gov sen rep st no vs jr sr dept est approx ca eg ie etc jan
feb mar apr jun jul aug sep sept oct nov dec mt ft vol fig op bros messrs hon
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())


def first_sentence(text: str) -> str:
    """The opening sentence; abbreviations and initials (`Inc.`, `U.S.`) do not end it."""
    for end in _SENTENCE_END.finditer(text):
        if end[0][0] != "." or not _abbreviated(text, end.start(), end.end()):
            return closed(text[: end.end()])
    return text


def _abbreviated(text: str, dot: int, end: int) -> bool:
    word = text[:dot].rpartition(" ")[2].lstrip("(\"'“‘").lower()
    following = text[end:].lstrip()[:1]
    return (
        word in _ABBREVIATIONS
        or (len(word.rpartition(".")[2]) <= 1 and not word[-1:].isdigit())
        or following.islower()
    )
