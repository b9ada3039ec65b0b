"""When the stories of a group are from: by their own dates, the day or year above them, or their titles.

    <h3>2024 meetings</h3>
    <ul><li>January 16 <a href="/2024/0.pdf">Minutes of the monthly meeting</a></li> …

gives "January 16 2024". A date that stands but once and in no heading (the masthead's, another box's) heads
nothing.
"""

from __future__ import annotations

import re
from collections import Counter

from feedsvc.extract.auto.datestaken import Dated, mostly
from feedsvc.extract.auto.daysabove import AROUND, WORD, carried_on, under_days
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.headed import heads_next
from feedsvc.extract.auto.linkdates import day_in_link
from feedsvc.extract.auto.monthsabove import below_months, year_above, year_from_above
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.shortyears import by_short_years
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.yearmarks import years_marked
from feedsvc.extract.datetext import find_date

RUNNING = 8
"""Words of a title around a date from which on they are running text."""
_NUMBERS = re.compile(r"\d{1,2}[-/.]\d{1,2}")
"""What is a day and a month where most blocks have such."""
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)


def block_dates(out: Outline, group: Group) -> Dated:
    """Each block's date: its own, else what heads it; where most have none, that in its title."""
    dates: Dated = [(b, None if b.date and heads_next(out, b, b.date.at) else b.date) for b in group.blocks]
    dates = _where_most(out, dates)
    if not mostly(dates):
        dates = [(b, None if d and _NUMBERS.fullmatch(d.text) else d) for b, d in dates]  # as of pages
        dates = under_days(out, group, dates)
    dates = carried_on(out, dates)
    if any(date for _, date in dates):
        dates = _with_clocks(out, dates)
    if not mostly(dates):
        dates = _by_titles(out, group, dates)
    if not any(date for _, date in dates):
        dates = below_months(out, group, dates)
    if not any(date for _, date in dates):
        dates = _by_links(by_short_years(dates))
    marks = years_marked(out, group) if any(date and not date.sure for _, date in dates) else ()
    return [(block, year_from_above(out, group, block, date, marks)) for block, date in dates]


def _where_most(out: Outline, dates: Dated) -> Dated:
    """With the date that stands in an element as most blocks have theirs, before one of a block's text."""
    kinds = Counter(_kind(out, date) for _, date in dates if date)
    if len(kinds) < 2:
        return dates
    kind, count = kinds.most_common(1)[0]
    if 2 * count <= len(dates) or not (kind[1] or kind[0] == "time"):
        return dates
    return [(b, d if d is None or _kind(out, d) == kind else _of_kind(out, b, kind) or d) for b, d in dates]


_Kind = tuple[str, tuple[str, ...]]
"""An element's tag and classes."""


def _kind(out: Outline, date: Hit) -> _Kind:
    return out.tags[date.at], tuple(out.classes[date.at])


def _of_kind(out: Outline, block: Block, kind: _Kind) -> Hit | None:
    return next((d for d in out.within(out.dates, block.start, block.end) if _kind(out, d) == kind), None)


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
    told = [(b, d) for b, d in named if d and (d.sure or year_above(out, group, b))]
    sure = dict(told)
    return [(b, date or sure.get(b)) for b, date in dates] if 2 * len(told) >= len(dates) else dates


def _in_title(block: Block) -> Hit | None:
    """The date that a title bears, but none of running text ("Order of 2 March 2026 of the Board, by …")."""
    found = find_date(block.title)
    if found is None:
        return None
    before, _, after = (len(WORD.findall(part)) for part in block.title.partition(found[0]))
    running = before and after > AROUND and before + after > RUNNING
    return None if running else Hit(block.title_at, found[0], sure=found[1])


def _by_links(dates: Dated) -> Dated:
    """With the days in the addresses of the links, where most have one."""
    named = [(block, day_in_link(block)) for block, _ in dates]
    return named if mostly(named) else dates
