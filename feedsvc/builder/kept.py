"""Pages fetched for a look, kept for ten minutes: what is looked at again, or saved, is fetched no more."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from feedsvc.config import SourceConfig
from feedsvc.fetch.fetcher import Fetcher
from feedsvc.models import NotModified, Page, Validators
from feedsvc.recent import Recent

KEPT = 600.0
"""Seconds."""
MOST, ROOM = 100, 64 << 20
"""Pages, and their bytes."""


class KeptPages:
    """The pages of the last minutes by the address that was asked for; shared by all threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._pages: Recent[tuple[float, Page]] = Recent(
            MOST, room=ROOM, size=lambda kept: len(kept[1].content)
        )

    def get(self, url: str) -> Page | None:
        """The page that was fetched from there within the last ten minutes."""
        with self._lock:
            at, page = self._pages.get(url) or (float("-inf"), None)
        return page if self._clock() - at < KEPT else None

    def keep(self, url: str, page: Page) -> Page:
        """Keep a page under the address that was asked for."""
        with self._lock:
            self._pages.keep(url, (self._clock(), page))
        return page


@dataclass(frozen=True, slots=True)
class KeptFetcher:
    """A fetcher for one poll that asks no site for what was looked at just now."""

    fetcher: Fetcher
    pages: KeptPages

    def fetch(self, source: SourceConfig, validators: Validators) -> Page | NotModified:
        """The page that is kept, where the source asks for it as the look did, else the source's own."""
        plain = not (source.headers or source.params or source.posts or validators != Validators())
        page = self.pages.get(source.url) if plain else None
        return page or self.fetcher.fetch(source, validators)

    def fetch_url(
        self, url: str, *, headers: Mapping[str, str] | None = None, home: str = "", robots: str = "obey"
    ) -> Page:
        """A further page, kept or not."""
        page = None if headers else self.pages.get(url)
        return page or self.fetcher.fetch_url(url, headers=headers, home=home, robots=robots)

    def post(self, url: str, data: bytes, content_type: str) -> int:
        """As the fetcher posts."""
        return self.fetcher.post(url, data, content_type)

    def close(self) -> None:
        """Close idle connections."""
        self.fetcher.close()
