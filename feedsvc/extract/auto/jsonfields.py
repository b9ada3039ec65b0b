"""Where the fields of stories stand in objects of one list, as JMESPath.

    [{"node": {"title": "Second quay opens", "author": {"node": {"name": "Ann Lee"}}}}, …]

gives title `node.title` and author `node.author.node.name`. Objects that only wrap the story are looked into;
a value is taken by its name and only where it is like what it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from feedsvc.extract.auto.jsonlists import below, quoted
from feedsvc.extract.auto.jsonnames import (
    FITS,
    INSIDE,
    NAMES,
    NEEDED,
    SHORT_TITLES,
    like,
    names_of,
    plain_name,
    short_title,
)
from feedsvc.extract.richtext import rich_html

Objects = Sequence[Mapping[str, Any]]
Level = tuple[str, Objects]
"""Objects that stand at one path inside the listed ones, and that path."""
Found = tuple[str, list[bool]]
"""A path, and which of the objects have something fitting there."""
MOST = 0.7
"""Share of the objects that must have a field for it to be one."""
SOME = 0.2
"""The same for fields that only some stories have."""
HALF = 0.5
"""The same for a name that is believed before another one which more of them have."""
_OR = ("title", "link", "author")
MOST_LEVELS = 40
MAX_INSIDE = 6
_EMPTY: tuple[Any, ...] = (None, "", [], {})
_PARTS = ("embedded", "relationships", "yoastheadjson", "includes", "meta", "metadata", "history")
"""Objects beside the story's own that only add to it."""
_OF_PARTS = ("author", "image", "tags", "section")
_OF_META = (*_OF_PARTS, "link", "date")
_NEVER = (
    {name for field in ("author", "section", "image", "tags", "date", "summary") for name in NAMES[field]}
    | {"links", "counts", "stats", "highlightresult", "snippetresult", "seo", "sys"}
    | {"reblog", "quote", "parent", "card"}
) - {"data", "text", *_PARTS}
"""Objects that tell of something else than the story: its author, its picture, its counters."""


def levels(items: Objects) -> list[Level]:
    """The objects themselves and those that each of them holds, two deep, with their paths."""
    found: list[Level] = [("", items)]
    for outer in _inner("", items):
        found.append(outer)
        if plain_name(outer[0]) not in _PARTS:
            found += _inner(*outer)
    return found[:MOST_LEVELS]


def _inner(prefix: str, items: Objects) -> Iterator[Level]:
    for key in dict.fromkeys(key for item in items for key in item if isinstance(key, str)):
        inner = [item[key] for item in items if isinstance(item.get(key), dict)]
        if len(inner) >= MOST * len(items) and plain_name(key) not in _NEVER:
            yield below(prefix, quoted(key)), inner


def fields_of(items: Objects) -> dict[str, str]:
    """The fields of the level that tells most; what it lacks from those around it, and from its parts."""
    told = [(prefix, fields_at(level)) for prefix, level in levels(items)]
    stories = [one for one in told if plain_name(one[0].split(".")[-1]) not in _PARTS]
    titled, worded = ([one for one in stories if name in one[1]] for name in ("title", "content"))
    whole = titled or worded or stories
    prefix, best = max(whole, key=lambda one: (one[0] == "" and len(one[1]) > 2, len(one[1])))
    found = {field: _joined(prefix, path) for field, path in best.items()}
    for other, fields in told:
        if other != prefix and (wanted := _wanted(other, prefix)):
            found = {**{k: _joined(other, path) for k, path in fields.items() if k in wanted}, **found}
    return {field: found[field] for field in FITS if field in found}


def _wanted(other: str, best: str) -> tuple[str, ...]:
    """The fields that another level may add to the best one: those around it all but words, others a few."""
    name = plain_name(other.split(".")[-1])
    if not other or best.startswith(f"{other}."):
        return tuple(field for field in FITS if field not in ("title", "summary"))
    if name in ("meta", "metadata", "history"):
        return _OF_META
    inside = other.startswith(f"{best}.") if best else "." not in other
    return (*_OF_PARTS, "summary") if inside else _OF_PARTS if name in _PARTS else ()


def _joined(prefix: str, path: str) -> str:
    """The path with each of its alternatives below the prefix."""
    if not prefix or path.startswith("join("):
        return path if not prefix else _names_below(prefix, path)
    return " || ".join(below(prefix, one) for one in path.split(" || "))


def _names_below(prefix: str, path: str) -> str:
    first, _, rest = path.partition("[")
    inner, _, end = rest.partition("]")
    return f"{first}[{', '.join(below(prefix, one) for one in inner.split(', '))}]{end}"


def fields_at(items: Objects) -> dict[str, str]:
    """The fields of objects, by the names of their keys."""
    keys: dict[str, str] = {}
    for key in dict.fromkeys(key for item in items for key in item if isinstance(key, str)):
        for name in names_of(key):
            keys.setdefault(name, key)
    found: dict[str, str] = {}
    for field in FITS:
        known = (keys[name] for name in NAMES[field] if name in keys)
        candidates = dict.fromkeys([*known, *like(field, dict.fromkeys(keys.values()))])
        if path := _field(items, list(candidates), field, found):
            found[field] = path
    if "title" not in found and "date" in found and (path := _short_title(items, keys, found)):
        found = {"title": path, **found}
        found.pop("summary", "") if found.get("summary") == path else None
    return found


def _short_title(items: Objects, keys: Mapping[str, str], taken: Mapping[str, str]) -> str:
    names = list(dict.fromkeys(keys[name] for name in SHORT_TITLES if name in keys))
    given = {k: v for k, v in taken.items() if k != "summary"}
    return _field(items, names, "title", given, short_title)


def _field(
    items: Objects,
    keys: Sequence[str],
    field: str,
    taken: Mapping[str, str],
    fits: Callable[[Any], bool] | None = None,
) -> str:
    """The path of a field: the first key in which enough have it, and a second for those that lack it."""
    given = (one for key in keys if (one := _in_key(items, key, field, fits)))
    found = [one for one in given if one[0] not in taken.values()]
    least = (MOST if field in NEEDED else SOME) * len(items)
    for place, (path, have) in enumerate(found):
        if field in _OR and sum(have) >= HALF * len(items):
            path, have = _or_second(path, have, found[:place] + found[place + 1 :])
        if sum(have) >= least:
            return path
    return ""


def _or_second(path: str, have: list[bool], others: Sequence[Found]) -> Found:
    if all(have) or path.startswith("join("):
        return path, have
    for other, given in others:
        more = sum(b and not a for a, b in zip(have, given, strict=True))
        if 2 * more >= len(have) - sum(have) and not other.startswith("join("):
            return f"{path} || {other}", [a or b for a, b in zip(have, given, strict=True)]
    return path, have


def _in_key(items: Objects, key: str, field: str, fits: Callable[[Any], bool] | None) -> Found | None:
    """Where under one key the field's values stand; None where they do not, or are all alike."""
    values = [item.get(key) for item in items]
    if field == "content" and (have := [bool(rich_html(value)) for value in values]) and any(have):
        return quoted(key), have
    if field == "tags" and key.startswith("_"):  # marks of the program itself
        return None
    if field == "author" and plain_name(key) == "uid" and not any(isinstance(v, dict) for v in values):
        return None
    inner = _inside(values, field, fits or FITS[field], MAX_INSIDE)
    if inner is None and field == "author" and (parts := _name_parts(values)):
        whole = ", ".join(f"{quoted(key)}.{part}" for part in parts)
        return f"join(' ', [{whole}][?@])", [isinstance(value, dict) for value in values]
    return (f"{quoted(key)}{inner[0]}", inner[1]) if inner else None


def _name_parts(values: Sequence[Any]) -> tuple[str, str] | None:
    objects = [value for value in values if isinstance(value, dict)]
    for first, last in (("first_name", "last_name"), ("firstName", "lastName"), ("givenName", "familyName")):
        if objects and all(isinstance(one.get(first), str) and last in one for one in objects):
            return first, last
    return None


def _inside(values: Sequence[Any], field: str, fits: Callable[[Any], bool], depth: int) -> Found | None:
    """The path from values to what fits the field: the values themselves, in them, or in what they list."""
    given = [value for value in values if value not in _EMPTY]
    if not given:
        return None
    good = [fits(value) for value in values]
    if sum(good) >= MOST * len(given) and (field in _LISTED or _differ(values, good, field)):
        return "", good
    if depth and sum(isinstance(value, list) for value in given) >= MOST * len(given):
        firsts = [value[0] if isinstance(value, list) and value else None for value in values]
        inner = _inside(firsts, field, fits, depth - 1)
        return (f"[]{inner[0]}" if inner[0] else "", inner[1]) if inner else None
    return _in_objects(values, field, fits, depth - 1) if depth else None


_LISTED = ("date", "author", "section", "summary", "content", "image", "tags")


def _in_objects(values: Sequence[Any], field: str, fits: Callable[[Any], bool], depth: int) -> Found | None:
    keys: dict[str, str] = {}
    for value in values:
        for key in value if isinstance(value, dict) else ():
            keys.setdefault(plain_name(str(key)), key)
    for name in INSIDE[field]:
        if name in keys:
            key = keys[name]
            inner = _inside([v.get(key) if isinstance(v, dict) else None for v in values], field, fits, depth)
            if inner:
                return f".{quoted(key)}{inner[0]}", inner[1]
    return None


def _differ(values: Sequence[Any], good: Sequence[bool], field: str) -> bool:
    """Titles, links and ids that are mostly one are none."""
    told = [str(value) for value, fit in zip(values, good, strict=True) if fit]
    return field not in ("title", "link", "guid") or 2 * len(set(told)) > len(told)
