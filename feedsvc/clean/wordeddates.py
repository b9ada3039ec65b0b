"""Dates whose month is a word, in any language: where they stand in a text, and what they say.

    find_worded("Pátek 28. listopadu 2026 v 10:05", "cs")   # 28, 11, 2026, 10:05
    find_worded("пн, 2 марта")                               # 2, 3, no year

Day, month and year may stand in any order that people write; of a range the first day counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from feedsvc.clean.datewords import WORD, with_digits, words_in
from feedsvc.clean.daytokens import MAX_TOKENS, RANGE, TOKEN, Token, token_of
from feedsvc.clean.monthdates import Worded, date_around
from feedsvc.clean.phrases.monthnames import Names, folded, languages_in, months_of

_DIGIT = re.compile(r"\d")
_WORD = re.compile(WORD)
_BEGIN = frozenset(map(folded, ("tháng", "thg", "كانون", "تشرين", "meán", "deireadh")))
"""With what names of two or three words begin."""


def find_worded(text: str, language: str = "") -> Worded | None:
    """The first date with a year, else the first without one; None where there is none.

    `language` decides where a word names different months in different ones.
    """
    found = _all_worded(with_digits(text), language)
    return next((one for one in found if one.year), found[0] if found else None)


def languages_of(text: str) -> frozenset[str]:
    """The languages in which the text's first date may be written; empty where no word names a month."""
    found = find_worded(text)
    return found.languages if found else frozenset()


def languages_for(texts: Iterable[str]) -> frozenset[str] | None:
    """Languages in which each word of the texts names a month that names one in any; None where none does.

    They are among `languages_of` every text with a date; reading the dates is not needed to tell them.
    """
    words = {word for text in texts for word in _WORD.findall(with_digits(text))}
    named = [languages_in(months) for word in words if (months := months_of(word))]
    if any(folded(word) in _BEGIN for word in words):
        return frozenset()
    return frozenset.intersection(*named) if named else None


def _names_one(text: str) -> bool:
    """Whether the text has a digit and a month: most have not, and cost no more than this."""
    if not _DIGIT.search(text):
        return False
    return any(months_of(word) or word in _BEGIN for word in words_in(text))


@lru_cache(maxsize=4096)
def _all_worded(text: str, language: str) -> tuple[Worded, ...]:
    if not _names_one(text):
        return ()
    tokens = [token_of(m) for m, _ in zip(TOKEN.finditer(text), range(MAX_TOKENS), strict=False)]
    found: list[Worded] = []
    for place, token in enumerate(tokens):
        if token.number is None and (named := _named(tokens, place)):
            names, last = named
            if one := date_around(text, tokens, place, last, _chosen(names, language)):
                found.append(replace(one, languages=languages_in(names)))
    return tuple(_with_years_of_ranges(text, found))


def _named(tokens: Sequence[Token], place: int) -> tuple[Names, int] | None:
    """The months that the word here names, together with the next one or two, and its last token."""
    word = tokens[place].text
    if folded(word) in _BEGIN:
        for more in (2, 1):
            together = " ".join(t.text for t in tokens[place : place + more + 1])
            if names := months_of(together):
                return names, min(place + more, len(tokens) - 1)
    names = months_of(word)
    return (names, place) if names else None


@lru_cache(maxsize=256)
def _chosen(names: Names, language: str) -> Names:
    """The meaning in this language; else that of most languages."""
    spoken = language.partition("-")[0]
    own = {month for code, month in names if code == spoken}
    months = [month for _, month in names]
    month = own.pop() if len(own) == 1 else max(sorted(set(months)), key=months.count)
    return frozenset(one for one in names if one[1] == month)


def _with_years_of_ranges(text: str, found: Sequence[Worded]) -> list[Worded]:
    """`28 Nov – 3 Dec 2026`: the first day is of the same year, or the one before."""
    whole: list[Worded] = []
    for place, one in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        if one.year is None and after and after.year and RANGE.fullmatch(text, one.end, after.start):
            year = after.year - (one.month > after.month)
            one = replace(one, end=after.end, year=year, weak=False)
        whole.append(one)
    return whole
