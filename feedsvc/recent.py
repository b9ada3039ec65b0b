"""What was used last, and no more of it than there is room for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from operator import is_
from typing import Generic, TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
Value = TypeVar("Value")


def made_once_in_a_row(make: Callable[[*Given], Value]) -> Callable[[*Given], Value]:
    """The function, which makes nothing anew while it is called with the very same values again and again.

    A cache would hash them: for a story with all its texts that takes longer than half of rendering it.
    """
    last: tuple[tuple[*Given], Value] | None = None

    def made(*given: *Given) -> Value:
        nonlocal last
        known = last  # read once: another thread may put another one in its place at any moment
        if known is not None and all(map(is_, known[0], given)):
            return known[1]
        value = make(*given)
        last = given, value
        return value

    return made


def _nothing(_: object) -> int:
    return 0


class Recent(Generic[Value]):
    """At most `most` values by key, of at most `room` in sum of their `size`; the newest always stays.

    The one unused longest is forgotten first. Who shares it between threads holds a lock.
    """

    def __init__(self, most: int, *, room: int = 0, size: Callable[[Value], int] = _nothing) -> None:
        self._most, self._room, self._size = most, room, size
        self._values: OrderedDict[str, Value] = OrderedDict()
        self._used = 0

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: str) -> Value | None:
        """The value kept under the key, which has been used now; None where there is none."""
        if key in self._values:
            self._values.move_to_end(key)
        return self._values.get(key)

    def keep(self, key: str, value: Value) -> None:
        """Keep the value in place of an earlier one, and forget what there is no room for."""
        if key in self._values:
            self._used -= self._size(self._values.pop(key))
        self._values[key] = value
        self._used += self._size(value)
        while len(self._values) > 1 and (len(self._values) > self._most or self._used > self._room):
            _, dropped = self._values.popitem(last=False)
            self._used -= self._size(dropped)
