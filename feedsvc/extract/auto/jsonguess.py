"""From JSON to the options of `json` that read its stories: for `auto`, and for `feedsvc new` to write.

    {"ok": true, "data": {"posts": [{"headline": "Second quay opens", "url": "/7", "at": 1772607600}, …]}}

gives `items = "data.posts"`, `title = "headline"`, `link = "url"`, `date = "at"`. The list of objects of
which most is known wins; a list whose objects have no titles, or neither links nor dates, is none.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.auto.outline import weight
from feedsvc.extract.base import UseFallback
from feedsvc.extract.datetext import find_date
from feedsvc.extract.dom import attribute
from feedsvc.extract.json import read_value

MAX_NODES = 20_000
"""Values that are looked at; more is noise."""
SAMPLE = 20
FEWEST = 3
MAX_SCRIPTS = 5
_PLAIN = re.compile(r"[A-Za-z_]\w*")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")


def _long(value: Any) -> bool:
    return isinstance(value, str) and weight(value) >= 10


def _address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://", "/")) and " " not in value


def _moment(value: Any) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return bool(_EPOCH.fullmatch(str(int(value))))
    found = find_date(value) if isinstance(value, str) and len(value) < 60 else None
    return bool(found and found[1])


def _words(value: Any) -> bool:
    return isinstance(value, str) and 2 <= len(value) <= 80


def _name(value: Any) -> bool:
    return (isinstance(value, str) and bool(value)) or (isinstance(value, int) and value > 0)


_FIELDS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "title": ("headline title heading subject caption name label", _long),
    "link": ("url link href permalink canonical_url web_url weburl html_url uri path", _address),
    "date": (
        "published_at publishedat published date_published datepublished publish_date publishdate pub_date"
        " pubdate first_published date_gmt post_date_gmt published_gmt"
        " date datetime time timestamp ts at created_at createdat created posted_at"
        " updated_at updatedat modified",
        _moment,
    ),
    "author": ("author authors byline by creator writer user", _words),
    "section": ("section category categories channel desk topic rubric cat", _words),
    "summary": ("summary excerpt description dek standfirst lead teaser abstract intro subtitle", _long),
    "guid": ("guid id uid uuid _id", _name),
}
_INNER = ("name", "title", "label", "display", "display_name", "rendered", "full_name", "text", "url", "href")
_MOST = 0.7
"""Share of the objects that must have a field for it to be one."""


def guess_paths(data: Any) -> dict[str, str]:
    """The options of `json` for the stories in a value; empty where no list looks like stories."""
    best: tuple[float, dict[str, str]] = (0.0, {})
    for place, items in _lists(data):
        fields = _fields(items[:SAMPLE])
        if "title" in fields and ("link" in fields or "date" in fields):
            worth = min(len(items), 30) ** 0.5 * len(fields)
            if worth > best[0]:
                best = (worth, {"items": place or "@", **fields})
    return best[1]


def guess_script(tree: LexborHTMLParser) -> dict[str, str]:
    """The same for JSON in a script of a page, with `script`."""
    for node in tree.css('script[type="application/json"]')[:MAX_SCRIPTS]:
        name = attribute(node, "id")
        script = f"#{name}" if _PLAIN.fullmatch(name) else 'script[type="application/json"]'
        first = tree.css_first(script)
        if first is None or first.mem_id != node.mem_id:
            continue
        try:
            found = guess_paths(read_value(node.text(), "the script"))
        except UseFallback:
            continue
        if found:
            return {"script": script, **found}
    return {}


def _lists(data: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every list of objects and its path, outer ones first."""
    waiting: deque[tuple[str, Any]] = deque([("", data)])
    for _ in range(MAX_NODES):
        if not waiting:
            return
        place, value = waiting.popleft()
        if isinstance(value, dict):
            inner = islice(value.items(), MAX_NODES)
            waiting += [(f"{place}.{_quoted(key)}".lstrip("."), one) for key, one in inner]
        elif isinstance(value, list):
            objects = [one for one in value if isinstance(one, dict)]
            if len(objects) >= FEWEST and 2 * len(objects) > len(value):
                yield place, objects


def _fields(items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    found: dict[str, str] = {}
    keys = {key.casefold(): key for item in items for key in item if isinstance(key, str)}
    for field, (names, fits) in _FIELDS.items():
        candidates = [keys[name] for name in names.split() if name in keys]
        paths = [path for key in candidates if (path := _path(items, key, fits, field))]
        if paths:
            found[field] = paths[0]
    return found


def _path(items: Sequence[Mapping[str, Any]], key: str, fits: Callable[[Any], bool], field: str) -> str:
    """The path of a field that most items have in this key, in it, or in the objects it lists."""
    values = [item.get(key) for item in items]
    if _fit(values, fits, field):
        return _quoted(key)
    for inner in _INNER:
        if _fit([v.get(inner) if isinstance(v, dict) else None for v in values], fits, field):
            return f"{_quoted(key)}.{inner}"
        firsts = [v[0] if isinstance(v, list) and v else None for v in values]
        if _fit([v.get(inner) if isinstance(v, dict) else None for v in firsts], fits, field):
            return f"{_quoted(key)}[].{inner}"
    lists = [v[0] if isinstance(v, list) and v else None for v in values]
    return _quoted(key) if _fit(lists, fits, field) else ""


def _fit(values: Sequence[Any], fits: Callable[[Any], bool], field: str) -> bool:
    good = [str(value) for value in values if fits(value)]
    distinct = field not in ("title", "link", "guid") or 2 * len(set(good)) > len(good)
    return len(good) >= _MOST * len(values) and distinct


def _quoted(key: str) -> str:
    """A key as JMESPath writes it."""
    return key if _PLAIN.fullmatch(key) else json.dumps(key, ensure_ascii=False)
