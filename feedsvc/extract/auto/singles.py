"""Stories that stand alone beside the groups of a page: what leads it, and dated ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from feedsvc.extract.auto.addresses import is_site
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.lead import leading_blocks, linked
from feedsvc.extract.auto.notstories import is_paid
from feedsvc.extract.auto.ofgroup import is_dated
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.storyblock import Block, read_block
from feedsvc.extract.auto.words import weight

MAX_SINGLES = 6
ALONE = 15
"""Letters of a title from which on it is no name of a section."""
LEADING = 6


def single_blocks(out: Outline, groups: Sequence[Group]) -> list[Block]:
    """What leads the page, and beside dated groups each linked heading of the content with a date."""
    leads = leading_blocks(out, groups)
    return [*leads, *_dated(out, groups, leads)] if is_dated(groups[0]) else leads


def _dated(out: Outline, groups: Sequence[Group], leads: Sequence[Block]) -> list[Block]:
    taken = [*(block for group in groups for block in group.blocks), *leads]
    links = {block.leads for block in taken}
    places = sorted({place for block in taken for place in (block.item, block.start)})
    found: list[Block] = []
    for heading in out.headings:
        link = next(iter(linked(out, heading)), None)
        if link is None or link.href in links or is_site(link.href):
            continue
        if out.furniture[heading.at] and not _is_featured(out, heading, places[0]):
            continue
        if any(b.start <= heading.at < b.end for b in (*taken, *found)):
            continue
        top = _alone(out, heading.at, places)
        block = read_block(out, top, top, out.ends[top])
        if block is None or block.extra or ("//" in block.link.href and is_paid(out, block)):
            continue
        if block.date and block.date.sure and weight(block.title) >= _enough(out, block, places):
            found.append(block)
            links.add(block.link.href)
    return found[:MAX_SINGLES]


def _is_featured(out: Outline, heading: Hit, first: int) -> bool:
    """Whether it heads the one story in an `aside` before all others that is called featured."""
    around = heading.at
    while out.tags[around] != "aside" and out.parents[around] > 0:
        around = out.parents[around]
    end = out.ends[around]
    if out.tags[around] != "aside" or "featured" not in out.tokens[around] or end > first:
        return False
    return len(out.within(out.headings, around, end)) == 1


def _enough(out: Outline, block: Block, taken: Sequence[int]) -> int:
    """Letters that its title has at least: fewer where it stands before all others with a picture."""
    leads = block.end <= taken[0] and "img" in out.tags[block.start : block.end]
    return LEADING if leads else ALONE


def _alone(out: Outline, number: int, taken: Sequence[int]) -> int:
    """The largest element around it that holds no story of a group, which begin at the taken places."""
    while (above := out.parents[number]) > 0:
        if bisect_left(taken, above) < bisect_left(taken, out.ends[above]):
            break
        number = above
    return number
