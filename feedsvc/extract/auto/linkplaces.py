"""Where each link of a block stands in it: what is around it, and which one of its kind it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedsvc.extract.auto.outline import Hit, Outline

Place = tuple[tuple[str, ...], int]
"""Tags and classes from the link up to the block, and which of the links of that kind it is."""
Places = Mapping[Place, Hit]
"""A block's links with words by their places, in page order."""


def places_of(out: Outline, item: int, links: Sequence[Hit], *, wordless: bool = False) -> Places:
    """The places of a block's links, on demand also of those without words (pictures of a file)."""
    found: dict[Place, Hit] = {}
    count: dict[tuple[str, ...], int] = {}
    for link in links:
        if wordless or any(map(str.isalnum, link.text)):
            kind = _kind(out, item, link.at)
            place = count.get(kind, 0)
            found[kind, place] = link
            count[kind] = place + 1
    return found


def _kind(out: Outline, item: int, at: int) -> tuple[str, ...]:
    """What the link and the elements around it are, up to the block or to what stands beside its item."""
    names, parents = out.steps, out.parents
    steps, ends = [], (item, parents[item], -1)
    while at not in ends:
        steps.append(names[at])
        at = parents[at]
    return tuple(steps)
