"""A file of the configuration gets other values and keeps everything else: comments, order, other keys.

    edited(text, {"every": "2h", "expect": None, "options": {"item": "article"}})

A key is changed where it stands, a new one set above the tables, and None takes one out; of a table that is
there what is equal stays as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

import tomlkit


def edited(text: str, values: Mapping[str, Any]) -> str:
    """The file's text with these keys; raises ValueError where it is no TOML, or cannot hold a value."""
    document = parsed(text)
    for name, value in values.items():
        put(document, name, value)
    return tomlkit.dumps(document)


def parsed(text: str) -> tomlkit.TOMLDocument:
    """The file as what can be edited; raises ValueError (tomlkit's are)."""
    return tomlkit.parse(text if not text or text.endswith("\n") else f"{text}\n")


def put(table: MutableMapping[str, Any], name: str, value: Any) -> None:
    """Set one key of a file or table, or take it out (None)."""
    if value is None:
        table.pop(name, None)
    elif isinstance(value, Mapping) and isinstance(table.get(name), MutableMapping):
        fill(table[name], value)
    elif isinstance(value, Mapping) and isinstance(table, tomlkit.TOMLDocument):
        table[name] = tomlkit.table()
        fill(table[name], value)
    elif name not in table or not is_same(table[name], value):
        table[name] = value


def fill(table: MutableMapping[str, Any], values: Mapping[str, Any]) -> None:
    """Have the table hold these values and no others."""
    for name in [name for name in table if name not in values]:
        del table[name]
    for name, value in values.items():
        put(table, name, value)


def is_same(before: Any, value: Any) -> bool:
    """Whether a file says the value already; a flag is no number that equals it."""
    return bool(before == value) and isinstance(before, bool) is isinstance(value, bool)
