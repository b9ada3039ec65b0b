"""What an element of a page can be called in CSS, whatever a page says: its tag, and its plain classes.

<fb:post class="md:flex card">  →  fb\\:post.card   fb\\:post
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_PLAIN = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_SIGNS = "!#$%&'()*+,./:;<=>?[]^`{|}~"
_HASHED = re.compile(r"\d|^[a-z]{0,3}[A-Z][A-Za-z]*[a-z][A-Z]|__[A-Za-z0-9]{5,}$")


def classes_of(node: LexborNode) -> list[str]:
    """The element's classes that can be written as they are."""
    return [name for name in (node.attributes.get("class") or "").split() if _PLAIN.fullmatch(name)]


def escaped(name: str) -> str:
    """A name as CSS reads it (CSSOM, "serialize an identifier"), and without the `@` that ends a selector."""
    return "".join(map(_escaped, name)) if not _PLAIN.fullmatch(name) else name


def _escaped(sign: str) -> str:
    if sign.isalpha() or sign in "-_":
        return sign
    return f"\\{sign}" if sign in _SIGNS else f"\\{ord(sign):06x}"


def css_tag(node: LexborNode) -> str:
    """The element's tag as CSS reads it."""
    return escaped(node.tag or "")


def tag_of(node: LexborNode) -> str:
    """The element's tag, empty where it cannot be written as it is (in XPath, which knows no escape)."""
    return node.tag if node.tag and _PLAIN.fullmatch(node.tag) else ""


def own_names(node: LexborNode) -> list[str]:
    """`tag.class` for each class, then the tag."""
    tag = css_tag(node)
    return [*(f"{tag}.{name}" for name in classes_of(node)), tag]


def place_of(node: LexborNode) -> int:
    """The element's number among its neighbours, from 1."""
    count, before = 1, node.prev
    while before is not None:
        count, before = count + bool(before.is_element_node), before.prev
    return count


def is_made_up(name: str) -> bool:
    """Whether a class looks like one that a program made up, and will make anew: `css-1x2y`."""
    return bool(_HASHED.search(name))
