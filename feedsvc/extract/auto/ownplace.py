"""Where most blocks have their own link: those in which another one is longer have theirs there too.

    <tr><td><a href="/t/9">Lamps of the long quay</a></td><td><a href="/user/3">Ida</a></td></tr>
    <tr><td><a href="/t/8">Nets</a></td><td><a href="/user/4">Bartholomew</a></td></tr>

gives "Nets" for the second row: four rows of five have theirs in the first cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.rowtitle import says_little
from feedsvc.extract.auto.titleparts import with_names

if TYPE_CHECKING:  # which reads blocks by what is found here
    from feedsvc.extract.auto.storyblock import Block

Place = tuple[tuple[str, ...], int]
"""Tags and classes from the link up to the block, and which of the links of that kind it is."""
FEWEST = 3
"""Blocks that agree."""
OFTEN = 0.8
"""Part of the blocks that have addresses of their own."""
RARELY = 0.95
"""Part of the addresses at another place that differ, if it is to be believed."""


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


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the stories' addresses are, when what names them leads to a body, a venue or a poster."""

    place: Place
    speaks: bool
    """Whether the words there are titles too."""

    def linked(self, out: Outline, block: Block) -> Block:
        """The block with the link that stands there."""
        link = _places(out, block).get(self.place)
        return replace(block, link=link) if link else block


def own_addresses(out: Outline, blocks: Sequence[Block], own: Place) -> Elsewhere | None:
    """Another place with an address for each block, where those at the agreed place come again."""
    read = [_places(out, block) for block in blocks]
    if _differing(read, own) >= OFTEN * len(blocks):
        return None
    common = Counter(place for links in read for place in links)
    for place, count in common.items():  # the first on the page
        if count >= OFTEN * len(blocks) and _differing(read, place) > RARELY * count:
            words = [links[place].text for links in read if place in links]
            return Elsewhere(place, 2 * sum(map(says_little, words)) < count == len(set(words)))
    return None


def without_columns(out: Outline, blocks: list[Block]) -> list[Block]:
    """The blocks without further stories where the few that seem to have some have links of all."""
    rich = [block for block in blocks if block.extra]
    if not rich or 2 * len(rich) >= len(blocks):
        return blocks
    common = Counter(place for block in blocks for place in _places(out, block))
    columns = {place for place, count in common.items() if count >= OFTEN * len(blocks)}
    return [replace(b, extra=0) if b.extra and columns >= set(_places(out, b)) else b for b in blocks]


def _differing(read: Sequence[Mapping[Place, Hit]], place: Place) -> int:
    return len({links[place].href for links in read if place in links})


def _places(out: Outline, block: Block) -> dict[Place, Hit]:
    return links_by_place(out, block.item, with_names(out, out.within(out.links, block.start, block.end)))


def _own_place(out: Outline, block: Block) -> Place | None:
    if says_little(block.link.text):
        return None
    return next((place for place, link in _places(out, block).items() if link.at == block.link.at), None)
