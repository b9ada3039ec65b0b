"""Thousands of keywords found in one pass over a text.

Plain keywords match whole words in any script, case-insensitively. Those made of words alone ("huawei",
"electric cars") are searched between blanks in a text whose every character that belongs to no word has
become a blank, so that the Aho-Corasick automaton reports whole words only. The others ("C++", "AT&T",
"人工智能") are searched in the text as it stands, and the characters beside each find are looked at.

`/…/` is a regular expression in RE2's syntax, which takes linear time whatever the pattern; it too
ignores case ((?-i) turns that off), and its \\b knows ASCII words only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any
from unicodedata import category

from feedsvc.clean.normal import nfkc
from feedsvc.decide.similarity import written_one_way

_UNWRITTEN = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u0652\u0670]")
LONGEST = 1000
"""Characters of one keyword or pattern."""
SET_SIZE = 50
"""Patterns searched together; RE2's memory for one set is bounded."""

# Scripts that put no space between words, or (Hangul) hang endings on them: in them a word may begin
# and end anywhere, and beside them a word of another script is whole.
UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"  # Hangul
    "\u1780-\u17ff"  # Khmer
    "\u3040-\u30ff"  # Hiragana, Katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)


def ranges(points: Sequence[int]) -> str:
    """Rising code points as the inside of a character class."""
    parts: list[list[int]] = []
    for point in points:
        if parts and parts[-1][1] == point - 1:
            parts[-1][1] = point
        else:
            parts.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in parts)


@cache
def mark_points() -> list[int]:
    """Vowel signs and joiners: inside words (Devanagari, Arabic …), though `\\w` leaves them out.

    Looked for when a text is first read: it takes longer than all else that a look at the sources needs.
    """
    points = (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0))
    return [point for point in points if category(chr(point))[0] == "M"]


@cache
def marks() -> frozenset[str]:
    """The same as characters."""
    return frozenset(map(chr, mark_points()))


@cache
def joining() -> re.Pattern[str]:
    """A character that belongs to the word beside it."""
    return re.compile(rf"(?![{UNSPACED}])[\w{ranges(mark_points())}\u200c\u200d]")


_ASCII = bytes(range(128))
# ASCII letters lower-cased, every other character that is no word's a blank; further bytes as they are.
_BLANKS = "".join(c.lower() if c.isalnum() or c == "_" else " " for c in map(chr, range(128))).encode()
_BLANKS += bytes(range(128, 256))
FEW = 32
"""Different non-ASCII characters up to which replacing each is cheaper than looking at every character."""


class Keywords:
    """A set of keywords, compiled; `found` names those that a text contains."""

    def __init__(self, keywords: Sequence[str]) -> None:
        self._words: dict[str, list[str]] = {}
        for word in keywords:
            if not is_pattern(word):
                self._words.setdefault(" ".join(folded(word).split()), []).append(word)
        blanked = {form: between_blanks(form) for form in self._words}
        self._plain = [form for form in blanked if blanked[form] == f" {form} ".encode()]
        self._odd = [form for form in blanked if blanked[form] != f" {form} ".encode()]
        self._edges = [(joins(form[0]), joins(form[-1])) for form in self._odd]
        # Who only looks whether keywords can be used need not load what searches for them.
        from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

        # Contiguous NFA: measured faster than the DFA, whose tables outgrow the processor's cache.
        kind = Implementation.ContiguousNFA
        self._automaton = BytesAhoCorasick([blanked[form] for form in self._plain], implementation=kind)
        self._odd_automaton = AhoCorasick(self._odd, implementation=kind, store_patterns=False)
        self._sets = [(part, pattern_set(part)) for part in parts(list(filter(is_pattern, keywords)))]

    def found(self, text: str) -> frozenset[str]:
        """The keywords in the text, spelled as configured."""
        forms = self._whole(text) | self._standing_alone(text)
        hits = {word for form in forms for word in self._words[form]}
        for patterns, compiled in self._sets:
            hits.update(patterns[number] for number in compiled.Match(text) or ())
        return frozenset(hits)

    def _whole(self, text: str) -> set[str]:
        """Forms made of words alone."""
        if not self._plain:
            return set()
        matches = self._automaton.find_matches_as_indexes(between_blanks(text), overlapping=True)
        return {self._plain[number] for number, _, _ in matches}

    def _standing_alone(self, text: str) -> set[str]:
        """Forms with other characters in them, where no word goes on beside them."""
        if not self._odd:
            return set()
        text, hits = folded(text), set()
        for number, start, end in self._odd_automaton.find_matches_as_indexes(text, overlapping=True):
            before, after = self._edges[number]
            inside = (before and start and joins(text[start - 1])) or (after and joins(text[end : end + 1]))
            if not inside:
                hits.add(self._odd[number])
        return hits


def parts(patterns: Sequence[str]) -> list[Sequence[str]]:
    """The patterns in portions that one set can hold."""
    return [patterns[i : i + SET_SIZE] for i in range(0, len(patterns), SET_SIZE)]


def pattern_set(patterns: Sequence[str]) -> Any:
    """One RE2 set of `/…/` patterns."""
    import re2

    found = re2.Set.SearchSet(pattern_options())
    for pattern in patterns:
        found.Add(pattern[1:-1])
    found.Compile()
    return found


def pattern_options() -> Any:
    """Case ignored, nothing printed, memory bounded."""
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 64 << 20
    return options


def is_pattern(keyword: str) -> bool:
    """True for `/…/`."""
    return len(keyword) > 2 and keyword.startswith("/") and keyword.endswith("/")


def keyword_problem(keyword: str) -> str | None:
    """What is wrong with a keyword, with what would be right; None for a usable one."""
    if not keyword.strip():
        return "an empty keyword (write a word, a phrase, or /a pattern/)"
    if len(keyword) > LONGEST:
        return f"a keyword of {len(keyword)} characters (write at most {LONGEST})"
    if not is_pattern(keyword):
        return None
    import re2

    try:
        compiled = re2.compile(keyword[1:-1], pattern_options())
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error.args[0]
        return f"{keyword!r} is no regular expression: {reason} (write one in RE2's syntax)"
    return (
        f"{keyword!r} matches everything (write a pattern that needs a character)"
        if compiled.search("")
        else None
    )


def folded(text: str) -> str:
    """The text as keywords are compared: compatibility forms, case, quotes and dashes folded, lines joined.

    Vowel signs go where most write without them (Arabic, Hebrew), and the dot that folding leaves of `İ`.
    """
    if text.isascii():
        return text.lower().replace("\n", " ")
    text = nfkc(written_one_way(text).casefold()).replace("i\u0307", "i")
    return _UNWRITTEN.sub("", text).replace("\n", " ")


def between_blanks(text: str) -> bytes:
    """The folded text in UTF-8, a blank for every character that belongs to no spaced word, one around it."""
    data = text.encode("utf-8", "replace")
    rare = set(data.translate(None, _ASCII).decode())
    if len(rare) > FEW or not marks().isdisjoint(rare):
        data = "".join(map(_blanked, folded(text))).encode("utf-8", "replace")
    else:
        for character in rare:
            data = data.replace(character.encode(), _blanked(character).encode())
    return b" " + data.translate(_BLANKS) + b" "


@lru_cache(maxsize=8192)
def _blanked(character: str) -> str:
    return "".join(c if joins(c) else " " for c in folded(character))


def joins(character: str) -> bool:
    """True for a character that, standing beside a word, belongs to it: `word` is not whole in `words`."""
    return joining().match(character) is not None
