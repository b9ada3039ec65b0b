"""From JSON to the options of `json` that read its stories: for `auto`, and for `feedsvc new` to write.

    {"ok": true, "data": {"posts": [{"headline": "Second quay opens", "url": "/7", "at": 1772607600}, …]}}

gives `items = "data.posts"`, `title = "headline"`, `link = "url"`, `date = "at"`. The list of objects of
which most is known wins; a list whose objects have no titles, or neither links nor dates, is none. Objects
that wrap the story (`{"node": {…}}`, `{"type": …, "attributes": {…}}`) are looked into, and links are made of
what names a story where the kind of program is known (Discourse, Shopify, YouTube) or the page shows how.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from feedsvc.extract.addressed import FEWEST, NAMES, around, joined
from feedsvc.extract.auto.outline import weight
from feedsvc.extract.datetext import find_date
from feedsvc.extract.upstream.files import is_avatar

MAX_NODES = 20_000
"""Values that are looked at; more is noise."""
SAMPLE = 20
_PLAIN = re.compile(r"[A-Za-z_]\w*")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")


def _long(value: Any) -> bool:
    return isinstance(value, str) and weight(value) >= 10


def _address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://", "/")) and " " not in value


def _moment(value: Any) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return abs(value) < 1e14 and bool(_EPOCH.fullmatch(str(int(value))))
    found = find_date(value) if isinstance(value, str) and len(value) < 60 else None
    return bool(found and found[1])


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) >= 10


def _picture(value: Any) -> bool:
    return _address(value) and not is_avatar(value)


def _words(value: Any) -> bool:
    return isinstance(value, str) and 2 <= len(value) <= 80


def _name(value: Any) -> bool:
    return (isinstance(value, str) and bool(value)) or (isinstance(value, int) and value > 0)


_FIELDS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "title": ("headline title heading subject caption name label", _long),
    "link": ("html_url url link href permalink canonical_url web_url weburl ap_id uri path", _address),
    "date": (
        "published_at publishedat published date_published datepublished publish_date publishdate pub_date"
        " pubdate first_published date_gmt post_date_gmt published_gmt"
        " date datetime time timestamp ts at created_utc created_at createdat created posted_at"
        " updated_at updatedat modified",
        _moment,
    ),
    "author": (
        "author authors primary_author byline by creator writer user account vendor channeltitle",
        _words,
    ),
    "section": ("section category categories channel desk topic rubric cat", _words),
    "summary": ("summary excerpt description dek standfirst lead teaser abstract intro subtitle", _long),
    "guid": ("guid id uid uuid _id objectid", _name),
    "content": (
        "content content_html body_html html body selftext_html cooked description_html note story_text",
        _text,
    ),
    "image": (
        "image feature_image featured_image cover cover_image picture photo thumbnail thumbnail_url image_url"
        " images jetpack_featured_media_url wp:featuredmedia lead_image banner thumbnails media_attachments",
        _picture,
    ),
    "tags": ("tags tag_list labels keywords", _words),
}
_INNER = (
    *("name", "title", "label", "display", "display_name", "rendered", "full_name", "text", "url", "href"),
    *("alias", "processed", "html", "value", "login", "source_url", "src", "preview_url", "username"),
)
_MADE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("topics", ("slug", "id"), "join('/', ['/t', {slug}, to_string({id})])"),
    ("products", ("handle",), "join('/', ['/products', {handle}])"),
    ("", ("videoId",), "join('', ['https://www.youtube.com/watch?v=', {videoId}])"),
)
"""Where the program is known by its words, how its addresses are made: list's name, keys, JMESPath."""
_PARTS = ("_embedded", "snippet", "attributes")
_OF_PARTS = ("author", "image", "tags")
"""What objects beside the story's own may add: WordPress embeds authors and pictures."""
MOST_LEVELS = 12
_MOST = 0.7
"""Share of the objects that must have a field for it to be one."""


def guess_paths(data: Any, hrefs: Collection[str] = ()) -> dict[str, str]:
    """The options of `json` for the stories in a value; empty where no list looks like stories.

    `hrefs` are the addresses on the page around it, which show how links are made of a slug.
    """
    guesses = (guess_fields(place, items, hrefs) for place, items in _lists(data))
    return max(guesses, key=lambda guess: guess[0], default=(0.0, {}))[1]


def guess_fields(
    place: str, items: Sequence[Mapping[str, Any]], hrefs: Collection[str] = ()
) -> tuple[float, dict[str, str]]:
    """How much a list of objects looks like stories, and the options that read it; 0 where it does not."""
    fields = _fields(items[:SAMPLE])
    if "title" in fields and "link" not in fields and (made := _made_link(place, items[:SAMPLE], hrefs)):
        fields["link"] = made
    told = "title" in fields or ("content" in fields and "date" in fields)
    if not told or not ("link" in fields or "date" in fields):
        return 0.0, {}
    return min(len(items), 30) ** 0.5 * len(fields), {"items": place or "@", **fields}


def _made_link(place: str, items: Sequence[Mapping[str, Any]], hrefs: Collection[str]) -> str:
    """An expression that makes each object's link, or "": by the program, else as the page's links are."""
    levels = _levels(items)
    for name, keys, made in _MADE:
        for prefix, level in levels:
            if place.lower().endswith(name) and all(_all_have(level, key) for key in keys):
                return made.format(**{key: _below(prefix, key) for key in keys})
    for prefix, level in levels[:3]:
        for key, inner in _naming(level):
            names = [str(one[key][inner] if inner else one[key]) for one in level]
            if form := around(names, hrefs):
                return joined(form, _below(prefix, ".".join(filter(None, (key, inner)))))
    return ""


def _naming(items: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The keys under which every object has what may name it in an address."""
    for key in NAMES:
        if _all_have(items, key):
            yield key, ""
        elif all(isinstance(one.get(key), dict) for one in items) and _all_have(
            [one[key] for one in items], "current"
        ):
            yield key, "current"


def _all_have(items: Sequence[Mapping[str, Any]], key: str) -> bool:
    return all(isinstance(one.get(key), str | int) and one[key] not in ("", True, False) for one in items)


def _lists(data: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every list of objects and its path, outer ones first."""
    waiting: deque[tuple[str, Any]] = deque([("", data)])
    for _ in range(MAX_NODES):
        if not waiting:
            return
        place, value = waiting.popleft()
        if isinstance(value, dict):
            inner = islice(value.items(), MAX_NODES)
            waiting += [(f"{place}.{quoted(key)}".lstrip("."), one) for key, one in inner]
        elif isinstance(value, list):
            objects = [one for one in value if isinstance(one, dict)]
            if len(objects) >= FEWEST and 2 * len(objects) > len(value):
                yield place, objects


def _levels(items: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The objects themselves and those that each of them holds under one key, with the key."""
    found: list[tuple[str, list[Mapping[str, Any]]]] = [("", list(items))]
    for key in dict.fromkeys(key for item in items for key in item if isinstance(key, str)):
        inner = [item[key] for item in items if isinstance(item.get(key), dict)]
        if len(inner) >= _MOST * len(items) and len(found) < MOST_LEVELS:
            found.append((quoted(key), inner))
    return found


def _fields(items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The fields of the objects, or of the level in them that tells most; what it lacks from the others."""
    levels = [(prefix, _fields_at(level)) for prefix, level in _levels(items)]
    whole = [one for one in levels if "title" in one[1]] or levels
    prefix, best = max(whole, key=lambda one: (one[0] == "" and len(one[1]) > 2, len(one[1])))
    found = {field: _below(prefix, path) for field, path in best.items()}
    for other, fields in levels:
        if other == prefix or (other and prefix):
            continue
        more = fields if not other else {k: fields[k] for k in _OF_PARTS if k in fields and other in _PARTS}
        found = {
            **{k: _below(other, path) for k, path in more.items() if k not in ("title", "summary")},
            **found,
        }
    return {field: found[field] for field in _FIELDS if field in found}


def _below(prefix: str, path: str) -> str:
    return f"{prefix}.{path}" if prefix else path


def _fields_at(items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    found: dict[str, str] = {}
    keys = {key.casefold(): key for item in items for key in item if isinstance(key, str)}
    for field, (names, fits) in _FIELDS.items():
        candidates = [keys[name] for name in names.split() if name in keys]
        paths = [path for key in candidates if (path := _path(items, key, fits, field))]
        if fresh := [path for path in paths if path not in found.values()]:
            found[field] = fresh[0]
    return found


def _path(items: Sequence[Mapping[str, Any]], key: str, fits: Callable[[Any], bool], field: str) -> str:
    """The path of a field that most items have in this key, in it, or in the objects it lists."""
    values = [item.get(key) for item in items]
    if _fit(values, fits, field):
        return quoted(key)
    for inner in _INNER:
        if _fit([v.get(inner) if isinstance(v, dict) else None for v in values], fits, field):
            return f"{quoted(key)}.{inner}"
        firsts = [v[0] if isinstance(v, list) and v else None for v in values]
        if _fit([v.get(inner) if isinstance(v, dict) else None for v in firsts], fits, field):
            return f"{quoted(key)}[].{inner}"
    lists = [v[0] if isinstance(v, list) and v else None for v in values]
    return quoted(key) if _fit(lists, fits, field) else ""


def _fit(values: Sequence[Any], fits: Callable[[Any], bool], field: str) -> bool:
    good = [str(value) for value in values if fits(value)]
    distinct = field not in ("title", "link", "guid") or 2 * len(set(good)) > len(good)
    return len(good) >= _MOST * len(values) and distinct


def quoted(key: str) -> str:
    """A key as JMESPath writes it."""
    return key if _PLAIN.fullmatch(key) else json.dumps(key, ensure_ascii=False)
