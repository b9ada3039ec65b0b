"""Blocks of one shape read as one list: what most of them agree on holds for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from feedsvc.extract.auto.monthlinks import with_years
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.ownplace import Place, agreed_place, own_addresses, without_columns
from feedsvc.extract.auto.storyblock import Block, read_block

FEWEST = 3
"""Blocks that agree on something."""
Range = tuple[int, int, int]
"""A block's item, start and end."""


def read_alike(out: Outline, ranges: Sequence[Range]) -> list[Block]:
    """The blocks at these places without advertisements; of those with one address the first."""
    blocks = _read(out, ranges)
    if len(blocks) >= FEWEST:
        blocks = _agreeing(out, ranges, blocks)
        worn = [title for title, count in Counter(b.title for b in blocks).items() if 2 * count > len(blocks)]
        blocks = _read(out, ranges, worn) if worn else blocks
        blocks = without_columns(out, blocks)
    return with_years(out, _distinct(_without_furniture(out, blocks)))


def _read(
    out: Outline, ranges: Sequence[Range], worn: Collection[str] = (), own: Place | None = None
) -> list[Block]:
    found = (read_block(out, item, start, end, worn, own) for item, start, end in ranges)
    return [block for block in found if block]


def _agreeing(out: Outline, ranges: Sequence[Range], blocks: list[Block]) -> list[Block]:
    """The blocks read again by the place at which most of them have their link."""
    own = agreed_place(out, blocks)
    if own is None:
        return blocks
    blocks = _read(out, ranges, (), own)
    elsewhere = own_addresses(out, blocks, own)
    if elsewhere is None:
        return blocks
    if elsewhere.speaks:
        return _read(out, ranges, (), elsewhere.place)
    return [elsewhere.linked(out, block) for block in blocks]


def _without_furniture(out: Outline, blocks: list[Block]) -> list[Block]:
    """The blocks without the few whose link is an advertisement's or a widget's."""
    content = [block for block in blocks if not out.furniture[block.link.at]]
    return content if 2 * len(content) > len(blocks) else blocks


def _distinct(blocks: Sequence[Block]) -> list[Block]:
    seen: set[str] = set()
    kept: list[Block] = []
    for block in blocks:
        if block.link.href not in seen:
            seen |= {block.link.href} - {""}
            kept.append(block)
    return kept
