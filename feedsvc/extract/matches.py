"""What a selector matches in each item of a page, found by one search through what holds them all.

matches = Matches(items)
matches.inside(items[0], "h2 a")      # what items[0].css("h2 a") gives, or None: search there
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from selectolax.lexbor import LexborNode

FEW = 4
"""Of fewer items each is searched for itself."""
DENSE = 2
"""Where an item has more matches, telling whose each is takes longer than searching every item."""
DEEP = 20
"""Pages whose stories are nested deeper are walked upwards step by step."""
NONE = 0
"""In place of an item: there is none."""
Found = Mapping[int, Sequence[LexborNode]]


class Matches:
    """The matches in items that stand in the order of the page, none of them inside another."""

    def __init__(self, items: Sequence[LexborNode]) -> None:
        self._sample = items[len(items) // 2]
        self._own = {item.mem_id for item in items}
        self._root = _meeting(items[0], items[-1])
        self._item_of = {item: item for item in self._own}
        self._found: dict[str, Found | None] = {}

    def inside(self, item: LexborNode, select: str) -> Sequence[LexborNode] | None:
        """The matches in the item, or the item itself, in their order; None where it is to be searched."""
        if item.mem_id not in self._own:  # as the body is not, which holds the link to the next page
            return None
        found = self.by_item(select)
        return found.get(item.mem_id, ()) if found is not None else None

    def by_item(self, select: str) -> Found | None:
        """The matches in every item that has some, by its identity; None where each is to be searched."""
        if select not in self._found:
            self._found[select] = self._search(select)
        return self._found[select]

    def _search(self, select: str) -> Found | None:
        """The matches by their items, as combinators of CSS see beyond the element that is searched."""
        first = self._sample.css(select)
        if len(first) > DENSE or len(self._own) < FEW:
            return None
        nodes = self._root.css(select)
        around = _above(nodes, _depth(first[0]) - _depth(self._sample) if first else 0)
        if self._own.issuperset(around) and len(set(around)) == len(around):
            return dict(zip(around, zip(nodes, strict=True), strict=True))
        found: dict[int, list[LexborNode]] = {}
        for node, item in zip(nodes, around, strict=True):
            found.setdefault(item if item in self._own else self._item_around(node), []).append(node)
        return found

    def _item_around(self, node: LexborNode) -> int:
        """The item that holds the element or is it, remembered for all on the way to it."""
        path = list[int]()
        for one in _upwards(node):
            path.append(one.mem_id)
            if one.mem_id in self._item_of:
                break
        item = self._item_of.get(path[-1], NONE)
        self._item_of.update(dict.fromkeys(path, item))
        return item


def _above(nodes: Sequence[LexborNode], levels: int) -> list[int]:
    """What stands so many levels above each: where pages are regular, its item."""
    try:
        return list(map(attrgetter("parent." * min(levels, DEEP) + "mem_id"), nodes))
    except AttributeError:  # one of them stands higher on the page
        return [NONE] * len(nodes)


def _depth(node: LexborNode) -> int:
    return sum(1 for _ in _upwards(node))


def _meeting(one: LexborNode, other: LexborNode) -> LexborNode:
    """The smallest element that holds both."""
    around = {node.mem_id for node in _upwards(one)}
    return next(node for node in _upwards(other) if node.mem_id in around)


def _upwards(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.parent
