"""Every list of things in JSON, whatever its shape: of objects, keyed by id, or rows below a header.

{"posts": [{…}, {…}]}                         posts
{"posts": {"7a": {…}, "7b": {…}}}             posts.*
{"sections": [{"items": [{…}]}, …]}           sections[].items[]
{"columns": ["id", "title"], "rows": [[…]]}   rows, whose values are called [0], [1]
[["title", "link"], ["Second quay", "/7"]]    [1:]
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

MAX_NODES = 20_000
"""Values that are looked at; more is noise."""
MAX_LISTS = 200
FEWEST = 3
MAX_COLUMNS = 200
_PLAIN = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_HEADING = ("name", "label", "title", "fieldName", "id")


class Column(str):
    """The name of a column, which is looked up by its place."""

    path: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Things in a list: its JMESPath, the things as objects, and how deep it lies in other lists."""

    path: str
    objects: Sequence[Mapping[str, Any]]
    depth: int = 0


def quoted(key: str) -> str:
    """A key as JMESPath writes it."""
    if isinstance(key, Column):
        return key.path
    return key if _PLAIN.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def below(prefix: str, path: str) -> str:
    """The path inside what stands at another."""
    dot = "." if prefix and path and not path.startswith("[") else ""
    return f"{prefix}{dot}{path}"


def lists(data: Any) -> Iterator[Listed]:
    """Every list and its path, outer ones first."""
    groups = list(_groups(data))
    headers = [names for group in groups if (names := _header(group.values))]
    for group in groups[:MAX_LISTS]:
        yield from _of_keyed(group) if group.keyed else _of_list(group, headers)


@dataclass(frozen=True, slots=True)
class _Group:
    """What stands together at one path: the things of lists, or of one object."""

    path: str
    values: list[Any]
    depth: int
    keyed: bool = False


def _groups(data: Any) -> Iterator[_Group]:
    waiting: deque[tuple[str, list[Any], int]] = deque([("", [data], 0)])
    left = MAX_NODES
    while waiting and left > 0:
        path, values, depth = waiting.popleft()
        left -= len(values)
        if values and all(isinstance(value, list) for value in values):
            found = [one for value in values for one in islice(value, MAX_NODES)]
            yield _Group(f"{path}[]" if depth else path or "@", found, depth)
        elif len(values) == 1 and isinstance(values[0], dict):
            keyed = list(islice(values[0].values(), MAX_NODES))
            yield _Group(below(path, "*"), keyed, depth, keyed=True)
            if len(keyed) > 1 and all(isinstance(one, list) for one in keyed):  # by year, by day
                inner = [value for one in keyed for value in islice(one, MAX_NODES)]
                yield _Group(f"{below(path, '*')}[]", inner, depth + 1)
        waiting += _further(path, values, depth)


def _of_keyed(group: _Group) -> Iterator[Listed]:
    """Objects that are keyed by their ids."""
    objects = [one for one in group.values if isinstance(one, dict)]
    if len(objects) >= FEWEST and len(objects) == len(group.values):
        yield Listed(group.path, objects, group.depth)


def _of_list(group: _Group, headers: list[list[str]]) -> Iterator[Listed]:
    path, found, depth = group.path, group.values, group.depth
    objects = [one for one in found if isinstance(one, dict)]
    if len(objects) >= FEWEST and 2 * len(objects) > len(found):
        yield from _of_objects(path, objects, depth, headers)
    rows = [one for one in found if isinstance(one, list)]
    if len(rows) >= FEWEST and len(rows) == len(found) and not depth:
        yield from _of_rows(path, rows, headers)


def _of_objects(
    path: str, objects: list[dict[str, Any]], depth: int, headers: list[list[str]]
) -> Iterator[Listed]:
    cells = [one.get("c") for one in objects]
    names = next((h for h in headers if all(isinstance(c, list) and len(c) <= len(h) for c in cells)), None)
    if names and all(set(one) <= {"c", "p"} for one in objects):  # Google's visualisation
        rows = [[cell.get("v") if isinstance(cell, dict) else None for cell in one["c"]] for one in objects]
        yield Listed(path, _named(names, rows, "c[{}].v"), depth)
    else:
        yield Listed(path, objects, depth)


def _of_rows(path: str, rows: list[list[Any]], headers: list[list[str]]) -> Iterator[Listed]:
    width = max(map(len, rows))
    if names := next((h for h in headers if len(h) == width), None):
        yield Listed(path, _named(names, rows, "[{}]"))
    elif len(rows) > FEWEST and (first := _header(rows[0])):
        yield Listed("[1:]" if path == "@" else f"{path}[1:]", _named(first, rows[1:], "[{}]"))


def _named(names: Sequence[str], rows: list[list[Any]], form: str) -> list[dict[str, Any]]:
    columns = [Column(name) for name in names[:MAX_COLUMNS]]
    for place, column in enumerate(columns):
        column.path = form.format(place)
    return [dict(zip(columns, row, strict=False)) for row in rows]


def _header(values: Sequence[Any]) -> list[str]:
    """The names of columns that a list may give: words, or objects that name them."""
    if not 1 < len(values) <= MAX_COLUMNS:
        return []
    if all(isinstance(one, dict) for one in values):
        key = next((k for k in _HEADING if all(isinstance(one.get(k), str) for one in values)), "")
        values = [one[key] for one in values] if key else ()
    words = [one for one in values if isinstance(one, str) and len(one) <= 60]
    return words if len(words) == len(values) == len(set(words)) else []


def _further(path: str, values: list[Any], depth: int) -> Iterator[tuple[str, list[Any], int]]:
    """What lies one level below the values at a path, by its own path."""
    if values and all(isinstance(value, list) for value in values):
        inner = [one for value in values for one in islice(value, MAX_NODES) if isinstance(one, dict)]
        path, values, depth = f"{path}[]", inner, depth + 1
        if not inner or depth > 3:
            return
    objects = [value for value in values if isinstance(value, dict)]
    for key in dict.fromkeys(key for one in objects for key in islice(one, MAX_NODES)):
        held = [one[key] for one in objects if isinstance(one.get(key), dict | list)]
        if held:
            yield below(path, quoted(key)), held, depth
