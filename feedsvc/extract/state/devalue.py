"""Values written as one flat list in which numbers stand for places: devalue, turbo-stream, Astro's props.

    devalue (`__NUXT_DATA__`)   [{"posts":1},[2],{"title":3},"Second quay opens"]
    turbo-stream (Remix)        [{"_1":2},"posts",[3],{"_4":5},"title","Second quay opens"]
    Astro islands               {"posts":[1,[[0,{"title":[0,"Second quay opens"]}]]]}

All give {"posts": [{"title": "Second quay opens"}]}. What stands twice is one object; circles stay.
Sources: https://github.com/sveltejs/devalue, https://github.com/jacob-ebey/turbo-stream.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

MAX_VALUES = 500_000
_TO_ONE = frozenset(
    ("Reactive", "ShallowReactive", "Ref", "ShallowRef", "NuxtError", "Island", "Object", "P", "Z", "N")
)
"""What wraps one value at a place."""
_TO_TEXT = frozenset(("Date", "BigInt", "URL", "D", "U", "B"))
_TO_LIST = frozenset(("Set", "S"))
_TO_PAIRS = frozenset(("Map", "null", "M"))
_WRAPPED = 2
_MAX_DEPTH = 100


def unflattened(values: Any) -> Any:
    """The value that the list's first place stands for; None where it is no such list."""
    if not isinstance(values, list) or not values or len(values) > MAX_VALUES:
        return None
    return _Places(values).filled()


class _Places:
    """Every place's value, made once; the containers first, then what they hold, so that circles end."""

    def __init__(self, values: Sequence[Any]) -> None:
        self._values = values
        self._made: dict[int, Any] = {}
        self._empty: list[int] = []

    def filled(self) -> Any:
        found = self._at(0)
        while self._empty:
            place = self._empty.pop()
            self._fill(self._made[place], self._values[place])
        return found

    def _at(self, place: Any) -> Any:
        """The value at a place, a container still empty; None for what has none (undefined, holes)."""
        for _ in range(_MAX_DEPTH):
            if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(self._values):
                return None
            if place in self._made:
                return self._made[place]
            value = self._values[place]
            if not (isinstance(value, list) and len(value) >= _WRAPPED and value[0] in _TO_ONE_OR_TEXT):
                return self._kept(place, value)
            if value[0] in _TO_TEXT:
                return value[1]
            place = value[1] if isinstance(value[1], int) else -1
        return None

    def _kept(self, place: int, value: Any) -> Any:
        pairs = isinstance(value, dict) or (isinstance(value, list) and _kind(value) in _TO_PAIRS)
        made: Any = {} if pairs else [] if isinstance(value, list) else value
        self._made[place] = made
        if made in ({}, []) and isinstance(made, dict | list):
            self._empty.append(place)
        return made

    def _fill(self, made: Any, value: Any) -> None:
        if isinstance(value, dict):
            made.update({self._key(key): self._at(one) for key, one in value.items()})
        elif isinstance(made, dict):
            for key, one in zip(value[1::2], value[2::2], strict=False):
                made[str(key if isinstance(key, str) else self._at(key))] = self._at(one)
        else:
            made += [self._at(one) for one in (value[1:] if _kind(value) in _TO_LIST else value)]

    def _key(self, key: str) -> str:
        """A key, which turbo-stream writes as the place of its text: `_7`."""
        if key.startswith("_") and key[1:].isdigit() and len(key) < 8:
            found = self._at(int(key[1:]))
            return found if isinstance(found, str) else key
        return key


_TO_ONE_OR_TEXT = _TO_ONE | _TO_TEXT


def _kind(value: Sequence[Any]) -> Any:
    return value[0] if value and isinstance(value[0], str) else None


def unwrapped(value: Any, depth: int = 0) -> Any:
    """The value of an Astro island's property: `[0, value]`, `[1, [list]]`, `[3, date]`."""
    if isinstance(value, dict):
        return {key: unwrapped(one, depth + 1) for key, one in value.items()}
    if not isinstance(value, list) or len(value) != _WRAPPED or depth > _MAX_DEPTH:
        return value[0] if isinstance(value, list) and len(value) == 1 else None
    kind, inner = value
    if kind in (1, 4, 5) and isinstance(inner, list):
        return [unwrapped(one, depth + 1) for one in inner]
    return unwrapped(inner, depth + 1) if isinstance(inner, dict) else inner


def settled(data: Mapping[str, Any]) -> dict[str, Any]:
    """Every property of an island, unwrapped."""
    return {key: unwrapped(value) for key, value in data.items()}
