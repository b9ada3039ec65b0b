"""The words and numbers of a text that may be a date, and which numbers stand beside a month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from feedsvc.clean.datewords import WORD
from feedsvc.clean.phrases import AND
from feedsvc.clean.phrases.monthnames import folded
from feedsvc.clean.phrases.months import FILLERS, UNTIL

MAX_TOKENS = 80
MOST_FILLERS = 3
_FILLERS = frozenset(map(folded, FILLERS.split()))
TOKEN = re.compile(rf"\d+|{WORD}")
_GAP = re.compile(r"[\s.,،/\-'’´`]{0,4}")
_CLOCK_GOES_ON = re.compile(
    r"[:時时시]\d\d|\s?h(?:\s?\d\d|(?:eures?)?\b)|\s?[ap]\.?m\b|\s?Uhr\b", re.IGNORECASE
)
RANGE = re.compile(rf"(?:\.|er|st|nd|rd|th|º)?\s?(?:[-–—−/]|(?<!\w)(?:{UNTIL})(?!\w))\s?", re.IGNORECASE)
_TOGETHER = re.compile(
    rf"{RANGE.pattern}|(?:\.|er|st|nd|rd|th|º)?,?\s?(?:&|\+|(?:{AND})\s?|[-–—]\s?[^\W\d_]{{2,12}}[.,]?,?|[&+]\s?[^\W\d_]{{2,12}}[.,]?)\s?",
    re.IGNORECASE,
)
"""What stands between two days of one month: `28–29`, `28 and 29`, `28 – Sun 29`."""


class Token(NamedTuple):
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
    """The first day of `28–29 November`."""
    return _other_end(text, tokens, left, -1)


def range_end(text: str, tokens: Sequence[Token], right: int) -> int:
    """The last day of `November 28–29`."""
    return _other_end(text, tokens, right, 1)


def _other_end(text: str, tokens: Sequence[Token], day: int, step: int) -> int:
    """The day at the other end of a range, beyond a dash or a word (`24 to 27`), which is a token."""
    for end in range(day + step, day + 4 * step, step):
        if not 0 <= end < len(tokens):
            return day
        if 1 <= (tokens[end].number or 0) <= 31 and len(tokens[end].text) <= 2:
            first, last = sorted((tokens[day], tokens[end]), key=lambda token: token.start)
            return end if _TOGETHER.fullmatch(text, first.end, last.start) else day
    return day


def is_clock(text: str, token: Token) -> bool:
    """Whether the number is the hour of a clock."""
    return _CLOCK_GOES_ON.match(text, token.end) is not None
