"""Every phrase in every language, once, as atoms of regular expressions to be used without regard to case.

An atom is a group of alternatives: what may stand around it is said where it is used. The words of the
languages stand in `languages`; what is made of them and of numbers, in `beside`.
"""

from __future__ import annotations

import unicodedata

from feedsvc.clean.phrases.languages import LANGUAGES

__all__ = ["ALONE", "ALSO", "LANGUAGES", "MONTH", "MORE", "READ_ON", "alternatives", "beginnings"]


def alternatives(field: str) -> str:
    """What every language says in this field of `Language`, as one group: whole words, any white space."""
    words, signs = (_joined(field, spaced=spaced) for spaced in (True, False))
    return rf"(?:(?<!\w)(?:{words})(?!\w)" + (f"|{signs})" if signs else ")")


def beginnings(field: str) -> str:
    """How the words of this field of `Language` begin, as one group."""
    return f"(?:{_joined(field, spaced=True)})"


def _joined(field: str, *, spaced: bool) -> str:
    # One flat list of alternatives: expressions pass over it several times as fast as over nested ones.
    given = (getattr(one, field) for one in LANGUAGES if one.spaced is spaced)
    return unicodedata.normalize("NFC", "|".join(dict.fromkeys(filter(None, given)))).replace(" ", r"\s")


READ_ON = alternatives("read_on")
"""What leads from the beginning of a text to the whole of it: `Read more`, `Читать далее`, `続きを読む`."""
ALONE = alternatives("alone")
"""What does so only as the last words: `Full story`, `Подробнее`."""
MORE = alternatives("more")
"""What does so only before an arrow: `More`, `Mehr`, `Więcej`."""
ALSO = alternatives("also")
"""What leads to another story: `Read also`, `Siehe auch`."""
MONTH = rf"{beginnings('months')}[^\W\d_]{{0,9}}\.?"
"""A month's name, whole or shortened: `Oct.`, `février`, `мая`."""
