"""The article on a story's own page, for sources with `full_text = true` (trafilatura).

The page `https://news.example/quay-2` with menus, teasers, cookie notes and, somewhere in it,

    <h1>Second quay opens</h1> <p>Ships no longer wait in the roads.</p> <p>The vote …</p>

gives a story whose content is the article's paragraphs, sanitised like any other; title, authors and
date come with it, for stories whose listing did not say them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import trafilatura

from feedsvc.clean.dates import parse_date
from feedsvc.clean.markup import elements
from feedsvc.clean.pictures import with_pictures
from feedsvc.errors import ExtractError
from feedsvc.extract.base import ExtractSettings, UseFallback
from feedsvc.extract.dom import parse_html
from feedsvc.extract.jsonld import JsonLd
from feedsvc.extract.pipeline import base_url, clean_story
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Page, ParsedStory

MAX_TEXT = 2_000_000
"""Characters of a page that trafilatura is given; it takes seconds for more."""
MIN_TEXT = 100
"""Shorter articles are teasers or notices; the listing's text is better."""
_CODE = re.compile(r"<(/?)code\b[^<>]*>", re.IGNORECASE)
# What trafilatura writes for `tt`, `kbd` and `samp`.
_INLINE_CODE = re.compile(r"(</?)(?:var|tt)>")
_HEADLINE = re.compile(r"^\s*<h1[^>]*>(?:[^<]|<(?!/h1>)){0,1000}</h1>")
_BYLINE = re.compile(r"^\s*<p[^>]*>\s*(?:By|Von|Par|Por|作者)\b[^<]{0,100}</p>")


def article(page: Page, settings: ExtractSettings, now: datetime) -> ParsedStory:
    """The page's article as a story with its content; raises ExtractError where there is none."""
    try:
        parse_html(page)  # for its refusal of nesting
        body, found = _body(page)
    except UseFallback as error:
        raise ExtractError(f"full_text: the page {error}", source=settings.source) from error
    declared = _declared(page, settings)
    raw = replace(
        declared,
        title=declared.title or found.get("title"),
        link=page.url,
        authors=declared.authors or _names(found.get("author")),
        published=declared.published or found.get("date"),
        content=body,
        reasons={"content": "trafilatura"},
    )
    story = clean_story(raw, base_url(page), settings, parse_date(raw.published, settings.zone, now=now))
    if story is None or len(story.text) < MIN_TEXT:
        raise ExtractError("full_text: no article found on the story's page", source=settings.source)
    return story


def _body(page: Page) -> tuple[str, dict[str, Any]]:
    try:
        text = page.text[:MAX_TEXT]
        # Given the page's address it would make links absolute against the root of the host.
        body = trafilatura.extract(
            with_code(with_pictures(text)),
            output_format="html",
            include_formatting=True,
            include_links=True,
            include_images=True,
            include_comments=False,
        )
        metadata = trafilatura.extract_metadata(text, default_url=page.url)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UseFallback(f"cannot be read: {error}") from error
    if not body:
        raise UseFallback("has no article")
    return _INLINE_CODE.sub(r"\1code>", _inner(body)), metadata.as_dict() if metadata else {}


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


def _declared(page: Page, settings: ExtractSettings) -> RawStory:
    """What the page says of itself where it declares exactly one article."""
    try:
        own = replace(settings, extractor="jsonld", options={})
        stories = JsonLd.make(own).extract(page).stories
    except UseFallback:
        return RawStory()
    if len(stories) != 1:
        return RawStory()
    return replace(stories[0], related=(), reasons={})


def _names(value: Any) -> tuple[str, ...]:
    """trafilatura joins names by semicolons."""
    return tuple(name.strip() for name in str(value or "").split(";") if name.strip())
