"""JSON that keeps authors and pictures beside its stories, put together again.

    {"data": [{"id": "7", "relationships": {"author": {"data": {"type": "people", "id": "3"}}}}],
     "included": [{"type": "people", "id": "3", "attributes": {"name": "Ann Lee"}}]}

Each reference is replaced by what it names, so that `relationships.author.data.attributes.name` is a path.
So speak JSON:API (https://jsonapi.org/format/#document-compound-documents) and Contentful (`includes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

DEPTH = 2
"""References inside what was referred to: a story's medium, and the medium's file."""
MAX_DEPTH = 12
MAX_VALUES = 200_000
Reference = tuple[str, str]


def with_references(data: Any) -> Any:
    """The document with its references replaced; as it stands where it has none."""
    known = dict(_known(data)) if isinstance(data, dict) else {}
    return Resolver(known).whole(data) if known else data


class Resolver:
    """Puts what is known in the place of what refers to it, within a budget."""

    def __init__(self, known: Mapping[Reference, Any]) -> None:
        self._known = known
        self._left = MAX_VALUES

    def whole(self, document: dict[str, Any]) -> Any:
        """The document, its stories' references replaced, what they refer to left where it stands."""
        own = ("included", "includes")
        return {
            key: value if key in own else self._replaced(value, DEPTH, 0) for key, value in document.items()
        }

    def _replaced(self, value: Any, depth: int, level: int) -> Any:
        self._left -= 1
        if self._left < 0 or level > MAX_DEPTH:
            return value
        if isinstance(value, list):
            return [self._replaced(one, depth, level + 1) for one in value]
        if not isinstance(value, dict):
            return value
        if depth and len(value) < 5 and (found := self._known.get(_reference(value) or ("", ""))):
            return {**value, **self._replaced(found, depth - 1, level + 1)}
        return {key: self._replaced(one, depth, level + 1) for key, one in value.items()}


def _known(data: Mapping[str, Any]) -> Iterator[tuple[Reference, Any]]:
    """What the document holds beside its stories, by its name."""
    included, includes = data.get("included"), data.get("includes")
    listed = list(included) if isinstance(included, list) else []
    for group in includes.values() if isinstance(includes, dict) else ():
        listed += group if isinstance(group, list) else []
    for one in listed:
        if isinstance(one, dict) and (name := _reference(one)):
            yield name, one


def _reference(value: Mapping[str, Any]) -> Reference | None:
    """The kind and id by which a value is known or refers: JSON:API's or Contentful's."""
    told = value.get("sys")
    kind, name = (
        (told.get("linkType") or told.get("type"), told.get("id"))
        if isinstance(told, dict)
        else (value.get("type"), value.get("id"))
    )
    return (kind, name) if isinstance(kind, str) and isinstance(name, str) else None
