"""A selector for one field of stories, tried in the items of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from feedsvc.extract.auto.blockauthors import co_authors
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.selectornames import candidates
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.matches import Matches

SHARE = 0.9


class Items:
    """The items of blocks, in which selectors are tried."""

    def __init__(self, out: Outline, blocks: Sequence[Block]) -> None:
        self.out = out
        self._matches = Matches([out.nodes[block.item] for block in blocks])

    def first(self, block: Block, selector: str) -> int | None:
        """The identity of the first match in the block's item."""
        item = self.out.nodes[block.item]
        found = self._matches.inside(item, selector)
        if found is None:
            node = item.css_first(selector)
            return node.mem_id if node is not None else None
        return found[0].mem_id if found else None

    def all(self, block: Block, selector: str) -> set[int]:
        """The identities of all matches in the block's item."""
        item = self.out.nodes[block.item]
        found = self._matches.inside(item, selector)
        return {node.mem_id for node in (item.css(selector) if found is None else found)}


def field_selector(
    items: Items,
    blocks: Sequence[Block],
    place: Callable[[Block], int | None],
    share: float,
    *,
    bare: Sequence[Block] = (),
    alone: bool = False,
    right: float = SHARE,
) -> str | None:
    """A selector whose first match in the item is the field's element, in the `right` part of those with one.

    `share` is the least part of the blocks that must have one; `bare` are those in which nothing may
    match; `alone` says that none but those of co-authors may match either, as every match is taken.
    """
    wanted = [(block, at) for block in blocks if (at := place(block)) is not None]
    if not wanted or len(wanted) < share * len(blocks):
        return None
    if all(at == block.item for block, at in wanted):
        return ""
    for candidate in candidates(items.out, [at for _, at in wanted]):
        hits = sum(_is_found(items, block, candidate, at, alone=alone) for block, at in wanted)
        wrong = sum(items.first(block, candidate) is not None for block in bare)
        if hits >= right * len(wanted) and wrong <= (1 - SHARE) * len(bare):
            return candidate
    return None


def _is_found(items: Items, block: Block, selector: str, at: int, *, alone: bool) -> bool:
    out = items.out
    if alone:
        wanted = {out.nodes[n].mem_id for n in co_authors(out, block, at)}
        return items.all(block, selector) == wanted
    return items.first(block, selector) == out.nodes[at].mem_id
