"""Ages and days near now, in any language: `3 hours ago`, `6 hari, 13 jam yang lalu`, `Вчера, 13:41`.

find_age("vor einer Stunde")      # 1 hour
find_day("Yesterday at 1:41 PM")  # 1 day, 13:41
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from feedsvc.clean.ageforms import GLUED_MARKS, KEYS, Age, age_of, expression_of
from feedsvc.clean.clocks import CLOCK, hour_of, told_by
from feedsvc.clean.datewords import is_wide, with_digits, words_in
from feedsvc.clean.phrases.ages import DAYS, SHORT_DAYS
from feedsvc.clean.phrases.monthnames import folded


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A day near now and its clock, and where the text says so."""

    start: int
    end: int
    days: int
    hour: int = 0
    minute: int = 0
    second: int = 0
    zone: str = ""
    clocked: bool = False
    weak: bool = False
    """Whether the word means other things too, and no clock follows it."""


@lru_cache(maxsize=2048)
def find_age(text: str) -> Age | None:
    """The longest age in a text, or None."""
    line = with_digits(text)
    codes = sorted({code for word in words_in(line) for code in KEYS.get(word, ())})
    if not line.isascii():
        codes += [code for code, mark in GLUED_MARKS.items() if code not in codes and mark.search(line)]
    ages = [age_of(code, match) for code in codes for match in expression_of(code).finditer(line)]
    return max(ages, key=lambda age: (age.end - age.start, -age.start), default=None)


_BARE = re.compile(
    r"(\d{1,3})\s?(?:h|hrs?|hours?|m|mins?|minutes?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?)\.?"
)


def bare_age(text: str) -> Age | None:
    """The age that a text is without a word for it (`3h`, `2 days`), or None."""
    found = _BARE.fullmatch(text.strip().lower())
    return find_age(f"{found.group().rstrip('.')} ago") if found else None


@lru_cache(maxsize=2048)
def find_day(text: str) -> Day | None:
    """The first day near now that a text names, or None."""
    line = with_digits(text)
    found = _DAY.search(line) if is_wide(line) or not _FIRST.isdisjoint(words_in(line)) else None
    if not found:
        return None
    word, clock = _plain(found.group()), CLOCK.match(line, found.end())
    hour = hour_of(clock) if clock else None
    if clock is None or hour is None:
        return Day(start=found.start(), end=found.end(), days=_GONE[word], weak=word in SHORT_DAYS)
    return Day(
        start=found.start(),
        end=clock.end(),
        days=_GONE[word],
        hour=hour,
        **told_by(clock),
    )


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())


_GONE = {_plain(word.replace("_", " ")): gone for gone, words in DAYS for word in words.split()}
_WIDE_DAYS = [word for word in _GONE if word[:1] > "\u2e80" or "\u0e00" <= word[:1] <= "\u0eff"]
_NARROW = sorted((word for word in _GONE if word not in _WIDE_DAYS), key=len, reverse=True)
_FIRST = frozenset(folded(re.split(r"[\s'’-]", word)[0]) for word in _NARROW)
"""With what words for days begin, to pass over other texts cheaply."""
_DAY = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(re.escape(w).replace(chr(92) + ' ', chr(92) + 's') for w in _NARROW)})(?!\w)"
    rf"|{'|'.join(sorted(_WIDE_DAYS, key=len, reverse=True))}",
    re.IGNORECASE,
)
