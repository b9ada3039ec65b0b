"""What a source's file may hold of secrets is not shown, and comes back when the shown text is saved.

headers = { Authorization = "Bearer abc" }   →   headers = { Authorization = "(kept as it is)" }

`${NAME}` stands for itself: it says where a secret is, and not what it is. A value that is commented out is
hidden too, below such a key or one that is called as secrets are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, MutableSequence
from typing import Any

import tomlkit
from tomlkit.items import Item

from feedsvc.config.edit import parsed

TOLD = ("headers", "params", "body", "cookies", "login")
"""Keys of a source's file whose values are sent with its requests, and may be secret."""
HIDDEN = "(kept as it is)"
_CALLED = "auth|cookie|token|key|secret|session|pass|pwd|credential|signature"
_NAMED = re.compile(r"[A-Za-z]* ?(?:\$\{\w+\})+")
_MENTIONED = re.compile(rf"^[ \t#]*\[?[ \t]*[\"']?(?:{'|'.join(TOLD)})\b", re.MULTILINE)
_NAME = rf"(?:[\w.\"'-]*\.)?[\"']?(?:{'|'.join(TOLD)}|[\w-]*(?:{_CALLED})[\w-]*)\b[^=\n]*"
_COMMENT = re.compile(rf"^([ \t]*#[ \t#]*{_NAME}=[ \t]*)\S.*$", re.MULTILINE | re.IGNORECASE)
"""A value that is commented out."""
Way = tuple[str | int, ...]


def hidden(text: str) -> str | None:
    """The text without what may be secret; None where it cannot be told from the rest."""
    try:
        document = parsed(text)
    except (ValueError, RecursionError):
        return None if _MENTIONED.search(text) else text
    changed = [walk(document, name, lambda _, value: mask(value)) for name in TOLD if name in document]
    return _COMMENT.sub(masked, tomlkit.dumps(document) if any(changed) else text)


def restored(text: str, before: str) -> str:
    """The text with what was hidden put back, where it is TOML; KeyError names what is not there."""
    comments: dict[str, list[str]] = {}
    for found_there in _COMMENT.finditer(before):
        comments.setdefault(masked(found_there), []).append(found_there[0])
    text = _COMMENT.sub(lambda here: comments[here[0]].pop(0) if comments.get(here[0]) else here[0], text)
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


def mask(value: Any) -> Any:
    """A text or number, or what stands for it."""
    return value if value == "" or _NAMED.fullmatch(str(value)) else HIDDEN


def masked(comment: re.Match[str]) -> str:
    """A value that is commented out, or what stands for it."""
    return f"{comment[1]}{HIDDEN}"


def found(values: Any, way: Way) -> Any:
    """The value that stands there; raises KeyError with its dotted key."""
    try:
        for name in way:
            values = values[name]
    except (LookupError, TypeError):
        raise KeyError(".".join(map(str, way))) from None
    return values.unwrap() if isinstance(values, Item) else values


def walk(holder: Any, name: str | int, change: Callable[[Way, Any], Any], way: Way = ()) -> bool:
    """Change every text and number at this place and below it; whether any is another now."""
    value, way = holder[name], (*way, name)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
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
