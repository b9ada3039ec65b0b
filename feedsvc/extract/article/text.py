"""The markup of an article out of its page: as it stands there, or as trafilatura rewrites it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from feedsvc.clean.formulas import with_formulas
from feedsvc.clean.html import markup_to_text
from feedsvc.clean.pictures import with_pictures
from feedsvc.clean.plain import is_markup, plain_to_html
from feedsvc.config.article import ArticleOptions
from feedsvc.extract.article.body import find_body, hits_in, page_tree
from feedsvc.extract.article.bylibrary import known_article
from feedsvc.extract.article.chosen import chosen, without
from feedsvc.extract.article.form import as_markup
from feedsvc.extract.article.furniture import without_furniture
from feedsvc.extract.article.inscripts import carried_article
from feedsvc.extract.article.links import without_ways_on
from feedsvc.extract.article.nodes import folded
from feedsvc.extract.article.picture import picture_of
from feedsvc.extract.article.posts import text_place, the_post
from feedsvc.extract.base import UseFallback
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Page

MAX_TEXT = 2_000_000
"""Characters of a page that trafilatura is given; it takes seconds for more."""
MIN_TEXT = 100
"""Shorter articles are teasers or notices; the listing's text is better."""
LEAST, MOST = 0.8, 2.5
"""What an article's element may be left with, in parts of its known words, to be believed."""
MOST_SHORT = 1500
"""Characters of an article that may be that much longer for its lists, captions and programs."""
PLAIN = ("text/plain", "text/markdown")
_BESIDE_WORDS = re.compile(r"<(figure|pre|table|dl|math)\b.*?</\1>", re.DOTALL)
_LINK = re.compile(r"<a\b[^>]*>[^<]*</a>")
Element = etree._Element


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """An article's markup, and where it comes from."""

    markup: str
    reason: str
    one_of_many: bool = False
    """Whether it is one post among many on the page, which further pages only continue."""


def text_of(page: Page, told: RawStory, options: ArticleOptions) -> Text:
    """The article's markup; raises UseFallback where the page has none."""
    if page.media_type in PLAIN and not is_markup(page.text[:MAX_TEXT]):
        return Text(markup=plain_to_html(page.text[:MAX_TEXT]), reason="the page, which is plain text")
    markup = without(with_formulas(with_pictures(page.text[:MAX_TEXT])), options.remove)
    if options.content:
        return Text(markup=chosen(markup, options.content), reason=f"article.content {options.content!r}")
    known, body = known_article(markup), page_tree(markup)
    if body is not None and (picture := _picture(body, known, told)):
        return picture
    if known and body is not None and (own := _own(page, body, known, told.title or "")):
        return own
    if not told.content and len(markup_to_text(known)) < MIN_TEXT and (carried := carried_article(page)):
        return Text(markup=carried, reason="carried by the page's scripts")
    if not known and not told.content:
        raise UseFallback("has no article")
    return Text(markup=known or told.content or "", reason="trafilatura" if known else "declared by the page")


def _picture(body: Element, known: str, told: RawStory) -> Text | None:
    """The picture that the page is about, where it says hardly anything else."""
    if len(markup_to_text(_LINK.sub("", known))) >= MIN_TEXT:
        return None
    found = picture_of(body, told)
    return Text(markup=found, reason="the picture that the page is about") if found else None


def _own(page: Page, body: Element, known: str, title: str) -> Text | None:
    """The markup of the element that holds the known words; None where it holds much more or less."""
    words = folded(markup_to_text(known))
    place = find_body(body, words)
    if place is None:
        return None
    post = the_post(place, urlsplit(page.requested_url or page.url).fragment)
    place = text_place(post) if post is not None else place
    hits = hits_in(place, words)
    there = hits.get(place, 0)
    without_furniture(place, hits, title)
    without_ways_on(place, hits)
    own = as_markup(place)
    if post is None and not _is_about(own, there):
        return None
    return Text(markup=own, reason="the element that holds it", one_of_many=post is not None)


def _is_about(own: str, known: int) -> bool:
    """Whether the markup holds about so many known characters, apart from captions, tables and programs."""
    if len(markup_to_text(own)) < LEAST * known:
        return False
    return len(markup_to_text(_BESIDE_WORDS.sub("", own))) <= max(MOST * known, MOST_SHORT)
