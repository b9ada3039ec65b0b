"""What a source's file may hold of secrets is not shown, and comes back when the shown text is saved.

headers = { Authorization = "Bearer abc" }   →   headers = { Authorization = "(kept as it is)" }

`${NAME}` stands for itself: it says where a secret is, and not what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, MutableSequence
from typing import Any

import tomlkit

from feedsvc.config.edit import parsed

TOLD = ("headers", "params", "body")
"""Keys of a source's file whose values are sent with its requests, and may be secret."""
HIDDEN = "(kept as it is)"
_NAMED = re.compile(r"[A-Za-z]* ?(?:\$\{\w+\})+")
_MENTIONED = re.compile(rf"^[ \t#]*\[?[ \t]*[\"']?(?:{'|'.join(TOLD)})\b", re.MULTILINE)
Way = tuple[str | int, ...]


def hidden(text: str) -> str | None:
    """The text without what may be secret; None where it cannot be told from the rest."""
    try:
        document = parsed(text)
    except (ValueError, RecursionError):
        return None if _MENTIONED.search(text) else text
    changed = [walk(document, name, lambda _, value: mask(value)) for name in TOLD if name in document]
    return tomlkit.dumps(document) if any(changed) else text


def restored(text: str, before: str) -> str:
    """The text with what was hidden put back, where it is TOML; KeyError names what is not there."""
    try:
        document, old = parsed(text), parsed(before)
    except (ValueError, RecursionError):
        return text
    changed = [
        walk(document, name, lambda way, value: found(old, way) if value == HIDDEN else value)
        for name in TOLD
        if name in document
    ]
    return tomlkit.dumps(document) if any(changed) else text


def mask(value: str) -> str:
    """A text, or what stands for it."""
    return value if not value or _NAMED.fullmatch(value) else HIDDEN


def found(values: Any, way: Way) -> str:
    """The text that stands there; raises KeyError with its dotted key."""
    try:
        for name in way:
            values = values[name]
    except (LookupError, TypeError):
        raise KeyError(".".join(map(str, way))) from None
    return str(values)


def walk(holder: Any, name: str | int, change: Callable[[Way, str], str], way: Way = ()) -> bool:
    """Change every text at this place and below it; whether any is another now."""
    value, way = holder[name], (*way, name)
    if isinstance(value, str):
        new = change(way, value)
        if new != value:
            holder[name] = new
        return bool(new != value)
    inner: list[str | int] = []
    if isinstance(value, MutableMapping):
        inner = list(value)
    elif isinstance(value, MutableSequence):
        inner = list(range(len(value)))
    changed = [walk(value, one, change, way) for one in inner]  # all of them, not up to the first
    return any(changed)
