"""`sitemap`: news sitemaps and ordinary ones (https://www.sitemaps.org/protocol.html).

The page:

    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
            xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
      <url>
        <loc>https://news.example/2026/second-quay-opens-101.html</loc>
        <news:news>
          <news:publication><news:language>en</news:language></news:publication>
          <news:publication_date>2026-03-04T08:00:00+01:00</news:publication_date>
          <news:title>Second quay opens</news:title>
        </news:news>
      </url>
    </urlset>

The source's file:

    extractor = "sitemap"
    [options]
    # match = "/2026/"      # only addresses with this regular expression (RE2)
    # limit = 100           # the newest so many

The result: one story, "Second quay opens", with that link, published 2026-03-04 07:00 UTC. Without
`news:title` the words of the address are the title ("Second quay opens" from the slug) and
`lastmod` is the date. Of a sitemap index the newest sitemap is read.
"""

# ruff: noqa: RUF009 (option() makes a dataclass field, it is no shared default)

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from feedsvc.clean.dates import parse_date
from feedsvc.config.checks import number
from feedsvc.config.options import option
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.rules import pattern
from feedsvc.extract.xmlguard import root_name, xml_text
from feedsvc.models import Image, Page

MAX_BYTES = 50 * 1024 * 1024
"""Largest sitemap that the protocol allows, inflated."""
_OLDEST = datetime(1970, 1, 1, tzinfo=UTC)
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp|amp)$", re.I)
_NUMBERS = re.compile(r"^(?:\d{4,}[-_]+)+|(?:[-_]+(?:[a-z]?\d{4,}|[0-9a-f]{8,}))+$", re.I)


@dataclass(frozen=True, kw_only=True, slots=True)
class SitemapOptions:
    """Which addresses of the sitemap are stories."""

    match: Any = option(pattern, None)
    limit: int = option(number(1, 1000), 100)


class Sitemap(Extractor[SitemapOptions]):
    """Reads stories from a sitemap, newest first."""

    name = "sitemap"
    reads = "news and ordinary sitemaps"
    purpose = 3
    Options = SitemapOptions

    def extract(self, page: Page) -> RawExtraction:
        """The stories of the sitemap; raises UseFallback where the page is none or a trap."""
        text = xml_text(_inflated(page))
        root = root_name(text)
        if root not in ("urlset", "sitemapindex"):
            raise UseFallback(f"is no sitemap (its first element is {root or 'missing'})")
        tree = _parse(text)
        if root == "sitemapindex":
            return self._index(tree)
        return self._stories(tree)

    def _stories(self, tree: Any) -> RawExtraction:
        stories = [story for node in _children(tree, "url") if (story := _story(node))]
        match = self.options.match
        chosen = [s for s in stories if match is None or match.search(s.link or "")]
        if not chosen:
            why = "has no addresses" if not stories else "has no address that options.match matches"
            raise UseFallback(f"the sitemap {why}")
        newest = sorted(chosen, key=self._moment, reverse=True)[: self.options.limit]
        return RawExtraction(stories=tuple(newest))

    def _index(self, tree: Any) -> RawExtraction:
        maps = _children(tree, "sitemap")
        dates = [self._date(_text(node, "lastmod")) for node in maps]
        places = [place for place, node in enumerate(maps) if _text(node, "loc")]
        if not places:
            raise UseFallback("the sitemap index names no sitemap")
        newest = _text(maps[max(places, key=lambda place: (dates[place], -place))], "loc")
        note = f"sitemap: is an index; its newest sitemap is {newest}"
        return RawExtraction(next_url=newest, attempts=(note,))

    def _moment(self, story: RawStory) -> datetime:
        return self._date(str(story.published or ""))

    def _date(self, text: str) -> datetime:
        return parse_date(text, self.settings.zone, guess=False) or _OLDEST


def title_from_url(url: str) -> str:
    """The words of an address: `/2026/second-quay-opens-101620055.html` → `Second quay opens`."""
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    for part in reversed(parts):
        words = re.sub(r"[-_+\s]+", " ", _NUMBERS.sub("", _EXTENSION.sub("", part))).strip()
        if any(c.isalpha() for c in words):
            return words[:1].upper() + words[1:]
    return ""


def _inflated(page: Page) -> Page:
    if not page.content.startswith(b"\x1f\x8b"):
        return page
    inflater = zlib.decompressobj(31)
    try:
        content = inflater.decompress(page.content, MAX_BYTES)
    except zlib.error as error:
        raise UseFallback(f"is no readable gzip file: {error}") from error
    if not inflater.eof:
        raise UseFallback("is a gzip file that is cut off or larger than 50 MB")
    return replace(page, content=content, charset="utf-8")


def _parse(text: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UseFallback(f"is no readable XML: {error}") from error
    if tree is None:
        raise UseFallback("is no readable XML")
    return tree


def _story(node: Any) -> RawStory | None:
    loc = _text(node, "loc")
    if not loc:
        return None
    news = next(iter(_children(node, "news")), None)
    given = _text(news, "title")
    keywords = [word.strip() for word in _text(news, "keywords").split(",") if word.strip()]
    return RawStory(
        title=given or title_from_url(loc) or None,
        link=loc,
        published=_text(news, "publication_date") or _text(node, "lastmod") or None,
        images=tuple(_images(node)),
        tags=tuple(keywords),
        language=_text(next(iter(_children(news, "publication")), None), "language") or None,
        reasons={"title": "news:title" if given else "words of the address", "link": "loc"},
    )


def _images(node: Any) -> Iterable[Image]:
    for image in _children(node, "image"):
        if url := _text(image, "loc"):
            yield Image(url=url, title=_text(image, "caption") or None)


def _children(node: Any, name: str) -> Sequence[Any]:
    """Child elements by local name, whatever namespace the sitemap writes."""
    if node is None:
        return []
    return [c for c in node if isinstance(c.tag, str) and c.tag.rpartition("}")[2].lower() == name]


def _text(node: Any, name: str) -> str:
    found = next(iter(_children(node, name)), None)
    return " ".join((found.text or "").split()) if found is not None else ""
