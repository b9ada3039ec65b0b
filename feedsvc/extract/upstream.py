"""`upstream`: another feed (RSS, Atom, RDF or JSON Feed), to be split into topics, cleaned, completed.

The page:

    <rss version="2.0"><channel><title>Harbour News</title>
      <item>
        <title>Second quay opens</title><link>https://news.example/quay-2</link>
        <guid>quay-2</guid><dc:creator>Ann Lee</dc:creator><category>Trade</category>
        <pubDate>Wed, 04 Mar 2026 08:00:00 +0100</pubDate>
        <description>Ships no longer wait.</description>
      </item>
    </channel></rss>

The source's file:

    extractor = "upstream"
    [options]
    # limit = 100        # the first so many entries only

The result: one story with that title, link and guid, by Ann Lee, section Trade (the first
category), published 2026-03-04 07:00 UTC, with the description as its summary.

RSS, Atom and RDF are read by feedparser after DTDs, entities and deep nesting were refused; JSON
Feed by hand (https://www.jsonfeed.org/version/1.1/). E-mail addresses of authors are not kept.
"""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser

from feedsvc.clean.html import html_to_text
from feedsvc.clean.media import extension_type
from feedsvc.clean.text import clean_names
from feedsvc.config.checks import number
from feedsvc.config.options import option
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.dom import as_html
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.xmlguard import root_name, xml_text
from feedsvc.models import Image, Page

_ZONED = re.compile(r"(?:Z|GMT|UTC?|[ECMP][SD]T|[+-]\d\d:?\d\d)\s*$", re.I)
_ENTRY_END = re.compile(r"</(?:item|entry)\s*>")
_ADDRESSED = re.compile(r"\S+@\S+\s+\(([^()]+)\)")


@dataclass(frozen=True, kw_only=True, slots=True)
class UpstreamOptions:
    """How much of the feed is read."""

    limit: int = option(number(1, 1000), 1000)


class Upstream(Extractor[UpstreamOptions]):
    """Reads stories from a feed."""

    name = "upstream"
    reads = "an existing RSS, Atom, RDF or JSON feed, to be split into topics, cleaned, completed"
    purpose = 4
    Options = UpstreamOptions

    def extract(self, page: Page) -> RawExtraction:
        """The entries of the feed; raises UseFallback where the page is no feed or a trap."""
        title, stories = _read(page, self.options.limit)
        if not stories:
            raise UseFallback("the feed has no entries")
        return RawExtraction(stories=stories, page_title=title)


def _read(page: Page, limit: int) -> tuple[str | None, tuple[RawStory, ...]]:
    if page.text.lstrip().startswith("{"):
        feed = read_json(page.text)
        if not isinstance(feed.get("items"), list) or "jsonfeed.org" not in str(feed.get("version")):
            raise UseFallback("is JSON, but no JSON Feed (its version names jsonfeed.org)")
        items = [item for item in feed["items"][:limit] if isinstance(item, dict)]
        return _words(feed.get("title")), tuple(_from_json(item, feed) for item in items)
    parsed = _parsed(page, limit)
    return parsed.feed.get("title"), tuple(_from_xml(entry) for entry in parsed.entries[:limit])


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


def _parsed(page: Page, limit: int) -> Any:
    text = _cut(xml_text(page), limit)
    root = root_name(text)
    if root not in ("rss", "feed", "rdf"):
        raise UseFallback(f"is no feed (its first element is {root or 'missing'})")
    # The text goes in as bytes: feedparser opens a string as an address or a file.
    return feedparser.parse(
        BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": page.url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _cut(text: str, limit: int) -> str:
    """The feed without the entries after the first `limit`: feedparser takes seconds for some thousands."""
    ends = [found.end() for found in _ENTRY_END.finditer(text)]
    return text[: ends[limit - 1]] + text[ends[-1] :] if len(ends) > limit else text


# -- RSS, Atom, RDF --------------------------------------------------------------------------------


def _from_xml(entry: Any) -> RawStory:
    content = "".join(_html(part) for part in entry.get("content", ()))
    summary = _html(entry["summary_detail"]) if entry.get("summary_detail") else None
    if summary and not content and _is_whole(summary):
        content, summary = summary, None
    tags = _unique(tag.get("label") or tag.get("term") for tag in entry.get("tags", ()))
    return RawStory(
        title=_title(entry),
        link=entry.get("link") or None,
        guid=entry.get("id") or None,
        authors=_xml_authors(entry),
        published=_xml_date(entry),
        section=tags[0] if tags else None,
        summary=summary if summary != content else None,
        content=content or None,
        images=tuple(_xml_images(entry)),
        tags=tags,
        language=entry.get("language") or None,
        reasons={"title": "entry title", "link": "entry link", "date": "entry date"},
    )


def _is_whole(markup: str) -> bool:
    """Whether a description is the story itself: paragraphs, and no sign of being cut off."""
    end = html_to_text(markup[-200:]).rstrip(" ]»)")
    return markup.count("<p") > 1 and not end.endswith(("…", "..."))


def _title(entry: Any) -> str | None:
    detail = entry.get("title_detail") or {}
    title: str | None = entry.get("title") or None
    if title and detail.get("type") in ("text/html", "application/xhtml+xml"):
        return html_to_text(title)
    return title


def _html(detail: Mapping[str, Any]) -> str:
    value = detail.get("value") or ""
    plain = detail.get("type") == "text/plain" and "<" not in value
    return (as_html(value) or "") if plain else value


def _xml_authors(entry: Any) -> tuple[str, ...]:
    """Names only. RSS writes `address (name)` and `name <address>`, which feedparser cuts in wrong places."""
    people = entry.get("authors", ())
    names = [person.get("name") for person in people] or [entry.get("author")]
    written = (entry.get("author") or "").strip()
    if whole := _ADDRESSED.fullmatch(written):
        names = [whole.group(1)]
    elif "@" in written and len(people) < 2:
        names = list(clean_names([written]))
    return _unique(name for name in names if name and "@" not in name)


def _xml_date(entry: Any) -> str | datetime | None:
    for name in ("published", "updated", "created"):
        text, parsed = entry.get(name), entry.get(f"{name}_parsed")
        if text and parsed and _ZONED.search(text):
            return datetime.fromtimestamp(timegm(parsed), UTC)
        if text:
            return str(text)
    return None


def _xml_images(entry: Any) -> Iterable[Image]:
    for found in (
        *entry.get("enclosures", ()),
        *entry.get("media_content", ()),
        *entry.get("media_thumbnail", ()),
    ):
        url = found.get("href") or found.get("url")
        if url and _is_told(url, found.get("type"), found.get("medium")):
            yield _enclosure(url, found.get("type"), found.get("length") or found.get("filesize"))


def _is_told(url: str, media_type: str | None, medium: str | None) -> bool:
    """Whether what it is can be told: of `medium="video"` alone no media type can be made (Media RSS)."""
    return bool(media_type) or medium in (None, "image") or bool(extension_type(url))


# -- JSON Feed -------------------------------------------------------------------------------------


def _from_json(item: Mapping[str, Any], feed: Mapping[str, Any]) -> RawStory:
    tags = _unique(_words(tag) for tag in _list(item.get("tags")))
    identifier = item.get("id")
    return RawStory(
        title=_words(item.get("title")),
        link=_words(item.get("url")) or _words(item.get("external_url")),
        guid=str(identifier) if identifier is not None else None,
        authors=_json_authors(item) or _json_authors(feed),
        published=_words(item.get("date_published")) or _words(item.get("date_modified")),
        section=tags[0] if tags else None,
        summary=as_html(_words(item.get("summary"))),
        content=_words(item.get("content_html")) or as_html(_words(item.get("content_text"))),
        images=tuple(_json_images(item)),
        tags=tags,
        language=_words(item.get("language")) or _words(feed.get("language")),
        reasons={"title": "item title", "link": "item url", "date": "item date_published"},
    )


def _json_authors(holder: Mapping[str, Any]) -> tuple[str, ...]:
    people = _list(holder.get("authors")) or [holder.get("author")]
    return _unique(_words(person.get("name")) for person in people if isinstance(person, dict))


def _json_images(item: Mapping[str, Any]) -> Iterable[Image]:
    if url := _words(item.get("image")) or _words(item.get("banner_image")):
        yield _enclosure(url, None, None)
    for found in _list(item.get("attachments")):
        if isinstance(found, dict) and (url := _words(found.get("url"))):
            yield _enclosure(url, _words(found.get("mime_type")), found.get("size_in_bytes"))


# -- both ------------------------------------------------------------------------------------------


def _enclosure(url: str, media_type: str | None, length: Any) -> Image:
    size = int(length) if str(length).isascii() and str(length).isdigit() and len(str(length)) < 16 else None
    return Image(url=url, media_type=media_type or "", length=size)


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v.strip() for v in values if v and v.strip()))


def _words(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
