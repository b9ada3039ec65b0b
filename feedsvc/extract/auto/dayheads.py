"""The lines that say a day and head what was published then, whatever elements they are.

    <div class="day">26 November 2026</div>
    <p class="case"><a href="/o/1">Eel Co. v. Lund</a></p> <p class="case"><a href="/o/2">In re Dab</a></p>

Both cases are of that day. A line heads where it says little else and leads nowhere, others like it stand
between the rows or lists, and several rows follow at least one of them: a row's own day stands before one.
Bold words may be such a line right before a list, and so may an item's before a list in it.
Where such rows stand above the first line, a day stands behind its row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from feedsvc.clean.wordeddates import find_worded
from feedsvc.extract.auto.addresses import leads_beside
from feedsvc.extract.auto.linkworth import names_nothing
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.rowpieces import tops
from feedsvc.extract.auto.tags import BOLD, HEADINGS, TEXT
from feedsvc.extract.auto.words import word_set

FEWEST = 2
"""Days of a list, and rows below one of them."""
MAX_ABOVE = 200
"""Dates that are passed on the way up to the line of a day."""
BESIDES = 25
"""Letters that a line says besides its day ("Opinions released", "Thursday")."""
_LISTS = word_set("ul ol dl table tbody")
_BOXES = word_set("div section")
_WORDS = word_set("span") | {TEXT}
_LINES = word_set("p div li tr dt dd h2 h3 h4 h5 h6 header section article")
"""What may be a line, or a row below one."""


def day_heads(out: Outline) -> frozenset[int]:
    """The elements in lines that say a day and head rows, found out once."""
    if out.heads is None:
        out.heads = frozenset(_found(out))
    return out.heads


def day_above(out: Outline, row: int) -> Hit | None:
    """The day of the line that heads this row, if any does."""
    if not (heads := day_heads(out)):
        return None
    place = bisect_left(out.dates, row, key=lambda hit: hit.at)
    above = reversed(out.dates[max(place - MAX_ABOVE, 0) : place])
    line = next(
        (line for date in above if (line := _top(out, heads, date.at)) and row < _reach(out, line)), 0
    )
    said = out.within(out.dates, line, out.ends[line]) if line else ()
    return next((date for date in said if date.sure), next(iter(said), None))


def _top(out: Outline, heads: frozenset[int], at: int) -> int:
    """The line in which a day stands that heads rows; 0 where it is no such day."""
    while out.parents[at] in heads:
        at = out.parents[at]
    return at if at in heads else 0


def _reach(out: Outline, line: int) -> int:
    """Where what stands below a line ends: with the element around it."""
    return out.ends[out.parents[line]]


def _found(out: Outline) -> Iterator[int]:
    lines: dict[int, list[int]] = defaultdict(list)
    for date in out.dates:
        if (line := _line(out, date)) > 0:
            lines[out.paths[line]].append(line)
    for alike in lines.values():
        if len(alike) >= FEWEST and _head_rows(out, alike):
            yield from (number for line in alike for number in range(line, out.ends[line]))


def _line(out: Outline, date: Hit) -> int:
    """The largest element that says nothing but the day's line; 0 where there is none."""
    at, letters, ends = date.at, out.letters, out.ends
    said = letters[ends[at]] - letters[at]
    worded = date.sure or ((named := find_worded(date.text)) is not None and not named.weak)
    if not worded or not 0 < said <= len(date.text) + BESIDES or out.furniture[at]:
        return 0
    while (above := out.parents[at]) > 0 and letters[ends[above]] - letters[above] == said:
        at = above
    linked = out.within(out.links, at, ends[at]) or out.tags[out.parents[at]] == "a"
    return at if (out.tags[at] in _LINES or _heads_list(out, at)) and not linked else 0


def _heads_list(out: Outline, at: int) -> bool:
    """Whether words stand right before a list, as an item's own words or in an element of their own."""
    around, following = out.parents[at], out.ends[at]
    while following < out.ends[around] and out.tags[following] == "br":
        following = out.ends[following]
    begins = out.tags[around] == "li" and at == around + 1
    heads = out.tags[at] in BOLD or (begins and out.tags[at] in _WORDS)
    return heads and following < out.ends[around] and out.tags[following] in _LISTS


def _head_rows(out: Outline, lines: Sequence[int]) -> bool:
    """Whether rows follow each line, and several one of them; below the last one other things stand, too."""
    counts: list[int] = []
    for line, following in zip(lines, [*lines[1:], 0], strict=True):
        if not (count := _rows_below(out, line, following)):
            return False
        counts.append(count)
    return max(counts[:-1]) >= FEWEST and not _end_rows(out, lines[0])


def _end_rows(out: Outline, first: int) -> bool:
    """Whether rows like those below the first line stand above it, and no such line: each may end its row."""
    around = out.parents[first]
    row = next((n for n in tops(out, out.ends[first], out.ends[around]) if _stories(out, n)), -1)
    above = list(tops(out, around + 1, first))
    if any(out.paths[n] == out.paths[first] for n in above):
        return False
    return any(out.paths[n] == out.paths[row] and _stories(out, n) for n in above)


def _rows_below(out: Outline, line: int, following: int) -> int:
    """How many rows like the first one, each with its own story, stand between the line and the next one."""
    around = out.parents[line]
    end = following if line < following < out.ends[around] else out.ends[around]
    below = [n for n in tops(out, out.ends[line], end) if _stories(out, n)]
    around_rows = _LISTS | _BOXES if out.tags[line] in HEADINGS else _LISTS
    while len(below) == 1 and out.tags[below[0]] in around_rows:
        inside = [n for n in tops(out, below[0] + 1, out.ends[below[0]]) if _stories(out, n)]
        if not inside or out.tags[inside[0]] not in _LINES | _LISTS:
            break
        below = inside
    alike = [n for n in below if out.paths[n] == out.paths[below[0]] and out.tags[n] in _LINES | _LISTS]
    return min(len(alike), len(set().union(*(_stories(out, n) for n in alike))))


def _stories(out: Outline, row: int) -> set[str]:
    """Where its links lead that may name a story: to no person or kind, and not under a label."""
    links = out.within(out.links, row, out.ends[row])
    return {k.href for k in links if not names_nothing(k.text) and not leads_beside(k.href, called=False)}
