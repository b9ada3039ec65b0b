"""Normalised caches (Apollo, Relay): objects that name one another, put together again.

    {"ROOT_QUERY": {"posts({\\"first\\":9})": [{"__ref": "Post:7"}]},
     "Post:7": {"title": "Second quay opens", "author": {"__ref": "User:1"}}, "User:1": {"name": "Ann Lee"}}

gives the same with each `__ref` replaced by the object of that name, three names deep: what would go on for
ever (an author's posts' authors) ends there. An object is made once a name and depth, however often named.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MAX_DEPTH = 3
"""Names that are followed, one after the other."""
_MAX_NESTING = 60


def is_cache(value: Any) -> bool:
    """Whether an object is such a cache: it has the root of all queries."""
    return isinstance(value, dict) and any(
        isinstance(value.get(root), dict) for root in ("ROOT_QUERY", "client:root")
    )


def joined(value: Any, nesting: int = 0) -> Any:
    """The value with every cache in it, some levels down, put together."""
    if is_cache(value):
        return _Cache(value).whole()
    if isinstance(value, dict) and nesting < 5:
        return {key: joined(one, nesting + 1) if isinstance(one, dict) else one for key, one in value.items()}
    return value


class _Cache:
    def __init__(self, objects: Mapping[str, Any]) -> None:
        self._objects = objects
        self._made: dict[tuple[str, int], Any] = {}

    def whole(self) -> dict[str, Any]:
        """The root alone, which leads to everything that the page shows; the other objects stay beside it."""
        return {name: self._named(name, 0) for name in self._objects}

    def _named(self, name: str, depth: int) -> Any:
        if (name, depth) not in self._made:
            self._made[name, depth] = self._copy(self._objects.get(name), depth, 0)
        return self._made[name, depth]

    def _copy(self, value: Any, depth: int, nesting: int) -> Any:
        if nesting > _MAX_NESTING:
            return None
        if isinstance(value, list):
            return [self._copy(one, depth, nesting + 1) for one in value]
        if not isinstance(value, dict):
            return value
        if isinstance(name := value.get("__ref"), str):
            return self._named(name, depth + 1) if depth < MAX_DEPTH else None
        if isinstance(names := value.get("__refs"), list):
            return [self._named(str(n), depth + 1) for n in names] if depth < MAX_DEPTH else []
        return {key: self._copy(one, depth, nesting + 1) for key, one in value.items()}
