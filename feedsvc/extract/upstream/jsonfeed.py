"""JSON Feed, items to raw stories (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from feedsvc.clean.dates import parse_date
from feedsvc.clean.plain import as_markup
from feedsvc.extract.base import UseFallback
from feedsvc.extract.jsondates import moment_of
from feedsvc.extract.jsonvalue import read_value
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.titles import plain_title
from feedsvc.extract.upstream.bounds import FEW, rises
from feedsvc.extract.upstream.files import item_files
from feedsvc.extract.upstream.markup import shown
from feedsvc.extract.upstream.moments import first_believable
from feedsvc.extract.upstream.relative import site_of
from feedsvc.extract.upstream.standin import content_base, stand_in
from feedsvc.extract.upstream.storylink import is_address, leads_to
from feedsvc.models import Related


def read_json(text: str) -> dict[str, Any]:
    """The JSON object in the text; raises UseFallback where there is none."""
    value = read_value(text, "the page")
    if not isinstance(value, dict):
        raise UseFallback("is JSON, but no JSON Feed (not an object)")
    return value


def read_feed(text: str, limit: int, url: str) -> tuple[str | None, tuple[RawStory, ...]]:
    """The title and the first items of a JSON Feed at `url`; raises UseFallback where it is none."""
    feed = read_json(text)
    if not _is_feed(feed):
        raise UseFallback("is JSON, but no JSON Feed (its version names jsonfeed.org)")
    items = _newest([item for item in feed["items"] if isinstance(item, dict)], limit)
    return words(feed.get("title")), tuple(from_item(item, feed, url) for item in items)


def _newest(items: list[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    """At most so many items: the first ones, unless the last are younger than these."""
    if len(items) <= limit:
        return items
    ends = [parse_date(_dated(item), UTC, guess=False) for item in (*items[:FEW], *items[-FEW:])]
    return items[-limit:] if rises(ends) else items[:limit]


def _dated(item: Mapping[str, Any]) -> str | datetime | None:
    return first_believable([_moment(item.get(name)) for name in ("date_published", "date_modified")])


def _is_feed(feed: Mapping[str, Any]) -> bool:
    """Whether it says so, or, where it says nothing, looks so: items that have an id and content."""
    items = _list(feed.get("items"))
    if "jsonfeed.org" in str(feed.get("version")):
        return isinstance(feed.get("items"), list)
    content = ("content_html", "content_text")
    said = [isinstance(one, dict) and "id" in one and any(name in one for name in content) for one in items]
    return not isinstance(feed.get("version"), str) and bool(said) and all(said)


def from_item(item: Mapping[str, Any], feed: Mapping[str, Any], url: str) -> RawStory:
    """The raw story of an item; what the feed says of all of them holds where it says nothing itself."""
    home = words(feed.get("home_page_url"))
    link = _link(item, site_of(url, home))
    base = content_base(None, link if words(item.get("url")) else None, home)
    tags = unique(_named(tag) for tag in _several(item.get("tags")))
    identifier, files = item.get("id"), item_files(item, base or url)
    title, summary = words(item.get("title")), words(item.get("summary"))
    content, text = words(item.get("content_html")), words(item.get("content_text"))
    body = _body(content, text)
    return RawStory(
        title=plain_title(title) if title else None,
        stand_in=stand_in(body or "", files, link),
        base=base,
        link=link,
        guid=str(identifier) if identifier is not None else None,
        authors=_authors(item) or _authors(feed),
        published=_dated(item),
        section=tags[0] if tags else None,
        summary=as_markup(summary) if summary else None,
        content=body,
        related=tuple(_pointed_at(item)),
        images=files,
        tags=tags,
        language=words(item.get("language")) or words(feed.get("language")),
        reasons={"title": "item title", "link": "item url", "date": "item date_published"},
    )


def _body(content: str | None, text: str | None) -> str | None:
    """The markup of an item's content; that of its text, where it is one, and one that was escaped, too."""
    if content:
        return shown({"value": content}) if "<" not in content and "&lt;" in content else content
    return shown({"value": text, "type": "text/plain"}) if text else None


def unique(values: Iterable[str | None]) -> tuple[str, ...]:
    """The distinct values that say anything, in their order."""
    return tuple(dict.fromkeys(v.strip() for v in values if v and v.strip()))


def words(value: Any) -> str | None:
    """A text with something in it, else None."""
    return value.strip() or None if isinstance(value, str) else None


def _link(item: Mapping[str, Any], site: str) -> str | None:
    """The item's page, else what it points at, else its id where that is an address."""
    identifier = words(item.get("id"))
    told = words(item.get("url")) or words(item.get("external_url"))
    told = told or (identifier if is_address(identifier) else None)
    return leads_to(told, site) if told else None


def _pointed_at(item: Mapping[str, Any]) -> Iterator[Related]:
    """The page elsewhere that an item of a blog of links is about."""
    there = words(item.get("external_url"))
    if there and words(item.get("url")) not in (None, there):
        yield Related(title=there, url=there)


def _authors(holder: Mapping[str, Any]) -> tuple[str, ...]:
    """Names, of version 1 and 1.1, and where a text stands in for a person."""
    given = holder.get("authors") or holder.get("author")
    names = [_named(one) for one in (given if isinstance(given, list) else [given])]
    return unique(name for name in names if not is_address(name))


def _named(value: Any) -> str | None:
    """A name or a word, also where an object with a name stands in for it."""
    return words(value.get("name") if isinstance(value, dict) else value)


def _moment(value: Any) -> str | datetime | None:
    """A date; counts of seconds stand in for some."""
    is_count = isinstance(value, int | float) and not isinstance(value, bool)
    return moment_of(str(value) if is_count else words(value), "")


def _several(value: Any) -> list[Any]:
    return value.split(",") if isinstance(value, str) else _list(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
