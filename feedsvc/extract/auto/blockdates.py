"""When the stories of a group are from: by their own dates, the day or year above them, or their titles.

    <h3>2024 meetings</h3>
    <ul><li>January 16 <a href="/2024/0.pdf">Minutes of the monthly meeting</a></li> …

gives "January 16 2024". A date that stands but once and in no heading (the masthead's, another box's) heads
nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from feedsvc.extract.auto.linkdates import day_in_link
from feedsvc.extract.auto.monthdays import day_numbers, in_month, month_of
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.structure import Group
from feedsvc.extract.auto.tags import HEADINGS
from feedsvc.extract.auto.words import word_set
from feedsvc.extract.auto.yearwritten import with_year
from feedsvc.extract.datetext import find_date

Dated = list[tuple[Block, Hit | None]]

MAX_ABOVE = 40
"""Dates or headings that are passed on the way up to the one that heads a block."""
LONGEST_HEADING = 40
MAX_SAID = 60
"""Letters around the day that heads blocks, where other such days bear the same."""
AROUND = 6
"""Words that a heading says around the day of what it heads ("Showing what is new of Friday, …")."""
RUNNING = 8
"""Words of a title around a date from which on they are running text."""
FEW_WORDS = 3
"""Words that a heading of a year may say besides."""
_HEADING_TAGS = HEADINGS | word_set("dt th caption summary legend")
_OF_TABLES = word_set("tbody thead tfoot table")
_NUMBERS = re.compile(r"\d{1,2}[-/.]\d{1,2}")
"""What is a day and a month where most blocks have such."""
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/–.-])(?:19|20)\d\d(?![\d/–.-])")
_WORD = re.compile(r"[^\W\d_]+")


def block_dates(out: Outline, group: Group) -> Dated:
    """Each block's date: its own, else what heads it; where most have none, that in its title."""
    dates: Dated = [(b, None if b.date and _heads_next(out, b, b.date.at) else b.date) for b in group.blocks]
    if not _mostly(dates):
        dates = [(b, None if d and _NUMBERS.fullmatch(d.text) else d) for b, d in dates]  # as of pages
        dates = _under_days(out, group, dates)
    dates = _carried(out, dates)
    if any(date for _, date in dates):
        dates = _with_clocks(out, dates)
    if not _mostly(dates):
        dates = _by_titles(out, group, dates)
    if not any(date for _, date in dates):
        dates = _below_months(out, group, dates)
    if not any(date for _, date in dates):
        dates = _by_links(dates)
    return [(block, _with_year(out, group, block, date)) for block, date in dates]


def _heads_next(out: Outline, block: Block, at: int) -> bool:
    """Whether a heading is there, behind the item and with nothing after it: it heads what follows."""
    if at < out.ends[block.item] or not _in_heading(out, at):
        return False
    top = at
    while (
        out.parents[top] >= 0
        and block.item < out.parents[top]
        and out.parents[top] != out.parents[block.item]
    ):
        top = out.parents[top]
    return not any(out.texts[n] for n in range(out.ends[top], block.end))


def _mostly(dates: Dated) -> bool:
    return 2 * sum(date is not None for _, date in dates) >= len(dates)


# -- days above ------------------------------------------------------------------------------------


def _under_days(out: Outline, group: Group, dates: Dated) -> Dated:
    above = {block: _day_above(out, group, block) for block, date in dates if date is None}
    alike = Counter(out.paths[at] for at in {date.at for date in above.values() if date})

    def heads(date: Hit | None) -> bool:
        return date is not None and (_in_heading(out, date.at) or alike[out.paths[date.at]] > 1)

    return [(b, date or (above[b] if heads(above[b]) else None)) for b, date in dates]


def _carried(out: Outline, dates: Dated) -> Dated:
    """With the day that heads the block before, where it stands in a heading of its own above that block."""
    carried: Dated = []
    for block, date in dates:
        above = carried[-1] if carried else None
        heads = above and above[1] and above[1].at < above[0].item and _in_heading(out, above[1].at)
        same = above and out.parents[above[0].item] == out.parents[block.item]
        carried.append((block, above[1] if date is None and above and heads and same else date))
    return carried


def _in_heading(out: Outline, at: int) -> bool:
    """Whether the element is a heading of whatever kind, or stands in one."""
    for _ in range(3):
        if at < 0 or out.tags[at] in _HEADING_TAGS or out.attributes[at].get("role") == "heading":
            return at >= 0
        at = out.parents[at]
    return False


def _day_above(out: Outline, group: Group, block: Block) -> Hit | None:
    near = _near(out, group)
    dates = (date for date in _upwards(out.dates, block) if not _inside(out, group, date.at))
    above = next(dates, None)
    if above and not above.sure:  # "Fri, June 19, 2026 <i>Yesterday</i>"
        around = next(dates, None)
        above = around if around and above.at < out.ends[around.at] else None
    if above is None or not above.sure or not (_says_little_else(out, above) or _repeats(out, above)):
        return None
    stands = (near <= above.at or out.tags[above.at] == "h1") and not out.furniture[above.at]
    return above if stands and not _belongs_to_another(out, group, above.at, block) else None


def _says_little_else(out: Outline, date: Hit) -> bool:
    own = out.texts[date.at]
    if len(own) <= len(date.text) + 15:
        return True
    rest = own.replace(date.text, " ")
    named = out.tags[date.at] in HEADINGS and len(own) <= MAX_SAID and find_date(rest) is None
    return named and len(_WORD.findall(rest)) <= AROUND


def _repeats(out: Outline, date: Hit) -> bool:
    """Whether the same words stand around another date in such a place (`Published on …:`)."""
    said = out.texts[date.at].replace(date.text, "")
    place = bisect_left(out.dates, date.at, key=lambda hit: hit.at)
    near = out.dates[max(place - MAX_ABOVE, 0) : place + MAX_ABOVE]
    alike = (d for d in near if d.at != date.at and out.paths[d.at] == out.paths[date.at])
    return len(said) <= MAX_SAID and any(out.texts[d.at].replace(d.text, "") == said for d in alike)


def _upwards(hits: Sequence[Hit], block: Block) -> Iterator[Hit]:
    """What stands before the block, the nearest first."""
    place = bisect_left(hits, block.start, key=lambda hit: hit.at)
    yield from reversed(hits[max(place - MAX_ABOVE, 0) : place])


def _near(out: Outline, group: Group) -> int:
    """The element around the list that a heading of its rows stands in."""
    at = out.parents[group.blocks[0].item]
    while at > 0 and out.tags[at] in _OF_TABLES:  # a table's heading may stand above the table
        at = out.parents[at]
    return max(out.parents[at], 0) if at >= 0 else 0


def _inside(out: Outline, group: Group, at: int) -> bool:
    place = bisect_left(group.blocks, at + 1, key=lambda block: block.start)
    above = group.blocks[place - 1] if place else None
    return above is not None and at < above.end and not _heads_next(out, above, at)


def _belongs_to_another(out: Outline, group: Group, at: int, block: Block) -> bool:
    """Whether what is there stands in the row or card of another block."""
    top = at
    while (above := out.parents[top]) >= 0 and not above <= block.item < out.ends[above]:
        top = above
    return any(top <= other.item < out.ends[top] for other in group.blocks)


# -- clocks and titles -----------------------------------------------------------------------------


def _with_clocks(out: Outline, dates: Dated) -> Dated:
    """With the clock alone that stands where other blocks have their days: it is today's."""
    places = {out.paths[date.at] for _, date in dates if date}
    return [(b, date or _clock(out, b, places)) for b, date in dates]


def _clock(out: Outline, block: Block, places: set[int]) -> Hit | None:
    here = (n for n in range(block.start, block.end) if out.paths[n] in places)
    at = next((n for n in here if _CLOCK.fullmatch(out.texts[n])), None)
    return None if at is None else Hit(at, out.texts[at], sure=False)


def _by_titles(out: Outline, group: Group, dates: Dated) -> Dated:
    """With the dates in titles where most blocks have one there: complete, or of the year above."""
    named = [(block, date or _in_title(block)) for block, date in dates]
    told = [(b, d) for b, d in named if d and (d.sure or _year_above(out, group, b))]
    sure = dict(told)
    return [(b, date or sure.get(b)) for b, date in dates] if 2 * len(told) >= len(dates) else dates


def _in_title(block: Block) -> Hit | None:
    """The date that a title bears, but none of running text ("Order of 2 March 2026 of the Board, by …")."""
    found = find_date(block.title)
    if found is None:
        return None
    before, _, after = (len(_WORD.findall(part)) for part in block.title.partition(found[0]))
    running = before and after > AROUND and before + after > RUNNING
    return None if running else Hit(block.title_at, found[0], sure=found[1])


# -- months above, days in links --------------------------------------------------------------------


def _below_months(out: Outline, group: Group, dates: Dated) -> Dated:
    """With the days whose numbers stand in the blocks and whose month is the heading above."""
    months = {block: _month_above(out, group, block) for block, _ in dates}
    if 2 * sum(month is not None for month in months.values()) < len(dates):
        return dates
    days = day_numbers(out, [block for block, _ in dates])
    return [(b, date or _in_month(days.get(b), months[b])) for b, date in dates]


def _in_month(day: Hit | None, month: tuple[str, str] | None) -> Hit | None:
    text = in_month(day.text, month) if day and month else None
    return Hit(day.at, text, sure=bool(month and month[1])) if day and text else None


def _month_above(out: Outline, group: Group, block: Block) -> tuple[str, str] | None:
    """The month that the nearest heading with one names, where it heads the block."""
    for heading in _upwards(out.headings, block):
        if out.furniture[heading.at] or _inside(out, group, heading.at):
            continue
        if month := month_of(heading.text):
            return None if _belongs_to_another(out, group, heading.at, block) else month
    return None


def _by_links(dates: Dated) -> Dated:
    """With the days in the addresses of the links, where most have one."""
    named = [(block, day_in_link(block)) for block, _ in dates]
    return named if _mostly(named) else dates


# -- years above -----------------------------------------------------------------------------------


def _with_year(out: Outline, group: Group, block: Block, date: Hit | None) -> Hit | None:
    """The date with the year of the heading above, where it is but a day and a month."""
    if date is None or date.sure or with_year(date.text, "2024") is None:
        return date
    year = _year_above(out, group, block)
    text = with_year(date.text, year) if year else None
    return Hit(date.at, text) if text else date


def _year_above(out: Outline, group: Group, block: Block) -> str | None:
    """The year that the nearest heading with one names, where it heads the block."""
    for heading in _upwards(out.headings, block):
        if out.furniture[heading.at] or _inside(out, group, heading.at):
            continue
        if year := _year_of(heading.text):
            return None if _belongs_to_another(out, group, heading.at, block) else year
    return None


def _year_of(heading: str) -> str | None:
    years = _YEAR.findall(heading)
    few = len(_WORD.findall(heading)) <= FEW_WORDS and len(heading) <= LONGEST_HEADING
    return years[0] if len(years) == 1 and few and find_date(heading) is None else None
