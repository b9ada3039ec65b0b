"""Made-up articles read as a poll reads them, without network and child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feedsvc.config import SourceConfig
from feedsvc.decide.repeats import Repeats
from feedsvc.errors import FetchError
from feedsvc.extract.article import read_article
from feedsvc.extract.base import ExtractSettings
from feedsvc.models import Article, Changes, Page, Story
from feedsvc.poll.fulltext import FullText
from tests.articles.corpus import Sample
from tests.builders import NOW, make_changes, make_new, make_page

SOURCE = SourceConfig(
    slug="made-up", title="Made up", url="https://news.example/", extractor="auto", full_text=True
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Pages by address; every other one is a FetchError."""

    pages: Mapping[str, str]

    def fetch_url(self, url: str, **_: Any) -> Page:
        """The page at this address."""
        if url not in self.pages:
            raise FetchError(f"{url}: no such page", rule="status", status=404)
        return make_page(self.pages[url].encode(), url=url)

    def article(self, page: Page, settings: ExtractSettings, now: datetime, first: str = "") -> Article:
        """What the child gives."""
        return read_article(page, settings, now, first)


def stories_of(
    pages: Mapping[str, str], *urls: str, known: Repeats | None = None
) -> tuple[list[Story], Repeats]:
    """The stories at these addresses, of which the listing said nothing but that, and what was learnt."""
    nothing: dict[str, Any] = {"text": "", "content": "", "summary": "", "authors": (), "images": ()}
    new = [make_new(n, url=url, dated=False, **nothing) for n, url in enumerate(urls, start=1)]
    changes: Changes = make_changes(new=tuple(new))
    shelf = Shelf(pages)
    filled, learnt = FullText(shelf, shelf).complete(SOURCE, changes, known or Repeats(), NOW)
    return [one.story for one in filled.new], learnt


def text_of(sample: Sample) -> str:
    """The article's text, or nothing."""
    return stories_of(sample.pages, sample.url)[0][0].text
