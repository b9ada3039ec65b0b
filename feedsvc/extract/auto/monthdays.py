"""Days below their month: a heading says the month, each row but its day.

    <h3>November 2026</h3>
    <ul><li><b>Sat 28</b> <a href="/3">The ferry sails again</a></li><li><b>Thu 26</b> …

gives "28 November 2026".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from feedsvc.clean.datewords import with_digits
from feedsvc.clean.phrases.monthnames import months_of
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.storyblock import Block

CELL_DEPTH = 6
"""Elements between a story and the calendar's cell, at most."""
SMALL = 12
"""Elements of a row that says but a day and a title."""
_MONTH = re.compile(r"([^\W\d_][^\s\d,.]*)\.?,?(?:\s(?:de\s|del\s)?((?:19|20)\d\d))?")
_WIDE_MONTH = re.compile(r"(?:((?:19|20)\d\d)\s?[年년]\s?)?(\d{1,2})\s?[月월]")
_DAY = re.compile(
    r"(?:[^\W\d_]{1,12}[.,]?\s?)?(\d{1,2})(?:st|nd|rd|th|\.|日|일)?:?(?:,?\s?[(（]?[^\W\d_]{1,12}\.?[)）]?)?"
)


def month_of(heading: str) -> tuple[str, str] | None:
    """The month, and the year or nothing, that the whole heading says; None where it says anything else."""
    text = with_digits(heading.strip())
    if wide := _WIDE_MONTH.fullmatch(text):
        return wide[2], wide[1] or ""
    found = _MONTH.fullmatch(text)
    return (found[1], found[2] or "") if found and months_of(found[1]) else None


def day_numbers(out: Outline, blocks: list[Block]) -> dict[Block, Hit]:
    """The element of each block that says but the number of a day, at the place where most have one."""
    places = Counter(out.paths[at] for block in blocks for at in {_first_day(out, block)} if at is not None)
    if not places:
        cells = ((block, _day_of_cell(out, block)) for block in blocks)
        return {block: Hit(at, out.texts[at], sure=False) for block, at in cells if at is not None}
    path, count = places.most_common(1)[0]
    if 2 * count <= len(blocks):
        return {}
    found = ((block, _first_day(out, block, path)) for block in blocks)
    return {block: Hit(at, out.texts[at], sure=False) for block, at in found if at is not None}


def begin_with_days(out: Outline, blocks: Sequence[Block]) -> bool:
    """Whether all blocks are small, and begin with the number of a day or have it in an element."""
    small = all(block.end - block.start <= SMALL for block in blocks)
    return small and all(_begins_with_day(out, block) for block in blocks)


def _begins_with_day(out: Outline, block: Block) -> bool:
    if out.tags[block.item] == "a" and out.tags[out.parents[block.item]] != "li":
        return _day_of_cell(out, block) is not None
    text = out.texts[block.start]
    return (_number(text) if text else _first_day(out, block)) is not None


def _day_of_cell(out: Outline, block: Block) -> int | None:
    """The element that says the day of the calendar's cell in which the block stands."""
    cell = block.item
    for _ in range(CELL_DEPTH):
        if cell < 0 or out.tags[cell] == "td":
            break
        cell = out.parents[cell]
    if cell < 0 or out.tags[cell] != "td":
        return None
    first = next((n for n in range(cell, block.item) if out.texts[n]), None)
    return first if first is not None and out.texts[first].isdecimal() and _number(out.texts[first]) else None


def _first_day(out: Outline, block: Block, path: int | None = None) -> int | None:
    inside = (n for n in range(block.start, block.end) if path is None or out.paths[n] == path)
    return next((n for n in inside if out.texts[n] and _number(out.texts[n])), None)


def _number(text: str) -> str | None:
    found = _DAY.fullmatch(with_digits(text)) if len(text) <= 20 else None
    return found[1] if found and 1 <= int(found[1]) <= 31 else None


def in_month(day: str, month: tuple[str, str]) -> str | None:
    """The date of a day's number in a month; complete where the month has a year."""
    number = _number(day)
    if number is None:
        return None
    name, year = month
    if name.isdigit():
        return f"{year}年{name}月{number}日" if year else f"{name}月{number}日"
    return f"{number} {name} {year}".strip()
