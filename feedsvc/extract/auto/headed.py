"""Which of what stands above a list heads its blocks: in a heading, and in no block or card of another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from feedsvc.extract.auto.dayheads import day_heads
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.tags import HEADINGS
from feedsvc.extract.auto.words import word_set

MAX_ABOVE = 40
"""Dates or headings that are passed on the way up to the one that heads a block."""
_HEADING_TAGS = HEADINGS | word_set("dt th caption summary legend")
_OF_TABLES = word_set("tbody thead tfoot table")


def heads_next(out: Outline, block: Block, at: int) -> bool:
    """Whether a heading is there, behind the item and with nothing after it: it heads what follows."""
    return stands_last(out, block, at) and in_heading(out, at)


def stands_last(out: Outline, block: Block, at: int) -> bool:
    """Whether what is there stands behind the block's item, and nothing of the block after it."""
    if at < out.ends[block.item]:
        return False
    top = at
    while (
        out.parents[top] >= 0
        and block.item < out.parents[top]
        and out.parents[top] != out.parents[block.item]
    ):
        top = out.parents[top]
    return not any(out.texts[n] for n in range(out.ends[top], block.end))


def heads_from_above(out: Outline, block: Block, at: int) -> bool:
    """Whether what is there stands last in the block, or in a heading above its item: it heads others too."""
    return stands_last(out, block, at) or (at < block.item and in_heading(out, at))


def in_heading(out: Outline, at: int) -> bool:
    """Whether the element is a heading of whatever kind, or stands in one, or in a line that heads rows."""
    if at in day_heads(out):
        return True
    for _ in range(3):
        if at < 0 or out.tags[at] in _HEADING_TAGS or out.attributes[at].get("role") == "heading":
            return at >= 0
        at = out.parents[at]
    return False


def upwards(hits: Sequence[Hit], block: Block) -> Iterator[Hit]:
    """What stands before the block, the nearest first."""
    place = bisect_left(hits, block.start, key=lambda hit: hit.at)
    yield from reversed(hits[max(place - MAX_ABOVE, 0) : place])


def top_around(out: Outline, group: Group) -> int:
    """The element around the list that a heading of its rows stands in."""
    at = out.parents[group.blocks[0].item]
    while at > 0 and out.tags[at] in _OF_TABLES:  # a table's heading may stand above the table
        at = out.parents[at]
    return max(out.parents[at], 0) if at >= 0 else 0


_Heads = Callable[[Outline, Block, int], bool]
"""Whether what stands at a number in a block heads the next one."""


def inside(out: Outline, group: Group, at: int, heads: _Heads = heads_next) -> bool:
    """Whether what is there stands in a block of the group, and heads no other: as does its title."""
    place = bisect_left(group.blocks, at + 1, key=lambda block: block.start)
    above = group.blocks[place - 1] if place else None
    if above is None or at >= above.end:
        return False
    return at <= above.title_at < out.ends[at] or not heads(out, above, at)


def belongs_to_another(out: Outline, group: Group, at: int, block: Block) -> bool:
    """Whether what is there stands in the row or card of another block."""
    top = at
    while (above := out.parents[top]) >= 0 and not above <= block.item < out.ends[above]:
        top = above
    return any(top <= other.item < out.ends[top] for other in group.blocks)
