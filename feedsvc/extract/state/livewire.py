"""What a component of Livewire 3 keeps in its page, freed of the marks that say how PHP makes it again.

    {"posts": [[[{"title": "Quay opens"}, {"s": "arr"}]], {"s": "arr"}]}

gives {"posts": [{"title": "Quay opens"}]}: a value that is more than a number or a text stands in a pair
with what it is. Source: https://livewire.laravel.com/docs/hydration.
"""

from __future__ import annotations

import json
from typing import Any

_MAX_DEPTH = 100


def snapshot(text: str) -> Any:
    """What the JSON of `wire:snapshot` holds; None where it is none."""
    try:
        return untupled(json.loads(text, strict=False))
    except (ValueError, RecursionError):
        return None


def untupled(value: Any, depth: int = 0) -> Any:
    """The value with every such pair replaced by what it holds."""
    if depth > _MAX_DEPTH:
        return None
    if isinstance(value, dict):
        return {key: untupled(one, depth + 1) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    if _is_pair(value):
        return untupled(value[0], depth + 1)
    return [untupled(one, depth + 1) for one in value]


def _is_pair(value: list[Any]) -> bool:
    return len(value) == 2 and isinstance(value[1], dict) and isinstance(value[1].get("s"), str)
