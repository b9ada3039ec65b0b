"""The day that stands above blocks and heads them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from feedsvc.clean.phrases.weekdays import weekday_beside
from feedsvc.clean.wordeddates import find_worded
from feedsvc.extract.auto.datestaken import Dated
from feedsvc.extract.auto.dayheads import day_above
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.headed import (
    MAX_ABOVE,
    belongs_to_another,
    heads_from_above,
    in_heading,
    inside,
    stands_last,
    top_around,
    upwards,
)
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.tags import HEADINGS
from feedsvc.extract.datetext import find_date

MAX_SAID = 60
"""Letters around the day that heads blocks, where other such days bear the same."""
AROUND = 6
"""Words that a heading says around the day of what it heads ("Showing what is new of Friday, …")."""
WORD = re.compile(r"[^\W\d_]+")


def under_days(out: Outline, group: Group, dates: Dated) -> Dated:
    """With the days above, where these stand in headings or in one place again and again.

    What stands last in a block is not its own: it may be the next one's day.
    """
    own = [(b, None if date and stands_last(out, b, date.at) else date) for b, date in dates]
    above = {block: _day_above(out, group, block) for block, date in own if date is None}
    alike = Counter(out.paths[at] for at in {date.at for date in above.values() if date})

    def heads(date: Hit | None) -> bool:
        return date is not None and (in_heading(out, date.at) or alike[out.paths[date.at]] > 1)

    return [(b, above[b] if heads(above.get(b)) else date) for b, date in dates]


def carried_on(out: Outline, dates: Dated) -> Dated:
    """With the day that heads the block before, where it stands in a heading of its own above that block."""
    carried: Dated = []
    for block, date in dates:
        above = carried[-1] if carried else None
        heads = above and above[1] and above[1].at < above[0].item and in_heading(out, above[1].at)
        same = above and out.parents[above[0].item] == out.parents[block.item]
        carried.append((block, above[1] if date is None and above and heads and same else date))
    return carried


def _day_above(out: Outline, group: Group, block: Block) -> Hit | None:
    return day_above(out, block.item) or _day_near(out, group, block)


def _day_near(out: Outline, group: Group, block: Block) -> Hit | None:
    near = top_around(out, group)
    dates = (date for date in upwards(out.dates, block) if not inside(out, group, date.at, heads_from_above))
    above = next(dates, None)
    if above and not above.sure:  # "Fri, June 19, 2026 <i>Yesterday</i>"
        around = next(dates, None)
        above = around if around and above.at < out.ends[around.at] else _alone(out, above)
    if above is None or not (_says_little_else(out, above) or (above.sure and _repeats(out, above))):
        return None
    stands = (near <= above.at or out.tags[above.at] == "h1") and not out.furniture[above.at]
    return above if stands and not belongs_to_another(out, group, above.at, block) else None


def _alone(out: Outline, date: Hit) -> Hit | None:
    """The day without a year ("Tuesday, December 9", "Fri 05/02"), where nothing else is said there."""
    named = find_worded(date.text)
    told = not named.weak if named else weekday_beside(date.text)[1]
    return date if told and _says_little_else(out, date) else None


def _says_little_else(out: Outline, date: Hit) -> bool:
    own = out.texts[date.at]
    if len(own) <= len(date.text) + 15:
        return True
    rest = own.replace(date.text, " ")
    named = out.tags[date.at] in HEADINGS and len(own) <= MAX_SAID and find_date(rest) is None
    return named and len(WORD.findall(rest)) <= AROUND


def _repeats(out: Outline, date: Hit) -> bool:
    """Whether the same words stand around another date in such a place (`Published on …:`)."""
    said = out.texts[date.at].replace(date.text, "")
    place = bisect_left(out.dates, date.at, key=lambda hit: hit.at)
    near = out.dates[max(place - MAX_ABOVE, 0) : place + MAX_ABOVE]
    alike = (d for d in near if d.at != date.at and out.paths[d.at] == out.paths[date.at])
    return len(said) <= MAX_SAID and any(out.texts[d.at].replace(d.text, "") == said for d in alike)
