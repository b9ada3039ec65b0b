"""One page explored and nothing written: what `new` looks at."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial

from feedsvc.browser.renderer import make_renderer
from feedsvc.cli.look import is_web, page_of_file
from feedsvc.config import Config
from feedsvc.config.place import file_of
from feedsvc.errors import FeedsvcError
from feedsvc.extract.child import ExtractorPool
from feedsvc.fetch import Fetcher, LocalGate, make_fetcher
from feedsvc.models import Page
from feedsvc.operate.copied import Copied
from feedsvc.operate.detection import Detection
from feedsvc.operate.explore import Explorer, Tell, Visit
from feedsvc.process import utc_now


def explored(
    config: Config, url: str, like: str, timezone: str, tell: Tell, copied: Copied | None
) -> Detection:
    """What every strategy finds on the page, on the one that it leads to, and in the feeds that it links."""
    with explorer(config, tell, copied) as look:
        return look.detection(url, like=like, timezone=timezone)


@contextmanager
def explorer(
    config: Config, tell: Tell = lambda _step: None, copied: Copied | None = None
) -> Iterator[Explorer]:
    """What looks at one page after the other, with one child and one browser for all of them."""
    with (
        visitor(config, copied) as visit,
        closing(ExtractorPool(1)) as pool,
        closing(make_renderer(config)) as browser,
    ):
        pool.prepare("auto", "survey")
        draw = None if copied else lambda page: browser.render(page, visit)
        yield Explorer(visit, pool, clock=utc_now, tell=tell, draw=draw)


def refuse_outside(config: Config, place: str, page: Page) -> None:
    """Raises FeedsvcError for a file that no poll may read."""
    if page.url.startswith("file:") and not file_of(config.directory, page.url).is_file():
        raise FeedsvcError(
            f"{place}: lies outside {config.directory} (copy it below: only there is it polled)"
        )


@contextmanager
def visitor(config: Config, copied: Copied | None) -> Iterator[Visit]:
    """Fetches URLs, with the pauses that their hosts are owed, and files that a poll may read."""
    gate = LocalGate(sleep=time.sleep, clock=utc_now)
    with closing(make_fetcher(config, gate, utc_now)) as fetcher:
        yield partial(visited, config, fetcher, copied)


def visited(config: Config, fetcher: Fetcher, copied: Copied | None, place: str, body: str = "") -> Page:
    """The page at a place, as the copied command asks for it where that is its own."""
    if copied and place == copied.url:
        return copied.page(fetcher)
    if is_web(place):
        return fetcher.fetch_url(place, body=body)
    page = page_of_file(config, place, None)
    refuse_outside(config, place, page)
    return page
