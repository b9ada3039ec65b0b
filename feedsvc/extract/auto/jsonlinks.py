"""Links of stories that JSON does not give: made of what names them, where something shows how.

The kind of program is known by its words (Discourse, Shopify, YouTube …), the page around the JSON links
`/read/quay-2/`, or an object holds one address for readers under whatever name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from feedsvc.extract.addressed import NAMES, around
from feedsvc.extract.auto.jsonlevels import MOST, Level, levels
from feedsvc.extract.auto.jsonlists import below, quoted
from feedsvc.extract.auto.jsonnames import page_address, plain_name

_OF_OTHERS = ("api", "self", "edit", "download", "comment", "avatar", "icon", "logo", "image", "thumb")
_MADE: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("topics", ("slug", "id"), "slug", "/t/{value}/{guid}"),
    ("products", ("handle",), "handle", "/products/{value}"),
    ("", ("videoId",), "videoId", "https://www.youtube.com/watch?v={value}"),
    ("", ("uniqueSlug", "creatorId"), "id", "https://medium.com/p/{value}"),
    ("", ("userId", "visibility", "reactions"), "id", "/notes/{value}"),
    (
        "hits",
        ("objectID", "num_comments", "points"),
        "objectID",
        "https://news.ycombinator.com/item?id={value}",
    ),
    ("issues", ("key", "self", "fields"), "key", "/browse/{value}"),
    ("", ("tag_name", "_links"), "_links.self", ""),
    ("results", ("name", "metadata_modified", "title"), "name", "/dataset/{value}"),
)
"""Where the program is known by its words, how its addresses are made: list's name, keys, path, template."""
_BLUESKY = "app.bsky.feed.post"


def made_link(place: str, items: Sequence[Mapping[str, Any]], hrefs: Collection[str]) -> dict[str, Any]:
    """The options that make each object's link; none where nothing shows how."""
    inside = levels(items)
    return _by_program(place, inside) or _by_hrefs(inside, hrefs) or _only_address(inside)


def _by_program(place: str, inside: Sequence[Level]) -> dict[str, Any]:
    for name, keys, path, template in _MADE:
        for prefix, level in inside:
            if place.lower().endswith(name) and all(_all_know(level, key) for key in keys):
                at = below(prefix, path)
                link = {"path": at, "template": template} if template else at
                return {"link": link} | ({"guid": below(prefix, "id")} if "{guid}" in template else {})
    for prefix, level in inside:
        if all(_BLUESKY in str(one.get("uri")) for one in level):
            at = f"replace({below(prefix, 'uri')}, '/{_BLUESKY}/', '/post/')"
            return {
                "link": {"path": at, "regex": "^at://(.+)$", "template": "https://bsky.app/profile/{value}"}
            }
    return {}


def _by_hrefs(inside: Sequence[Level], hrefs: Collection[str]) -> dict[str, Any]:
    for prefix, level in inside[:3] if hrefs else ():
        for key, inner in _naming(level):
            names = [str(one[key][inner] if inner else one[key]) for one in level]
            if form := around(names, hrefs):
                path = below(prefix, ".".join(filter(None, (quoted(key), inner))))
                return {"link": {"path": path, "template": f"{form[0]}{{value}}{form[1]}"}}
    return {}


def _naming(items: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The keys under which every object has what may name it in an address."""
    for key in NAMES:
        if _all_have(items, key):
            yield key, ""
        elif all(isinstance(one.get(key), dict) and one[key].get("current") for one in items):
            yield key, "current"


def _only_address(inside: Sequence[Level]) -> dict[str, Any]:
    """The one address for readers that each object has, where it has but one that differs."""
    for prefix, level in inside[:3]:
        keys = dict.fromkeys(key for one in level for key in one if isinstance(key, str))
        found = [key for key in keys if _is_own(key) and _differ([one.get(key) for one in level])]
        if len(found) == 1:
            return {"link": below(prefix, quoted(found[0]))}
    return {}


def _is_own(key: str) -> bool:
    return not any(word in plain_name(key) for word in _OF_OTHERS)


def _differ(values: Sequence[Any]) -> bool:
    told = [value for value in values if page_address(value)]
    return len(told) >= MOST * len(values) and len(set(told)) == len(told)


def _all_have(items: Sequence[Mapping[str, Any]], key: str) -> bool:
    return all(isinstance(one.get(key), str | int) and one[key] not in ("", True, False) for one in items)


def _all_know(items: Sequence[Mapping[str, Any]], key: str) -> bool:
    return _all_have(items, key) or all(isinstance(one.get(key), dict | list) for one in items)
