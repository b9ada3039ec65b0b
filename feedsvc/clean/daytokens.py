"""The words and numbers of a text that may be a date, and which numbers stand beside a month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feedsvc.clean.datewords import WORD
from feedsvc.clean.phrases.monthnames import folded
from feedsvc.clean.phrases.months import FILLERS

MAX_TOKENS = 80
MOST_FILLERS = 3
_FILLERS = frozenset(map(folded, FILLERS.split()))
TOKEN = re.compile(rf"\d+|{WORD}")
_GAP = re.compile(r"[\s.,،/\-'’´`]{0,4}")
_CLOCK_GOES_ON = re.compile(r"[:時时시]\d\d|h\d\d|\s?[ap]\.?m\b|\s?Uhr\b", re.IGNORECASE)
_TO = "to|till|until|through|and|bis|und|au|à|et|al|a|e|y|i|en|tot|t/m|do|til|og|och|és|și|по|и|та"
RANGE = re.compile(rf"(?:st|nd|rd|th|er|[ºª])?\.?\s?(?:[-–—−/&]|(?<!\w)(?:{_TO})(?!\w))\s?", re.IGNORECASE)
"""What stands between the first day and the last, or the second: `9 to 13`, `9th - 13th`, `du 9 au 13`."""
MOST_BETWEEN = 3
"""Words of which some stand there: an ordinal's ending, and what says how far it goes (`t/m` is two)."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number, and where it stands."""

    text: str
    start: int
    end: int
    number: int | None = None


def token_of(match: re.Match[str]) -> Token:
    """What a match of TOKEN is; a year has four digits at most."""
    word = match.group()
    number = int(word) if word.isdecimal() and len(word) <= 4 else None
    return Token(word, match.start(), match.end(), number)


def beside(text: str, tokens: Sequence[Token], at: int, step: int) -> int | None:
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


def range_start(text: str, tokens: Sequence[Token], left: int) -> int:
    """The first day of `28–29 November`, `28 to 29 November`."""
    before = _next_number(tokens, left, -1)
    if before is None or not RANGE.fullmatch(text, tokens[before].end, tokens[left].start):
        return left
    return before


def range_end(text: str, tokens: Sequence[Token], right: int) -> int:
    """The last day of `November 28–29`, `November 28th & 29th`."""
    after = _next_number(tokens, right, 1)
    if after is None or not RANGE.fullmatch(text, tokens[right].end, tokens[after].start):
        return right
    return after


def _next_number(tokens: Sequence[Token], at: int, step: int) -> int | None:
    """The next number, which may be a day; None where another one, or too many words, come first."""
    for following in range(at + step, at + step * (MOST_BETWEEN + 2), step):
        if not 0 <= following < len(tokens):
            return None
        if tokens[following].text.isdecimal():
            return following if is_day(tokens[following]) else None
    return None


def is_day(token: Token) -> bool:
    """Whether the number can be a day."""
    return len(token.text) <= 2 and 1 <= (token.number or 0) <= 31


def is_clock(text: str, token: Token) -> bool:
    """Whether the number is the hour of a clock."""
    return _CLOCK_GOES_ON.match(text, token.end) is not None
