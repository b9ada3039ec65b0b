"""The date that the numbers around the name of a month make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeGuard

import msgspec

from feedsvc.clean.calendars import gregorian_of_persian, year_of_thai
from feedsvc.clean.clocks import CLOCK, hour_of, told_by
from feedsvc.clean.daytokens import Token, beside, is_clock, range_end, range_start
from feedsvc.clean.phrases.monthnames import FARSI, Names, is_word_too, languages_in, months_of

_ORDINAL = re.compile(r"(?:st|nd|rd|th|º|ª|er)?\b\.?(?!\w)", re.IGNORECASE)
_INSIDE = re.compile(r"(?:\d[.,:/]|[$€£#№])$")


class Worded(msgspec.Struct, frozen=True, kw_only=True):  # made at a tenth of a dataclass's cost
    """A date in a text: where it stands, its numbers, and what is doubtful about it."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    hour: int = 0
    minute: int = 0
    second: int = 0
    zone: str = ""
    clocked: bool = False
    weak: bool = False
    """Whether it has no year, and its month is a word too."""
    languages: frozenset[str] = frozenset()
    """Those in which its word names a month: not always the same one."""


def date_around(text: str, tokens: Sequence[Token], place: int, last: int, names: Names) -> Worded | None:
    """The date that the numbers around the month at these tokens make."""
    month = _Month(text, tokens, place, last, names)
    left, right = month.beside(place, -1), month.beside(last, 1)
    if month.is_day(right):
        ended = range_end(text, tokens, right)
        after = month.beside(ended, 1)
        if said := month.year(after):
            return month.made((place, ended if after is None else after), said, right)
    if month.is_day(left):
        return month.day_first(left, right)
    if month.is_day(right) and not is_clock(text, tokens[right]):
        return month.month_first(left, right)
    return None


class _Month(NamedTuple):
    """A month that is named in a text, from the token at `place` to the one at `last`."""

    text: str
    tokens: Sequence[Token]
    place: int
    last: int
    names: Names

    def day_first(self, day: int, right: int | None) -> Worded | None:
        """`28 November 2026`, `2026, 28 November`, `28 November`."""
        begun = range_start(self.text, self.tokens, day)
        if said := self.year(right, short=True):
            return self.made((begun, self.last if right is None else right), said, begun)
        before = self.beside(day, -1)
        if said := self.year(before):
            return self.made((day if before is None else before, self.last), said, day)
        if self.tokens[day].end == self.tokens[self.place].start:  # `3mar` is no date, `28Nov2026` is
            return None
        return self.made((begun, self.last), None, begun)

    def month_first(self, left: int | None, day: int) -> Worded | None:
        """`2026 November 28`, `November 28`; the one with the year behind it has been looked for."""
        if said := self.year(left):
            return self.made((left if left is not None else self.place, day), said, day)
        if self.tokens[self.last].end == self.tokens[day].start:
            return None
        beyond = self.beside(day, 1)
        if beyond is None or not self.tokens[beyond].number or is_clock(self.text, self.tokens[beyond]):
            return self.made((self.place, day), None, day)
        return None

    def beside(self, at: int, step: int) -> int | None:
        """The number that stands beside a token."""
        return beside(self.text, self.tokens, at, step)

    def is_day(self, at: int | None) -> TypeGuard[int]:
        """Whether the number can be a day."""
        return at is not None and 1 <= (self.tokens[at].number or 0) <= 31 and len(self.tokens[at].text) <= 2

    def year(self, at: int | None, *, short: bool = False) -> int | None:
        """The year that the number is; two digits are one where it is `short`."""
        if at is None or is_clock(self.text, self.tokens[at]):
            return None
        short = short and not self._is_of_next(at)
        return _year(self.tokens[at].text, min(languages_in(self.names)), short=short)

    def _is_of_next(self, at: int) -> bool:
        """Whether the number is the day of a month behind it: `9 December - 13 December`."""
        return any(months_of(token.text) for token in self.tokens[at + 1 : at + 2])

    def made(self, span: tuple[int, int], year: int | None, day: int) -> Worded | None:
        """The date of these tokens, with the clock behind it."""
        codes = languages_in(self.names)
        numbers = _gregorian(year, next(iter(self.names))[1], int(self.tokens[day].text), codes)
        start, end = self.tokens[span[0]].start, self.tokens[span[1]].end
        if numbers is None or _INSIDE.search(self.text, 0, start):  # of a number, a price, a version
            return None
        found = Worded(
            start=start,
            end=_with_ordinal(self.text, end),
            year=numbers[0],
            month=numbers[1],
            day=numbers[2],
            weak=year is None and is_word_too(self.tokens[self.place].text),
            languages=codes,
        )
        return _with_clock(self.text, found)


def _gregorian(
    year: int | None, month: int, day: int, codes: frozenset[str]
) -> tuple[int | None, int, int] | None:
    """The same by our calendar; None for a Persian day without a year, or one that is none."""
    if FARSI not in codes:
        return year, month, day
    return gregorian_of_persian(year, month, day) if year else None


def _year(word: str, code: str, *, short: bool) -> int | None:
    """The Gregorian year (that of the Persian calendar as it is) that a number names."""
    number = int(word)
    if code == FARSI:
        return number if 1300 <= number < 1500 else None
    if len(word) == 2 and short:
        thai = code == "th"
        return year_of_thai(2500 + number) if thai else 2000 + number if number < 70 else 1900 + number
    if code == "th" and 2400 <= number < 2700:
        return year_of_thai(number)
    return number if 1900 <= number < 2100 and len(word) == 4 else None


def _with_ordinal(text: str, end: int) -> int:
    found = _ORDINAL.match(text, end)
    return found.end() if found and not found.group().endswith(".") else end


def _with_clock(text: str, found: Worded) -> Worded:
    """With the clock that follows it, and its zone."""
    clock = CLOCK.match(text, found.end)
    if not clock:
        return found
    hour = hour_of(clock)
    if hour is None:
        return found
    return msgspec.structs.replace(
        found,
        end=clock.end(),
        hour=hour,
        **told_by(clock),
    )
