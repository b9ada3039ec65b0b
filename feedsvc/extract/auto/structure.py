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
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean, median_low

from feedsvc.extract.auto.addresses import is_document, is_numbered
from feedsvc.extract.auto.alike import read_alike
from feedsvc.extract.auto.columns import compared
from feedsvc.extract.auto.kin import MIN_BLOCKS, Kin, has_gaps, kin_of
from feedsvc.extract.auto.linkworth import TITLE
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.records import line_records, table_records
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.tags import HEADINGS
from feedsvc.extract.auto.worth import SAMPLE, SHORT, further_text, worth_of

NAMED = 5
"""Things with short names that make a list, where each is described."""
DESCRIBED = 0.1
MAX_BLOCKS = 500
NUMBERED = 14
"""What titles of documents and of a register's numbers say at least where nothing else speaks for them."""
MAX_BELIEVED = 200
_HEADS = HEADINGS | {"dt"}


@dataclass(frozen=True, slots=True)
class Group:
    """Same-shaped blocks in page order, and what they are worth."""

    blocks: tuple[Block, ...]
    score: float
    tag: str
    token: str = ""
    stretched: str = ""
    """`after`, `before`, `rows` or `lines` where the blocks reach beyond their element."""
    reasons: tuple[str, ...] = ()
    ranges: tuple[tuple[int, int, int], ...] = ()
    """Item, start and end of every block, the unread ones too."""


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


def believable(out: Outline, group: Group) -> bool:
    """Whether the group may be stories, which links alone are not.

    Most blocks need a date, a heading or a title of some length.
    """
    count = len(group.blocks)
    dated = sum(b.date is not None for b in group.blocks)
    headed = sum(b.heading for b in group.blocks)
    words = fmean([b.said for b in group.blocks])
    if count < MIN_BLOCKS:
        return count == dated == headed and words >= 15
    if 2 * dated >= count:
        return words >= 8
    if 2 * headed >= count and words < 12:  # names of things, each with what is said of it
        return (
            words >= 5 and count >= NAMED and fmean([further_text(out, b) for b in group.blocks]) >= DESCRIBED
        )
    if 2 * headed >= count or words >= 22:
        return True
    shown = words >= SHORT and _pictured(out, group)
    return count >= NAMED and (shown or (words >= NUMBERED and _numbered(out, group)))


def _numbered(out: Outline, group: Group) -> bool:
    """Whether all stand in the content and lead to documents, or in `main` to numbers as of a register."""
    if any(out.furniture[b.item] or not is_document(b.link.href) for b in group.blocks):
        inside = out.main and all(out.main[0] < b.item < out.main[1] for b in group.blocks)
        return bool(inside) and all(is_numbered(b.link.href) for b in group.blocks)
    return True


def _pictured(out: Outline, group: Group) -> bool:
    """Whether each block shows a picture and calls its words a title."""
    called = all(out.tokens[b.title_at] & TITLE for b in group.blocks)
    return called and all("img" in out.tags[b.start : b.end] for b in group.blocks)


# -- a group's blocks ------------------------------------------------------------------------------


def variants(out: Outline, kin: Kin) -> Iterator[Group]:
    """The groups that the kin may be: each block its element, or reaching beyond it."""
    members, tag, token = kin
    ranges = [(number, number, out.ends[number]) for number in members]
    way = ""
    if tag == "tr":
        ranges = table_records(out, members)
        way = "rows" if any(end > out.ends[item] for item, _, end in ranges) else ""
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


def stretched(out: Outline, kin: Kin) -> Iterator[tuple[str, list[tuple[int, int, int]]]]:
    """The ways in which the kin's blocks may reach beyond their elements, and where each is then."""
    yield "after", _after(out, kin.members)
    if kin.tag not in _HEADS:  # which head what follows
        yield "before", _before(out, kin.members)


def _after(out: Outline, members: list[int]) -> list[tuple[int, int, int]]:
    """Each block reaches to the next one; the last one as far as is usual."""
    gaps = _gaps(out, members)
    usual = median_low(sorted(gaps.values())) if gaps else 0
    ranges = []
    for place, number in enumerate(members):
        following = members[place + 1] if place + 1 < len(members) else -1
        if following >= 0 and out.parents[following] == out.parents[number]:
            ranges.append((number, number, _before_heading(out, number, following)))
        else:
            ranges.append((number, number, _reach(out, number, usual)))
    return ranges


def _before_heading(out: Outline, number: int, following: int) -> int:
    """Where the block ends before the next one: a heading in front of that belongs to it."""
    last, at = number, out.ends[number]
    while at < following:
        last, at = at, out.ends[at]
    heads = last != number and _is_heading(out, last) and out.tags[number] not in HEADINGS
    return last if heads else following


def _is_heading(out: Outline, number: int) -> bool:
    """Whether the element is a heading, or holds one and no link."""
    if out.tags[number] in HEADINGS:
        return True
    end = out.ends[number]
    return bool(out.within(out.headings, number, end)) and not out.within(out.links, number, end)


def _before(out: Outline, members: list[int]) -> list[tuple[int, int, int]]:
    """Each block begins where the last one ended; the first one reaches back as far as is usual."""
    gaps = [gap for gap in _gaps(out, members).values() if gap]
    usual = median_low(sorted(gaps)) if gaps else 0
    ranges = []
    for place, number in enumerate(members):
        previous = members[place - 1] if place else -1
        same = previous >= 0 and out.parents[previous] == out.parents[number]
        start = out.ends[previous] if same else _reach_back(out, number, usual)
        ranges.append((number, start, out.ends[number]))
    return ranges


def _gaps(out: Outline, members: list[int]) -> dict[int, int]:
    """How many siblings stand between a member and the next one of the same parent."""
    gaps = {}
    for number, following in pairwise(members):
        if out.parents[number] == out.parents[following]:
            count, at = 0, out.ends[number]
            while at < following:
                count, at = count + 1, out.ends[at]
            gaps[number] = count
    return gaps


def _reach(out: Outline, number: int, siblings: int) -> int:
    limit, at = out.ends[out.parents[number]], out.ends[number]
    while siblings and at < limit:
        siblings, at = siblings - 1, out.ends[at]
    return at


def _reach_back(out: Outline, number: int, siblings: int) -> int:
    """Where so many siblings before the element begin."""
    above: list[int] = []
    at = out.parents[number] + 1
    while at < number:
        above.append(at)
        at = out.ends[at]
    return above[-siblings:][0] if siblings and above else number


# -- the worth of a group --------------------------------------------------------------------------


def _group(
    out: Outline, ranges: Sequence[tuple[int, int, int]], tag: str, token: str, way: str
) -> Group | None:
    sample = _blocks(out, ranges[:SAMPLE])
    if len(sample) < 2 or 2 * len(sample) < len(ranges[:SAMPLE]):
        return None
    score, reasons = worth_of(out, sample)
    return Group(tuple(sample), score * (0.97 if way else 1.0), tag, token, way, reasons, tuple(ranges))


def _blocks(out: Outline, ranges: Sequence[tuple[int, int, int]]) -> list[Block]:
    return compared(out, ranges, read_alike(out, ranges))
