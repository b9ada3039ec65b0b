"""Where the fields of stories stand in objects of one list, as JMESPath.

    [{"node": {"title": "Second quay opens", "author": {"node": {"name": "Ann Lee"}}}}, …]

gives title `node.title` and author `node.author.node.name`. Objects that only wrap the story are looked into;
a value is taken by its name and only where it is like what it is called.
"""

from __future__ import annotations

from collections.abc import Mapping

from feedsvc.extract.auto.jsonlevels import PARTS, Objects, levels
from feedsvc.extract.auto.jsonlists import below
from feedsvc.extract.auto.jsonnames import (
    FITS,
    NAMES,
    SHORT_TITLES,
    like,
    names_of,
    plain_name,
    short_title,
    tells_age,
)
from feedsvc.extract.auto.jsonpaths import path_of

_OF_PARTS = ("author", "image", "tags", "section")
_OF_META = (*_OF_PARTS, "link", "date")


def fields_of(items: Objects) -> dict[str, str]:
    """The fields of the level that tells most; what it lacks from those around it, and from its parts."""
    told = [(prefix, fields_at(level)) for prefix, level in levels(items)]
    stories = [one for one in told if plain_name(one[0].split(".")[-1]) not in PARTS]
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
    return (*_OF_PARTS, "summary") if inside else _OF_PARTS if name in PARTS else ()


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
        path = path_of(items, list(candidates), field, found)
        if not path and field == "date":
            path = path_of(items, list(candidates), field, found, tells_age)
        if path:
            found[field] = path
    if "title" not in found and "date" in found and (path := _short_title(items, keys, found)):
        found = {"title": path, **found}
        found.pop("summary", "") if found.get("summary") == path else None
    return found


def _short_title(items: Objects, keys: Mapping[str, str], taken: Mapping[str, str]) -> str:
    names = list(dict.fromkeys(keys[name] for name in SHORT_TITLES if name in keys))
    given = {k: v for k, v in taken.items() if k != "summary"}
    return path_of(items, names, "title", given, short_title)
