"""Where most blocks have their own link: those in which another one is longer have theirs there too.

    <tr><td><a href="/t/9">Lamps of the long quay</a></td><td><a href="/user/3">Ida</a></td></tr>
    <tr><td><a href="/t/8">Nets</a></td><td><a href="/user/4">Bartholomew</a></td></tr>

gives "Nets" for the second row: four rows of five have theirs in the first cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.rowtitle import says_little

if TYPE_CHECKING:  # which reads blocks by what is found here
    from feedsvc.extract.auto.storyblock import Block

Place = tuple[tuple[str, ...], int]
"""Tags and classes from the link up to the block, and which of the links of that kind it is."""
FEWEST = 3
"""Blocks that agree."""


def links_by_place(out: Outline, item: int, links: Sequence[Hit]) -> dict[Place, Hit]:
    """A block's links with words by their places, in page order."""
    found: dict[Place, Hit] = {}
    count: Counter[tuple[str, ...]] = Counter()
    for link in links:
        if any(c.isalnum() for c in link.text):
            kind = tuple(_kind(out, item, link.at))
            found[kind, count[kind]] = link
            count[kind] += 1
    return found


def _kind(out: Outline, item: int, at: int) -> Iterator[str]:
    """What the link and the elements around it are, up to the block or to what stands beside its item."""
    while at not in (item, out.parents[item], -1):
        stable = (c for c in out.classes[at] if not any(ch.isdigit() for ch in c))
        yield ".".join((out.tags[at], *stable))
        at = out.parents[at]


def link_at(out: Outline, item: int, links: Sequence[Hit], place: Place) -> Hit | None:
    """The block's link at this place."""
    return links_by_place(out, item, links).get(place)


def agreed_place(out: Outline, blocks: Sequence[Block]) -> Place | None:
    """The place at which more than half of the blocks have their own link."""
    votes = Counter(place for block in blocks if (place := _own_place(out, block)))
    for place, count in votes.most_common(1):
        return place if count >= FEWEST and len(blocks) < 2 * count else None
    return None


def _own_place(out: Outline, block: Block) -> Place | None:
    if block.title != block.link.text or says_little(block.title):
        return None
    links = links_by_place(out, block.item, out.within(out.links, block.start, block.end))
    return next((place for place, link in links.items() if link.at == block.link.at), None)
