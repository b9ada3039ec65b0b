"""Blocks of one shape read as one list: what most of them agree on holds for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from feedsvc.extract.auto.addresses import leads_up
from feedsvc.extract.auto.cardtitles import behind_labels, settled, settled_apart
from feedsvc.extract.auto.linkplaces import Place, Places
from feedsvc.extract.auto.monthlinks import with_years
from feedsvc.extract.auto.notstories import without_boxes, without_paid, without_ways
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.ownplace import (
    Elsewhere,
    agreed_place,
    block_places,
    own_addresses,
    own_place,
    repeat,
    without_columns,
)
from feedsvc.extract.auto.storyblock import Block, read_block

FEWEST = 3
"""Blocks that agree on something."""
_COUNTED = re.compile(r"\?(?:utm_\w*=[^&#]*&?)+")
"""What counts readers at the beginning of a query."""
Range = tuple[int, int, int]
"""A block's item, start and end."""


def read_alike(out: Outline, ranges: Sequence[Range]) -> list[Block]:
    """The blocks at these places without advertisements; of those with one address the first."""
    blocks = _read(out, ranges)
    if len(blocks) >= FEWEST:
        blocks = _agreeing(out, ranges, blocks)
        worn = [title for title, count in Counter(b.title for b in blocks).items() if 2 * count > len(blocks)]
        blocks = _apart(blocks, _read(out, ranges, worn)) if worn else blocks
        blocks = settled_apart(out, settled(out, behind_labels(out, blocks)))
        blocks = without_columns(out, blocks)
    stories = without_boxes(out, without_paid(out, without_ways(_without_furniture(out, blocks))))
    return with_years(out, _without_replies(_distinct(stories)))


def _apart(blocks: list[Block], again: list[Block]) -> list[Block]:
    """The blocks read again under other titles, unless that gives several of them one address (a body's)."""
    return again if len({b.leads for b in again}) >= len({b.leads for b in blocks}) else blocks


def _read(
    out: Outline, ranges: Sequence[Range], worn: Collection[str] = (), own: Place | None = None
) -> list[Block]:
    found = (read_block(out, item, start, end, worn, own) for item, start, end in ranges)
    return [block for block in found if block]


def _agreeing(out: Outline, ranges: Sequence[Range], blocks: list[Block]) -> list[Block]:
    """The blocks with the links that stand where most of them have theirs."""
    read = [block_places(out, block) for block in blocks]
    found = list(map(own_place, blocks, read))
    own = agreed_place(found)
    if own is None:
        return blocks
    elsewhere = own_addresses(read, own) or _of_pictures(out, blocks, read, own)
    if elsewhere and elsewhere.speaks:
        return _read(out, ranges, (), elsewhere.place)
    there = {b.item: b for b, place in zip(blocks, found, strict=True) if place == own and _is_named(b)}
    agreed = [
        there[place[0]]._replace(agreed=True) if place[0] in there else read_block(out, *place, (), own)
        for place in ranges
    ]
    return [_linked(out, block, elsewhere) for block in agreed if block]


def _of_pictures(
    out: Outline, blocks: Sequence[Block], read: Sequence[Places], own: Place
) -> Elsewhere | None:
    """Where the stories' addresses are, though but pictures lead there, as of a file."""
    if not repeat(read, own):
        return None
    shown = [block_places(out, block, wordless=True) for block in blocks]
    there = agreed_place(list(map(own_place, blocks, shown)))
    found = own_addresses(shown, there) if there else None
    return replace(found, speaks=False, wordless=True) if found else None


def _is_named(block: Block) -> bool:
    """Whether it is named by its link, which the others' agreement changes no more."""
    return block.title == block.link.text or block.heading or block.pieced


def _linked(out: Outline, block: Block, elsewhere: Elsewhere | None) -> Block:
    """The block with the link that stands elsewhere, if any."""
    if elsewhere is None:
        return block
    link = block_places(out, block, wordless=elsewhere.wordless).get(elsewhere.place)
    return block._replace(link=link) if link else block


def _without_furniture(out: Outline, blocks: list[Block]) -> list[Block]:
    """The blocks without the few whose link is an advertisement's or a widget's, or leads up."""
    content = [b for b in blocks if not (out.furniture[b.link.at] or _leads_up(b))]
    return content if 2 * len(content) > len(blocks) else blocks


def _leads_up(block: Block) -> bool:
    return leads_up(block.link.href) or block.title.casefold() == "parent directory"


def _without_replies(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the last replies to the one before, which its address and `/latest` lead to."""
    return [b for n, b in enumerate(blocks) if not (n and b.beside and _is_below(b.link, blocks[n - 1].link))]


def _is_below(link: Hit, above: Hit) -> bool:
    return bool(above.href) and link.href.startswith(f"{above.href.rstrip('/')}/")


def _distinct(blocks: Sequence[Block]) -> list[Block]:
    seen: set[str] = set()
    kept: list[Block] = []
    for block in blocks:
        href = block.link.href
        if "?utm_" in href:
            href = _COUNTED.sub("?", href).rstrip("?&")
        if href not in seen:
            seen |= {href} - {""}
            kept.append(block)
    return kept
