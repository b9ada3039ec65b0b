"""The article on a story's own page, for sources with `full_text = true`.

The page `https://news.example/quay-2` with menus, teasers, cookie notes and, somewhere in it,

    <h1>Second quay opens</h1> <p>Ships no longer wait in the roads.</p> <p>The vote …</p>

gives a story whose content is the article's paragraphs, sanitised like any other; title, authors, date and
picture come with it, for stories whose listing did not say them.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import structs

from feedsvc.errors import ExtractError
from feedsvc.extract.article.goeson import further_pages
from feedsvc.extract.article.picture import shows_picture
from feedsvc.extract.article.pieces import pieces_of
from feedsvc.extract.article.text import MIN_TEXT, text_of
from feedsvc.extract.article.told import told_of
from feedsvc.extract.base import ExtractSettings, UseFallback
from feedsvc.extract.cleaning import clean_story
from feedsvc.extract.dating import Dates
from feedsvc.extract.dom import parse_html
from feedsvc.extract.pagebase import base_url
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Article, Page, ParsedStory


def article(page: Page, settings: ExtractSettings, now: datetime) -> ParsedStory:
    """The page's article as a story with its content; raises ExtractError where there is none."""
    return read_article(page, settings, now).story


def read_article(page: Page, settings: ExtractSettings, now: datetime, first: str = "") -> Article:
    """The same with the blocks of its content and where it goes on.

    `first` is the address of the page where the article begins, for one that goes on with it.
    """
    try:
        tree = parse_html(page)
        told = told_of(page, tree, settings)
        text = text_of(page, told, settings.article)
    except UseFallback as error:
        raise ExtractError(f"full_text: the page {error}", source=settings.source) from error
    base = base_url(page)
    raw = structs.replace(told, content=text.markup, reasons={"content": text.reason})
    (published,) = Dates(page, settings, now, (raw,)).moments()
    story = _story(raw, base, settings, published)
    following, whole = (
        (None, None) if text.one_of_many else further_pages(tree, base, page.url, first or page.url)
    )
    return Article(story=story, pieces=pieces_of(story.content), next_url=following, whole_url=whole)


def _story(raw: RawStory, base: str, settings: ExtractSettings, published: datetime | None) -> ParsedStory:
    story = clean_story(raw, base, settings, published)
    wanted = bool(settings.article.content) or shows_picture(story.content, raw) if story else False
    if story is None or (len(story.text) < MIN_TEXT and not wanted):
        raise ExtractError("full_text: no article found on the story's page", source=settings.source)
    return story
