"""A selector for one field of stories, tried in the items of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import eq

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
        self._nodes = [out.nodes[block.item] for block in blocks]
        self._matches = Matches(self._nodes)
        self._firsts: dict[str, dict[int, int]] = {}

    def firsts(self, selector: str) -> Mapping[int, int]:
        """The identity of the first match in every item that has one, by the item's, found out once."""
        known = self._firsts.get(selector)
        if known is None:
            known = self._firsts[selector] = self._first_matches(selector)
        return known

    def _first_matches(self, selector: str) -> dict[int, int]:
        found = self._matches.by_item(selector)
        if found is not None:
            return {item: nodes[0].mem_id for item, nodes in found.items()}
        each = ((item, item.css_first(selector)) for item in self._nodes)
        return {item.mem_id: node.mem_id for item, node in each if node is not None}

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
    is_told = _told_together(items, wanted) if alone else _told_first(items, wanted)
    others = [items.out.nodes[block.item].mem_id for block in bare]
    for candidate in candidates(items.out, [at for _, at in wanted]):
        hits = is_told(candidate)
        wrong = sum(map(items.firsts(candidate).__contains__, others))
        if hits >= right * len(wanted) and wrong <= (1 - SHARE) * len(bare):
            return candidate
    return None


_Counted = Callable[[str], int]
"""In how many of the items a selector gives what it should."""


def _told_first(items: Items, wanted: Sequence[tuple[Block, int]]) -> _Counted:
    nodes = items.out.nodes
    held = [nodes[block.item].mem_id for block, _ in wanted]
    elements = [nodes[at].mem_id for _, at in wanted]
    return lambda selector: sum(map(eq, map(items.firsts(selector).get, held), elements))


def _told_together(items: Items, wanted: Sequence[tuple[Block, int]]) -> _Counted:
    """With those of co-authors, and no others."""
    nodes = items.out.nodes
    elements = [{nodes[n].mem_id for n in co_authors(items.out, *one)} for one in wanted]
    return lambda selector: sum(
        items.all(block, selector) == told for (block, _), told in zip(wanted, elements, strict=True)
    )
