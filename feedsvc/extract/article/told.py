"""What an article's page says of itself besides its text: headline, date, authors, picture.

In the order in which it is trusted: the one article that JSON-LD, microdata or OpenGraph declare, then `meta`
elements, then what is marked as an author or a time beside the headline, then the lines below it. Nothing is
taken out of running text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from msgspec import structs
from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.clean.urls import canonical_url, url_parts
from feedsvc.extract.addressdate import day_in
from feedsvc.extract.article.belowheadline import below_headline
from feedsvc.extract.article.foreign import is_elsewhere
from feedsvc.extract.base import ExtractSettings, UseFallback
from feedsvc.extract.datetext import find_date
from feedsvc.extract.dom import attribute, meta_content, node_text, page_title
from feedsvc.extract.jsonld import JsonLd
from feedsvc.extract.ofchange import is_of_change
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.upstream.markup import decoded_again
from feedsvc.models import Image, Page

_DATE_NAMES = """
article:published_time og:article:published_time article:published datePublished parsely-pub-date
sailthru.date citation_publication_date citation_date dcterms.created DC.date.issued dc.date DC.date
dcterms.issued dcterms.date publish_date publication_date pubdate publishdate date
"""
_DATES = _DATE_NAMES.split()
_AUTHOR_NAMES = """
author article:author parsely-author sailthru.author citation_author dc.creator DC.creator dcterms.creator byl
"""
_AUTHORS = _AUTHOR_NAMES.split()
_PICTURES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "image")
_TIMES = (
    '[itemprop~="datePublished"]',
    "time[pubdate], time.published, time.entry-date, time.dt-published, .dt-published time",
    "abbr.published[title], .published[title], abbr.dtstart[title]",
    "header time[datetime], .byline time[datetime], article time[datetime], main time[datetime]",
    "time[datetime]",
)
_PEOPLE = (
    '[itemprop~="author"] [itemprop~="name"]',
    '[itemprop~="author"]:not(meta)',
    "a[rel~=author], .p-author, .byline .author, .byline-name, .author-name, .byline a",
    ".author.vcard .fn, .post-author .fn",
    ".author a, .post-author a, .entry-author a, .article-author a, .article__author, .post-author",
)
_DATED = (
    ".byline, .date, .dateline, .posted-on, .entry-meta, .post-meta, .meta, .article-meta, .publish-date,"
    " .published"
)
_LONGEST = 120
_ADDRESS = re.compile(r"^\s*(?:https?:|@|www\.)", re.IGNORECASE)
_PARTED = re.compile(r"\s*[|–—·•»:-]\s*\Z")
"""What parts a page's own title from its site's name."""
_NAMED = re.compile(r"[:»]\s*\Z")
MOST_AUTHORS = 8
MOST_HEADINGS = 10


def told_of(page: Page, tree: LexborHTMLParser, settings: ExtractSettings) -> RawStory:
    """The story without its text, as the page declares it and shows it beside its headline."""
    declared = declared_story(page, tree, settings)
    authors, date = declared.authors or _authors(tree), declared.published or _date(tree)
    if not (authors and date):
        lines = below_headline(tree, _headline(tree) or declared.title or "")
        authors, date = authors or lines[0], date or lines[1]
    return structs.replace(
        declared,
        title=decoded_again(declared.title or meta_content(tree, "og:title", "twitter:title"))
        or _headline(tree),
        link=page.url,
        authors=authors,
        published=_chosen(tree, settings.article.date) or date or day_in(page.url),
        images=declared.images or _picture(tree),
        related=(),
        reasons={},
    )


def declared_story(page: Page, tree: LexborHTMLParser, settings: ExtractSettings) -> RawStory:
    """The article that the page declares; of several the one that bears its address or its headline."""
    try:
        stories = JsonLd.make(replace(settings, extractor="jsonld", options={})).extract(page).stories
    except UseFallback:
        return RawStory()
    if len(stories) == 1:
        return stories[0]
    own = {page.url, page.requested_url, _canonical(page, tree)}
    title = (_headline(tree) or "").casefold()
    linked = [story for story in stories if story.link and canonical_url(story.link, page.url) in own]
    named = [story for story in stories if story.title and story.title.casefold() == title]
    found = linked if len(linked) == 1 else named
    return found[0] if len(found) == 1 else RawStory()


def _headline(tree: LexborHTMLParser) -> str | None:
    """The page's one headline, or that of its one article, or its title."""
    for place in ("h1", "article h1"):
        found = [text for node in tree.css(place) if (text := node_text(node))]
        if len(found) == 1:
            return _below_site(tree, found[0]) or found[0]
    return _heading_told(tree) or page_title(tree)


def _below_site(tree: LexborHTMLParser, name: str) -> str | None:
    """The heading that the page's title tells before `name`, which so is the site's; None where it is not."""
    title = page_title(tree) or ""
    if not title.endswith(name) or title == name:
        return None
    story = _PARTED.sub("", title.removesuffix(name))
    headings = map(node_text, tree.css("h2, h3")[:MOST_HEADINGS])
    # In `Report: Second quay opens` it is the shorter one, and what stands behind it is the headline.
    return story if len(story) > len(name) and story in headings else None


def _heading_told(tree: LexborHTMLParser) -> str | None:
    """The heading that is most of the page's title, beside the site's name."""
    title = page_title(tree) or ""
    found = (node_text(node) for node in tree.css("h2, h3")[:MOST_HEADINGS] if not _leads_home(node))
    return next((text for text in found if 2 * len(text) > len(title) and _is_beside_site(text, title)), None)


def _leads_home(heading: LexborNode) -> bool:
    """Whether a heading is the site's name, which leads to its front."""
    link = heading.css_first("a[href]")
    href = (attribute(link, "href") or "#") if link is not None else "#"
    return "#" not in href and not url_parts(href).path.strip("/")


def _is_beside_site(text: str, title: str) -> bool:
    before, found, behind = title.partition(text)
    # Behind other signs than a colon stands rather the site's name: `Fees - The Post of Lower Town`.
    parted = _NAMED.search(before) if before else _PARTED.search(behind[:3].rstrip())
    return bool(found and parted) and not (before and behind)


def _canonical(page: Page, tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("link[rel=canonical]")
    return canonical_url(attribute(node, "href"), page.url) if node is not None else None


def _authors(tree: LexborHTMLParser) -> tuple[str, ...]:
    """People by `meta` or by what is marked as an author beside the headline; the site itself is none."""
    site = meta_content(tree, "og:site_name", "application-name").casefold()
    for names in (_named(tree), *(_marked(tree, selector) for selector in _PEOPLE)):
        found = [name for name in names if name and not _ADDRESS.match(name) and name.casefold() != site]
        if found:
            return tuple(dict.fromkeys(found))[:MOST_AUTHORS]
    return ()


def _named(tree: LexborHTMLParser) -> list[str]:
    for name in _AUTHORS:
        nodes = tree.css(f'meta[property="{name}"], meta[name="{name}"]')
        if found := [attribute(node, "content") for node in nodes if attribute(node, "content")]:
            return found
    return []


def _marked(tree: LexborHTMLParser, selector: str) -> list[str]:
    nodes = [node for node in tree.css(selector) if not is_elsewhere(node)]
    texts = [node_text(node) for node in nodes[: MOST_AUTHORS + 1]]
    # A page with more is a list of other stories' authors, or of comments.
    return [text for text in texts if len(text) < _LONGEST] if len(set(texts)) <= MOST_AUTHORS else []


def _chosen(tree: LexborHTMLParser, selector: str | None) -> str | None:
    """The date where the source says that it stands."""
    node = tree.css_first(selector) if selector else None
    return _time(node) or None if node is not None else None


def _date(tree: LexborHTMLParser) -> str | None:
    """A date by `meta`, by the one time that is marked, or out of the line below the headline."""
    if told := meta_content(tree, *_DATES):
        return told
    for selector in _TIMES:
        nodes = [node for node in tree.css(selector) if not is_elsewhere(node)]
        times = list(dict.fromkeys(filter(None, map(_time, nodes))))
        if len(times) > 1:
            issued = (_time(node) for node in nodes if not is_of_change(node))
            times = list(dict.fromkeys(filter(None, issued)))
        if len(times) == 1 or (times and selector in _TIMES[:2]):
            return times[0]
    lines = (node_text(node) for node in tree.css(_DATED) if not is_elsewhere(node))
    dates = (find_date(line) for line in lines if len(line) < _LONGEST)
    return next((found[0] for found in dates if found and found[1]), None)


def _time(node: LexborNode) -> str:
    told, title = attribute(node, "datetime") or attribute(node, "content"), attribute(node, "title")
    return told or (title if find_date(title) else "") or node_text(node)


def _picture(tree: LexborHTMLParser) -> tuple[Image, ...]:
    link = tree.css_first('link[rel="image_src"]')
    address = meta_content(tree, *_PICTURES) or (attribute(link, "href") if link is not None else "")
    return (Image(url=address),) if address else ()
