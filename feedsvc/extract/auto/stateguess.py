"""From the states of an application's page to the options of `state`: which of their lists holds the stories.

Beside stories a state holds menus, filters, translations and settings. A list without dates is believed only
where each of its objects has a page of its own and more than a name; what stands under `related` or `popular`
counts half. Of `{"sections": [{"posts": […]}, {"posts": […]}]}` all posts are one list.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from feedsvc.clean.urls import joined_url, url_parts
from feedsvc.extract.addressed import FEWER, FEWEST
from feedsvc.extract.auto.jsonguess import SAMPLE, guess_fields
from feedsvc.extract.auto.jsonlists import quoted
from feedsvc.extract.dom import attribute
from feedsvc.extract.jmes import compiled, looked_up
from feedsvc.extract.state.anywhere import MAX_NODES, found_in

MAX_HREFS = 500
MAX_LISTS = 120
"""Lists of a page that are judged, outer ones first."""
MAX_DEPTH = 40
_ASIDE = re.compile(
    r"related|recommend|similar|popular|trending|most[_A-Z]|sidebar|widget|promo|hero|featured|comment|teasers?$"
)
_NEVER = re.compile(
    r"(?i)nav|menu|footer|header|breadcrumb|filter|facet|locale|i18n|translat|lang|currenc|countr|config|setting"
    r"|experiment|flag|social|sponsor|partner|vendor|purpose|advert|\bads?\b|banner|cookie|consent|track|analytic"
    r"|author|users?\b|members?\b|team|staff|categor|\btags?\b|links?\b|routes?\b|faq|question|testimonial|pricing|plans?\b"
)
"""Keys above lists that are no stories, unless dates say otherwise."""
_PASSING = re.compile(r"[0-9a-f]{8,}|^\$|^:R|\d{4,}|[?&=]|[A-Za-z0-9_-]{24,}")
"""Keys that another build or another day calls otherwise."""
_MORE = ("summary", "content", "author", "image", "section", "tags")
_MOST = 0.7

Place = tuple[str | None, ...]
"""Keys on the way to a value; None for a place in a list, and for a key that passes."""
_Found = tuple[Place, list[dict[str, Any]]]


def guess_states(found: Mapping[str, Any], tree: LexborHTMLParser, url: str) -> list[dict[str, Any]]:
    """The options of `state` for the best list of each state that has stories, the best first."""
    if not found:
        return []
    hrefs = {attribute(link, "href") for link in tree.css("a[href]")[:MAX_HREFS]}
    most = max(MAX_LISTS // len(found), FEWEST)
    guesses = [_best(name, value, hrefs, url, most) for name, value in found.items()]
    return [options for worth, options in sorted(guesses, key=lambda guess: -guess[0]) if worth]


def _best(name: str, value: Any, hrefs: Collection[str], url: str, most: int) -> tuple[float, dict[str, Any]]:
    best: tuple[float, dict[str, Any]] = (0.0, {})
    for _, (place, items) in zip(range(most), _lists(value), strict=False):
        worth, options = guess_fields(_path(place), items, hrefs)
        if worth:
            worth *= _trust(place, items, options, url)
        if worth > best[0] and (path := _found_again(value, place, items, options)):
            best = worth, {"state": name, **options, "items": path}
    return best


def _trust(place: Place, items: Sequence[Mapping[str, Any]], options: Mapping[str, Any], url: str) -> float:
    """How far a list is believed: 0 for what is none of stories, a half for what stands aside."""
    names = [key for key in place if key][-3:]
    aside = 0.5 if any(_ASIDE.search(name) for name in names) else 1.0
    never = any(_NEVER.search(name) for name in names)
    if "date" in options:
        told = "link" in options or ("title" in options and not never)
        return aside if told else 0.0
    if never or "link" not in options or not any(field in options for field in _MORE):
        return 0.0
    links = [_value_at(options["link"], item) for item in items[:SAMPLE]]
    pages = {url_parts(joined_url(url, str(link))).path.rstrip("/") for link in links}
    return aside if len(pages - {url_parts(url).path.rstrip("/")}) >= _MOST * len(items[:SAMPLE]) else 0.0


def _found_again(
    value: Any, place: Place, items: Sequence[Mapping[str, Any]], options: Mapping[str, Any]
) -> str:
    """The path under which the strategy finds the same list: its own keys, else all; "" for neither."""
    words = options.get("title") or options["content"]
    for path in dict.fromkeys((_path(place), _path(_own(place)), _whole(place))):
        if not path:
            continue
        again = found_in(value, path, _searching(path), lambda one: bool(_value_at(words, one)))
        if len(again) == len(items) and all(a is b for a, b in zip(again, items, strict=True)):
            return path
    return ""


def _value_at(option: Any, item: Any) -> Any:
    """What stands where an option points, a path or a table with one."""
    path = option["path"] if isinstance(option, dict) else option
    return looked_up(compiled(path), item, path)


def _searching(path: str) -> Any:
    expression = compiled(path)

    def search(one: Any) -> list[Any]:
        found = looked_up(expression, one, path)
        return found if isinstance(found, list) else [found]

    return search


def _own(place: Place) -> Place:
    """The keys after the last place in a list."""
    gone = max((n for n, key in enumerate(place) if key is None), default=-1)
    return place[gone + 1 :]


def _path(place: Place) -> str:
    """JMESPath of the keys after the last one that passes."""
    last = len(place) - 1
    own = _own(tuple(None if _passes(key, last=n == last) else key for n, key in enumerate(place)))
    return _joined(own) or "@"


def _passes(key: str | None, *, last: bool) -> bool:
    """Whether another build may call the key otherwise, or draw what it leads to elsewhere."""
    if key is None or key in _STARS:
        return False
    return _PASSING.search(key) is not None or (key == "children" and not last)


def _whole(place: Place) -> str:
    return "" if None in place else _joined(place)


_STARS = ("*", "[]")


def _joined(keys: Sequence[str | None]) -> str:
    path = ""
    for key in keys:
        path += "[]" if key == "[]" else f".{key if key == '*' else quoted(str(key))}"
    return path.lstrip(".")


def _lists(data: Any) -> Iterator[_Found]:
    """Every list of objects and its place, outer ones first; lists in the objects of one list together."""
    waiting: deque[tuple[Place, Any]] = deque([((), data)])
    seen = set[int]()
    while waiting and len(seen) < MAX_NODES:
        place, value = waiting.popleft()
        if id(value) in seen:
            continue
        seen.add(id(value))
        own: Place = place if isinstance(value, list) else (*place, "*")
        objects = _objects(value)
        if len(objects) >= FEWEST:
            yield own, objects
        if objects:
            yield from _grouped(own, objects)
        if len(place) > MAX_DEPTH:
            continue
        inner = value.items() if isinstance(value, dict) else ((None, one) for one in value)
        waiting += [((*place, key), one) for key, one in inner if isinstance(one, dict | list)]


def _objects(value: Any) -> list[dict[str, Any]]:
    """The objects that are most of a list, or all that a mapping of names holds."""
    inner = list(value.values()) if isinstance(value, dict) else value
    objects = [one for one in inner if isinstance(one, dict)]
    if len(objects) < FEWER or (isinstance(value, dict) and not _alike(objects, len(inner))):
        return []
    return objects if 2 * len(objects) > len(inner) else []


def _alike(objects: Sequence[Mapping[str, Any]], count: int) -> bool:
    first = set(objects[0])
    return len(objects) == count and all(
        2 * len(first & set(one)) > len(first | set(one)) for one in objects[:9]
    )


def _grouped(place: Place, objects: Sequence[Mapping[str, Any]]) -> Iterator[_Found]:
    """The lists that objects which are no stories hold under one key, together: sections with their posts."""
    keys = [key for key, value in objects[0].items() if isinstance(value, list)][:9]
    if not keys or {"title", "link"} <= set(guess_fields("", objects)[1]):
        return
    for key in keys:
        inner = [one for item in objects for one in _listed(item.get(key))]
        if len(inner) >= FEWEST and sum(bool(item.get(key)) for item in objects) >= _MOST * len(objects):
            yield (*place, "[]", key, "[]") if place and place[-1] != "*" else (*place, key, "[]"), inner


def _listed(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
