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


def is_elsewhere(node: LexborNode) -> bool:
    """Whether it belongs to a comment or to another story."""
    return any(
        _ELSEWHERE.search(f"{above.tag} {attribute(above, 'class')} {attribute(above, 'id')}")
        and above.css_first("h1") is None
        for above in above_of(node)
    )


def above_of(node: LexborNode) -> Iterator[LexborNode]:
    """The elements that the node stands in, below the body."""
    above = node.parent
    while above is not None and above.tag not in ("body", "html"):
        yield above
        above = above.parent
