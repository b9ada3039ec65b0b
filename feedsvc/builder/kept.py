"""Looks at pages, kept for ten minutes: what is looked at again, or saved, is fetched no more.

By whichever worker: pages and what was found on them lie in files (drawer.py), as typed data. What was asked
with the secrets of a copied command is never kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, Unpack

import msgspec

from feedsvc.builder.drawer import Drawer
from feedsvc.config import SourceConfig
from feedsvc.fetch.fetcher import Fetcher
from feedsvc.fetch.network import Terms
from feedsvc.fetch.session import Sessions
from feedsvc.models import NotModified, Page, Validators
from feedsvc.operate.detection import Detection

Kept = TypeVar("Kept")
MOST, ROOM = 100, 64 << 20
"""Pages, and their bytes."""
MOST_SEEN, ROOM_SEEN = 200, 32 << 20
"""Looks, by each of their addresses, and their bytes: a page may hold megabytes, in many ways."""
_PAGE = msgspec.msgpack.Decoder(Page)
_DETECTION = msgspec.msgpack.Decoder(Detection)


class KeptPages:
    """The pages of the last minutes by the address that was asked for; shared by all workers."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._drawer = Drawer(folder / "pages", most=MOST, room=ROOM, clock=clock)

    def get(self, url: str) -> Page | None:
        """The page that was fetched from there within the last ten minutes."""
        return decoded(_PAGE, self._drawer.get(url))

    def keep(self, url: str, page: Page) -> Page:
        """Keep a page under the address that was asked for."""
        self._drawer.keep(url, msgspec.msgpack.encode(page))
        return page


class KeptLooks:
    """What was found on pages within the last minutes, by each of their addresses; shared by all workers."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._drawer = Drawer(folder / "looks", most=MOST_SEEN, room=ROOM_SEEN, clock=clock)

    def get(self, url: str) -> Detection | None:
        """What was found there within the last ten minutes."""
        found = decoded(_DETECTION, self._drawer.get(url))
        # The best finding is one of the others, and is known by being the same.
        return found and replace(found, best=next((f for f in found.findings if f == found.best), None))

    def keep(self, urls: Iterable[str], found: Detection) -> Detection:
        """Keep what was found under each of these addresses."""
        content = msgspec.msgpack.encode(found)
        for url in dict.fromkeys(urls):
            self._drawer.keep(url, content)
        return found


def decoded(decoder: msgspec.msgpack.Decoder[Kept], content: bytes | None) -> Kept | None:
    """The value that was kept; None where there is none, or one of another version of feedsvc."""
    if content is None:
        return None
    try:
        return decoder.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


@dataclass(frozen=True, slots=True)
class KeptFetcher:
    """A fetcher for one poll that asks no site for what was looked at just now."""

    fetcher: Fetcher
    pages: KeptPages

    def fetch(self, source: SourceConfig, validators: Validators) -> Page | NotModified:
        """The page that is kept, where the source asks for it as the look did, else the source's own."""
        own = source.tells or source.proxy or validators != Validators()
        page = None if own else self.pages.get(source.url)
        return page or self.fetcher.fetch(source, validators)

    @property
    def sessions(self) -> Sessions:
        """Those of the fetcher."""
        return self.fetcher.sessions

    def fetch_url(self, url: str, **terms: Unpack[Terms]) -> Page:
        """A further page, kept or not."""
        owner = terms.get("owner")
        own = terms.get("headers") or terms.get("body") or (owner and (owner.tells or owner.proxy))
        return (None if own else self.pages.get(url)) or self.fetcher.fetch_url(url, **terms)

    def submit(self, source: SourceConfig, url: str, form: bytes, referer: str) -> Page:
        """As the fetcher submits."""
        return self.fetcher.submit(source, url, form, referer)

    def cookies(self, source: SourceConfig, url: str) -> dict[str, str]:
        """Those of the fetcher."""
        return self.fetcher.cookies(source, url)

    def post(self, url: str, data: bytes, content_type: str) -> int:
        """As the fetcher posts."""
        return self.fetcher.post(url, data, content_type)

    def close(self) -> None:
        """Close idle connections."""
        self.fetcher.close()
