"""The texts of one kind that a value of JSON holds, in its order and within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Object = dict[str, Any]


def texts_in(
    value: Any,
    told: Callable[[Any], str],
    *,
    most: int,
    depth: int,
    into: Callable[[Object], Iterable[Any]] = Object.values,
) -> Iterator[str]:
    """What `told` makes of each value, or, where that is "", of the values in it.

    Of an object those count that `into` gives; at the most `most` values are looked at, so many levels deep.
    """
    left = iter(range(most))

    def within(one: Any, depth: int) -> Iterator[str]:
        if next(left, None) is None or not depth:
            return
        if text := told(one):
            yield text
        elif isinstance(one, dict | list):
            for inner in into(one) if isinstance(one, dict) else one:
                yield from within(inner, depth - 1)

    return within(value, depth)
