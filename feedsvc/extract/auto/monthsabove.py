"""The month or the year that the heading above blocks names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedsvc.extract.auto.datestaken import Dated
from feedsvc.extract.auto.daysabove import WORD
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.headed import belongs_to_another, inside, upwards
from feedsvc.extract.auto.monthdays import day_numbers, in_month, month_of
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.yearwritten import with_year
from feedsvc.extract.datetext import find_date

LONGEST_HEADING = 40
FEW_WORDS = 3
"""Words that a heading of a year may say besides."""
_YEAR = re.compile(r"(?<![\d/–.-])(?:19|20)\d\d(?![\d/–.-])")


def below_months(out: Outline, group: Group, dates: Dated) -> Dated:
    """With the days whose numbers stand in the blocks and whose month is the heading above."""
    months = {block: _month_above(out, group, block) for block, _ in dates}
    if 2 * sum(month is not None for month in months.values()) < len(dates):
        return dates
    days = day_numbers(out, [block for block, _ in dates])
    return [(b, date or _in_month(days.get(b), months[b])) for b, date in dates]


def _in_month(day: Hit | None, month: tuple[str, str] | None) -> Hit | None:
    text = in_month(day.text, month) if day and month else None
    return Hit(day.at, text, sure=bool(month and month[1])) if day and text else None


def months_head(out: Outline, group: Group) -> bool:
    """Whether a month stands above the first block and the last one, in a heading or before their list."""
    first, last = group.blocks[0], group.blocks[-1]
    return bool(_month_above(out, group, first) and _month_above(out, group, last))


def _month_before(out: Outline, block: Block) -> tuple[str, str] | None:
    """The month that stands alone before the list of the block: `<b>May 2026</b><ul>`."""
    parent = out.parents[block.item]
    before = parent - 1
    while before > out.parents[parent] >= 0 and out.parents[before] != out.parents[parent]:
        before = out.parents[before]
    return month_of(out.texts[before]) if before > out.parents[parent] >= 0 and out.texts[before] else None


def _month_above(out: Outline, group: Group, block: Block) -> tuple[str, str] | None:
    """The month before the block's list, else that of the nearest heading that heads the block."""
    if month := _month_before(out, block):
        return month
    for heading in upwards(out.headings, block):
        if out.furniture[heading.at] or inside(out, group, heading.at):
            continue
        if month := month_of(heading.text):
            return None if belongs_to_another(out, group, heading.at, block) else month
    return None


def year_from_above(
    out: Outline, group: Group, block: Block, date: Hit | None, marks: Sequence[Hit] = ()
) -> Hit | None:
    """The date with the year of the heading or the mark above, where it is but a day and a month."""
    if date is None or date.sure or with_year(date.text, "2024") is None:
        return date
    marked = next((mark for mark in reversed(marks) if mark.at < block.item), None)
    heading = _year_heading(out, group, block)
    year = max(filter(None, (marked, heading)), default=None)
    text = with_year(date.text, _year_of(year.text) or "") if year else None
    return date._replace(text=text, sure=True) if text else date


def year_above(out: Outline, group: Group, block: Block) -> str | None:
    """The year that the nearest heading with one names, where it heads the block."""
    heading = _year_heading(out, group, block)
    return _year_of(heading.text) if heading else None


def _year_heading(out: Outline, group: Group, block: Block) -> Hit | None:
    for heading in upwards(out.headings, block):
        if out.furniture[heading.at] or inside(out, group, heading.at):
            continue
        if _year_of(heading.text):
            return None if belongs_to_another(out, group, heading.at, block) else heading
    return None


def _year_of(heading: str) -> str | None:
    years = _YEAR.findall(heading)
    few = len(WORD.findall(heading)) <= FEW_WORDS and len(heading) <= LONGEST_HEADING
    return years[0] if len(years) == 1 and few and find_date(heading) is None else None
