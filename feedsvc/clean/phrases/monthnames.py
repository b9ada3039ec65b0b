"""Which months a word may name, by language: what stands in the table `months`, made ready to be asked."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from feedsvc.clean.phrases.languages import LANGUAGES
from feedsvc.clean.phrases.months import MONTHS, PERSIAN, WORDS_TOO

Names = frozenset[tuple[str, int]]
"""Languages with the number of the month that a word names there."""
SHORTEST = 3
LONGEST_BEGINNING = 5
LONGEST_ENDING = 2
"""Letters by which a stem is still no other word (`Augustine`)."""
FARSI = "fa-persian"
"""The language under which the months of the Persian calendar are known."""
_MARKS = re.compile("[\u0300-\u036f\u0653-\u0655\u064b-\u0652\u200c\u200f\u200e]")


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """The word without case, accents and a last full stop, as all words are compared."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", word.casefold()))
    return unicodedata.normalize("NFC", bare).replace("ı", "i").strip(".")


@lru_cache(maxsize=8192)
def months_of(word: str) -> Names:
    """The months that the word may name; empty where it names none."""
    name = folded(word)
    begun = _BEGINNINGS.get(name, frozenset())
    if whole := _WHOLE.get(name):  # `Jan` is how German writes jän, and how English shortens January
        return whole | begun
    return _by_stem(name) or begun


@lru_cache(maxsize=256)
def languages_in(names: Names) -> frozenset[str]:
    """The languages in which a word names these months."""
    return frozenset(code for code, _ in names)


def is_word_too(word: str) -> bool:
    """Whether the name is also a word of some language, or the beginning of a name that is seldom written."""
    name = folded(word)
    if name in _WEAK:
        return True
    if name in _WHOLE or name in _SHORTENED or name[:1] > "\u024f":
        return False
    return not any(name[:-length] in _STEMS for length in range(1, LONGEST_ENDING + 1))


def _by_stem(name: str) -> Names:
    found = (_STEMS.get(name[:length]) for length in range(min(len(name), LONGEST_STEM), SHORTEST - 1, -1))
    return next(filter(None, found), frozenset())


def _rows() -> Iterator[tuple[str, int, str]]:
    for code, row in (*MONTHS, (FARSI, PERSIAN)):
        for number, forms in enumerate(row.split(), start=1):
            for form in forms.split("/"):
                yield code, number, folded(form.replace("_", " "))


def _collected(pairs: Iterator[tuple[str, tuple[str, int]]]) -> dict[str, Names]:
    found: dict[str, set[tuple[str, int]]] = {}
    for word, meaning in pairs:
        found.setdefault(word, set()).add(meaning)
    return {word: frozenset(meanings) for word, meanings in found.items()}


def _beginnings() -> Iterator[tuple[str, tuple[str, int]]]:
    """Those that name but one month of their language."""
    shortened = {
        (code, number, bare[:length])
        for code, number, form in _rows()
        if code != FARSI and " " not in (bare := form.rstrip("*"))
        for length in range(SHORTEST, min(len(bare), LONGEST_BEGINNING + 1))
    }
    common = Counter((code, word) for code, _, word in shortened)
    return ((word, (code, number)) for code, number, word in shortened if common[code, word] == 1)


_WHOLE = _collected((form, (code, number)) for code, number, form in _rows() if not form.endswith("*"))
_STEMS = _collected(
    (form.rstrip("*"), (code, number)) for code, number, form in _rows() if form.endswith("*")
)
_BEGINNINGS = _collected(_beginnings())
_SHORTENED = {folded(name) for one in LANGUAGES for name in one.months.split("|")}
"""How months are shortened in the languages that are met most."""
_WEAK = frozenset(map(folded, WORDS_TOO.split()))
LONGEST_STEM = max(map(len, _STEMS))
