"""Rows of a list that say but a year, which is that of the days below them.

    <tr><th colspan="2">2025</th></tr>
    <tr><td>7 October</td><td><a href="/3">Orchards test drones against frost</a></td></tr>

gives "7 October 2025".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.headed import top_around
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.words import word_set

_YEAR = re.compile(r"(?:19|20)\d\d")
_ROWS = word_set("tr p div summary button caption dt")
"""What says a year for what follows; what stands in `li` may be a way to that year."""


def years_marked(out: Outline, group: Group) -> list[Hit]:
    """The years that stand alone above blocks of the group; none where one of them heads no block."""
    items = [block.item for block in group.blocks]
    inside = range(top_around(out, group), items[-1])
    marks = [Hit(n, out.texts[n]) for n in inside if _YEAR.fullmatch(out.texts[n]) and _stands_alone(out, n)]
    ends = [*(mark.at for mark in marks), len(out)]
    heads = all(bisect_left(items, one) < bisect_left(items, other) for one, other in pairwise(ends))
    return marks if heads else []


def _stands_alone(out: Outline, number: int) -> bool:
    """Whether the row that the year stands in says nothing else."""
    top = number
    while (above := out.parents[top]) > 0 and _letters(out, above) == _letters(out, number):
        top = above
    return out.tags[top] in _ROWS


def _letters(out: Outline, number: int) -> int:
    return out.letters[out.ends[number]] - out.letters[number]
