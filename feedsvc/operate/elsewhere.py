"""Where else the known stories of a source may be: in a feed that its page links, in a sitemap that moved.

    page without its list, links /feed.xml     →  extractor = "upstream", url = "…/feed.xml"
    sitemap that is gone, robots.txt names one →  the same source at the new address

Each address costs a request, made like every other of the source; a caller says how many there may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from urllib.parse import urljoin

from feedsvc.clean.urls import joined_url, url_parts
from feedsvc.config import SourceConfig
from feedsvc.errors import ExtractError, SourceError
from feedsvc.extract.base import ExtractSettings
from feedsvc.models import Extraction, Page
from feedsvc.operate.case import Case, NoRepair
from feedsvc.operate.detection import Detection
from feedsvc.operate.knownlists import LEAST
from feedsvc.operate.way import Repair, weighed

_SITEMAP = re.compile(r"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S+)")
MOST_ROBOTS = 512 * 1024
Visit = Callable[[str], Page]
"""Fetches an address within every limit of the source's page; raises SourceError."""
Read = Callable[[SourceConfig, Page], tuple[Page, Extraction]]
"""The page that shows the stories, and those (Reader.read); raises SourceError."""


class Elsewhere:
    """Looks at no more than `most` other addresses."""

    def __init__(self, case: Case, visit: Visit, read: Read, most: int) -> None:
        self._case = case
        self._visit = visit
        self._read = read
        self._most = most

    def __call__(self, detection: Detection) -> Iterator[Repair]:
        """The feeds that the page links, each as a repair (repair.Elsewhere)."""
        yield from self._of(feeds_of(self._case.source, detection))

    def moved(self, error: SourceError) -> Repair:
        """The best repair for a source whose own address shows nothing any more; raises NoRepair."""
        source = self._case.source
        places = self._sitemaps() if source.extractor == "sitemap" else self._feeds_of_home()
        former = (one for one in self._case.former if one.url != source.url and may_read(source, one.url))
        repairs = self._of((*islice(former, 1), *places))
        best = max(repairs, key=lambda repair: (repair.is_sure, repair.fit.found), default=None)
        if best is None:
            raise NoRepair(f"{source.slug}: {error}, and nothing was found that takes its place")
        return best

    def _of(self, places: Iterable[SourceConfig]) -> Iterator[Repair]:
        for place in list(places)[: self._most]:
            with suppress(SourceError):
                page, found = self._read(place, self._visit(place.url))
                repair = weighed(self._case, place, found, page)
                if repair.fit.found >= min(LEAST, len(self._case.known)):
                    yield repair

    def _sitemaps(self) -> Iterator[SourceConfig]:
        """The source at each sitemap that the site's robots.txt names."""
        source = self._case.source
        with suppress(SourceError):
            text = self._visit(urljoin(source.url, "/robots.txt")).text[:MOST_ROBOTS]
            for address in dict.fromkeys(_SITEMAP.findall(text)):
                place = joined_url(source.url, address)
                if place != source.url and may_read(source, place):
                    yield replace(source, url=place)

    def _feeds_of_home(self) -> Iterator[SourceConfig]:
        """The feeds that the site's front page links."""
        source = self._case.source
        with suppress(SourceError):
            page = self._visit(urljoin(source.url, "/"))
            settings = ExtractSettings(extractor="auto", timezone=source.timezone.key, url=page.url)
            yield from as_feeds(source, _linked(self._case, page, settings))


def _linked(case: Case, page: Page, settings: ExtractSettings) -> tuple[str, ...]:
    try:
        return case.children.extract(page, settings, page.fetched_at).feeds
    except ExtractError as error:
        return error.feeds


def feeds_of(source: SourceConfig, detection: Detection) -> Iterator[SourceConfig]:
    """The source as it would read each feed that its page names, or links in words."""
    return as_feeds(source, (*detection.feeds, *detection.survey.feeds))


def as_feeds(source: SourceConfig, addresses: Iterable[str]) -> Iterator[SourceConfig]:
    """The source as it would read each of these feeds that it may."""
    for address in dict.fromkeys(addresses):
        if address != source.url and may_read(source, address):
            yield replace(
                source, url=address, extractor="upstream", options={}, date_order=None, date_language=None
            )


def may_read(source: SourceConfig, address: str) -> bool:
    """Whether the source may go there: what is told its site, and may be secret, goes to no other one."""
    ours, theirs = url_parts(source.url), url_parts(address)
    if theirs.scheme not in ("http", "https"):
        return False
    return not source.tells or (ours[:2] == theirs[:2] and not source.params and not source.posts)
