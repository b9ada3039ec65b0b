"""The group that is read in place of the best one: the same stories in a finer, wider or narrower list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from statistics import fmean

from feedsvc.clean.urls import shown_url
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.linkworth import VERSION
from feedsvc.extract.auto.ofgroup import dated_part, heads_rows, is_dated, is_fine
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.structure import whole
from feedsvc.extract.auto.tags import TEXT
from feedsvc.extract.auto.words import weight
from feedsvc.extract.auto.worth import SAMPLE

SHARE_OF_BEST = 0.25
"""A group worth less than this part of the best one does not go with it."""
OWN = 0.95
"""Part of a finer group's blocks that must have addresses of their own."""
FEWEST = 3
"""Releases that say the same."""
MOST = 0.7
"""Part of the best group's blocks that stand in one list, from which on others may be no stories."""
MAX_FORM = 100
NARROWER = 0.8
"""Part of the best one's worth that such a list must have."""
CARDS = 0.7
"""Part of the best one's worth that a group must have whose blocks hold several of its."""
ROWS = 0.6
"""Part of the best one's worth that a group must have whose rows hold but one text of it each."""
WIDER = 0.9
"""Part of the best one's worth that a group of these and more blocks must have."""


def finer(out: Outline, believed: Sequence[Group]) -> list[Group]:
    """The group that shows all links of the best one and more, where that takes several stories for one.

    So a list by day is read story by story although most of its days have but one, and what stands below the
    headings of sections rather than these.
    """
    best = believed[0]
    if is_fine(out, best):
        return []
    sections = heads_rows(out, best)
    links = set() if sections else {block.link.href for block in best.blocks} - {""}
    for group in believed:
        inside = all(any(b.start <= own.item < b.end for b in best.blocks) for own in group.blocks)
        more = len(group.ranges) > len(best.blocks) and group.score >= SHARE_OF_BEST * best.score
        once = len(group.blocks) >= OWN * min(len(group.ranges), SAMPLE)  # no venue comes again
        stories = once and not any(block.beside for block in group.blocks)
        if sections and not (_says(group) >= _says(best) and len(group.blocks) > len(best.blocks)):
            continue
        if (
            more
            and inside
            and stories
            and not _are_parts(out, best, group)
            and _has_all(whole(out, group), links)
        ):
            return [group]
    return []


def rows(believed: Sequence[Group]) -> list[Group]:
    """The group whose elements hold one text of the best one each, where that is a group of texts."""
    best = believed[0]
    for group in believed if best.tag == TEXT else ():
        pairs = zip(group.blocks, best.blocks, strict=False)
        held = len(group.blocks) == len(best.blocks) and all(a.start <= b.item < a.end for a, b in pairs)
        if held and not group.stretched and group.score >= ROWS * best.score:
            return [group]
    return []


def wider(believed: Sequence[Group]) -> list[Group]:
    """The group that holds all blocks of the best one and others like them, for nearly as much."""
    best = believed[0]
    if best.stretched or not is_dated(best):
        return []
    items = {item for item, _, _ in best.ranges}
    for group in believed:
        if group.stretched or len(group.ranges) <= len(items) or group.score < WIDER * best.score:
            continue
        more = items <= {item for item, _, _ in group.ranges}
        if more and dated_part(group) >= 0.9 * dated_part(best) and all(map(_is_alike, group.blocks)):
            return [group]
    return []


def cards(believed: Sequence[Group]) -> list[Group]:
    """The group whose blocks hold several of the best one's, where these are parts that lead to one place.

    So a card's heading and its comments are one story, though each stands in an element of its own; and so
    are those of a release of which one says what most releases say ("What's new"), and what reaches to the
    next heading in a card that has its day and title from another part.
    """
    best = believed[0]
    for group in believed:
        if 2 * len(group.blocks) <= len(best.blocks) and group.score >= CARDS * best.score:
            parts = [[b for b in best.blocks if own.start <= b.item < own.end] for own in group.blocks]
            worn = _worn(best) if all(VERSION.fullmatch(b.title) for b in group.blocks) else ()
            doubled = sum(_pages(inside, worn) < len(inside) for inside in parts)
            one = best.stretched and all(map(_tells, group.blocks, parts))
            if sum(map(len, parts)) == len(best.blocks) and (one or 2 * doubled > len(parts)):
                return [group]
    return []


def _tells(card: Block, parts: Sequence[Block]) -> bool:
    """Whether but one part has a day, and names the card."""
    dated = [part for part in parts if part.date]
    return len(dated) == 1 and dated[0].title == card.title and card.date is not None


def _worn(group: Group) -> set[str]:
    """What is said again and again."""
    count = Counter(block.title for block in group.blocks)
    return {title for title, times in count.items() if times >= FEWEST}


def _pages(parts: Sequence[Block], worn: Collection[str]) -> int:
    """How many pages the parts lead to that say something of their own."""
    return len({_page(block) for block in parts if block.title not in worn})


def _page(block: Block) -> str:
    return shown_url(block.leads)


def narrower(out: Outline, believed: Sequence[Group]) -> list[Group]:
    """The list that most of the best, undated group is, where what else is in that is made otherwise.

    So the ways to sort an archive are no messages, though they stand in a list of the same kind.
    """
    best = believed[0]
    if best.stretched or dated_part(best):
        return []
    items = {block.item: block for block in best.blocks}
    for group in believed:
        own = {block.item for block in group.blocks}
        most = own < set(items) and len(own) >= MOST * len(items) and not group.stretched
        if most and group.score >= NARROWER * best.score:
            forms = {_form(out, block) for block in group.blocks}
            if not any(_form(out, block) in forms for item, block in items.items() if item not in own):
                return [group]
    return []


def _are_parts(out: Outline, best: Group, group: Group) -> bool:
    """Whether but one in each of the best one's blocks has its date in it: then they are a story's parts."""
    if not is_dated(best) or is_dated(group):
        return False
    days = {b.date.at for b in group.blocks if b.date and b.item < b.date.at < out.ends[b.item]}
    return 2 * sum(b.date is not None and b.date.at in days for b in best.blocks) > len(best.blocks)


def _says(group: Group) -> float:
    return fmean([weight(block.title) for block in group.blocks])


def _has_all(group: Group, links: set[str]) -> bool:
    """Whether the group has all these links, and more."""
    return len(group.blocks) > len(links) and links <= {block.leads for block in group.blocks}


def _form(out: Outline, block: Block) -> frozenset[str]:
    """The kinds of elements that a block is made of."""
    return frozenset(out.tags[block.start : min(block.end, block.start + MAX_FORM)])


def _is_alike(block: Block) -> bool:
    return (block.agreed or block.heading) and not block.beside
