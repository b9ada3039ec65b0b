"""A page looked at for whoever wants to make a source of it: its lists, and what one of them would give.

Fetches the page, the one that it leads to and the feeds that it links, and nothing else. Commands and the
pages of the browser stand on this; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from feedsvc.errors import ExtractorDied
from feedsvc.extract.base import ExtractSettings
from feedsvc.models import Extraction, Page, Survey
from feedsvc.operate.detect import Detection, Run, detect, with_feeds

Tell = Callable[[str], None]


class Children(Protocol):
    """The killable child, as looking needs it (extract.child.ExtractorPool)."""

    def extract(self, page: Page, settings: ExtractSettings, now: datetime) -> Extraction: ...
    def survey(self, page: Page, like: str = "") -> Survey: ...


class Explorer:
    """Looks at pages; `visit` fetches within every limit of a poll and raises SourceError."""

    def __init__(
        self,
        visit: Callable[[str], Page],
        children: Children,
        *,
        clock: Callable[[], datetime],
        tell: Tell = lambda _step: None,
    ) -> None:
        self._visit = visit
        self._children = children
        self._clock = clock
        self._tell = tell

    def detection(self, url: str, *, like: str = "", timezone: str = "UTC") -> Detection:
        """Every way of reading the page, the one that it leads to, and the feeds that it links."""
        detection = self._look(url, like, timezone)
        if detection.best is None and detection.next_url:
            self._tell(f"the page leads to {detection.next_url}, which shows its stories")
            detection = replace(self._look(detection.next_url, like, timezone), url=url)
        return with_feeds(detection, lambda feed: self._reader(self._visit(feed), timezone))

    def preview(
        self, url: str, extractor: str, options: Mapping[str, Any], *, timezone: str = "UTC"
    ) -> Extraction:
        """The stories that a source would give, with the reason for every field; raises SourceError."""
        return self._reader(self._visit(url), timezone)(extractor, options)

    def _look(self, url: str, like: str, timezone: str) -> Detection:
        page = self._visit(url)
        return detect(page, self._reader(page, timezone), self._survey(page, like), timezone=timezone)

    def _survey(self, page: Page, like: str) -> Survey:
        """The page's lists; none where looking for them hits a limit, which costs nothing else."""
        try:
            return self._children.survey(page, like)
        except ExtractorDied:
            return Survey()

    def _reader(self, page: Page, timezone: str) -> Run:
        """Tries a strategy on the page in the killable child."""
        base, now = ExtractSettings(extractor="auto", timezone=timezone, url=page.url), self._clock()
        return lambda name, options: self._children.extract(
            page, replace(base, extractor=name, options=options), now
        )
