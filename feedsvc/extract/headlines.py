"""Which line is the headline of which byline: the nearest heading or link before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from feedsvc.extract.anchors import Anchor
from feedsvc.extract.furniture import Kind
from feedsvc.extract.lines import Line, Lines

_SENTENCE_END = re.compile(r"[.。!！…]\W*$")
_REACH = 12
_ARTICLE_LINK = re.compile(r"\d{5,}")
_NO_HEADLINE = re.compile(r"[^\W\d]+(?:\W+[^\W\d]+){0,2}\W*")
_LONG = 260
_BORDERS = (Kind.CONTACT, Kind.RELATED, Kind.FULL_STORY, Kind.LIST)


class Headline(NamedTuple):
    """The line `at` which it stands, what it says, where it leads, and why it was taken."""

    at: int
    title: str
    href: str | None
    why: str


def is_headline_like(text: str) -> bool:
    """Whether a line could be a headline: some words, no sentence's end."""
    return (8 <= len(text) <= 220 and not _SENTENCE_END.search(text)) or _is_cjk_title(text)


def _is_cjk_title(text: str) -> bool:
    return 4 <= len(text) <= 60 and text[0] >= "\u2e80" and not _SENTENCE_END.search(text)


def find_headlines(
    lines: Lines, anchors: list[Anchor], sections: set[str], *, marked: bool
) -> list[Headline | None]:
    """The headline of each byline, None where the page gives none."""
    floors = [0, *(anchor.last + 1 for anchor in anchors)]
    pairs = list(zip(floors, anchors, strict=False))
    if marked:
        found = [_nearest(lines, floor, anchor.first, sections) for floor, anchor in pairs]
        if any(found):
            return found
    plain = [_line_above(lines, floor, anchor.first, sections) for floor, anchor in pairs]
    # A page either prints headlines or does not: a lone candidate is the end of the story above.
    return plain if 5 * sum(map(bool, plain)) >= 4 * len(plain) else [None] * len(plain)


def _nearest(lines: Lines, floor: int, byline: int, sections: set[str]) -> Headline | None:
    address: str | None = None
    for index in range(byline - 1, max(floor, byline - _REACH) - 1, -1):
        line = lines[index]
        if line.image:
            address = address or line.href
        elif _is_headline(line, sections):
            return _headline(lines, index, floor, address)
        elif len(line.text) > _LONG or line.kind in _BORDERS:
            return None
    return None


def _is_headline(line: Line, sections: set[str]) -> bool:
    if not (line.level or line.linked or (line.bold and line.parts)):
        return False
    text, named = line.text, leads_to_article(line)
    # "Photos: The Day in Pictures" reads like a credit; as a heading or a story's link it is none.
    told = line.kind is Kind.BODY or (line.kind is Kind.CREDIT and (line.level > 0 or named))
    if text.casefold() in sections or not told:
        return False
    if line.level:
        return len(text) <= 400 and not (not line.href and _is_label(text))
    return is_headline_like(text) or (line.linked and (named or len(text) > 8))


def leads_to_article(line: Line) -> bool:
    """Whether all of the line is a link with an article's number in its address."""
    return line.linked and _ARTICLE_LINK.search(line.href or "") is not None


def _is_label(text: str) -> bool:
    """Whether it is a page's label, such as WORLD, rather than a headline in capitals."""
    return text.isupper() and len(text) < 30 and _NO_HEADLINE.fullmatch(text) is not None


def _headline(lines: Lines, index: int, floor: int, address: str | None) -> Headline:
    line = lines[index]
    title, href = line.text, line.href
    while index > floor and _broken(lines[index - 1], line):
        index -= 1
        title = f"{lines[index].text} {title}"
    if href:
        return Headline(index, title, _usable(href), "the nearest heading or link before the byline")
    for above in range(index - 1, max(floor, index - 4) - 1, -1):
        near = lines[above]
        if near.href and (near.image or near.text == title):
            address = address or near.href
            break
    return Headline(index, title, _usable(address), "the nearest heading before the byline")


def _broken(above: Line, line: Line) -> bool:
    """Whether both are lines of one headline with a break in it."""
    return above.block == line.block and bool(line.level and above.text) and above.href == line.href


def _usable(href: str | None) -> str | None:
    """An address that leads to a page; `#`, `javascript:` and the like lead nowhere."""
    if not href or href.startswith("#"):
        return None
    scheme = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):", href)
    return None if scheme and scheme[1].lower() not in ("http", "https") else href


def _line_above(lines: Lines, floor: int, byline: int, sections: set[str]) -> Headline | None:
    """The line right above the byline, where it is set off from the story before it."""
    if byline - 1 < floor:
        return None
    line, gap = lines[byline - 1], lines[byline].gap
    text = line.text
    nearer = gap < line.gap and 2 < len(text) <= 220  # to the byline than to the story above
    if not (nearer or is_headline_like(text)) or text.casefold() in sections:
        return None
    if line.kind is not Kind.BODY and not (line.kind is Kind.CREDIT and nearer):
        return None
    if gap > 1 and gap >= line.gap:
        return None
    return Headline(byline - 1, text, line.href, "the line above the byline")
