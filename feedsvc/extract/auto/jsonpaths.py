"""Where under the keys of objects the values of a field stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from feedsvc.extract.auto.jsonlevels import MOST, Objects
from feedsvc.extract.auto.jsonlists import quoted
from feedsvc.extract.auto.jsonnames import FITS, INSIDE, NEEDED, plain_name
from feedsvc.extract.richtext import rich_html

Found = tuple[str, list[bool]]
"""A path, and which of the objects have something fitting there."""
SOME = 0.2
"""Share of the objects that must have a field which only some stories have."""
HALF = 0.5
"""The same for a name that is believed before another one which more of them have."""
_OR = ("title", "link", "author")
MAX_INSIDE = 6
_FOR_READERS = ("alternate", "canonical", "html", "web")
"""What links for readers are called, beside those for programs."""
_EMPTY: tuple[Any, ...] = (None, "", [], {})
_LISTED = ("date", "author", "section", "summary", "content", "image", "tags")


def path_of(
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
    if field == "link" and (related := _by_relation(values)):
        return f"{quoted(key)}{related[0]}", related[1]
    if field == "tags" and key.startswith("_"):  # marks of the program itself
        return None
    if field == "author" and plain_name(key) == "uid" and not any(isinstance(v, dict) for v in values):
        return None
    inner = _inside(values, field, fits or FITS[field], MAX_INSIDE)
    if inner is None and field == "author" and (parts := _name_parts(values)):
        whole = ", ".join(f"{quoted(key)}.{part}" for part in parts)
        return f"join(' ', [{whole}][?@])", [isinstance(value, dict) for value in values]
    return (f"{quoted(key)}{inner[0]}", inner[1]) if inner else None


def _by_relation(values: Sequence[Any]) -> Found | None:
    """The link for readers of several that say what they are for (`{"rel": "alternate", "href": …}`)."""
    lists = [value if isinstance(value, list) else [] for value in values]
    for rel in _FOR_READERS:
        told = [[one for one in links if isinstance(one, dict) and one.get("rel") == rel] for links in lists]
        have = [bool(links) and FITS["link"](links[0].get("href")) for links in told]
        if sum(have) >= MOST * len(values):
            return f"[?rel=='{rel}'].href", have
    return None


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
