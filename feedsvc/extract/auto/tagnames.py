"""What the tag and the classes of an element say of it, found out once for all elements of the same ones."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from feedsvc.extract.auto.placewords import furniture_of, own_classes, tokens_of

MAX_KNOWN = 300
"""Characters of classes that are remembered beyond their page."""


class TagNames(NamedTuple):
    """What the tag and the classes of an element say."""

    classes: tuple[str, ...]
    tokens: frozenset[str]
    kind: tuple[str, ...]
    """The tag and the classes but those with digits, which tell no element from its like."""
    step: str
    shown: str
    """Classes whose words are the element's own."""
    furniture: int
    """What tag and classes alone make of it."""


def said_by(tag: str, given: str | None) -> TagNames:
    """What a tag and classes say, found out once for the pages of a site, which are made of the same ones."""
    given = given or ""
    return (_named if len(given) <= MAX_KNOWN else _named.__wrapped__)(tag, given)


@lru_cache(maxsize=4096)
def _named(tag: str, given: str) -> TagNames:
    classes = tuple(sorted(set(given.split()[:20])))
    kind = (tag, *(c for c in classes if not any(map(str.isdigit, c))))
    shown = " ".join(own_classes(classes))
    tokens = tokens_of(shown, "")
    return TagNames(classes, tokens, kind, ".".join(kind), shown, furniture_of(tag, tokens, {}))
