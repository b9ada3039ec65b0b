"""The base of all values: a struct that `dataclasses` takes for one of its own.

Structs are made, copied and compared at a fifth of a dataclass's cost (docs/notes.md). Programs over values
still call `dataclasses.asdict`, `fields` and `replace`, and so does what shows differences in tests: they
find here what they look for, made when they first ask.
"""

from __future__ import annotations

from dataclasses import Field, make_dataclass
from functools import cache
from typing import Any

from msgspec import Struct


@cache
def _fields_of(kind: type[Struct]) -> dict[str, Field[Any]]:
    made: Any = make_dataclass("Fields", kind.__struct_fields__)
    return dict(made.__dataclass_fields__)


class _Fields:
    """What `dataclasses` asks a class for."""

    def __get__(self, _value: object, kind: type[Struct]) -> dict[str, Field[Any]]:
        return _fields_of(kind)


class Value(Struct, frozen=True, kw_only=True):
    """A frozen value."""

    __dataclass_fields__ = _Fields()
