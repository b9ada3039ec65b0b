"""What an element of a page can be called in CSS: only by names that need no escape, whatever a page says."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_PLAIN = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_HASHED = re.compile(r"\d|^[a-z]{0,3}[A-Z][A-Za-z]*[a-z][A-Z]|__[A-Za-z0-9]{5,}$")


def classes_of(node: LexborNode) -> list[str]:
    """The element's classes that can be written as they are."""
    return [name for name in (node.attributes.get("class") or "").split() if _PLAIN.fullmatch(name)]


def tag_of(node: LexborNode) -> str:
    """The element's tag, empty where it cannot be written as it is."""
    return node.tag if node.tag and _PLAIN.fullmatch(node.tag) else ""


def own_names(node: LexborNode) -> list[str]:
    """`tag.class` for each class, then the tag."""
    tag = tag_of(node)
    return [f"{tag}.{name}" for name in classes_of(node)] + ([tag] if tag else [])


def place_of(node: LexborNode) -> int:
    """The element's number among its neighbours, from 1."""
    count, before = 1, node.prev
    while before is not None:
        count, before = count + bool(before.is_element_node), before.prev
    return count


def is_made_up(name: str) -> bool:
    """Whether a class looks like one that a program made up, and will make anew: `css-1x2y`."""
    return bool(_HASHED.search(name))
