"""Each new story's own page, fetched once, for sources with `full_text = true`.

What the listing showed stays what edits are judged by (the digest), and what it said is never overruled;
the article replaces what readers see of the text, and fills in the date, the authors and the picture that
the listing lacks.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol, TypeVar

from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.decide.repeats import Repeats, joined, learn, own_of
from feedsvc.decide.times import believable
from feedsvc.errors import SourceError
from feedsvc.extract.base import ExtractSettings
from feedsvc.fetch.network import Network
from feedsvc.models import Article, Changes, Image, ModifiedStory, NewStory, Page, ParsedStory, Story
from feedsvc.poll.reading import fetch_further, settings_of
from feedsvc.telemetry import get_logger, log_event

log = get_logger("fulltext")
BUDGET = 20
"""Story pages fetched in one poll; what is beyond keeps the text of the listing."""
FURTHER = 20
"""Further pages of articles fetched in one poll."""
MOST_PAGES = 10
"""Pages of one article."""
Written = TypeVar("Written", NewStory, ModifiedStory)


class Extractor(Protocol):
    """The killable child, as far as story pages need it."""

    def article(self, page: Page, settings: ExtractSettings, now: datetime, first: str = "") -> Article: ...


class FullText:
    """Replaces the text of new and edited stories by that of their own pages."""

    def __init__(self, fetcher: Network, extractor: Extractor) -> None:
        self._fetcher = fetcher
        self._extractor = extractor

    def complete(
        self, source: SourceConfig, changes: Changes, known: Repeats, now: datetime
    ) -> tuple[Changes, Repeats]:
        """The changes with article texts, newest first while the budget lasts, and what was learnt."""
        if not source.full_text:
            return changes, known
        wanted = [n.story for n in reversed(changes.new)] + [m.story for m in changes.edits]
        errand = _Errand(self._fetcher, self._extractor, source, now)
        read = {s.id: errand.article(s) for s in wanted[:BUDGET]}
        articles = {story: article for story, article in read.items() if article}
        known = learn(known, {s.url or "": articles[s.id] for s in reversed(wanted) if s.id in articles})
        own = {story: own_of(article, known).story for story, article in articles.items()}
        filled = replace(
            changes,
            new=tuple(_with_article(n, own) for n in changes.new),
            modified=tuple(_with_article(m, own) for m in changes.modified),
        )
        return filled, known


class _Errand:
    """The articles of one poll."""

    def __init__(self, fetcher: Network, extractor: Extractor, source: SourceConfig, now: datetime) -> None:
        self._fetcher = fetcher
        self._extractor = extractor
        self._source = source
        self._now = now
        self._left = FURTHER

    def article(self, story: Story) -> Article | None:
        """The story's article; None where its page cannot be had or read, which costs nothing else."""
        first = self._page(story.url, story) if story.url else None
        if first is None:
            return None
        return self._whole(first, story) or joined([first, *self._further(first, story)])

    def _whole(self, first: Article, story: Story) -> Article | None:
        """The article on one page where there is such a page and it holds more than the first."""
        whole = self._following(first.whole_url, first, story) if first.whole_url else None
        if whole is None or len(whole.story.text) <= len(first.story.text):
            return None
        return replace(
            first,
            story=replace(first.story, content=whole.story.content, text=whole.story.text),
            pieces=whole.pieces,
        )

    def _further(self, first: Article, story: Story) -> Iterator[Article]:
        last: Article | None = first
        for _ in range(MOST_PAGES - 1):
            last = self._following(last.next_url, first, story) if last and last.next_url else None
            if last is None:
                return
            yield last

    def _following(self, url: str, first: Article, story: Story) -> Article | None:
        self._left -= 1
        return self._page(url, story, first=first.story.url or "") if self._left >= 0 else None

    def _page(self, url: str, story: Story, *, first: str = "") -> Article | None:
        try:
            page = fetch_further(self._fetcher, self._source, url)
            return self._extractor.article(page, settings_of(self._source), self._now, first)
        except SourceError as error:
            log_event(
                log, "poll", logging.WARNING, source=self._source.slug, story=story.url, full_text=error
            )
            return None


def _with_article(written: Written, articles: Mapping[str, ParsedStory]) -> Written:
    article = articles.get(written.story.id)
    if article is None:
        return written
    story = _told_fully(written.story, article)
    return replace(written, story=_dated(story, article) if isinstance(written, NewStory) else story)


def _told_fully(story: Story, article: ParsedStory) -> Story:
    """The story with what its article says more: text where it is longer, and what nothing else has said."""
    filled = replace(story, authors=story.authors or article.authors, images=_images(story, article))
    if len(article.text) <= len(story.text) and (story.text or not article.content):
        return filled
    whole = bool(article.content)  # a page may show but the beginning of its article
    return replace(
        filled,
        content=article.content if whole else story.content,
        text=article.text if whole else story.text,
        summary=story.summary or story.text or article.summary,
    )


def _images(story: Story, article: ParsedStory) -> tuple[Image, ...]:
    """The story's files, with pictures or others where it has none of that kind."""
    kinds = {image.is_picture for image in story.images}
    return (*story.images, *(image for image in article.images if image.is_picture not in kinds))


def _dated(story: Story, article: ParsedStory) -> Story:
    """A new story that its listing did not date with the date of its article, where that is no later."""
    told = article.published
    if story.dated or not told or not believable(told) or told > story.published:
        return story
    return replace(story, published=told, dated=True)
