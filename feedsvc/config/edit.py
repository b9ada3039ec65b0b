"""A file of the configuration gets other values and keeps everything else: comments, order, other keys.

    edited(text, {"every": "2h", "expect": None, "options": {"item": "article"}})

A key is changed where it stands, a new one set above the tables, and None takes one out; of a table or list
that is there what is equal stays as it is written.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, MutableMapping
from typing import Any

import tomlkit
from tomlkit.items import Array, Table


def edited(text: str, values: Mapping[str, Any]) -> str:
    """The file's text with these keys; raises ValueError where it is no TOML, or cannot hold a value."""
    document = parsed(text)
    for name, value in values.items():
        put(document, name, value)
    return tomlkit.dumps(document)


def parsed(text: str) -> tomlkit.TOMLDocument:
    """The file as what can be edited; raises ValueError (tomlkit's are)."""
    return tomlkit.parse(text if not text or text.endswith("\n") else f"{text}\n")


def encoded_as(before: bytes, text: str) -> bytes:
    """The text as the file has it that said this before: its line ends and its byte order mark stay."""
    if before.partition(b"\n")[0].endswith(b"\r"):
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode()


def put(table: MutableMapping[str, Any], name: str, value: Any) -> None:
    """Set one key of a file or table, or take it out (None)."""
    if value is None:
        table.pop(name, None)
    elif isinstance(value, Mapping) and isinstance(table.get(name), MutableMapping):
        fill(table[name], value)
    elif isinstance(value, Mapping) and isinstance(table, tomlkit.TOMLDocument):
        table[name] = tomlkit.table()
        fill(table[name], value)
    elif name in table and is_same(table[name], value):
        return
    elif not refilled(table.get(name), value):
        table[name] = value


def put_last(table: MutableMapping[str, Any], name: str, value: Any) -> None:
    """The same for one table of a list: a new key stands above its last comments, which tell of the next."""
    body: list[Any] = table.value.body if isinstance(table, Table) and name not in table else []
    tail: list[Any] = []
    while body and body[-1][0] is None:
        tail.insert(0, body.pop())
    put(table, name, value)
    body.extend(tail)


def fill(table: MutableMapping[str, Any], values: Mapping[str, Any]) -> None:
    """Have the table hold these values and no others."""
    for name in [name for name in table if name not in values]:
        del table[name]
    for name, value in values.items():
        put(table, name, value)


def refilled(array: Any, values: Any) -> bool:
    """Have the list hold these values where it stands, its comments kept; False for another order."""
    if not isinstance(array, Array) or not isinstance(values, list):
        return False
    stays = [value for value in array if value in values]
    if stays != values[: len(stays)]:
        return False
    for number in reversed(range(len(array))):
        if array[number] not in values:
            del array[number]
    array.extend(values[len(stays) :])
    return True


def is_same(before: Any, value: Any) -> bool:
    """Whether a file says the value already; a flag is no number that equals it."""
    return bool(before == value) and isinstance(before, bool) is isinstance(value, bool)
