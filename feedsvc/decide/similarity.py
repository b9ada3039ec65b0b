"""How alike two titles or two texts are; the measures that identity and trust share."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from feedsvc.clean.normal import nfkc

# Scripts written without spaces between words: each character counts as a word of its own.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+"
)
_UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f"
"""Where a word may be parted or joined, which way it runs, how a sign is drawn: nothing of what it says."""
_MARKS = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—―−", '\'\'\'\'""""""-------', _UNSEEN)
# str.translate looks every character of a text up; most texts have a handful of these.
_MARKED = re.compile("[" + "".join(map(chr, _MARKS)) + "]+")
MOST_CHARACTERS = 20_000
"""A text is compared by its beginning: nothing on a page may make comparing expensive."""
OPENING, FIRST = 100, 3
"""Characters in which the first words of a text are looked for, and how many of them."""
LOST = "\ufffd"
"""Stands in a text where a character could not be read."""
ALIKE = 0.8
"""From here on two texts are taken for versions of one text, if something else agrees too."""
VERSIONS = 0.5
"""From here on they may be of one story, if much else agrees."""


def plain(text: str) -> str:
    """The text with white space folded and quotes, dashes and compatibility forms written one way."""
    return " ".join(written_one_way(text).split())


def written_one_way(text: str) -> str:
    """The text with quotes, dashes and compatibility forms written one way, its white space as it stands."""
    if text.isascii():
        return text
    return nfkc(_MARKED.sub(lambda found: found[0].translate(_MARKS), text))


def begins(start: str, full: str) -> bool:
    """True for a proper beginning of a text; its last character may be half of one."""
    start, full = plain(start).rstrip(LOST), plain(full)
    return bool(start) and len(start) < len(full) and full.startswith(start)


@lru_cache(maxsize=512)
def bare_words(text: str) -> tuple[str, ...]:
    """The words of a text, case folded, punctuation dropped, in order."""
    return tuple(_WORD.findall(nfkc(text[:MOST_CHARACTERS]).casefold()))


def opening_words(text: str) -> tuple[str, ...]:
    """The first of a text's bare words: equal for equal words, and found without reading on."""
    head = text[:OPENING]
    words = islice(_WORD.finditer(nfkc(head).casefold()), FIRST + 2)
    found = tuple(map(itemgetter(0), words))
    # The last one may go on behind the cut, and what stands there may still be joined to it.
    whole = found if len(head) == len(text) else found[:-2]
    return whole[:FIRST] if len(whole) >= FIRST else bare_words(text)[:FIRST]


def same_words(one: str, other: str) -> bool:
    """True when two texts say the same but for case, punctuation and spacing; empty texts never do."""
    return bool(one) and bool(other) and (one == other or (bare_words(one) == bare_words(other) != ()))


def says(one: str, other: str) -> bool:
    """True when one of two texts says all that the other does, in its order, perhaps among more."""
    ours, theirs = (f" {' '.join(bare_words(text))} " for text in (one, other))
    return bool(ours.strip() and theirs.strip()) and (ours in theirs or theirs in ours)


def likeness(one: str, other: str) -> float:
    """Share of neighbouring word pairs that two texts have in common (Dice), 0 … 1; 0 when either is empty.

    Pairs, because two unrelated articles share a third of their single words.
    """
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    ours, theirs = pairs(one), pairs(other)
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0


@lru_cache(maxsize=256)
def pairs(text: str) -> Counter[tuple[str, str]]:
    """How often each word follows each other one; the first follows nothing."""
    said = bare_words(text)
    return Counter(zip(("", *said), said, strict=False))
