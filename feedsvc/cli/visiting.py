"""One page explored and nothing written: what `new` looks at."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Protocol

from feedsvc.browser.renderer import make_renderer
from feedsvc.cli.look import extractors, page_of_file
from feedsvc.config import Config
from feedsvc.config.place import file_of
from feedsvc.errors import FeedsvcError
from feedsvc.fetch import LocalGate, make_fetcher
from feedsvc.models import Page, Validators
from feedsvc.operate.copied import Copied
from feedsvc.operate.detection import Detection
from feedsvc.operate.explore import Explorer, Tell
from feedsvc.process import utc_now


class Visit(Protocol):
    """Fetches an address, or its answer to a posted body."""

    def __call__(self, place: str, body: str = "") -> Page: ...


def explored(
    config: Config, url: str, like: str, timezone: str, tell: Tell, copied: Copied | None = None
) -> Detection:
    """What every strategy finds on the page, on the one that it leads to, and in the feeds that it links."""
    with explorer(config, tell, copied) as look:
        return look.detection(url, like=like, timezone=timezone)


@contextmanager
def explorer(
    config: Config, tell: Tell = lambda _step: None, copied: Copied | None = None
) -> Iterator[Explorer]:
    """What looks at one page after the other, with one child and one browser for all of them."""
    with visitor(config, copied) as visit, extractors() as pool, closing(make_renderer(config)) as browser:
        pool.prepare("auto", "survey")
        draw = None if copied else lambda page: browser.render(page, visit)
        yield Explorer(visit, pool, clock=utc_now, tell=tell, draw=draw, post=visit)


def refuse_outside(config: Config, place: str, page: Page) -> None:
    """Raises FeedsvcError for a file that no poll may read."""
    if page.url.startswith("file:") and not file_of(config.directory, page.url).is_file():
        raise FeedsvcError(
            f"{place}: lies outside {config.directory} (copy it below: only there is it polled)"
        )


@contextmanager
def visitor(config: Config, copied: Copied | None = None) -> Iterator[Visit]:
    """Fetches URLs, with the pauses that their hosts are owed, and files that a poll may read."""
    fetcher = make_fetcher(config, LocalGate(sleep=time.sleep, clock=utc_now), utc_now)

    def visit(place: str, body: str = "") -> Page:
        if copied and place == copied.url:
            page = fetcher.fetch(copied.source(), Validators())
            return page if isinstance(page, Page) else fetcher.fetch_url(place)
        if place.startswith(("http://", "https://")):
            return fetcher.fetch_url(place, body=body)
        page = page_of_file(config, place, None)
        refuse_outside(config, place, page)
        return page

    try:
        yield visit
    finally:
        fetcher.close()
