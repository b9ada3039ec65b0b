r"""What Next.js streams for its components, in pieces of one text (React's "flight" rows).

    self.__next_f.push([1,"5:[\"$\",\"$L7\",null,{\"posts\":\"$8\"}]\n8:[{\"title\":\"Quay opens\"}]\n"])

gives [{"posts": [{"title": "Quay opens"}]}, [{"title": …}]]: of an element its properties. A row is its
number, a letter where it is no model (T: a text of so many bytes), and JSON. `$8` stands for another row,
`$8:0:title` for something in it, `$D…` for a date. Source: ReactFlightClient of https://github.com/facebook/react.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

MAX_ROWS = 20_000
_HEAD = re.compile(rb"([0-9a-f]{1,8}):([A-Z]?)(?:([0-9a-f]{1,8}),)?")
_PLACE = re.compile(r"\$[@QWLi]?([0-9a-f]{1,8})((?::[^:]+)*)")
_DECODER = json.JSONDecoder(strict=False)
_MAX_DEPTH = 120
_ELEMENT = 4
"""Parts of an element: a sign, its type, its key, its properties."""


def rows(chunks: Sequence[str]) -> list[Any]:
    """Every model and text in its order, what stands for another row replaced by it."""
    return list(numbered_rows(chunks).values())


def numbered_rows(chunks: Sequence[str]) -> dict[str, Any]:
    """The same by their numbers, which change with every build."""
    return _Rows(_split("".join(chunks).encode("utf-8", "replace"))).resolved()


def _split(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    at = 0
    while at < len(data) and len(found) < MAX_ROWS:
        head = _HEAD.match(data, at)
        if head and head[2] == b"T" and head[3]:
            end = head.end() + int(head[3], 16)
            found[head[1].decode()] = _Text(data[head.end() : end].decode("utf-8", "replace"))
            at = end
            continue
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        if head and not head[2]:
            found[head[1].decode()] = _model(data[head.start(2) : end])
        at = end + 1
    return found


def _model(line: bytes) -> Any:
    try:
        return _DECODER.decode(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


class _Text(str):
    """A row that is a text: no place in it stands for another row."""

    __slots__ = ()


class _Rows:
    """Rows whose places are replaced, each container once, so that circles end."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given
        self._seen = set[int]()

    def resolved(self) -> dict[str, Any]:
        waiting: list[Any] = [self._given]
        while waiting:
            holder = waiting.pop()
            if id(holder) in self._seen:
                continue
            self._seen.add(id(holder))
            pairs = list(holder.items()) if isinstance(holder, dict) else list(enumerate(holder))
            for key, value in pairs:
                if isinstance(value, str) and value[:1] == "$" and not isinstance(value, _Text):
                    value = holder[key] = self._meant(value)
                if isinstance(value, list) and len(value) >= _ELEMENT and value[0] == "$":
                    value = holder[key] = (
                        value[3] if isinstance(value[3], dict) else self._meant(str(value[3]))
                    )
                if isinstance(value, dict | list):
                    waiting.append(value)
        return self._given

    def _meant(self, text: str) -> Any:
        """What a text that begins with `$` stands for."""
        for _ in range(_MAX_DEPTH):
            if text.startswith("$$"):
                return text[1:]
            if text[1:2] in ("D", "n") and text[2:3].isdigit():
                return text[2:]
            found = _PLACE.fullmatch(text)
            if found is None:
                return None if text in ("$undefined", "$NaN") else text
            value = self._inside(self._given.get(found[1], text), found[2])
            if not isinstance(value, str) or value[:1] != "$" or value == text or isinstance(value, _Text):
                return value
            text = value
        return None

    def _inside(self, value: Any, path: str) -> Any:
        """What stands at `:0:title` in a value; an element's `props` are its fourth part."""
        for key in path.split(":")[1:]:
            if key in ("props", "3") and isinstance(value, dict) and key not in value:
                continue  # an element that is its properties already
            if isinstance(value, list) and key == "props":
                key = "3"
            if isinstance(value, list) and key.isdigit() and int(key) < len(value):
                value = value[int(key)]
            else:
                value = value.get(key) if isinstance(value, dict) else None
        return value
