"""Every short way to say, in CSS or XPath, where an element stands in its story; those that mean most first.

    <li><p class="meta"><span class="css-1x">4 March</span></p></li>     the span, in the li
    span.css-1x   p.meta > span   p.meta span   span:nth-child(1)   …   and at last p[1]/span[1] (XPath)

They are proposals: whoever asks tries them on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from selectolax.lexbor import LexborNode

from feedsvc.extract.elementnames import classes_of, css_tag, is_made_up, place_of, tag_of
from feedsvc.extract.pointing.aim import HEADINGS
from feedsvc.extract.pointing.numbers import upwards

MOST_ABOVE = 4
"""Elements around the one that is named by them."""
TELLING = (*HEADINGS, "time", "img")
"""Tags that say what stands there; others need to be named by what is around them."""
Steps = list[LexborNode]


def css_ways(item: LexborNode, node: LexborNode) -> Iterator[str]:
    """Selectors for an element inside the item (empty: the item itself)."""
    if node.mem_id == item.mem_id:
        yield ""
        return
    own, around = names(node), _between(item, node)[:-1][::-1][:MOST_ABOVE]
    alone = [name for name in own if name != css_tag(node) or name in TELLING]
    yield from alone
    for above in around:
        for outer, name in product(names(above), own):
            yield f"{outer} > {name}" if above is around[0] else f"{outer} {name}"
    yield from (name for name in own if name not in alone)
    placed = f"{css_tag(node)}:nth-child({place_of(node)})"
    yield placed
    for above in around:
        for outer in names(above):
            yield f"{outer} > {placed}" if above is around[0] else f"{outer} {placed}"


def xpath_below(item: LexborNode, node: LexborNode) -> str:
    """The one path from the item to an element inside it, step by step."""
    return "/".join(map(_numbered, _between(item, node))) or "."


def xpath_ways(item: LexborNode, node: LexborNode, *, shared: bool) -> Iterator[str]:
    """Paths to an element outside the item; `shared` says that what is around both holds other items too."""
    inner, outer = upwards(item), upwards(node)
    ours = {one.mem_id: level for level, one in enumerate(inner)}
    meeting = next(one for one in outer if one.mem_id in ours)
    level = ours[meeting.mem_id]
    if shared:
        yield from _beside(inner[level - 1], outer, meeting, "../" * (level - 1))
    else:
        up = "/".join([".."] * level)
        yield from (f"{up}//{name}" for name in xpath_names(node))
        yield f"{up}/{xpath_below(meeting, node)}"


def _beside(item: LexborNode, outer: Steps, meeting: LexborNode, up: str) -> Iterator[str]:
    """Paths to what stands before or after the item among its neighbours, or before it anywhere."""
    at = next(level for level, one in enumerate(outer) if one.mem_id == meeting.mem_id)
    node, beside = outer[0], outer[at - 1]
    distance = place_of(beside) - place_of(item)
    axis = "following-sibling" if distance > 0 else "preceding-sibling"
    down = "" if at == 1 else f"/{xpath_below(beside, node)}"
    for name in xpath_names(beside):
        yield f"{up}{axis}::{name}[1]{down}"
    yield f"{up}{axis}::*[{abs(distance)}][self::{tag_of(beside) or '*'}]{down}"
    if distance < 0:
        yield from (f"preceding::{name}[1]" for name in xpath_names(node))


def names(node: LexborNode) -> list[str]:
    """`tag.class`, those last that a program made up, and the tag; of headings and times the tag first."""
    tag = css_tag(node)
    classes = sorted(classes_of(node), key=is_made_up)
    given = [f"{tag}.{name}" for name in classes]
    return [tag, *given] if tag in TELLING else [*given, tag]


def xpath_names(node: LexborNode) -> list[str]:
    """The same as steps of a path."""
    tag = tag_of(node) or "*"
    given = [
        f"{tag}[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
        for name in sorted(classes_of(node), key=is_made_up)
    ]
    return [*given, *([tag] if tag != "*" else [])]


def _between(item: LexborNode, node: LexborNode) -> Steps:
    """The elements from below the item down to the one inside it."""
    chain = upwards(node)
    at = next(level for level, one in enumerate(chain) if one.mem_id == item.mem_id)
    return chain[:at][::-1]


def _numbered(node: LexborNode) -> str:
    """One step down: the tag and its number among those of its tag."""
    tag = tag_of(node)
    if not tag:
        return f"*[{place_of(node)}]"
    count, before = 1, node.prev
    while before is not None:
        count, before = count + (before.tag == tag), before.prev
    return f"{tag}[{count}]"
