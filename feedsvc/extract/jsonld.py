"""`jsonld`: what the page says of its stories in schema.org terms, for search engines.

The page:

    <script type="application/ld+json">
      {"@context": "https://schema.org", "@type": "NewsArticle",
       "headline": "Second quay opens", "url": "/2026/quay-2",
       "author": [{"@type": "Person", "name": "Ann Lee"}],
       "datePublished": "2026-03-04T08:00:00+01:00", "articleSection": "Trade",
       "description": "Ships no longer wait."}
    </script>

The source's file:

    extractor = "jsonld"
    [options]
    # opengraph = false      # do not read <meta property="og:…"> where there is nothing else

The result: one story, "Second quay opens", with that link, by Ann Lee, section Trade, published
2026-03-04 07:00 UTC, with the description as its summary.

Read are Article and its kinds (NewsArticle, BlogPosting, Report …), LiveBlogPosting (each update is
a story) and ItemList, at any depth and inside `@graph`; the same as microdata (`itemscope`); for the
page of a single article its OpenGraph words. A block that is no JSON is left out and named.
https://schema.org/Article https://ogp.me
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from msgspec import structs
from selectolax.lexbor import LexborHTMLParser

from feedsvc.clean.urls import shown_url
from feedsvc.config.checks import yes_no
from feedsvc.config.options import option
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.dom import page_title, parse_html
from feedsvc.extract.jsonvalue import whole_literal
from feedsvc.extract.linkeddata import (
    body_of,
    images_of,
    is_object,
    kinds_of,
    line_of,
    listed,
    markup_of,
    names_of,
    tags_of,
    texts_of,
    url_of,
    words_of,
)
from feedsvc.extract.microdata import microdata
from feedsvc.extract.opengraph import page_itself
from feedsvc.extract.paging import Paged
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Page

MAX_NODES = 50_000
"""JSON objects that are looked at; more is noise."""
_STORY = re.compile(r"(?:\w*Article|\w*BlogPosting|Report|SocialMediaPosting|DiscussionForumPosting|Review)$")
_CONTAINERS = (
    "mainEntity",
    "mainEntityOfPage",
    "hasPart",
    "blogPost",
    "blogPosts",
    "itemListElement",
    "item",
    "@graph",
)
_FURNITURE = frozenset(["BreadcrumbList", "SiteNavigationElement", "WPHeader", "WPFooter", "WPSideBar"])
_OPENING = re.compile(r"\A(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)")
_CLOSING = re.compile(r"(?:-->|(?://|/\*)?(?<!\s)\s*\]\]>(?:\s*\*/)?)\Z")
_DATES = ("datePublished", "dateCreated", "uploadDate", "dateModified")


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonLdOptions(Paged):
    """What else is read."""

    opengraph: bool = option(yes_no, True)


class JsonLd(Extractor[JsonLdOptions]):
    """Reads stories from JSON-LD, microdata or OpenGraph, whichever gives some first."""

    name = "jsonld"
    reads = "schema.org articles in JSON-LD or microdata, OpenGraph"
    purpose = 2
    Options = JsonLdOptions

    def extract(self, page: Page) -> RawExtraction:
        """The stories that the page declares; raises UseFallback with what was looked at."""
        return self.read(parse_html(page), page.url)

    def read(self, tree: LexborHTMLParser, url: str) -> RawExtraction:
        """The same of a page at this address that has been parsed."""
        blocks, notes = json_blocks(tree)
        ways = [("JSON-LD", blocks), ("microdata", microdata(tree))]
        for way, data in ways:
            if stories := _stories(data, way):
                note = f"jsonld: {len(stories)} stories in {way}{_also(notes)}"
                return RawExtraction(stories=stories, attempts=(note,), page_title=page_title(tree))
        if self.options.opengraph and (story := page_itself(tree, url)):
            note = f"jsonld: one story in OpenGraph{_also(notes)}"
            return RawExtraction(stories=(story,), attempts=(note,), page_title=page_title(tree))
        raise UseFallback(f"the page declares no article ({len(blocks)} JSON-LD blocks{_also(notes)})")


def json_blocks(tree: LexborHTMLParser) -> tuple[list[Any], list[str]]:
    """The values of the page's JSON-LD scripts, and a note for each one that is no JSON."""
    blocks: list[Any] = []
    notes: list[str] = []
    for number, node in enumerate(tree.css('script[type^="application/ld+json"]'), start=1):
        value = _read_block(node.text())
        if value is None:
            notes.append(f"block {number} is no readable JSON and was left out")
        else:
            blocks.append(value)
    return blocks, notes


def _read_block(text: str) -> Any:
    text = _CLOSING.sub("", _OPENING.sub("", text.strip())).strip().rstrip(";")
    for candidate in (text, unescape(text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return whole_literal(text)  # written by hand, with a comma too many


def _stories(data: Sequence[Any], way: str) -> tuple[RawStory, ...]:
    ids: dict[str, Mapping[str, Any]] = {}
    found: dict[tuple[str, str], RawStory] = {}
    nodes = list(objects_in(data))
    for node in nodes:
        if isinstance(node.get("@id"), str) and len(node) > 1:
            ids.setdefault(node["@id"], node)
    for node in nodes:
        for story in _from_node(node, ids, way):
            found.setdefault((story.link or "", story.title or story.content or ""), story)
    return _without_stubs(found.values())


def objects_in(data: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Every object, outer ones first, in document order; references to others are not followed."""
    waiting: list[Any] = list(data)[::-1]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value[::-1]
        elif isinstance(value, dict) and _FURNITURE.isdisjoint(kinds_of(value)):
            yield value
            inner = [value.get(name) for name in reversed(_CONTAINERS)]
            waiting += [one for one in inner if isinstance(one, dict | list)]


def _from_node(node: Mapping[str, Any], ids: Mapping[str, Any], way: str) -> Iterator[RawStory]:
    kinds = kinds_of(node)
    updates = node.get("liveBlogUpdate")
    if "LiveBlogPosting" in kinds and updates:
        for update in filter(is_object, listed(updates)):
            yield _update(story_of(update, ids, way), update, url_of(node))
    elif any(_STORY.search(kind) for kind in kinds):
        yield story_of(node, ids, way)
    elif "ListItem" in kinds and not is_object(node.get("item")) and words_of(node.get("name")):
        yield story_of({**node, "url": words_of(node.get("url")) or words_of(node.get("item"))}, ids, way)


def _without_stubs(stories: Iterable[RawStory]) -> tuple[RawStory, ...]:
    """Stories with words; of two with one link the one that says more."""
    best: dict[str, RawStory] = {}
    for number, story in enumerate(s for s in stories if s.title or s.content):
        key = story.link or f"#{number}"
        if key not in best or (len(story.reasons) > len(best[key].reasons)):
            best[key] = story
    return tuple(best.values())


def _update(story: RawStory, node: Mapping[str, Any], page: str | None) -> RawStory:
    """An update of a live blog: where its address is a place on the blog's page it is no link of its own.

    Fragments are dropped from links, so all updates would be taken for one story.
    """
    place = story.link or words_of(node.get("@id"))
    link = shown_url(story.link) if story.link else None
    own = story.link if link and link != shown_url(page or "") else None
    return structs.replace(story, link=own, guid=place)


def story_of(node: Mapping[str, Any], ids: Mapping[str, Any], way: str) -> RawStory:
    """The story that an object tells."""
    values: dict[str, Any] = {
        "title": line_of(node.get("headline")) or line_of(node.get("name")),
        "link": url_of(node),
        "authors": names_of(node.get("author") or node.get("creator"), ids),
        "published": next(filter(None, (words_of(node.get(name)) for name in _DATES)), None),
        "section": next(iter(texts_of(node.get("articleSection"))), None),
        "summary": markup_of(node.get("description")) or markup_of(node.get("abstract")),
        "content": body_of(node.get("articleBody")),
        "images": images_of(node.get("image") or node.get("thumbnailUrl"), ids),
        "tags": tags_of(node.get("keywords")),
        "language": words_of(node.get("inLanguage")),
    }
    reasons = {name: way for name, value in values.items() if value}
    return RawStory(**values, reasons=reasons)


def _also(notes: Sequence[str]) -> str:
    return f"; {'; '.join(notes)}" if notes else ""
