"""The repeated structure of a page: same-shaped blocks with a link, and preferably a heading and a date.

Elements of equal place and tag (and, as a second way of grouping, of equal class) are a *group*. A
group is worth as much as its blocks look like stories: long distinct link texts, dates, headings,
further text; blocks that hold many stories, and navigation, sidebars and footers, count little.
Where a block's date or text stands beside it (Hacker News rows, `dl` lists, headings with
paragraphs), the block is stretched to the next one, or back to the last one.

Every choice is a comparison of numbers with fixed tie-breaking (the earlier, outer element wins), so
that one page gives one result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import fmean

from feedsvc.extract.auto.alike import read_alike
from feedsvc.extract.auto.believable import believable
from feedsvc.extract.auto.columns import compared
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.kin import Kin, has_gaps, kin_of
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.pendingpapers import but_pending
from feedsvc.extract.auto.reaching import stretched
from feedsvc.extract.auto.records import before_paragraphs, line_records, table_records
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.worth import SAMPLE, worth_of

MAX_BLOCKS = 500
MAX_BELIEVED = 200


def believed_groups(out: Outline, also: Callable[[Group], bool] | None = None) -> list[Group]:
    """Every group that may be the page's stories, the best first; many of them show the same blocks.

    `also` says which others are taken all the same.
    """
    found = [g for kin in kin_of(out) for g in variants(out, kin)]
    return in_order(g for g in found if believable(out, g) or (also and also(g)))


def in_order(groups: Iterable[Group]) -> list[Group]:
    """The groups that are worth most, the best first; of equals the earlier, outer one."""
    return sorted(groups, key=_order, reverse=True)[:MAX_BELIEVED]


def whole(out: Outline, group: Group) -> Group:
    """The group with all its blocks, of which only a sample was read for its score."""
    if len(group.ranges) <= SAMPLE:
        return group
    return replace(group, blocks=tuple(_blocks(out, group.ranges[:MAX_BLOCKS])))


def _order(group: Group) -> tuple[float, int, int]:
    return (round(group.score, 6), -group.blocks[0].item, -len(group.token))


def variants(out: Outline, kin: Kin) -> Iterator[Group]:
    """The groups that the kin may be: each block its element, or reaching beyond it."""
    members, tag, token, _ = kin
    ranges = [(number, number, out.ends[number]) for number in members]
    way = ""
    if tag == "tr":
        ranges = table_records(out, members)
        way = "rows" if any(end > out.ends[item] for item, _, end in ranges) else ""
    elif tag == "p" and (bare := before_paragraphs(out, members)):
        ranges = [bare, *ranges]
    elif tag == "a" and not token and (lines := _group(out, line_records(out, members), tag, token, "lines")):
        yield lines
        return
    if group := _group(out, ranges, tag, token, way):
        yield group
        if sum(b.date is not None for b in group.blocks) * 2 >= len(group.blocks) and tag not in ("tr", "dt"):
            return
    if way or not has_gaps(out, members):
        return
    for way, ranges in stretched(out, kin):
        if group := _group(out, ranges, tag, token, way):
            yield group


def _group(
    out: Outline, ranges: Sequence[tuple[int, int, int]], tag: str, token: str, way: str
) -> Group | None:
    sample = _blocks(out, ranges[:SAMPLE])
    if len(sample) < 2 or 2 * len(sample) < len(ranges[:SAMPLE]):
        return None
    said = [block.said for block in sample]
    score, reasons = worth_of(out, sample, said)
    score *= 0.97 if way else 1.0
    return Group(tuple(sample), score, fmean(said), tag, token, way, reasons, tuple(ranges))


def _blocks(out: Outline, ranges: Sequence[tuple[int, int, int]]) -> list[Block]:
    return but_pending(out, compared(out, ranges, read_alike(out, ranges)))
