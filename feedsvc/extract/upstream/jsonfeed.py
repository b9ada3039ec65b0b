"""JSON Feed, items to raw stories (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from feedsvc.clean.plain import as_markup, plain_to_html
from feedsvc.clean.text import decode_entities
from feedsvc.extract.base import UseFallback
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.upstream.files import item_files
from feedsvc.extract.upstream.standin import content_base, stand_in


def read_json(text: str) -> dict[str, Any]:
    """The JSON object in the text; raises UseFallback where there is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise UseFallback(f"is no readable JSON: {reason}") from None
    if not isinstance(value, dict):
        raise UseFallback("is JSON, but no JSON Feed (not an object)")
    return value


def read_feed(text: str, limit: int) -> tuple[str | None, tuple[RawStory, ...]]:
    """The title and the first items of a JSON Feed; raises UseFallback where it is none."""
    feed = read_json(text)
    if not isinstance(feed.get("items"), list) or "jsonfeed.org" not in str(feed.get("version")):
        raise UseFallback("is JSON, but no JSON Feed (its version names jsonfeed.org)")
    items = [item for item in feed["items"][:limit] if isinstance(item, dict)]
    return words(feed.get("title")), tuple(from_item(item, feed) for item in items)


def from_item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> RawStory:
    """The raw story of an item; what the feed says of all of them holds where it says nothing itself."""
    tags = unique(words(tag) for tag in _list(item.get("tags")))
    identifier, files = item.get("id"), item_files(item)
    link = words(item.get("url")) or words(item.get("external_url"))
    title, summary = words(item.get("title")), words(item.get("summary"))
    content, text = words(item.get("content_html")), words(item.get("content_text"))
    body = content or (plain_to_html(text) if text else None)
    return RawStory(
        title=decode_entities(title) if title else None,
        stand_in=stand_in(body or "", files, link),
        base=content_base(None, words(item.get("url")), words(feed.get("home_page_url"))),
        link=link,
        guid=str(identifier) if identifier is not None else None,
        authors=_authors(item) or _authors(feed),
        published=words(item.get("date_published")) or words(item.get("date_modified")),
        section=tags[0] if tags else None,
        summary=as_markup(summary) if summary else None,
        content=body,
        images=files,
        tags=tags,
        language=words(item.get("language")) or words(feed.get("language")),
        reasons={"title": "item title", "link": "item url", "date": "item date_published"},
    )


def unique(values: Iterable[str | None]) -> tuple[str, ...]:
    """The distinct values that say anything, in their order."""
    return tuple(dict.fromkeys(v.strip() for v in values if v and v.strip()))


def words(value: Any) -> str | None:
    """A text with something in it, else None."""
    return value.strip() or None if isinstance(value, str) else None


def _authors(holder: Mapping[str, Any]) -> tuple[str, ...]:
    people = _list(holder.get("authors")) or [holder.get("author")]
    return unique(words(person.get("name")) for person in people if isinstance(person, dict))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
