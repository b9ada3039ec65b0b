"""Each new story's own page, fetched once, for sources with `full_text = true`.

What the listing showed stays what edits are judged by (the digest); the article only replaces what
readers see.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar

from feedsvc.config import SourceConfig
from feedsvc.decide.times import believable
from feedsvc.errors import SourceError
from feedsvc.extract.base import ExtractSettings
from feedsvc.models import Changes, ModifiedStory, NewStory, Page, ParsedStory, Story
from feedsvc.poll.reading import Fetcher, fetch_further, settings_of
from feedsvc.telemetry import get_logger, log_event

log = get_logger("fulltext")
BUDGET = 20
"""Story pages fetched in one poll; what is beyond keeps the text of the listing."""
Written = TypeVar("Written", NewStory, ModifiedStory)


class Extractor(Protocol):
    """The killable child, as far as story pages need it."""

    def article(self, page: Page, settings: ExtractSettings, now: datetime) -> ParsedStory: ...


class FullText:
    """Replaces the text of new and edited stories by that of their own pages."""

    def __init__(self, fetcher: Fetcher, extractor: Extractor) -> None:
        self._fetcher = fetcher
        self._extractor = extractor

    def complete(self, source: SourceConfig, changes: Changes, now: datetime) -> Changes:
        """The changes with article texts; newest first while the budget lasts."""
        if not source.full_text:
            return changes
        wanted = [n.story for n in reversed(changes.new)] + [m.story for m in changes.edits]
        read = {s.id: self._article(source, s, now) for s in wanted[:BUDGET]}
        articles = {story: article for story, article in read.items() if article}
        return replace(
            changes,
            new=tuple(_with_article(n, articles) for n in changes.new),
            modified=tuple(_with_article(m, articles) for m in changes.modified),
        )

    def _article(self, source: SourceConfig, story: Story, now: datetime) -> ParsedStory | None:
        """The story's article; None where its page cannot be had or read, which costs nothing else."""
        if not story.url:
            return None
        try:
            page = fetch_further(self._fetcher, source, story.url)
            return self._extractor.article(page, settings_of(source), now)
        except SourceError as error:
            log_event(log, "poll", logging.WARNING, source=source.slug, story=story.url, full_text=error)
            return None


def _with_article(written: Written, articles: dict[str, ParsedStory]) -> Written:
    article = articles.get(written.story.id)
    if article is None or len(article.text) <= len(written.story.text):
        return written
    whole = bool(article.content)  # a page may show but the beginning of its article
    story = replace(
        written.story,
        content=article.content if whole else written.story.content,
        text=article.text if whole else written.story.text,
        summary=written.story.summary or written.story.text or article.summary,
        authors=written.story.authors or article.authors,
        images=written.story.images or article.images,
    )
    return replace(written, story=_dated(story, article) if isinstance(written, NewStory) else story)


def _dated(story: Story, article: ParsedStory) -> Story:
    """A new story that its listing did not date with the date of its article, where that is no later."""
    told = article.published
    if story.dated or not told or not believable(told) or told > story.published:
        return story
    return replace(story, published=told, dated=True)
