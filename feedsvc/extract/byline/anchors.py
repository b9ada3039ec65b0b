"""Finding the bylines of a page: `[By ]AUTHORS / Mon DD, YYYY HH:MM AM|PM / SECTION`.

A byline is usually one line; a design may print it in several elements, or in one line with the
headline before it or the body behind it, so lines are joined or split where that makes one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from feedsvc.clean.text import fold
from feedsvc.extract.byline.lines import Line, Lines, Part, first_address

_DATE = (
    r"[A-Z][a-z]{2,8}\.?\s*\d{1,2}\s*,?\s*\d{4}\s*,?\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*[ap]\.?\s?m\.?"
)
_BYLINE = re.compile(
    rf"(?:by\b\s*[:：]?\s*)?([^/／∕⁄|｜]{{1,160}})[/／∕⁄|｜]\s*({_DATE})\s*[/／∕⁄|｜]\s*"
    r"([^\W\d_][\w&＆,，、'’ -]{0,58}?)\s*",
    re.IGNORECASE,
)
_TIME = re.compile(r":\d{2}(?::\d{2})?\s*[ap]\.?\s?m\b", re.IGNORECASE)
_NAMES = re.compile(r"\s*(?:[,，、;；]\s*(?:and\s|&)?|\sand\s|\s[&＆]\s|^and\s)\s*", re.IGNORECASE)
_WINDOW = 5
_LONG = 200
_LONGEST = 400
"""No byline has as many characters."""


class Anchor(NamedTuple):
    """A byline: the lines from `first` to `last` (both included) and what they say."""

    first: int
    last: int
    authors: tuple[str, ...]
    date: str
    section: str
    block: int


def find_anchors(lines: Lines) -> list[Anchor]:
    """Every byline of the page, in order; `lines` is changed where a line had to be split."""
    found: list[Anchor] = []
    floor = 0
    for at, line in enumerate(lines):  # which become more where one is split
        text = line.text
        if ":" not in text or at < floor or not _TIME.search(text):
            continue
        if anchor := _anchor_at(lines, at, floor):
            found.append(anchor)
            floor = anchor.last + 1
    return found


def _anchor_at(lines: Lines, index: int, floor: int) -> Anchor | None:
    if match := byline_match(_text(lines[index])):
        return _make(lines, index, index, match)
    if split := _split(lines[index]):
        before, byline, after = split
        lines[index : index + 1] = [*before, byline, *after]
        at = index + len(before)
        match = byline_match(_text(byline))
        return _make(lines, at, at, match) if match else None
    return _joined(lines, index, floor)


def byline_match(text: str) -> re.Match[str] | None:
    """The byline that a text is, or None."""
    match = _BYLINE.fullmatch(text)
    # "Headline By Ding Yi / …" is a headline and a byline, not an author of that name.
    return match if match and " by " not in match[1].lower() else None


def _text(line: Line) -> str:
    """What a line says, a "By" set apart that has an element of its own but no white space behind it."""
    if not line.parts or len(line.text) > _LONGEST:
        return line.text
    texts = [text for text, _ in line.parts if text]
    for at in range(len(texts) - 1):
        if fold(texts[at]).lower() == "by" and not texts[at + 1][0].islower():
            texts[at] = f" {texts[at]} "
    return fold("".join(texts))


def _make(lines: Lines, first: int, last: int, match: re.Match[str]) -> Anchor:
    return Anchor(first, last, split_names(match[1]), match[2], match[3], lines[first].block)


@lru_cache(maxsize=1024)
def split_names(text: str) -> tuple[str, ...]:
    """`A, B and C` as three names."""
    if text.isalpha():
        return (text,)
    return tuple(name for name in (part.strip(" .,") for part in _NAMES.split(text)) if name)


def _joined(lines: Lines, index: int, floor: int) -> Anchor | None:
    """A byline printed in several blocks: the fewest neighbouring lines that make one."""
    if len(lines[index].text) > _LONG:
        return None
    for size in range(2, 2 * _WINDOW):
        for first in range(max(floor, index - size + 1), index + 1):
            last = first + size - 1
            if last >= len(lines) or last - index > _WINDOW:
                continue
            match = byline_match(" ".join(map(_text, lines[first : last + 1])))
            if match:
                return _with_all_names(lines, first, last, floor, match)
    return None


def _with_all_names(lines: Lines, first: int, last: int, floor: int, match: re.Match[str]) -> Anchor:
    """Takes earlier lines in while they are names of the same list ("By A," "B" "and C /")."""
    for earlier in range(first - 1, max(floor, first - 8) - 1, -1):
        text = lines[earlier].text
        if not text or not lines[first].text:  # a picture
            break
        joins = text[-1] in ",，、&" or text.lower() in ("by", "by:", "and") or text.lower().endswith(" and")
        starts = re.match(r"(?:and\b|[,，、&/])", lines[first].text, re.IGNORECASE)
        if len(text) > 80 or not (joins or starts):
            break
        wider = byline_match(" ".join(map(_text, lines[earlier : last + 1])))
        if not wider:
            break
        first, match = earlier, wider
    return _make(lines, first, last, match)


def _split(line: Line) -> tuple[list[Line], Line, list[Line]] | None:
    """A line cut at the borders of its elements so that its middle is a byline."""
    parts = line.parts or []
    if not 2 <= len(parts) <= 40:
        return None
    for size in range(len(parts), 0, -1):
        for first in range(len(parts) - size + 1):
            middle = _line_of(parts[first : first + size], line)
            if middle and ":" in middle.text and byline_match(_text(middle)):
                before = _line_of(parts[:first], line)
                after = _line_of(parts[first + size :], line)
                return [before] if before else [], middle, [after] if after else []
    return None


def _line_of(parts: list[Part], line: Line) -> Line | None:
    text = fold("".join(text for text, _ in parts))
    if not text:
        return None
    made = Line(text, parts, line.block, first_address(parts))
    made.level = line.level
    made.linked = all(href for text, href in parts if text.strip())
    return made
