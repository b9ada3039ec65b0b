"""Which line is the headline of which byline: the nearest heading or link before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from feedsvc.extract.byline.anchors import Anchor
from feedsvc.extract.byline.furniture import BODY, CREDIT, LIST, RELATED, Kind
from feedsvc.extract.byline.lines import Line, Lines

_SENTENCE_END = re.compile(r"[.。!！…]\W*$")
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
_REACH = 12
_ARTICLE_LINK = re.compile(r"\d{5,}")
_NO_HEADLINE = re.compile(r"[^\W\d]+(?:\W+[^\W\d]+){0,2}\W*")
_LONG = 260
_BORDERS = (Kind.CONTACT, RELATED, Kind.FULL_STORY, LIST)
_TEASER_END = re.compile(r"(?<!\b[A-Z])(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?:\.|。|…)\W*$")
_BOLD, _PLAIN, _LABEL, _TEASER, _CAPTION, _OTHER = range(7, 13)
"""What a line is worth as a title, behind the levels 1 to 6 of headings."""


class Headline(NamedTuple):
    """The line `at` which it or its link begins, what it says, where it leads, and why it was taken."""

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
            best = _best(lines, index, floor, sections)
            first, last = _extent(lines, best, floor, byline, sections)
            return _headline(lines, first, last, floor, address)
        elif len(line.text) > _LONG or line.kind in _BORDERS:
            return None
    return None


def _is_headline(line: Line, sections: set[str]) -> bool:
    if not (line.level or line.linked or (line.bold and line.parts)):
        return False
    text = line.text
    # "Photos: The Day in Pictures" reads like a credit; as a heading or a story's link it is none.
    told = line.kind is BODY or (line.kind is CREDIT and (line.level > 0 or leads_to_article(line)))
    if text.casefold() in sections or not told:
        return False
    if line.level:
        return len(text) <= 400 and not (not line.href and _is_label(text))
    return is_headline_like(text) or (line.linked and (len(text) > 8 or leads_to_article(line)))


def leads_to_article(line: Line) -> bool:
    """Whether all of the line is a link with an article's number in its address."""
    return line.linked and _ARTICLE_LINK.search(line.href or "") is not None


def _is_label(text: str) -> bool:
    """Whether it is a page's label, such as WORLD, rather than a headline in capitals."""
    return text.isupper() and len(text) < 30 and _NO_HEADLINE.fullmatch(text) is not None


def _best(lines: Lines, index: int, floor: int, sections: set[str]) -> int:
    """Of this line and those above it that lead to the same page the best title, such as a heading."""
    line, best = lines[index], index
    for at in range(index - 1, max(floor, index - _REACH) - 1, -1):
        near = lines[at]
        if not (near.linked or near.level or near.image) or not _lead_together(near, line):
            break
        if near.text and _worth(near, sections) < _worth(lines[best], sections):
            best = at
    return best


def _lead_together(near: Line, line: Line) -> bool:
    """Whether all of a line, or a heading, leads to the same page as one near it."""
    return (line.linked or line.level > 0) and near.href == line.href and _usable(line.href) is not None


def _worth(line: Line, sections: set[str]) -> int:
    """How good a title the line is among those of one link, less being better."""
    text = line.text
    if text.casefold() in sections or (line.kind is not BODY and not line.level):
        return _OTHER
    if _is_label(text):
        return _LABEL if line.level else _OTHER
    if line.level:
        return line.level
    if line.caption:
        return _CAPTION
    if _TEASER_END.search(text):
        return _TEASER
    return _BOLD if line.bold and not _NO_HEADLINE.fullmatch(text) else _PLAIN


def _extent(lines: Lines, at: int, floor: int, byline: int, sections: set[str]) -> tuple[int, int]:
    """The first and the last line of the headline of which one line is known."""
    first = last = at
    top = max(floor, at - _REACH)
    while first > top and _is_part(lines, first - 1, lines[first], sections):
        first -= 1
    while last + 1 < byline and lines[last + 1].block == lines[at].block:
        if not _is_part(lines, last + 1, lines[at], sections):
            break
        last += 1
    return first, last


def _is_part(lines: Lines, at: int, line: Line, sections: set[str]) -> bool:
    """Whether the line `at` and its neighbour are parts of one headline, broken or in several blocks."""
    near = lines[at]
    if near.level != line.level or (near.block != line.block and not (near.linked and line.linked)):
        return False
    if not line.level and (near.linked, near.bold) != (line.linked, line.bold):
        return False
    if near.href != line.href or near.caption != line.caption:
        return False
    if not _says_headline(near, line, sections) or _is_caption(lines, at, line):
        return False
    return near.block == line.block or _goes_on(lines, at, line)


def _goes_on(lines: Lines, at: int, line: Line) -> bool:
    """Whether the headline goes on from one block into another that leads to the same page."""
    near, above = lines[at], lines[at - 1] if at else None
    if near.text.isalpha() and near.text < "\u2e80":
        return False  # one word in a block of its own is a label: Economy, Exclusive
    if above and above.text and above.kind in _BORDERS and not near.shares_link(line):
        return False  # a related headline of the story above
    return line.text not in near.text and _usable(line.href) is not None


def _says_headline(near: Line, line: Line, sections: set[str]) -> bool:
    """Whether the words beside a part of a headline can be another: no label, credit or sentence."""
    text = near.text
    if text.casefold() in sections or not any(map(str.isalnum, text)):
        return False
    if len(text) > 3 and "." not in text and _is_label(text) and not line.text.isupper():
        return False
    return line.level > 0 or (near.kind is BODY and not _TEASER_END.search(text))


def _is_caption(lines: Lines, at: int, line: Line) -> bool:
    """Whether the line `at` belongs to a picture above it rather than to the headline in `line`."""
    near = lines[at]
    for picture in lines[max(0, at - 2) : at]:
        if picture.image and near.href and picture.href == near.href:
            around = (picture.block, lines.parents[picture.block])
            apart = any(lines.holds(block, near) and not lines.holds(block, line) for block in around)
            nearer = picture.shares_link(near) or near.block != line.block
            if apart or picture.image[1] == near.text or (nearer and not near.shares_link(line)):
                return True
    return False


def _headline(lines: Lines, first: int, last: int, floor: int, address: str | None) -> Headline:
    title, href = _joined(lines, first, last), lines[first].href
    if href:
        at = _link_begins(lines, first, floor)
        return Headline(at, title, _usable(href), "the nearest heading or link before the byline")
    for above in range(first - 1, max(floor, first - 4) - 1, -1):
        near = lines[above]
        if near.href and (near.image or near.text == title):
            address = address or near.href
            break
    return Headline(first, title, _usable(address), "the nearest heading before the byline")


def _link_begins(lines: Lines, first: int, floor: int) -> int:
    """The first words in the headline's link: a label or a caption is no part of the story above."""
    begin = first
    for at in range(first - 1, max(floor, first - _REACH) - 1, -1):
        if not lines[at].shares_link(lines[first]):
            break
        if lines[at].text:
            begin = at
    return begin


def _joined(lines: Lines, first: int, last: int) -> str:
    """What the headline's lines say together."""
    return lines[first].text if first == last else " ".join(line.text for line in lines[first : last + 1])


def _usable(href: str | None) -> str | None:
    """An address that leads to a page; `#`, `javascript:` and the like lead nowhere."""
    if not href or href.startswith("#"):
        return None
    scheme = _SCHEME.match(href) if ":" in href else None
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
    if line.kind is not BODY and not (line.kind is CREDIT and nearer):
        return None
    if gap > 1 and gap >= line.gap:
        return None
    first = last = byline - 1
    if line.block != lines[byline].block:
        first, _ = _extent(lines, last, floor, byline, sections)
    return Headline(first, _joined(lines, first, last), line.href, "the line above the byline")
