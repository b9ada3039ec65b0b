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
    # maps = 3              # so many sitemaps of an index

The result: one story, "Second quay opens", with that link, published 2026-03-04 07:00 UTC. Without
`news:title` the words of the address are the title ("Second quay opens" from the slug) and
`lastmod` is the date, or the month in the address of a page that was edited later (`sitemapage`). Of a
sitemap index the newest sitemaps are read (`sitemapindex`); of videos their titles, pictures and files; of a
page in several languages (`hreflang`) one.
"""

# ruff: noqa: RUF009 (option() makes a dataclass field, it is no shared default)

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import unquote

from lxml import etree
from msgspec import structs

from feedsvc.clean.dates import parse_date
from feedsvc.clean.media import extension_type
from feedsvc.clean.urls import url_parts
from feedsvc.config.checks import number
from feedsvc.config.options import option
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.rules import pattern
from feedsvc.extract.sitemapage import edited, no_later_than
from feedsvc.extract.sitemapindex import OLDEST, chosen
from feedsvc.extract.sitemaplanguages import one_language
from feedsvc.extract.upstream.markup import decoded_again
from feedsvc.extract.xmlguard import root_name, xml_text
from feedsvc.models import Image, Page

MAX_BYTES = 50 * 1024 * 1024
"""Largest sitemap that the protocol allows, inflated."""
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp|amp)$", re.I)
_NUMBERS = re.compile(r"^(?:\d{4,}[-_]+)+|(?:[-_]+(?:[a-z]?\d{4,}|[0-9a-f]{8,}))+$", re.I)


@dataclass(frozen=True, kw_only=True, slots=True)
class SitemapOptions:
    """Which addresses of the sitemap are stories."""

    match: Any = option(pattern, None)
    limit: int = option(number(1, 1000), 100)
    maps: int = option(number(1, 10), 3)


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
        stories = self._dated([story for node in _pages(tree) if (story := _story(node))])
        match = self.options.match
        matching = [s for s in stories if match is None or match.search(s.link or "")]
        if not matching:
            why = "has no addresses" if not stories else "has no address that options.match matches"
            raise UseFallback(f"the sitemap {why}")
        newest = sorted(self._of_one_language(tree, matching), key=self._moment, reverse=True)
        return RawExtraction(stories=tuple(newest[: self.options.limit]))

    def _index(self, tree: Any) -> RawExtraction:
        maps = [
            (loc, self._date(_text(node, "lastmod")))
            for node in _children(tree, "sitemap")
            if (loc := _text(node, "loc"))
        ]
        if not maps:
            raise UseFallback("the sitemap index names no sitemap")
        leads = chosen(maps, self.options.match, self.options.maps)
        note = f"sitemap: is an index; its newest sitemap is {leads[0]}"
        if len(leads) > 1:
            note += f" (read beside it: {', '.join(leads[1:])})"
        return RawExtraction(next_url=leads[0], leads=tuple(leads), attempts=(note,))

    def _dated(self, stories: list[RawStory]) -> list[RawStory]:
        """The stories, those that were edited long after with a date when they were there already."""
        latest = no_later_than([s.link or "" for s in stories], [self._moment(s) for s in stories])
        return [
            structs.replace(story, published=date) if date and date > OLDEST else story
            for story, date in zip(stories, latest, strict=True)
        ]

    def _of_one_language(self, tree: Any, stories: list[RawStory]) -> list[RawStory]:
        """One story of each page that is there in several languages."""
        return one_language(_pages(tree), stories, self.settings.language or "")

    def _moment(self, story: RawStory) -> datetime:
        return self._date(str(story.published or ""))

    def _date(self, text: str) -> datetime:
        return parse_date(text, self.settings.zone, guess=False) or OLDEST


def title_from_url(url: str) -> str:
    """The words of an address: `/2026/second-quay-opens-101620055.html` → `Second quay opens`."""
    named = [part for part in unquote(url_parts(url).path).split("/") if part]
    for part in reversed(named):
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
    news, video = _first(node, "news"), _first(node, "video")
    given = _text(news, "title") or _text(video, "title")
    keywords = [word.strip() for word in _text(news, "keywords").split(",") if word.strip()]
    keywords += [" ".join((tag.text or "").split()) for tag in _children(video, "tag")]
    return RawStory(
        title=decoded_again(given) or title_from_url(loc) or None,
        link=loc,
        published=_told(news) or _told(video) or edited(loc, _text(node, "lastmod")),
        summary=escape(_text(video, "description"), quote=False) or None,
        images=tuple(_images(node, video)),
        tags=tuple(filter(None, keywords)),
        language=_text(_first(news, "publication"), "language") or None,
        reasons={"title": _whose(news, video), "link": "loc"},
    )


def _told(part: Any) -> str:
    """When a news story or a video says that it was published."""
    return _text(part, "publication_date")


def _whose(news: Any, video: Any) -> str:
    """Where the title stands."""
    told = "news:title" if _text(news, "title") else "video:title" if _text(video, "title") else ""
    return told or "words of the address"


def _images(node: Any, video: Any) -> Iterable[Image]:
    for image in _children(node, "image"):
        if url := _text(image, "loc"):
            yield Image(url=url, title=_text(image, "caption") or _text(image, "title") or None)
    if url := _text(video, "thumbnail_loc"):
        yield Image(url=url)
    if url := _text(video, "content_loc"):
        length = _text(video, "duration")
        seconds = int(length) if length.isascii() and length.isdigit() and len(length) < 6 else None
        yield Image(url=url, media_type=extension_type(url) or "video/mp4", duration=seconds)


def _pages(tree: Any) -> Sequence[Any]:
    """The pages of a sitemap, also where it holds another one."""
    inner = (url for one in _children(tree, "urlset") for url in _children(one, "url"))
    return _children(tree, "url") or list(inner)


def _first(node: Any, name: str) -> Any:
    return next(iter(_children(node, name)), None)


def _children(node: Any, name: str) -> Sequence[Any]:
    """Child elements by local name, whatever namespace the sitemap writes, or forgets to declare."""
    if node is None:
        return []
    return [c for c in node if isinstance(c.tag, str) and _local(c.tag) == name]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _text(node: Any, name: str) -> str:
    found = next(iter(_children(node, name)), None)
    return " ".join((found.text or "").split()) if found is not None else ""
