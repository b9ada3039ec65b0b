"""The markup of an article out of its page: as it stands there, or as trafilatura rewrites it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import trafilatura
from lxml import etree

from feedsvc.clean.html import markup_to_text
from feedsvc.clean.markup import elements
from feedsvc.clean.pictures import with_pictures
from feedsvc.config import ArticleOptions
from feedsvc.extract.article.body import find_body, hits_in, page_tree
from feedsvc.extract.article.chosen import chosen, without
from feedsvc.extract.article.form import as_markup
from feedsvc.extract.article.furniture import without_furniture
from feedsvc.extract.article.links import without_ways_on
from feedsvc.extract.article.nodes import folded
from feedsvc.extract.article.picture import picture_of
from feedsvc.extract.article.posts import text_place, the_post
from feedsvc.extract.base import UseFallback
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Page

MAX_TEXT = 2_000_000
"""Characters of a page that trafilatura is given; it takes seconds for more."""
MOST_MORE = 3.0
"""How many times the words that trafilatura knows the article's element may hold to be believed."""
MOST_SHORT = 1500
"""Characters of an article that may be that much longer for its lists, captions and programs."""
MIN_TEXT = 100
"""Shorter articles are teasers or notices; the listing's text is better."""
Element = etree._Element
_CODE = re.compile(r"<(/?)code\b[^<>]*>", re.IGNORECASE)
# What trafilatura writes for `tt`, `kbd` and `samp`.
_INLINE_CODE = re.compile(r"(</?)(?:var|tt)>")
_LINK = re.compile(r"<a\b[^>]*>[^<]*</a>")
_HEADLINE = re.compile(r"^\s*<h1[^>]*>(?:[^<]|<(?!/h1>)){0,1000}</h1>")
_BYLINE = re.compile(r"^\s*<p[^>]*>\s*(?:By|Von|Par|Por|作者)\b[^<]{0,100}</p>")


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """An article's markup, and where it comes from."""

    markup: str
    reason: str
    one_of_many: bool = False
    """Whether it is one post among many on the page, which further pages only continue."""


def text_of(page: Page, told: RawStory, options: ArticleOptions) -> Text:
    """The article's markup; raises UseFallback where the page has none."""
    markup = without(with_pictures(page.text[:MAX_TEXT]), options.remove)
    if options.content:
        return Text(markup=chosen(markup, options.content), reason=f"article.content {options.content!r}")
    known = _known(markup)
    words = markup_to_text(known)
    body = page_tree(markup)
    if (
        len(markup_to_text(_LINK.sub("", known))) < MIN_TEXT
        and body is not None
        and (picture := picture_of(body, told))
    ):
        return Text(markup=picture, reason="the picture that the page is about")
    if not known:
        raise UseFallback("has no article")
    own, one_of_many = _own(page, body, words, told.title or "")
    believed = own and (one_of_many or _agree(own, words))
    return Text(
        markup=own if believed else known,
        reason="the element that holds it" if believed else "trafilatura",
        one_of_many=one_of_many,
    )


def _own(page: Page, body: Element | None, words: str, title: str) -> tuple[str, bool]:
    """The markup of the element that holds these words, and whether it is one post of many."""
    place = find_body(body, words) if body is not None else None
    if body is None or place is None:
        return "", False
    post = the_post(place, urlsplit(page.requested_url or page.url).fragment)
    place = text_place(post) if post is not None else place
    hits = hits_in(place, folded(words))
    without_furniture(place, hits, title)
    without_ways_on(place, hits)
    return as_markup(place), post is not None


def _agree(own: str, words: str) -> bool:
    """Whether the element holds about as much as is known of the article."""
    length, known = len(markup_to_text(own)), len(words)
    return 0.6 * known <= length <= max(MOST_MORE * known, MOST_SHORT)


def _known(markup: str) -> str:
    """What trafilatura makes of the page: the article rewritten, or nothing."""
    try:
        # Given the page's address it would make links absolute against the root of the host.
        body = trafilatura.extract(
            with_code(markup),
            output_format="html",
            include_formatting=True,
            include_links=True,
            include_images=True,
            include_comments=False,
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UseFallback(f"cannot be read: {error}") from error
    return _INLINE_CODE.sub(r"\1code>", _inner(body)) if body else ""


def with_code(markup: str) -> str:
    """The markup with `code` in a form that trafilatura leaves where it stands: it makes blocks of it."""
    if "<code" not in markup.lower():
        return markup
    parts, at = [], 0
    for start, end, tag, inside in elements(markup, "pre"):
        parts += [_CODE.sub(r"<\1tt>", markup[at:start]), tag, _CODE.sub("", inside), "</pre>"]
        at = end
    return "".join((*parts, _CODE.sub(r"<\1tt>", markup[at:])))


def _inner(document: str) -> str:
    """What stands in the document's body, without the headline and the byline that open it."""
    start, end = document.find("<body>"), document.rfind("</body>")
    inner = document[start + len("<body>") : end] if 0 <= start < end else document
    return _BYLINE.sub("", _HEADLINE.sub("", inner))
