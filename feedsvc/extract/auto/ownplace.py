"""Where most blocks have their own link: those in which another one is longer have theirs there too.

    <tr><td><a href="/t/9">Lamps of the long quay</a></td><td><a href="/user/3">Ida</a></td></tr>
    <tr><td><a href="/t/8">Nets</a></td><td><a href="/user/4">Bartholomew</a></td></tr>

gives "Nets" for the second row: four rows of five have theirs in the first cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from feedsvc.extract.auto.linkplaces import Place, Places, places_of
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowtitle import says_little
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.titleparts import with_names

FEWEST = 3
"""Blocks that agree."""
OFTEN = 0.8
"""Part of the blocks that have addresses of their own."""
RARELY = 0.95
"""Part of the addresses at another place that differ, if it is to be believed."""


def block_places(out: Outline, block: Block, *, wordless: bool = False) -> Places:
    """The places of the links of a block that has been read, found out once."""
    key = (block_places, block.item, block.start, block.end, wordless)
    if (known := out.blocks.get(key)) is None:
        links = with_names(out, out.within(out.links, block.start, block.end))
        known = out.blocks[key] = places_of(out, block.item, links, wordless=wordless)
    found: Places = known
    return found


def own_place(block: Block, places: Places) -> Place | None:
    """The place of the block's own link, where its words are a title."""
    if says_little(block.link.text):
        return None
    at = block.link.at
    for place, link in places.items():  # nearly always the first one
        if link.at == at:
            return place
    return None


def agreed_place(own: Sequence[Place | None]) -> Place | None:
    """The place at which more than half of the blocks have their own link."""
    for place, count in Counter(filter(None, own)).most_common(1):
        return place if count >= FEWEST and len(own) < 2 * count else None
    return None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the stories' addresses are, when what names them leads to a body, a venue or a poster."""

    place: Place
    speaks: bool
    """Whether the words there are titles too."""
    wordless: bool = False
    """Whether links without words were counted."""


def own_addresses(read: Sequence[Places], own: Place) -> Elsewhere | None:
    """Another place with an address for each block, where those at the agreed place come again."""
    if not repeat(read, own):
        return None
    common = Counter(place for links in read for place in links)
    for place, count in common.items():  # the first on the page
        if count >= OFTEN * len(read) and _differing(read, place) > RARELY * count:
            words = [links[place].text for links in read if place in links]
            return Elsewhere(place, 2 * sum(map(says_little, words)) < count == len(set(words)))
    return None


def repeat(read: Sequence[Places], own: Place) -> bool:
    """Whether the addresses there come again, as those of a body or a venue do."""
    return _differing(read, own) < OFTEN * len(read)


def _differing(read: Sequence[Places], place: Place) -> int:
    return len({links[place].href for links in read if place in links})


def without_columns(out: Outline, blocks: list[Block]) -> list[Block]:
    """The blocks without further stories where the few that seem to have some have links of all."""
    rich = [block for block in blocks if block.extra]
    if not rich or 2 * len(rich) >= len(blocks):
        return blocks
    read = [block_places(out, block) for block in blocks]
    common = Counter(place for places in read for place in places)
    columns = {place for place, count in common.items() if count >= OFTEN * len(blocks)}
    return [
        block._replace(extra=0) if block.extra and columns >= set(places) else block
        for block, places in zip(blocks, read, strict=True)
    ]
