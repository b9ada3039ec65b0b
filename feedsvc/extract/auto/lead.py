"""What leads a page: told before all others in a way of its own, no smaller, and where the others are told.

    <article class="hero"><h2><a href="/n/9-…">…</a></h2></article>
    <ul><li><h3><a href="/n/8-…">…<li><h3><a href="/n/7-…">…</ul>

Several may lead it side by side, and on the first page of a site links alone do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from feedsvc.extract.auto.addressforms import AddressForms
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.linkdates import day_in_link
from feedsvc.extract.auto.notstories import is_paid
from feedsvc.extract.auto.ofgroup import is_dated
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.storyblock import Block, read_block
from feedsvc.extract.auto.words import weight

MOST = 6
SAID = 15
"""Letters of a title from which on it is no name of a section."""
DEEPEST = 6
"""Elements around a heading up to the link of its card, at most."""


def leading_blocks(out: Outline, groups: Sequence[Group]) -> list[Block]:
    """The stories that lead the page, in page order."""
    blocks = [block for group in groups for block in group.blocks]
    first = min(block.start for block in blocks)
    if not out.links or out.links[0].at >= first:
        return []
    seen = {block.leads for block in blocks}
    leads = _Leads(out, groups[0], first)
    found: list[Block] = []
    for block in leads.told():
        apart = not found or found[-1].end <= block.start
        if apart and block.leads not in seen:
            found.append(block)
            seen.add(block.leads)
    return found[:MOST]


def linked(out: Outline, heading: Hit) -> Sequence[Hit]:
    """The links in the heading, else that of the card in which it stands (`<a><header><h2>…`)."""
    inside = out.within(out.links, heading.at, out.ends[heading.at])
    number = heading.at
    for _ in range(0 if inside else DEEPEST):
        number = out.parents[number]
        if number < 0 or out.tags[number] == "a":
            break
    return inside or out.within(out.links, number, number + 1)


class _Leads:
    """Reads what stands before the first story of a list."""

    def __init__(self, out: Outline, best: Group, first: int) -> None:
        self._out, self._best, self._first = out, best, first
        self._dated = is_dated(best)

    @cached_property
    def _forms(self) -> AddressForms:
        return AddressForms(block.link.href for block in self._best.blocks)

    @cached_property
    def _smallest(self) -> str:
        """The tag of the smallest heading that names a story of the list."""
        return max((self._out.tags[b.title_at] for b in self._best.blocks if b.heading), default="h6")

    def told(self) -> Iterator[Block]:
        """What may lead the page, by its headings, else by its links."""
        headings = [
            h for h in self._out.headings[: bisect_left(self._out.headings, (self._first,))] if h.text
        ]
        found = [block for heading in headings if (block := self._headed(heading))]
        yield from found or self._by_links()

    def _headed(self, heading: Hit) -> Block | None:
        """What the heading names, where it leads to such a story."""
        out = self._out
        if out.furniture[heading.at] or out.tags[heading.at] > self._smallest:
            return None
        link = next(iter(linked(out, heading)), None)
        if not (self._forms.fits(link.href) if link else out.within(out.links, heading.at, self._first)):
            return None
        block = self._read(self._top(heading, link))
        if block is None or not (link or block.title_at == heading.at):
            return None
        return block if block.heading and self._may_be(block) else None

    def _by_links(self) -> Iterator[Block]:
        """On a site's first page without dates, what links without headings lead to."""
        if self._dated or self._out.folder != "":
            return
        for link in self._out.links[: bisect_left(self._out.links, (self._first,))]:
            if weight(link.text) >= SAID and not self._out.furniture[link.at]:
                block = self._read(link.at)
                if block and self._may_be(block):
                    yield block

    def _read(self, top: int) -> Block | None:
        block = read_block(self._out, top, top, self._out.ends[top])
        if block is None or (self._dated and not (block.date and block.date.sure)):
            return None
        return block if block.date else block._replace(date=day_in_link(block))

    def _may_be(self, block: Block) -> bool:
        """Whether the block, in the content, leads to a story such as theirs."""
        inside = self._out.main is None or self._out.is_in_main(block.item)
        told = inside and weight(block.title) >= SAID and self._forms.fits(block.link.href)
        return told and not ("//" in block.link.href and is_paid(self._out, block))

    def _top(self, heading: Hit, link: Hit | None) -> int:
        """The largest element around it before the list in which no heading as large leads elsewhere."""
        number = heading.at
        while (above := self._out.parents[number]) > 0 and self._out.ends[above] <= self._first:
            if self._heads_others(above, heading, link.href if link else ""):
                break
            number = above
        return number

    def _heads_others(self, number: int, own: Hit, href: str) -> bool:
        headings = self._out.within(self._out.headings, number, self._out.ends[number])
        alike = (h for h in headings if h.at != own.at and self._out.tags[h.at] <= self._out.tags[own.at])
        return any(not href or any(k.href != href for k in linked(self._out, h)) for h in alike)
