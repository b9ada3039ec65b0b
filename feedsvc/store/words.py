"""Text becomes the words that are searched: the same on both engines, because neither splits it.

Latin, Cyrillic and the like keep their words. Scripts that put no spaces between words (Chinese,
Japanese, Korean, Thai, Lao, Khmer, Burmese, Tibetan) become single characters, found as phrases.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache

from feedsvc.clean.normal import nfkc

MOST_CHARACTERS = 100_000
"""Of one story; what comes after is not searched."""
LONGEST_WORD = 64
SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
# `\w` lacks the combining marks that belong to letters in many scripts.
WORDS = rf"[{SPACELESS}]|[^\W_{SPACELESS}](?:[^\W_{SPACELESS}]|[\u0300-\u036f\u0591-\u08ff\u0900-\u0dff])*"
# General Punctuation holds no letters; without it English is ASCII, which is split ten times as fast.
PUNCTUATION = re.compile("[\u2000-\u206f]+")
OVERLINES = ("\u2017", "\u203e")
"""The two of them that become a mark on a letter."""
ASCII = bytes(ord(chr(c).lower()) if chr(c).isascii() and chr(c).isalnum() else ord(" ") for c in range(256))
"""Letters in lower case and digits; all else is space, every byte of a character beyond ASCII too."""
DASHES = "\u2000".encode()[:2]
"""How U+2000 to U+203F begin in UTF-8: dashes, curly quotes, the ellipsis."""
SPACES = re.compile(b"  +")
SHAPE = bytes(c if c == ord(" ") else ord("x") for c in range(256))
TOO_LONG = b"x" * (LONGEST_WORD + 1)
WORDS_OF = {"author": "_a", "section": "_s", "source": "_r"}


def search_words(text: str) -> list[str]:
    """The words of a text in their order, folded so that case, width and composition do not matter."""
    text = text[:MOST_CHARACTERS]
    bare = _bare(text)
    if bare is not None:
        return _in_length(bare.decode().split())
    folded = nfkc(text).casefold()
    folded = nfkc(folded)[: 2 * MOST_CHARACTERS]
    plain = PUNCTUATION.sub(" ", folded)
    found = plain.encode().translate(ASCII).decode().split() if plain.isascii() else _words().findall(folded)
    return _in_length(found)


def words_between_spaces(text: str) -> str:
    """The same words as one text; English is not taken apart for it, which takes twice as long."""
    bare = _bare(text[:MOST_CHARACTERS])
    if bare is None or TOO_LONG in bare.translate(SHAPE):
        return " ".join(search_words(text))
    return SPACES.sub(b" ", bare).strip().decode()


def _bare(text: str) -> bytes | None:
    """Its letters and digits with spaces for all else; None where it has others than ASCII's."""
    data = text.encode("utf-8", "surrogatepass")
    dashes = data.count(DASHES)  # each has two bytes more than an ASCII character: nothing else is left
    if len(data) - len(text) != 2 * dashes or (dashes and any(mark in text for mark in OVERLINES)):
        return None
    return data.translate(ASCII)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(WORDS)  # takes milliseconds, and most of what has a store searches nothing


def _in_length(words: list[str]) -> list[str]:
    if max(map(len, words), default=0) <= LONGEST_WORD:
        return words
    return [word[:LONGEST_WORD] for word in words]


@lru_cache(maxsize=1024)
def label_word(kind: str, value: str) -> str:
    """A word that stands for an author, section or source; no text contains it."""
    folded = " ".join(nfkc(value).casefold().split())
    return WORDS_OF[kind] + hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:20]
