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
    # limit = 100        # the newest so many entries only

The result: one story with that title, link and guid, by Ann Lee, section Trade (the first
category), published 2026-03-04 07:00 UTC, with the description as its summary. A description that shows
more than a line of text (pictures, links, paragraphs) is the story's content.

RSS, Atom and RDF are read by feedparser after DTDs, entities and deep nesting were refused; JSON
Feed by hand (https://www.jsonfeed.org/version/1.1/). E-mail addresses of authors are not kept.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import feedparser
from msgspec.structs import replace

from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.jsonvalue import is_json
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.upstream.bounds import newest_entries, whole_entries
from feedsvc.extract.upstream.cdata import around, unnested, well_spelt
from feedsvc.extract.upstream.dialect import told_apart
from feedsvc.extract.upstream.ends import closed
from feedsvc.extract.upstream.entry import from_entry
from feedsvc.extract.upstream.jsonfeed import read_feed
from feedsvc.extract.upstream.makererrors import parted
from feedsvc.extract.upstream.options import UpstreamOptions
from feedsvc.extract.upstream.relative import marked_place, restore
from feedsvc.extract.xmlguard import root_name, xml_text
from feedsvc.models import Page


class Upstream(Extractor[UpstreamOptions]):
    """Reads stories from a feed."""

    name = "upstream"
    reads = "an existing RSS, Atom, RDF or JSON feed, to be split into topics, cleaned, completed"
    purpose = 4
    Options = UpstreamOptions

    def extract(self, page: Page) -> RawExtraction:
        """The entries of the feed; raises UseFallback where the page is no feed or a trap."""
        found = _read(page, self.options.limit, self.settings.language)
        stories, failure = parted(found.stories)
        if failure:
            # What its program could not fetch has not left the feed.
            found = replace(found, stories=stories, truncated=True)
        if failure and not stories:
            raise UseFallback(f"the program that makes the feed failed: {failure}")
        if not stories:
            raise UseFallback(
                "the feed has no entries" + (" before it is cut off" if found.truncated else "")
            )
        return found


def _read(page: Page, limit: int, language: str | None) -> RawExtraction:
    if _is_object(page.text):
        title, stories = read_feed(page.text, limit, page.url)
        return RawExtraction(stories=stories, page_title=title)
    text, truncated = whole_entries(well_spelt(xml_text(page)))
    title, stories = _entries(newest_entries(text, limit), page, limit, language)
    return RawExtraction(stories=stories, page_title=title, truncated=truncated)


def _is_object(text: str) -> bool:
    """Whether the page is a JSON object, alone or in a call."""
    return is_json(text) and not text.lstrip("\ufeff \t\r\n").startswith("[")


def _entries(
    text: str, page: Page, limit: int, language: str | None
) -> tuple[str | None, tuple[RawStory, ...]]:
    parsed = _parsed(text, page)
    restore(parsed.feed, page.url)
    restore(parsed.entries, page.url)
    told = language or parsed.feed.get("language")  # many a feed says en-us and is written in another
    version = str(parsed.get("version"))
    kind = {"is_atom": version.startswith("atom"), "is_rdf": version.startswith(("rss10", "rss090"))}
    feed = {**parsed.feed, "language": told, **kind}
    return feed.get("title"), tuple(from_entry(entry, feed, page.url) for entry in parsed.entries[:limit])


def _parsed(text: str, page: Page) -> Any:
    text = unnested(text)
    root = root_name(text)
    if root == "channel":  # RSS 1.1, and who leaves out what stands around a channel
        text = f"<rss>{text}</rss>"
    elif root not in ("rss", "feed", "rdf"):
        raise UseFallback(f"is no feed (its first element is {root or 'missing'})")
    place, text = marked_place(page.url), around(text, told_apart)
    parsed = _by_feedparser(text, place)
    if parsed.bozo and len(parsed.entries) < text.count("<item") and (mended := closed(text)) != text:
        again = _by_feedparser(mended, place)
        return again if len(again.entries) > len(parsed.entries) else parsed
    return parsed


def _by_feedparser(text: str, place: str) -> Any:
    # The text goes in as bytes: feedparser opens a string as an address or a file.
    try:
        return feedparser.parse(
            BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": place},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise UseFallback(f"cannot be read: {error}") from error
