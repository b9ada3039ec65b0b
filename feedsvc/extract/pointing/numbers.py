"""The elements of a page by number: how a page in a frame and the child that reads it mean the same one."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.extract.base import UseFallback

GONE = "there is no such part on the page any more: press another one"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every element in the order of the page; `by_id` gives the number of a node by its `mem_id`."""

    nodes: list[LexborNode]
    by_id: dict[int, int]

    def of(self, node: LexborNode) -> int:
        """The element's number."""
        return self.by_id[node.mem_id]

    def node(self, number: int) -> LexborNode:
        """The element of this number; raises UseFallback where the page has none."""
        if not 0 <= number < len(self.nodes):
            raise UseFallback(GONE)
        return self.nodes[number]


def numbers_of(tree: LexborHTMLParser) -> Numbers:
    """The elements of a page."""
    nodes = tree.css("*")
    return Numbers(nodes, {node.mem_id: number for number, node in enumerate(nodes)})


def upwards(node: LexborNode) -> list[LexborNode]:
    """The element and what it stands in, from the inside out, without the document itself."""
    chain: list[LexborNode] = []
    at: LexborNode | None = node
    while at is not None and at.is_element_node:
        chain.append(at)
        at = at.parent
    return chain
