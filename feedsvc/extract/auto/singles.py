"""Stories that stand alone beside the groups of a page, such as the one that leads it.

<article class="hero"><a href="/n/9-…"><img><h2>…</h2></a></article>
<ul><li><a href="/n/8-…">…<li><a href="/n/7-…">…</ul>
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.lead import Lead
from feedsvc.extract.auto.linkdates import day_in_link
from feedsvc.extract.auto.notstories import is_paid
from feedsvc.extract.auto.ofgroup import dated_part
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.storyblock import Block, read_block
from feedsvc.extract.auto.words import weight

MAX_SINGLES = 6
ALONE = 15
"""Letters of a title from which on it is no name of a section."""
LEADING = 6
DEEPEST = 6
"""Elements around a heading up to the link of its card, at most."""


def single_blocks(out: Outline, groups: Sequence[Group]) -> list[Block]:
    """Stories that stand alone: what leads the page, and linked headings with dates beside dated groups."""
    return _Singles(out, groups).found()


class _Singles:
    """Looks for what stands alone beside these groups."""

    def __init__(self, out: Outline, groups: Sequence[Group]) -> None:
        self._out = out
        self._best = groups[0]
        self._dated = dated_part(groups[0]) >= 0.5
        self._taken = [block for group in groups for block in group.blocks]
        self._places = sorted({place for block in self._taken for place in (block.item, block.start)})

    @cached_property
    def _lead(self) -> Lead:
        return Lead.of(self._out, self._best)

    def found(self) -> list[Block]:
        """The stories, in page order."""
        found: list[Block] = []
        links = {block.leads for block in self._taken}
        for heading in self._out.headings:
            if not self._dated and heading.at >= self._places[0]:
                break
            link = next(iter(_linked(self._out, heading)), None)
            if link is None or link.href in links or self._out.furniture[heading.at]:
                continue
            if any(b.start <= heading.at < b.end for b in found):
                continue
            if block := self._told(heading, link):
                found.append(block)
                links.add(block.link.href)
        return found[:MAX_SINGLES]

    def _told(self, heading: Hit, link: Hit) -> Block | None:
        """What stands alone there, if anything does."""
        around = [block for block in self._taken if block.start <= heading.at < block.end]
        if self._dated and not around:
            block = self._read(_alone(self._out, heading.at, self._places))
            if block is None or not block.extra:
                return block if block and self._is_dated(block) else None
        if around if self._dated else heading.at >= self._places[0]:
            return None
        return self._leading(heading, link)

    def _read(self, top: int) -> Block | None:
        block = read_block(self._out, top, top, self._out.ends[top])
        return None if block is None or ("//" in block.link.href and is_paid(self._out, block)) else block

    def _is_dated(self, block: Block) -> bool:
        sure = block.date is not None and block.date.sure
        return sure and weight(block.title) >= _enough(self._out, block, self._places)

    def _leading(self, heading: Hit, link: Hit) -> Block | None:
        """One of several that lead the page side by side, or the only one."""
        if heading.at >= self._places[0] or not self._lead.forms:
            return None
        block = self._read(_parted(self._out, heading, link.href, self._places))
        if block is None or not self._lead.may_be(self._out, block):
            return None
        if self._dated and not (block.date and block.date.sure):
            return None
        return block if block.date else block._replace(date=day_in_link(block))


def _enough(out: Outline, block: Block, taken: Sequence[int]) -> int:
    """Letters that its title has at least: fewer where it stands before all others with a picture."""
    leads = block.end <= taken[0] and "img" in out.tags[block.start : block.end]
    return LEADING if leads else ALONE


def _linked(out: Outline, heading: Hit) -> Sequence[Hit]:
    return out.within(out.links, heading.at, out.ends[heading.at]) or _around(out, heading.at)


def _around(out: Outline, number: int) -> Sequence[Hit]:
    """The link of a card in which it stands (`<a><header><h2>…`)."""
    for _ in range(DEEPEST):
        number = out.parents[number]
        if number < 0 or out.tags[number] == "a":
            break
    return out.within(out.links, number, number + 1)


def _alone(out: Outline, number: int, taken: Sequence[int]) -> int:
    """The largest element around it that holds no story of a group, which begin at the taken places."""
    while (above := out.parents[number]) > 0:
        if bisect_left(taken, above) < bisect_left(taken, out.ends[above]):
            break
        number = above
    return number


def _parted(out: Outline, heading: Hit, href: str, taken: Sequence[int]) -> int:
    """The largest such element around it in which no heading as large leads elsewhere."""
    number, top = heading.at, _alone(out, heading.at, taken)
    while number != top and not _heads_others(out, out.parents[number], heading, href):
        number = out.parents[number]
    return number


def _heads_others(out: Outline, number: int, own: Hit, href: str) -> bool:
    headings = out.within(out.headings, number, out.ends[number])
    alike = (heading for heading in headings if out.tags[heading.at] <= out.tags[own.at])
    return any(link.href != href for heading in alike for link in _linked(out, heading))
