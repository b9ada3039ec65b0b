"""Which groups of a page are its stories: the best, those that go with it, and what stands alone beside them.

    <div class="lead"><h2><a href="/9">…</a></h2><time>…</div>
    <ul><li>…<li>…</ul> <aside><ul><li>…</ul></aside>

gives the first story and the list, but not what stands aside.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from feedsvc.extract.auto.blocklinks import enclosing_link
from feedsvc.extract.auto.columns import without_parts
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.storyblock import Block, read_block
from feedsvc.extract.auto.structure import Group, whole
from feedsvc.extract.auto.weighed import Weighed
from feedsvc.extract.auto.words import weight
from feedsvc.extract.auto.worth import SAMPLE

MAX_CHOSEN = 8
MAX_SINGLES = 6
SHARE_OF_BEST = 0.25
"""A group worth less than this part of the best one does not go with it."""
RIVAL = 0.6
"""Part of the best one's worth from which on another list is as likely."""
OWN = 0.95
"""Part of a finer group's blocks that must have addresses of their own."""
MOST = 0.7
"""Part of the best group's blocks that stand in one list, from which on others may be no stories."""
MAX_FORM = 100
NARROWER = 0.8
"""Part of the best one's worth that such a list must have."""
WIDER = 0.9
"""Part of the best one's worth that a group of these and more blocks must have."""


def best_groups(out: Outline) -> tuple[list[Group], Group | None]:
    """The group that looks most like the page's stories, then those that go with it; may be empty.

    Also the group that was passed over though it is worth nearly as much.

    A page may show its first story larger, or each section in its own way: groups of the same worth
    (dated where the best is dated) that stand elsewhere and bring other links are taken too.
    """
    weighed = Weighed(out)
    if (best := weighed.best()) is None:
        return [], None
    chosen = [whole(out, best)]
    believed = weighed.apart_from(best, _inside(chosen[0])) if _is_fine(out, best) else weighed.everything()
    if first := _finer(out, believed) or _wider(believed) or _narrower(out, believed):
        believed, chosen = weighed.everything(), [whole(out, group) for group in first]
    for group in believed:
        if len(chosen) < MAX_CHOSEN and _goes_with(out, group, chosen):
            chosen.append(whole(out, group))
    chosen = [replace(group, blocks=without_parts(group.blocks)) for group in chosen]
    return chosen, next((group for group in believed if _rivals(out, group, chosen)), None)


def _rivals(out: Outline, group: Group, chosen: Sequence[Group]) -> bool:
    """Whether the group shows other stories elsewhere, as likely ones as the chosen."""
    best, blocks = chosen[0], group.blocks
    if group.score < RIVAL * best.score or _dated(best) >= 0.5 > _dated(group):
        return False
    if any(block.beside or out.furniture[block.item] for block in blocks):
        return False
    taken = [block for other in chosen for block in other.blocks]
    links = {block.leads for block in taken}
    apart = not any(b.start < own.end and own.start < b.end for own in taken for b in blocks)
    return apart and 2 * sum(block.leads in links for block in blocks) < len(blocks)


def _finer(out: Outline, believed: Sequence[Group]) -> list[Group]:
    """The group that shows all links of the best one and more, where that takes several stories for one.

    So a list by day is read story by story although most of its days have but one, and what stands below the
    headings of sections rather than these.
    """
    best = believed[0]
    if _is_fine(out, best):
        return []
    sections = _heads_rows(out, best)
    links = set() if sections else {block.leads for block in best.blocks}
    for group in believed:
        inside = all(any(b.start <= own.item < b.end for b in best.blocks) for own in group.blocks)
        more = len(group.ranges) > len(best.blocks) and group.score >= SHARE_OF_BEST * best.score
        once = len(group.blocks) >= OWN * min(len(group.ranges), SAMPLE)  # no venue comes again
        stories = once and not any(block.beside for block in group.blocks)
        if sections and not (_says(group) >= _says(best) and len(group.blocks) > len(best.blocks)):
            continue
        if more and inside and stories and _has_all(whole(out, group), links):
            return [group]
    return []


def _inside(group: Group) -> set[int]:
    """The elements in its blocks that bring a story."""
    return {number for block in without_parts(group.blocks) for number in range(block.start, block.end)}


def _is_fine(out: Outline, best: Group) -> bool:
    """Whether none of its blocks seems to hold several stories."""
    return not (_heads_rows(out, best) or any(b.extra for b in best.blocks) or unevenly(out, best))


def _says(group: Group) -> float:
    return fmean([weight(block.title) for block in group.blocks])


def unevenly(out: Outline, group: Group) -> bool:
    """Whether some of its blocks hold several rows; what all of them hold is a column, as of venues."""
    return len({_held_alike(out, block) for block in group.blocks}) > 1


def _heads_rows(out: Outline, group: Group) -> bool:
    """Whether its titles are headings that lead nowhere, above what leads to several places."""
    apart = [b for b in group.blocks if b.heading and not b.title_at <= b.link.at < out.ends[b.title_at]]
    return len(apart) == len(group.blocks) and 2 * sum(_held_alike(out, b) > 0 for b in apart) > len(apart)


def _has_all(group: Group, links: set[str]) -> bool:
    """Whether the group has all these links, and more."""
    return len(group.blocks) > len(links) and links <= {block.leads for block in group.blocks}


def _held_alike(out: Outline, block: Block) -> int:
    """How many other links of the block stand in a place like that of its own, and lead elsewhere."""
    own = block.link
    inside = out.within(out.links, block.start, block.end)
    alike = (k for k in inside if k.href != own.href and out.paths[k.at] == out.paths[own.at])
    return len({k.href for k in alike if out.parents[k.at] != out.parents[own.at]})


def _wider(believed: Sequence[Group]) -> list[Group]:
    """The group that holds all blocks of the best one and others like them, for nearly as much."""
    best = believed[0]
    if best.stretched or _dated(best) < 0.5:
        return []
    items = {item for item, _, _ in best.ranges}
    for group in believed:
        more = len(group.ranges) > len(items) and items <= {item for item, _, _ in group.ranges}
        alike = not group.stretched and _dated(group) >= 0.9 * _dated(best)
        if more and alike and all(map(_is_alike, group.blocks)) and group.score >= WIDER * best.score:
            return [group]
    return []


def _narrower(out: Outline, believed: Sequence[Group]) -> list[Group]:
    """The list that most of the best, undated group is, where what else is in that is made otherwise.

    So the ways to sort an archive are no messages, though they stand in a list of the same kind.
    """
    best = believed[0]
    if best.stretched or _dated(best):
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


def _form(out: Outline, block: Block) -> frozenset[str]:
    """The kinds of elements that a block is made of."""
    return frozenset(out.tags[block.start : min(block.end, block.start + MAX_FORM)])


def _is_alike(block: Block) -> bool:
    return (block.agreed or block.heading) and not block.beside


def _goes_with(out: Outline, group: Group, chosen: Sequence[Group]) -> bool:
    best = chosen[0]
    if group.score < SHARE_OF_BEST * best.score or any(out.furniture[b.item] for b in group.blocks):
        return False
    if any(block.beside for block in group.blocks):  # members of a board are no meetings
        return False
    if _dated(best) >= 0.5 > _dated(group) or any(b.spoken for b in best.blocks):
        return False
    if _dated(best) < 0.5 and not _same_main(out, group, best):
        return False
    taken = [block for other in chosen for block in other.blocks]
    links = {block.leads for block in taken}
    ranges = [(block.start, block.end) for block in taken]
    return not any(
        b.leads in links or any(b.start < end and start < b.end for start, end in ranges)
        for b in group.blocks
    )


def _same_main(out: Outline, group: Group, best: Group) -> bool:
    main = out.main
    if main is None:
        return group.tag == best.tag == "tr" and _heads(out, group) == _heads(out, best) != ()
    return all(main[0] < b.item < main[1] for b in (*group.blocks, *best.blocks))


def _heads(out: Outline, group: Group) -> tuple[str, ...]:
    """What heads the columns of the table that the rows stand in; tables headed alike list alike."""
    top = out.parents[group.blocks[0].item]
    while top > 0 and out.tags[top] != "table":
        top = out.parents[top]
    return tuple(out.texts[n] for n in range(top, out.ends[top]) if out.tags[n] == "th" and out.texts[n])


def _dated(group: Group) -> float:
    return fmean([block.date is not None for block in group.blocks])


def single_blocks(out: Outline, groups: Sequence[Group]) -> list[Block]:
    """Stories that stand alone beside dated groups: a linked heading of the content with a date."""
    if _dated(groups[0]) < 0.5:
        return []
    taken = [block for group in groups for block in group.blocks]
    links = {block.leads for block in taken}
    places = sorted({place for block in taken for place in (block.item, block.start)})
    found: list[Block] = []
    for heading in out.headings:
        link = next(iter(_linked(out, heading)), None)
        if link is None or link.href in links or out.furniture[heading.at]:
            continue
        if any(b.start <= heading.at < b.end for b in (*taken, *found)):
            continue
        top = _alone(out, heading.at, places)
        block = read_block(out, top, top, out.ends[top])
        if block and block.date and block.date.sure and weight(block.title) >= 15 and not block.extra:
            found.append(block)
            links.add(block.link.href)
    return found[:MAX_SINGLES]


def _linked(out: Outline, heading: Hit) -> Sequence[Hit]:
    inside = out.within(out.links, heading.at, out.ends[heading.at])
    around = enclosing_link(out, heading.at)
    return [around] if around and not inside else inside


def _alone(out: Outline, number: int, taken: Sequence[int]) -> int:
    """The largest element around it that holds no story of a group, which begin at the taken places."""
    while (above := out.parents[number]) > 0:
        if bisect_left(taken, above) < bisect_left(taken, out.ends[above]):
            break
        number = above
    return number
