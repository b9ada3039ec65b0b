"""One page looked at and nothing written: what `extract` and `new` need."""

from __future__ import annotations

import time
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec.structs import replace

from feedsvc.config import Config, SourceConfig
from feedsvc.config.place import file_of
from feedsvc.errors import ExtractError, FeedsvcError, FetchError
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.child import ExtractorPool
from feedsvc.fetch.files import read_page
from feedsvc.models import Extraction, History, NotModified, Page, Validators
from feedsvc.poll.reading import fetch_further, settings_of
from feedsvc.process import utc_now

if TYPE_CHECKING:
    from feedsvc.fetch import Fetcher


def looked_at(config: Config, place: str, source: SourceConfig | None) -> Extraction:
    """What a URL or file gives, read as `source` is read, or by whatever fits where there is none."""

    with closing(ExtractorPool(1)) as pool, closing(Looker(config, pool)) as looker:
        pool.prepare(source.extractor if source else "auto")
        page = fetched(looker, place, source)
        settings = settings_of(source) if source else ExtractSettings(extractor="auto", url=page.url)
        try:
            found = pool.extract(page, settings, utc_now())
        except ExtractError as error:
            if settings.extractor != "auto":
                raise
            return fed(looker, error, settings, source)
        if found.stories or not found.next_url:
            return found
        further = pool.extract(fetched(looker, found.next_url, source), settings, utc_now())
        return replace(further, attempts=(*found.attempts, *further.attempts))


def fed(
    looker: Looker, error: ExtractError, settings: ExtractSettings, source: SourceConfig | None
) -> Extraction:
    """What a feed gives that a page without stories links; raises what was wrong with the page else."""
    from feedsvc.poll.following import at_feed, follow

    def read_feed(feed: str) -> tuple[Page, Extraction]:
        page = fetched(looker, feed, at_feed(source, feed) if source else None)
        return page, looker.children.extract(page, settings, utc_now())

    return follow(error, read_feed)[2]


class Looker:
    """What pages are asked for with, for the length of one command; a file needs no network to be loaded."""

    def __init__(self, config: Config, children: ExtractorPool) -> None:
        self.config = config
        self.children = children

    @cached_property
    def fetcher(self) -> Fetcher:
        """The one fetcher of this command."""
        from feedsvc.fetch import LocalGate, make_fetcher

        return make_fetcher(self.config, LocalGate(sleep=time.sleep, clock=utc_now), utc_now)

    def close(self) -> None:
        """End its connections, and the session of whoever has signed in."""
        if "fetcher" in vars(self):
            self.fetcher.close()

    def page(self, place: str, source: SourceConfig) -> Page:
        """A page as the source would ask for it: signed in, its secrets told its own site alone."""
        from feedsvc.poll.signin import SignIn

        def ask(validators: Validators) -> Page | NotModified:
            if place == source.url:
                return self.fetcher.fetch(source, validators)
            return fetch_further(self.fetcher, source, place)

        signin = SignIn(self.fetcher, self.children, utc_now)
        page = signin.page(source, ask, Validators(), History(), insists=True)
        if isinstance(page, NotModified):  # nothing was sent to compare
            raise FeedsvcError(f"{place}: the server says that it has not changed (try again)")
        return page


def fetched(looker: Looker, place: str, source: SourceConfig | None) -> Page:
    """The page at a URL, or in a file of this machine; raises FetchError."""
    if not is_web(place):
        return page_of_file(looker.config, place, source)
    return looker.page(place, source) if source else looker.fetcher.fetch_url(place)


def is_web(place: str) -> bool:
    """Whether it is an address of the web; everything else is a file."""
    return place.startswith(("http://", "https://"))


def page_of_file(config: Config, place: str, source: SourceConfig | None) -> Page:
    """A file as a page, `file:` below the configuration directory where it lies there; its links are read as
    if it stood at the source's URL."""
    found = file_at(config, place)
    if found is None:
        raise FeedsvcError(
            f"{place}: no such file (name a file, or a URL that starts with http:// or https://)"
        )
    below = config.directory.resolve()
    root = below if found.is_relative_to(below) else found.parent
    url = f"file:{quote(found.relative_to(root).as_posix())}"
    try:
        page = read_page(url, root, Validators(), config.fetch.max_bytes, utc_now())
    except FetchError as error:
        raise FeedsvcError(f"{place}: {error}") from error
    if isinstance(page, NotModified):
        raise FeedsvcError(f"{place}: cannot be read")
    return replace(page, url=source.url) if source else page


def file_at(config: Config, place: str) -> Path | None:
    """The file that is named, from here or from the configuration directory."""
    path = Path(place.removeprefix("file:"))
    return next((p.resolve() for p in (path, config.directory / path) if p.is_file()), None)


def source_at(config: Config, place: str) -> SourceConfig | None:
    """The source that reads this URL or file."""
    file = None if is_web(place) else file_at(config, place)
    for source in config.sources:
        if source.url == place or (file and source.is_file and file_of(config.directory, source.url) == file):
            return source
    return None
