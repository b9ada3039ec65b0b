"""The words of a text as the readers of dates see them, in any script."""

from __future__ import annotations

import re
from functools import lru_cache

from feedsvc.clean.phrases.monthnames import folded

WORD = r"(?:[^\s\d.,;:/|()\[\]{}<>·•–—\-_\"“”«»!?+*=#@&،。、年月日'’´`]|(?<=[ก-\u0e4e])\.(?=[ก-ฮ]))+"
"""A word with its vowel signs, and in Thai with the full stops inside it."""
_WORD = re.compile(WORD)
_DIGIT = re.compile("[0-9]")
_WIDE = re.compile("[\u0e00-\u0eff\u2e80-\uffef]")


class _Digits(dict[int, int]):
    """A translation of every script's digits, character by character, into `0` to `9`."""

    def __missing__(self, code: int) -> int:
        sign = chr(code)
        self[code] = ord("0") + int(sign) if sign.isdecimal() else code
        return self[code]


_DIGITS = _Digits()


def with_digits(text: str) -> str:
    """The text with `0` to `9` for the digits of other scripts; every character keeps its place."""
    return text if text.isascii() else text.translate(_DIGITS)


def has_digit(text: str) -> bool:
    """Whether a digit of whatever script stands in the text."""
    return _DIGIT.search(text) is not None or (not text.isascii() and any(map(str.isdigit, text)))


@lru_cache(maxsize=2048)
def words_in(text: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset(map(folded, _WORD.findall(text)))


def is_wide(text: str) -> bool:
    """Whether some of it is in a script without spaces between words."""
    return not text.isascii() and _WIDE.search(text) is not None
