"""Every phrase in every language, once, as atoms of regular expressions to be used without regard to case.

An atom is a group of alternatives: what may stand around it is said where it is used. The words of the
languages stand in `languages`; what is made of them and of numbers, in `beside`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from feedsvc.clean.phrases.languages import LANGUAGES

__all__ = [
    "ALONE",
    "ALSO",
    "AND",
    "BY",
    "LANGUAGES",
    "MONTH",
    "MORE",
    "READ_ON",
    "alternatives",
    "beginnings",
]


def alternatives(*fields: str) -> str:
    """What every language says in these fields of `Language`, as one group: whole words, any white space."""
    words, signs = (_joined(fields, spaced=spaced) for spaced in (True, False))
    return rf"(?:(?<!\w)(?:{words})(?!\w)" + (f"|{signs})" if signs else ")")


def beginnings(field: str) -> str:
    """How the words of this field of `Language` begin, as one group."""
    return f"(?:{'|'.join(dict.fromkeys(_joined((field,), spaced=True).split('|')))})"


def _joined(fields: Sequence[str], *, spaced: bool) -> str:
    # One flat list of alternatives: expressions pass over it several times as fast as over nested ones.
    given = (getattr(one, name) for one in LANGUAGES if one.spaced is spaced for name in fields)
    return unicodedata.normalize("NFC", "|".join(dict.fromkeys(filter(None, given)))).replace(" ", r"\s")


READ_ON = alternatives("read_on")
"""What leads from the beginning of a text to the whole of it: `Read more`, `Читать далее`, `続きを読む`."""
ALONE = alternatives("alone")
"""What does so only as the last words: `Full story`, `Подробнее`."""
MORE = alternatives("more")
"""What does so only before an arrow: `More`, `Mehr`, `Więcej`."""
ALSO = alternatives("also")
"""What leads to another story: `Read also`, `Siehe auch`."""
BY = alternatives("by")
"""What stands before an author's name: `By`, `von`, `автор`."""
AND = alternatives("and_")
"""What stands between two names: `and`, `und`, `y`."""
MONTH = rf"{beginnings('months')}[^\W\d_]{{0,9}}\.?"
"""A month's name, whole or shortened: `Oct.`, `février`, `мая`."""
