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
category), published 2026-03-04 07:00 UTC, with the description as its summary. A description that shows
more than a line of text (pictures, links, paragraphs) is the story's content.

RSS, Atom and RDF are read by feedparser after DTDs, entities and deep nesting were refused; JSON
Feed by hand (https://www.jsonfeed.org/version/1.1/). E-mail addresses of authors are not kept.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import feedparser

from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.upstream.cdata import unnested
from feedsvc.extract.upstream.dialect import told_apart
from feedsvc.extract.upstream.entry import from_entry
from feedsvc.extract.upstream.jsonfeed import read_feed
from feedsvc.extract.upstream.options import UpstreamOptions
from feedsvc.extract.upstream.relative import marked_place, restore
from feedsvc.extract.xmlguard import OPAQUE, root_name, xml_text
from feedsvc.models import Page

_ENTRY_END = re.compile(r"</(?:item|entry)\s*>")
_OPAQUE_OR_END = re.compile(rf"{OPAQUE.pattern}|({_ENTRY_END.pattern})", re.DOTALL)


class Upstream(Extractor[UpstreamOptions]):
    """Reads stories from a feed."""

    name = "upstream"
    reads = "an existing RSS, Atom, RDF or JSON feed, to be split into topics, cleaned, completed"
    purpose = 4
    Options = UpstreamOptions

    def extract(self, page: Page) -> RawExtraction:
        """The entries of the feed; raises UseFallback where the page is no feed or a trap."""
        title, stories = _read(page, self.options.limit, self.settings.language)
        if not stories:
            raise UseFallback("the feed has no entries")
        return RawExtraction(stories=stories, page_title=title)


def _read(page: Page, limit: int, language: str | None) -> tuple[str | None, tuple[RawStory, ...]]:
    if page.text.lstrip().startswith("{"):
        return read_feed(page.text, limit, page.url)
    parsed = _parsed(page, limit)
    restore(parsed.feed, page.url)
    restore(parsed.entries, page.url)
    told = language or parsed.feed.get("language")  # many a feed says en-us and is written in another
    feed = {**parsed.feed, "language": told, "is_atom": str(parsed.get("version")).startswith("atom")}
    return feed.get("title"), tuple(from_entry(entry, feed, page.url) for entry in parsed.entries[:limit])


def _parsed(page: Page, limit: int) -> Any:
    text = unnested(_cut(xml_text(page), limit))
    root = root_name(text)
    if root not in ("rss", "feed", "rdf"):
        raise UseFallback(f"is no feed (its first element is {root or 'missing'})")
    place = marked_place(page.url)
    # The text goes in as bytes: feedparser opens a string as an address or a file.
    try:
        return feedparser.parse(
            BytesIO(told_apart(text).encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": place},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise UseFallback(f"cannot be read: {error}") from error


def _cut(text: str, limit: int) -> str:
    """The feed without the entries after the first `limit`: feedparser takes seconds for some thousands."""
    if len(_ENTRY_END.findall(text)) <= limit:  # as of nearly all feeds
        return text
    ends = [found.end() for found in _OPAQUE_OR_END.finditer(text) if found[1]]
    return text[: ends[limit - 1]] + text[ends[-1] :] if len(ends) > limit else text
