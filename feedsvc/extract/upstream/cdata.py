"""CDATA inside CDATA, which XML does not know: the first end would be that of the outer one.

    <description><![CDATA[<pre><![CDATA[x]]></pre><p>More.</p>]]></description>

loses its inner marks, so that all of the description is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

_OPEN = "<![CDATA["
_MARK = re.compile(r"<!\[CDATA\[|\]\]>")
_MISSPELT = re.compile(r"<!?\s?\[CDATA\s?\[", re.IGNORECASE)
_CLOSE = "]]>"
_SIGN = "\ufdd0"
"""A character that no text has (Unicode, section 23.7)."""
_HELD = re.compile(f"{_SIGN}(\\d+){_SIGN}")
MOST_INSIDE = 50
"""Inner parts of one outer one."""


def well_spelt(text: str) -> str:
    """The text with the marks of CDATA that lack their sign, or are in small letters, as XML has them."""
    odd = "[cdata" in text or text.count("[CDATA") != text.count(_OPEN)
    return _MISSPELT.sub(_OPEN, text) if odd else text


def unnested(text: str) -> str:
    """The text without the marks of CDATA inside others; as it stands where none is nested."""
    marks = list(_MARK.finditer(text))
    inner = list(_inner(marks))
    if not inner:
        return text
    bounds = [0, *(place for mark in inner for place in mark.span()), len(text)]
    return "".join(text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True))


def _inner(marks: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The marks inside others: a text may also just speak of `<![CDATA[`, and then no end follows an end."""
    place, opened = 0, False
    while place < len(marks):
        is_open = marks[place][0] == _OPEN
        if opened and is_open and (end := _end_of_pairs(marks, place)):
            yield from marks[place:end]
            place = end
        else:
            opened = is_open
            place += 1


def _end_of_pairs(marks: Sequence[re.Match[str]], place: int) -> int:
    """Where, after pairs of a beginning and an end, one more end stands; 0 where none does."""
    for end in range(place + 2, min(place + 2 * MOST_INSIDE, len(marks)), 2):
        if marks[end - 2][0] != _OPEN or marks[end - 1][0] == _OPEN:
            return 0
        if marks[end][0] != _OPEN:
            return end
    return 0


def around(text: str, change: Callable[[str], str]) -> str:
    """The text changed, but for markup inside its CDATA: that is a story's, and no element of the feed."""
    first, *others = text.replace(_SIGN, "").split(_OPEN)
    held, parts = list[str](), [first]
    for other in others:
        inside, end, rest = other.partition(_CLOSE)
        if end and "<" in inside:
            parts.append(f"{_SIGN}{len(held)}{_SIGN}{end}{rest}")
            held.append(inside)
        else:
            parts.append(other)
    return _HELD.sub(lambda found: held[int(found[1])], change(_OPEN.join(parts)))
