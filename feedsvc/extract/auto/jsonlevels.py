"""The objects that listed ones hold, level by level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from feedsvc.extract.auto.jsonlists import below, quoted
from feedsvc.extract.auto.jsonnames import NAMES, plain_name

Objects = Sequence[Mapping[str, Any]]
Level = tuple[str, Objects]
"""Objects that stand at one path inside the listed ones, and that path."""
MOST = 0.7
"""Share of the objects that must have a field for it to be one."""
MOST_LEVELS = 40
PARTS = ("embedded", "relationships", "yoastheadjson", "includes", "meta", "metadata", "history")
"""Objects beside the story's own that only add to it."""
_NEVER = (
    {name for field in ("author", "section", "image", "tags", "date", "summary") for name in NAMES[field]}
    | {"links", "counts", "stats", "highlightresult", "snippetresult", "seo", "sys"}
    | {"reblog", "quote", "parent", "card"}
) - {"data", "text", *PARTS}
"""Objects that tell of something else than the story: its author, its picture, its counters."""


def levels(items: Objects) -> list[Level]:
    """The objects themselves and those that each of them holds, two deep, with their paths."""
    found: list[Level] = [("", items)]
    for outer in _inner("", items):
        found.append(outer)
        if plain_name(outer[0]) not in PARTS:
            found += _inner(*outer)
    return found[:MOST_LEVELS]


def _inner(prefix: str, items: Objects) -> Iterator[Level]:
    for key in dict.fromkeys(key for item in items for key in item if isinstance(key, str)):
        inner = [item[key] for item in items if isinstance(item.get(key), dict)]
        if len(inner) >= MOST * len(items) and plain_name(key) not in _NEVER:
            yield below(prefix, quoted(key)), inner
