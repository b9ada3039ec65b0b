"""Where in a state the wanted list stands: the path is looked up at the root, then in everything below.

What lies above the list changes when an application is built anew (numbers of rows, keys of caches), its own
keys do not. So `items = "posts"` finds {"5": ["$", "$L7", null, {"posts": […]}]}.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

MAX_NODES = 120_000
"""Containers that are looked at; a state beyond is noise."""
SAMPLE = 20
_ITSELF = ("@", "*")
_FIRST = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*))\s*(?:$|[.\[|])')


def containers(value: Any) -> Iterator[Any]:
    """Every object and list, outer ones first, each once."""
    waiting: deque[Any] = deque([value])
    seen = set[int]()
    while waiting and len(seen) < MAX_NODES:
        one = waiting.popleft()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [v for v in (one.values() if isinstance(one, dict) else one) if isinstance(v, dict | list)]


def _may_hold(one: Any, key: str | None) -> bool:
    return not key or (isinstance(one, dict) and key in one)


def found_in(
    value: Any, path: str, search: Callable[[Any], list[Any]], fits: Callable[[Any], bool]
) -> list[Any]:
    """What the search finds at the first place where several fit, or one; empty where none does anywhere."""
    spare: list[Any] = []
    first = _FIRST.match(path)
    key = first and (first[1] or first[2])
    for one in containers(value):
        if not _may_hold(one, key) or not (key or path in _ITSELF or one is value):
            continue
        found = [item for item in search(one) if isinstance(item, dict)]
        if found and sum(map(fits, found[:SAMPLE])) >= min(len(found), SAMPLE) / 2:
            if len(found) > 1:
                return found
            spare = spare or found
    return spare
