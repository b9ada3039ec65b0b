"""A source's page becomes stories: its own, those of a page it leads to, and of pages it continues on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.errors import ExtractError, FetchError, SourceError
from feedsvc.extract.base import ExtractSettings
from feedsvc.fetch.network import Network
from feedsvc.models import Validators

if TYPE_CHECKING:
    from feedsvc.models import Extraction, Page, ParsedStory

READING = "9"
"""Rises with every change of extract/ or clean/ that may read the same bytes as other stories."""
MOST_PAGES = 20
GONE = (404, 410)
"""Answers for an address at which nothing stands: a page beyond the last one, a feed that was given up."""
MOST_STORIES = 1000
MOST_INDEXES = 2
"""Pages without stories of their own (sitemap indexes) that lead to the one that has them."""


class Extractor(Protocol):
    """The killable child, as far as listings need it."""

    def extract(self, page: Page, settings: ExtractSettings, now: datetime) -> Extraction: ...


class Reader:
    """Reads a source's page in the child, and further ones where it names some; raises SourceError."""

    def __init__(self, fetcher: Network, extractor: Extractor) -> None:
        self._fetcher = fetcher
        self._extractor = extractor

    def read(self, source: SourceConfig, page: Page) -> tuple[Page, Extraction]:
        """The page that shows the stories, and those of it and of the pages it continues on."""
        page, extraction = self._shown(source, page)
        found, read = {(s.url, s.title) for s in extraction.stories}, {page.url}
        stories = list(extraction.stories)
        most = min(MOST_PAGES, int(source.options.get("pages", 1)))
        following = extraction.next_url
        while following and following not in read and len(read) < most:
            read.add(following)
            further = self._page_after(source, following)
            shown = {(s.url, s.title) for s in further.stories} if further else set()
            if further is None or (shown and shown <= found):
                break  # beyond the last page, or the same one under another number
            stories += further.stories
            found |= shown
            following = further.next_url
        return page, replace(extraction, stories=tuple(stories))

    def extract(self, source: SourceConfig, page: Page) -> Extraction:
        """The stories of this one page, read as at the time it was fetched."""
        return self._extractor.extract(page, settings_of(source), page.fetched_at)

    def _shown(self, source: SourceConfig, page: Page) -> tuple[Page, Extraction]:
        """The page and its stories, or the page it leads to where it has none itself (a sitemap index)."""
        extraction, leads = self.extract(source, page), tuple[str, ...]()
        for _ in range(MOST_INDEXES):
            if extraction.stories or not extraction.next_url:
                break
            leads = extraction.leads[1:]
            further, extraction = self._led_to(source, extraction.next_url)
            page = replace(further, validators=Validators())  # they are not those of the source's URL
        if extraction.next_url and not extraction.stories:
            told = f"no stories on the pages it leads to ({'; '.join(extraction.attempts)})"
            raise ExtractError(told, attempts=extraction.attempts, source=source.slug)
        return page, self._with_others(source, extraction, leads)

    def _led_to(self, source: SourceConfig, url: str) -> tuple[Page, Extraction]:
        """A page that the source's own leads to: where it is gone for good, the source itself is not."""
        try:
            return self._further(source, url)
        except FetchError as error:
            if not error.permanent:
                raise
            raise ExtractError(f"it leads to {url}, but {error}", source=source.slug) from error

    def _with_others(self, source: SourceConfig, extraction: Extraction, leads: Sequence[str]) -> Extraction:
        """The stories of the page that an index leads to and of those beside it, any of which may fail."""
        for url in leads:
            try:
                _, further = self._further(source, url)
            except SourceError as error:
                told = f"{url} cannot be read: {error}"
                extraction = replace(extraction, attempts=(*extraction.attempts, told), truncated=True)
                continue
            extraction = replace(extraction, stories=_together(extraction.stories, further.stories))
        return extraction

    def _page_after(self, source: SourceConfig, url: str) -> Extraction | None:
        """What a further page gives; None where there is none, or nothing stands on it."""
        try:
            return self._further(source, url)[1]
        except FetchError as error:
            if error.status not in GONE:
                raise
        except ExtractError as error:
            if error.kind not in (None, "soft-404", "blank"):
                raise
        return None

    def _further(self, source: SourceConfig, url: str) -> tuple[Page, Extraction]:
        page = fetch_further(self._fetcher, source, url)
        return page, self.extract(source, page)


def _together(some: Sequence[ParsedStory], others: Sequence[ParsedStory]) -> tuple[ParsedStory, ...]:
    """The stories of two lists, newest first, each link once."""
    known = {story.url for story in some if story.url}
    whole = [*some, *(story for story in others if story.url not in known)]
    undated = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(whole, key=lambda story: story.published or undated, reverse=True)[:MOST_STORIES])


def fetch_further(fetcher: Network, source: SourceConfig, url: str, body: str = "") -> Page:
    """Another page of the source, asked for as its own where both are of one origin (cookies, tokens)."""
    return fetcher.fetch_url(
        url, headers=source.headers, home=source.url, robots=source.robots, owner=source, body=body
    )


def settings_of(source: SourceConfig) -> ExtractSettings:
    """How a source's page is read, as the child needs to know it."""
    return ExtractSettings(
        extractor=source.extractor,
        options=source.options,
        timezone=source.timezone.key,
        article_id=source.article_id,
        language=source.language,
        date_order=source.date_order,
        date_language=source.date_language,
        article=source.article,
        url=source.url,
        source=source.slug,
    )


def page_digest(source: SourceConfig, page: Page) -> str:
    """Equal for equal bytes read in the same way: nothing has to be extracted again."""
    head = f"{READING}\0{source.digest}\0{page.url}\0{page.media_type}\0{page.charset}\0"
    return hashlib.sha256(head.encode() + page.content).hexdigest()
