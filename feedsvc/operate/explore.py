"""A page looked at for whoever wants to make a source of it: every list that it has.

Fetches the page, the one that it leads to, the feeds that it links, and the sitemap where its stories have
slugs but no links; and nothing else. Commands and the pages of the browser stand on this; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from feedsvc.errors import FetchError, SourceError
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.pagezone import page_zone
from feedsvc.models import Extraction, Page
from feedsvc.operate.asked import Asked
from feedsvc.operate.detect import detect
from feedsvc.operate.detection import Detection
from feedsvc.operate.drawn import Draw, needs_browser, with_drawn
from feedsvc.operate.linkedfeeds import with_feeds, with_hidden
from feedsvc.operate.madelinks import with_made_links
from feedsvc.operate.slugs import with_sitemap
from feedsvc.operate.tries import Run, Surveys, surveyed
from feedsvc.operate.unnamedfeeds import hidden_feeds

Tell = Callable[[str], None]


class Visit(Protocol):
    """Fetches an address, or its answer to a posted body, within every limit; raises SourceError."""

    def __call__(self, url: str, /, body: str = "") -> Page: ...


class Children(Surveys, Protocol):
    """The killable child, as looking needs it (extract.child.ExtractorPool)."""

    def extract(self, page: Page, settings: ExtractSettings, now: datetime) -> Extraction: ...


def zone_of(page: Page) -> str:
    """The zone that the page is written in where that is certain, else UTC."""
    return page_zone(page) or "UTC"


class Explorer:
    """Looks at pages as `visit` fetches them, which `draw` has a browser draw where that is needed."""

    def __init__(
        self,
        visit: Visit,
        children: Children,
        *,
        clock: Callable[[], datetime],
        tell: Tell = lambda _step: None,
        draw: Draw | None = None,
    ) -> None:
        self._visit = visit
        self._children = children
        self._clock = clock
        self._tell = tell
        self._draw = draw
        self._shown: Page | None = None
        """The page that was looked at last."""

    def detection(self, url: str, *, like: str = "", timezone: str = "") -> Detection:
        """Every way of reading the page, the one that it leads to, and the feeds that it has.

        Where the page itself cannot be had, its feeds may be, at addresses that its own tells.
        Without a zone (an IANA name) it is the page's own where that is certain, else UTC.
        """
        try:
            detection = self._look(url, like, timezone)
        except FetchError as error:
            return self._unseen(url, timezone or "UTC", error)
        if detection.best is None and detection.next_url:
            self._tell(f"the page leads to {detection.next_url}, which shows its stories")
            detection = replace(self._look(detection.next_url, like, timezone), url=url)
        detection = with_feeds(detection, lambda feed: self._open(feed, detection.timezone))
        detection = with_hidden(detection, lambda feed: self._open(feed, detection.timezone))
        return self._drawn(detection) if self._draw and needs_browser(detection) else detection

    def _drawn(self, detection: Detection) -> Detection:
        """The detection with what a browser makes of the page, where one is there that can."""
        assert self._draw is not None
        self._tell("the page is drawn by JavaScript: a browser draws it once")
        try:
            rendered = self._draw(self._shown or self._visit(detection.url))
        except SourceError as error:
            self._tell(f"the page needs a browser ({error})")
            return detection

        def reads(page: Page) -> Run:
            return self._reader(page, detection.timezone)

        return with_drawn(detection, rendered, self._answer, reads, self._tell)

    def _answer(self, asked: Asked) -> Page:
        """What a page's scripts were told, told us."""
        return self._visit(asked.url, asked.body)

    def _unseen(self, url: str, timezone: str, error: FetchError) -> Detection:
        """The feeds of a page that cannot be had; raises the error where there are none."""
        unseen = Detection(url=url, findings=(), best=None, timezone=timezone, hidden=hidden_feeds(url))
        detection = with_hidden(unseen, lambda feed: self._open(feed, timezone))
        if detection.best is None:
            raise error
        self._tell(f"the page cannot be had ({error}), but a feed of it")
        return detection

    def _look(self, url: str, like: str, timezone: str) -> Detection:
        self._shown = page = self._visit(url)
        zone, survey = timezone or zone_of(page), surveyed(self._children, page, like)
        run = self._reader(page, zone)
        detection = detect(page, run, survey, timezone=zone)
        if detection.is_feed:
            return detection
        detection = with_made_links(detection, run, self._visit, self._tell)
        detection = with_sitemap(detection, run, lambda place: self._open(place, zone))
        return replace(detection, hidden=hidden_feeds(page.url, survey, page.text))

    def _open(self, feed: str, timezone: str) -> Run:
        return self._reader(self._visit(feed), timezone)

    def _reader(self, page: Page, timezone: str) -> Run:
        """Tries a strategy on the page in the killable child."""
        base, now = ExtractSettings(extractor="auto", timezone=timezone, url=page.url), self._clock()
        return lambda name, options: self._children.extract(
            page, replace(base, extractor=name, options=options), now
        )
