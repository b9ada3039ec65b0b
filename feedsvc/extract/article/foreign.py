"""Whether a part of an article's page belongs to something else: a comment, a box, another story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from feedsvc.extract.dom import attribute

_ELSEWHERE = re.compile(
    r"comment|related|recommend|sidebar|(?<!elementor-)widget|aside|footer|teaser|\bcards?\b|recirc|\bnav\b",
    re.IGNORECASE,
)
"""What parts of a page are called that belong to something else; one that holds the headline does not."""

_OWN_FOOT = re.compile(r"\b(?:post|entry|article)[-_]footer\b", re.IGNORECASE)
"""Where many blogs tell below a story who wrote it, and when."""


def is_elsewhere(node: LexborNode) -> bool:
    """Whether it belongs to a comment or to another story."""
    return any(_ELSEWHERE.search(_named(above)) and above.css_first("h1") is None for above in above_of(node))


def _named(node: LexborNode) -> str:
    """What a part of a page is called, but for a story's own foot."""
    name = f"{node.tag} {attribute(node, 'class')} {attribute(node, 'id')}"
    return name.replace("footer", "") if _OWN_FOOT.search(name) else name


def above_of(node: LexborNode) -> Iterator[LexborNode]:
    """The elements that the node stands in, below the body."""
    above = node.parent
    while above is not None and above.tag not in ("body", "html"):
        yield above
        above = above.parent
