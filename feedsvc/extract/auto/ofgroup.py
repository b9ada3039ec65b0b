"""What the blocks of a group are like: dated or not, one story in each or several."""

from __future__ import annotations

from operator import attrgetter

from feedsvc.extract.auto.columns import without_parts
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowpieces import tops
from feedsvc.extract.auto.storyblock import Block

_DATE = attrgetter("date")
MOSTLY = 0.5
"""Part of its blocks that have a date, from which on a group is a dated list."""


def is_fine(out: Outline, best: Group) -> bool:
    """Whether none of its blocks seems to hold several stories."""
    return not (heads_rows(out, best) or any(b.extra for b in best.blocks) or unevenly(out, best))


def unevenly(out: Outline, group: Group) -> bool:
    """Whether some of its blocks hold several rows; what all of them hold is a column, as of venues."""
    held = {_held_alike(out, block) for block in group.blocks}
    return len(held) > 1 or 2 * sum(_heads_list(out, block) for block in group.blocks) > len(group.blocks)


def _heads_list(out: Outline, block: Block) -> bool:
    """Whether its link begins one of several list items in it: what stands below a day is told one by one."""
    row = out.parents[block.link.at]
    rows = out.parents[row]
    if out.tags[row] != "li" or rows < block.start or block.link.at != row + 1:
        return False
    return sum(out.tags[n] == "li" for n in tops(out, rows + 1, out.ends[rows])) > 1


def heads_rows(out: Outline, group: Group) -> bool:
    """Whether its titles are headings that lead nowhere, above what leads to several places."""
    apart = [b for b in group.blocks if b.heading and not b.title_at <= b.link.at < out.ends[b.title_at]]
    return len(apart) == len(group.blocks) and 2 * sum(_held_alike(out, b) > 0 for b in apart) > len(apart)


def _held_alike(out: Outline, block: Block) -> int:
    """How many other links of the block stand in a place like that of its own, and lead elsewhere."""
    own = block.link
    inside = out.within(out.links, block.start, block.end)
    if len(inside) == 1 and inside[0].at == own.at:  # as in most lists
        return 0
    alike = (k for k in inside if k.href != own.href and out.paths[k.at] == out.paths[own.at])
    return len({k.href for k in alike if out.parents[k.at] != out.parents[own.at]})


def elements_in(group: Group) -> set[int]:
    """The elements in its blocks that bring a story."""
    return set().union(*(range(block.start, block.end) for block in without_parts(group.blocks)))


def is_dated(group: Group) -> bool:
    """Whether it is a dated list."""
    return dated_part(group) >= MOSTLY


def dated_part(group: Group) -> float:
    """The part of its blocks that have a date."""
    count = len(group.blocks)
    return (count - list(map(_DATE, group.blocks)).count(None)) / count
