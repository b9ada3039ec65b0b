"""Dates whose month is a word, in any language: where they stand in a text, and what they say.

    find_worded("Pátek 28. listopadu 2026 v 10:05", "cs")   # 28, 11, 2026, 10:05
    find_worded("пн, 2 марта")                               # 2, 3, no year

Day, month and year may stand in any order that people write; of a range the first day counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from feedsvc.clean.calendars import gregorian_of_persian, year_of_thai
from feedsvc.clean.datewords import WORD, with_digits, words_in
from feedsvc.clean.phrases.monthnames import FARSI, Names, folded, is_word_too, months_of
from feedsvc.clean.phrases.months import FILLERS
from feedsvc.clean.zones import ZONE

MAX_TOKENS = 80
MOST_FILLERS = 3
_FILLERS = frozenset(map(folded, FILLERS.split()))
_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(rf"\d+|{WORD}")
_WORD = re.compile(WORD)
_GAP = re.compile(r"[\s.,،/\-'’´`]{0,4}")
_INSIDE = re.compile(r"(?:\d[.,:/]|[$€£#№])$")
_CLOCK_GOES_ON = re.compile(r"[:時时시]\d\d|h\d\d|\s?[ap]\.?m\b|\s?Uhr\b", re.IGNORECASE)
RANGE = re.compile(r"\.?\s?(?:[-–—−/]|\bto\b|\bbis\b|\bau\b|\bal\b|\bt/m\b|по)\s?", re.IGNORECASE)
_BEGIN = frozenset(map(folded, ("tháng", "thg", "كانون", "تشرين", "meán", "deireadh")))
"""With what names of two or three words begin."""
_HALVES = r"(?:[ap]\.?\s?m\b\.?|صباحا?ً?|مساءً?|ص(?!\w)|م(?!\w)|[πμ]\.?\s?μ\.?)"
CLOCK = re.compile(
    r"(?:\s?(?:г|года|год|р|року|ж|m|d|năm|წ|[(（][^\W\d_][)）]|(?:pazar(?:tesi)?|salı|çarşamba|perşembe|cuma(?:rtesi)?))"
    r"\.?(?=[\s,\d]))?[\s,،|·•(–—-]{0,4}"
    r"(?:(?:at|um|à|às|as|a las|alle(?: ore)?|ore|ora|la|om|kl|klo|ob|o|v|u|в|у|о|об|saat|saa|lúc|pukul|jam"
    r"|στις|kell|plkst|الساعة|ساعت|בשעה|เวลา|godz|ora)\b\.?[\s,:]{0,2})?"
    r"(?P<early>上午|午前|오전|ก่อน)?(?P<late>下午|午後|오후)?\s?"
    rf"(?P<hour>[01]?\d|2[0-4])(?:[:.h時时시]|\s?Uhr\s?)(?P<minute>[0-5]\d)(?!\d)(?:[:.](?P<second>[0-5]\d)(?!\d))?"
    rf"(?:\s?(?P<half>{_HALVES}))?(?P<zone>{ZONE})?",
    re.IGNORECASE,
)
_LATE = re.compile(r"p|μ\.?\s?μ|م", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Worded:
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


def name_months_in(texts: Iterable[str], language: str) -> bool:
    """Whether `languages_of` every text holds this language or nothing, told without reading their dates.

    It is so where each word that names a month names one in this language, too; False says nothing.
    """
    words = {word for text in texts for word in _WORD.findall(with_digits(text))}
    named = [months for word in words if (months := months_of(word))]
    if any(folded(word) in _BEGIN for word in words):
        return False
    return all(any(code == language for code, _ in months) for months in named)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    number: int | None = None


def _names_one(text: str) -> bool:
    """Whether the text has a digit and a month: most have not, and cost no more than this."""
    if not _DIGIT.search(text):
        return False
    return any(months_of(word) or word in _BEGIN for word in words_in(text))


@lru_cache(maxsize=4096)
def _all_worded(text: str, language: str) -> tuple[Worded, ...]:
    if not _names_one(text):
        return ()
    tokens = [_token(m) for m, _ in zip(_TOKEN.finditer(text), range(MAX_TOKENS), strict=False)]
    found: list[Worded] = []
    for place, token in enumerate(tokens):
        if token.number is None and (named := _named(tokens, place)):
            names, last = named
            if one := _around(text, tokens, place, last, _chosen(names, language)):
                found.append(replace(one, languages=frozenset(code for code, _ in names)))
    return tuple(_with_years_of_ranges(text, found))


def _token(match: re.Match[str]) -> _Token:
    word = match.group()
    number = int(word) if word.isdecimal() and len(word) <= 4 else None
    return _Token(word, match.start(), match.end(), number)


def _named(tokens: Sequence[_Token], place: int) -> tuple[Names, int] | None:
    """The months that the word here names, together with the next one or two, and its last token."""
    word = tokens[place].text
    if folded(word) in _BEGIN:
        for more in (2, 1):
            together = " ".join(t.text for t in tokens[place : place + more + 1])
            if names := months_of(together):
                return names, min(place + more, len(tokens) - 1)
    names = months_of(word)
    return (names, place) if names else None


def _chosen(names: Names, language: str) -> Names:
    """The meaning in this language; else that of most languages."""
    spoken = language.partition("-")[0]
    own = {month for code, month in names if code == spoken}
    months = [month for _, month in names]
    month = own.pop() if len(own) == 1 else max(sorted(set(months)), key=months.count)
    return frozenset(one for one in names if one[1] == month)


def _around(text: str, tokens: Sequence[_Token], place: int, last: int, names: Names) -> Worded | None:
    """The date that the numbers around a month's name make."""
    left, right = _beside(text, tokens, place, -1), _beside(text, tokens, last, 1)
    beyond = _beside(text, tokens, right, 1) if right is not None else None
    before = _beside(text, tokens, left, -1) if left is not None else None
    code, weak = min(c for c, _ in names), is_word_too(tokens[place].text)

    def day(at: int | None) -> bool:
        return at is not None and 1 <= (tokens[at].number or 0) <= 31 and len(tokens[at].text) <= 2

    def year(at: int | None, *, short: bool = False) -> int | None:
        if at is None or _is_clock(text, tokens[at]):
            return None
        return _year(tokens[at].text, code, short=short)

    if day(right) and right is not None:
        ended = _range_end(text, tokens, right)
        after = _beside(text, tokens, ended, 1)
        if said := year(after):
            return _made(text, tokens, (place, ended if after is None else after), said, names, right)
    if day(left) and left is not None:
        begun = _range_start(text, tokens, left)
        if said := year(right, short=True):
            return _made(text, tokens, (begun, last if right is None else right), said, names, begun)
        if said := year(before):
            return _made(text, tokens, (left if before is None else before, last), said, names, left)
        if tokens[left].end == tokens[place].start:  # `3mar` is no date, `28Nov2026` is
            return None
        return _made(text, tokens, (begun, last), None, names, begun, weak=weak)
    if day(right) and right is not None and not _is_clock(text, tokens[right]):
        if said := year(left):
            return _made(text, tokens, (left if left is not None else place, right), said, names, right)
        if tokens[last].end == tokens[right].start:
            return None
        if beyond is None or not tokens[beyond].number or _is_clock(text, tokens[beyond]):
            return _made(text, tokens, (place, right), None, names, right, weak=weak)
    return None


def _beside(text: str, tokens: Sequence[_Token], at: int, step: int) -> int | None:
    """The number that stands beside a token, with nothing but fillers between them."""
    for _ in range(MOST_FILLERS + 1):
        following = at + step
        if not 0 <= following < len(tokens):
            return None
        first, second = sorted((at, following))
        if not _GAP.fullmatch(text, tokens[first].end, tokens[second].start):
            return None
        if tokens[following].text.isdecimal():
            return following
        if folded(tokens[following].text) not in _FILLERS:
            return None
        at = following
    return None


def _range_start(text: str, tokens: Sequence[_Token], left: int) -> int:
    """The first day of `28–29 November`."""
    before = left - 1
    if before < 0 or len(tokens[before].text) > 2 or not 1 <= (tokens[before].number or 0) <= 31:
        return left
    return before if RANGE.fullmatch(text, tokens[before].end, tokens[left].start) else left


def _range_end(text: str, tokens: Sequence[_Token], right: int) -> int:
    """The last day of `November 28–29`."""
    after = right + 1
    if after >= len(tokens) or len(tokens[after].text) > 2 or not 1 <= (tokens[after].number or 0) <= 31:
        return right
    return after if RANGE.fullmatch(text, tokens[right].end, tokens[after].start) else right


def _is_clock(text: str, token: _Token) -> bool:
    """Whether the number is the hour of a clock."""
    return _CLOCK_GOES_ON.match(text, token.end) is not None


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


def _made(
    text: str,
    tokens: Sequence[_Token],
    span: tuple[int, int],
    year: int | None,
    names: Names,
    day: int,
    *,
    weak: bool = False,
) -> Worded | None:
    start, end = tokens[span[0]].start, tokens[span[1]].end
    codes = frozenset(code for code, _ in names)
    numbers: tuple[int | None, int, int] = (year, next(iter(names))[1], int(tokens[day].text))
    if FARSI in codes:
        converted = gregorian_of_persian(*numbers) if year else None
        if converted is None:
            return None
        numbers = converted
    if _INSIDE.search(text, 0, start):  # of a number, a price, a version
        return None
    found = Worded(
        start=start,
        end=_with_ordinal(text, end),
        year=numbers[0],
        month=numbers[1],
        day=numbers[2],
        weak=weak,
        languages=codes,
    )
    return _with_clock(text, found)


def _with_ordinal(text: str, end: int) -> int:
    found = re.compile(r"(?:st|nd|rd|th|º|ª|er)?\b\.?(?!\w)", re.IGNORECASE).match(text, end)
    return found.end() if found and not found.group().endswith(".") else end


def _with_clock(text: str, found: Worded) -> Worded:
    """With the clock that follows it, and its zone."""
    clock = CLOCK.match(text, found.end)
    if not clock:
        return found
    hour = hour_of(clock)
    if hour is None:
        return found
    return replace(
        found,
        end=clock.end(),
        hour=hour,
        minute=int(clock["minute"]),
        second=int(clock["second"] or 0),
        zone=(clock["zone"] or "").strip(" ()"),
        clocked=True,
    )


def hour_of(clock: re.Match[str]) -> int | None:
    """The hour of the day that a match of CLOCK shows; None where it shows none."""
    hour, half = int(clock["hour"]), clock["half"] or ""
    if not (half or clock["early"] or clock["late"]):
        return hour % 24
    if hour > 12:  # 13:05 PM is written by programs that mean 13:05
        return hour if hour < 24 else None
    return hour % 12 + (12 if clock["late"] or _LATE.match(half) else 0)


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
