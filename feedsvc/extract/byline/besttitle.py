"""The best title among the lines that lead to one page."""

from __future__ import annotations

from feedsvc.extract.byline.extent import REACH
from feedsvc.extract.byline.headlinelike import NO_HEADLINE, TEASER_END, is_label
from feedsvc.extract.byline.linekinds import BODY
from feedsvc.extract.byline.lines import Line, Lines
from feedsvc.extract.byline.pagelinks import usable

_BOLD, _PLAIN, _LABEL, _TEASER, _CAPTION, _OTHER = range(7, 13)
"""What a line is worth as a title, behind the levels 1 to 6 of headings."""


def best_title(lines: Lines, index: int, floor: int, sections: set[str]) -> int:
    """Of this line and those above it that lead to the same page the best title, such as a heading."""
    line, best = lines[index], index
    if index == floor or lines[index - 1].href != line.href:  # as above nearly every headline
        return index
    for at in range(index - 1, max(floor, index - REACH) - 1, -1):
        near = lines[at]
        if not (near.linked or near.level or near.image) or not _lead_together(near, line):
            break
        if near.text and _worth(near, sections) < _worth(lines[best], sections):
            best = at
    return best


def _lead_together(near: Line, line: Line) -> bool:
    """Whether all of a line, or a heading, leads to the same page as one near it."""
    return (line.linked or line.level > 0) and near.href == line.href and usable(line.href) is not None


def _worth(line: Line, sections: set[str]) -> int:
    """How good a title the line is among those of one link, less being better."""
    text = line.text
    if text.casefold() in sections or (line.kind is not BODY and not line.level):
        return _OTHER
    if is_label(text):
        return _LABEL if line.level else _OTHER
    if line.level:
        return line.level
    if line.caption:
        return _CAPTION
    if TEASER_END.search(text):
        return _TEASER
    return _BOLD if line.bold and not NO_HEADLINE.fullmatch(text) else _PLAIN
