"""How far a headline reaches, of which one line is known."""

from __future__ import annotations

from feedsvc.extract.byline.headlinelike import TEASER_END, is_label
from feedsvc.extract.byline.linekinds import BODY, LIST, RELATED, Kind
from feedsvc.extract.byline.lines import Line, Lines
from feedsvc.extract.byline.pagelinks import usable

REACH = 12
BORDERS = (Kind.CONTACT, RELATED, Kind.FULL_STORY, LIST)


def extent(lines: Lines, at: int, floor: int, byline: int, sections: set[str]) -> tuple[int, int]:
    """The first and the last line of the headline of which one line is known."""
    first = last = at
    top = max(floor, at - REACH)
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
    if near.href != line.href or near.level != line.level or near.caption != line.caption:
        return False
    if near.block != line.block and not (near.linked and line.linked):
        return False
    if not line.level and (near.linked, near.bold) != (line.linked, line.bold):
        return False
    if not _says_headline(near, line, sections) or _is_caption(lines, at, line):
        return False
    return near.block == line.block or _goes_on(lines, at, line)


def _goes_on(lines: Lines, at: int, line: Line) -> bool:
    """Whether the headline goes on from one block into another that leads to the same page."""
    near, above = lines[at], lines[at - 1] if at else None
    if near.text.isalpha() and near.text < "\u2e80":
        return False  # one word in a block of its own is a label: Economy, Exclusive
    if above and above.text and above.kind in BORDERS and not near.shares_link(line):
        return False  # a related headline of the story above
    return line.text not in near.text and usable(line.href) is not None


def _says_headline(near: Line, line: Line, sections: set[str]) -> bool:
    """Whether the words beside a part of a headline can be another: no label, credit or sentence."""
    text = near.text
    if text.casefold() in sections or not any(map(str.isalnum, text)):
        return False
    if len(text) > 3 and "." not in text and is_label(text) and not line.text.isupper():
        return False
    return line.level > 0 or (near.kind is BODY and not TEASER_END.search(text))


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
