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
`lastmod` is the date, or the month in the address of a page that was edited later (`sitemapage`). An address
a line is a sitemap, too. Of a sitemap index the newest sitemaps are read (`sitemapindex`); of videos their
titles, pictures and files; of a page in several languages (`hreflang`) one.
"""

# ruff: noqa: RUF009 (option() makes a dataclass field, it is no shared default)

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree
from msgspec import structs
from msgspec.structs import replace

from feedsvc.clean.dates import parse_date
from feedsvc.config.checks import number
from feedsvc.config.options import option
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.rules import pattern
from feedsvc.extract.sitemapage import no_later_than
from feedsvc.extract.sitemapcut import whole_pages
from feedsvc.extract.sitemapindex import OLDEST, chosen
from feedsvc.extract.sitemaplanguages import one_language
from feedsvc.extract.sitemapstory import children, listed_plainly, pages_in, story_of, text_of
from feedsvc.extract.xmlguard import root_name, xml_text
from feedsvc.models import Page

MAX_BYTES = 50 * 1024 * 1024
"""Largest sitemap that the protocol allows, inflated."""


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
        page = _inflated(page)
        if plain := listed_plainly(page.text):
            return self._found(plain, self._matching(plain))
        text, truncated = whole_pages(xml_text(page))
        root = root_name(text)
        if root not in ("urlset", "sitemapindex"):
            raise UseFallback(f"is no sitemap (its first element is {root or 'missing'})")
        tree = _parse(text)
        found = self._index(tree) if root == "sitemapindex" else self._stories(tree)
        return replace(found, truncated=truncated)

    def _stories(self, tree: Any) -> RawExtraction:
        stories = self._dated([story for node in pages_in(tree) if (story := story_of(node))])
        return self._found(stories, self._of_one_language(tree, self._matching(stories)))

    def _matching(self, stories: list[RawStory]) -> list[RawStory]:
        match = self.options.match
        return [s for s in stories if match is None or match.search(s.link or "")]

    def _found(self, stories: list[RawStory], chosen: list[RawStory]) -> RawExtraction:
        """The newest of those that are chosen; raises UseFallback where there are none."""
        newest = sorted(chosen, key=self._moment, reverse=True)
        if not newest:
            why = "has no addresses" if not stories else "has no address that options.match matches"
            raise UseFallback(f"the sitemap {why}")
        return RawExtraction(stories=tuple(newest[: self.options.limit]))

    def _index(self, tree: Any) -> RawExtraction:
        maps = [
            (loc, self._date(text_of(node, "lastmod")))
            for node in children(tree, "sitemap")
            if (loc := text_of(node, "loc"))
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
        return one_language(pages_in(tree), stories, self.settings.language or "")

    def _moment(self, story: RawStory) -> datetime:
        return self._date(str(story.published or ""))

    def _date(self, text: str) -> datetime:
        return parse_date(text, self.settings.zone, guess=False) or OLDEST


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
