"""Which line is the headline of which byline: the nearest heading or link before it."""

from __future__ import annotations

from typing import NamedTuple

from feedsvc.extract.byline.anchors import Anchor
from feedsvc.extract.byline.besttitle import best_title
from feedsvc.extract.byline.extent import BORDERS, REACH, extent
from feedsvc.extract.byline.headlinelike import is_headline_like, is_label, leads_to_article
from feedsvc.extract.byline.linekinds import BODY, CREDIT
from feedsvc.extract.byline.lines import Line, Lines
from feedsvc.extract.byline.pagelinks import usable

_LONG = 260


class Headline(NamedTuple):
    """The line `at` which it or its link begins, what it says, where it leads, and why it was taken."""

    at: int
    title: str
    href: str | None
    why: str


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
    for index in range(byline - 1, max(floor, byline - REACH) - 1, -1):
        line = lines[index]
        if line.image:
            address = address or line.href
        elif _is_headline(line, sections):
            best = best_title(lines, index, floor, sections)
            first, last = extent(lines, best, floor, byline, sections)
            return _headline(lines, first, last, floor, address)
        elif len(line.text) > _LONG or line.kind in BORDERS:
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
        return len(text) <= 400 and not (not line.href and is_label(text))
    return is_headline_like(text) or (line.linked and (len(text) > 8 or leads_to_article(line)))


def _headline(lines: Lines, first: int, last: int, floor: int, address: str | None) -> Headline:
    title, href = _joined(lines, first, last), lines[first].href
    if href:
        at = _link_begins(lines, first, floor)
        return Headline(at, title, usable(href), "the nearest heading or link before the byline")
    for above in range(first - 1, max(floor, first - 4) - 1, -1):
        near = lines[above]
        if near.href and (near.image or near.text == title):
            address = address or near.href
            break
    return Headline(first, title, usable(address), "the nearest heading before the byline")


def _link_begins(lines: Lines, first: int, floor: int) -> int:
    """The first words in the headline's link: a label or a caption is no part of the story above."""
    begin = first
    if first == floor or not lines[first - 1].shares_link(lines[first]):  # as nearly always
        return first
    for at in range(first - 1, max(floor, first - REACH) - 1, -1):
        if not lines[at].shares_link(lines[first]):
            break
        if lines[at].text:
            begin = at
    return begin


def _joined(lines: Lines, first: int, last: int) -> str:
    """What the headline's lines say together."""
    return lines[first].text if first == last else " ".join(line.text for line in lines[first : last + 1])


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
        first, _ = extent(lines, last, floor, byline, sections)
    return Headline(first, _joined(lines, first, last), line.href, "the line above the byline")
