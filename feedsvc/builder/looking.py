"""Pages looked at for the builder: at most two at once, within every limit of a poll, and not for ever."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from feedsvc.browser.drawing import Browser
from feedsvc.browser.renderer import make_renderer
from feedsvc.builder.atonce import Busy, Turns
from feedsvc.builder.choice import Choice
from feedsvc.builder.drawing import Drawings
from feedsvc.builder.kept import KeptLooks, KeptPages
from feedsvc.builder.usable import check_address, check_options
from feedsvc.config import Config
from feedsvc.decide.similarity import bare_words
from feedsvc.errors import FeedsvcError, FetchError
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.child import ExtractorPool
from feedsvc.fetch import StoreGate, make_fetcher
from feedsvc.fetch.fetcher import Fetcher
from feedsvc.models import Extraction, Page
from feedsvc.operate.copied import Copied
from feedsvc.operate.detection import Detection, with_list
from feedsvc.operate.explore import Explorer, Visit, zone_of
from feedsvc.operate.finding import Finding
from feedsvc.operate.spoken import spoken
from feedsvc.operate.tries import Run, finding_from
from feedsvc.process import owner_name, utc_now
from feedsvc.store import Store

AT_ONCE = 2
"""Looks, among all workers of a machine."""
PATIENCE = 15.0
"""Seconds for which a look waits until another one is over."""
BUDGET = 45.0
"""Seconds after which a look asks for no further page; twice as many where a browser draws it."""


class Looker:
    """Looks at pages with the limits of a configuration; the children are shared by all threads.

    What is kept, and the turns, are shared by all workers that have the same folder.
    """

    def __init__(
        self,
        store: Store,
        children: ExtractorPool,
        folder: Path,
        browser: Callable[[Config], Browser] = make_renderer,
    ) -> None:
        self._store = store
        self.children = children
        self.pages, self._looks = KeptPages(folder), KeptLooks(folder)
        self.drawings = Drawings(self.pages, folder, browser)
        self._turns = Turns(folder, AT_ONCE)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One of the two turns; raises Busy where neither comes free."""
        with self._turns.turn(PATIENCE) as has_come:
            if not has_come:
                raise Busy("two pages are being looked at already: try again in a moment")
            yield

    def detection(
        self, config: Config, url: str, like: str = "", copied: Copied | None = None, *, draw: bool = False
    ) -> Detection:
        """Every list of the page and its feeds; raises FeedsvcError.

        With `draw` a browser draws a page that needs one; Undrawn where that fails.
        """
        if like and not bare_words(like):
            like = ""
        with self._turns_of(draws=draw), self._visitor(config, copied, draws=draw) as visit:
            self.children.prepare("auto", "survey")
            by = (lambda page: self.drawings.draw(config, page, visit)) if draw else None
            explorer = Explorer(visit, self.children, clock=utc_now, draw=by)
            found = explorer.detection(url, like=like)
        return found if copied else self.remember(url, found)

    def page(self, config: Config, choice: Choice) -> Page:
        """A page of the last minutes, or fetched and drawn now; raises FeedsvcError."""
        if kept := self.kept(choice):
            return kept
        draws = bool(choice.render)
        with self._turns_of(draws=draws), self._visitor(config, draws=draws) as visit:
            page = visit(choice.url, choice.body)
            return self.drawings.draw(config, page, visit).page if draws else page

    def kept(self, choice: Choice) -> Page | None:
        """The page of the last minutes in which the list stands."""
        page = self.pages.get(choice.place)
        return self.drawings.kept(page) if page and choice.render else page

    def reader(self, page: Page) -> Run:
        """Reads a page by a strategy and its options, as a source of it would be; raises SourceError."""
        base = ExtractSettings(extractor="auto", timezone=zone_of(page), url=page.url)
        return lambda name, options: self.children.extract(
            page, replace(base, extractor=name, options=options), utc_now()
        )

    def known(self, url: str) -> Detection | None:
        """What was found within the last minutes at this address, or on the page that leads to this feed."""
        return self._looks.get(url)

    def remember(self, url: str, found: Detection) -> Detection:
        """Keep what was found for ten minutes, by the page's addresses and its feeds'."""
        feeds = [finding.url for finding in found.findings if finding.url and finding.stories]
        return self._looks.keep((*feeds, found.url, url), found)

    def detection_of(self, config: Config, choice: Choice) -> Detection:
        """What is known of a page that is to be read in this way; raises where that gives no story."""
        stories, url = self.preview(config, choice), choice.url
        page = self.kept(choice)
        zone, language = (zone_of(page), spoken(page)) if page else ("UTC", "")
        title = stories.page_title
        unseen = Detection(
            url=url, findings=(), best=None, page_title=title, timezone=zone, language=language
        )
        return with_list(self.known(url) or unseen, url, finding_of(choice, stories))

    def preview(self, config: Config, choice: Choice) -> Extraction:
        """The stories that a source of this list would give; raises FeedsvcError."""
        check_options(choice.extractor, choice.options)
        page = self.page(config, choice)
        with self.turn():
            found = self.reader(page)(choice.extractor, choice.options)
        if not found.stories:
            raise FeedsvcError("nothing on the page can be read this way")
        return found

    def fetcher(self, config: Config) -> Fetcher:
        """A fetcher that takes its turns among all processes, as polls do."""
        lease = config.fetch.timeout * 2
        # A name of its own: who asks for a turn again under the same one has it.
        owner = f"{owner_name()}-look-{secrets.token_hex(4)}"
        gate = StoreGate(self._store, clock=utc_now, sleep=time.sleep, owner=owner, lease=lease)
        return make_fetcher(config, gate, utc_now)

    @contextmanager
    def _turns_of(self, *, draws: bool) -> Iterator[None]:
        """A turn to look; before it, so that no other look waits for that, one to draw."""
        with ExitStack() as turns:
            if draws:
                turns.enter_context(self.drawings.turn())
            turns.enter_context(self.turn())
            yield

    @contextmanager
    def _visitor(
        self, config: Config, copied: Copied | None = None, *, draws: bool = False
    ) -> Iterator[Visit]:
        fetcher, end = self.fetcher(config), time.monotonic() + BUDGET * (2 if draws else 1)

        def visit(url: str, body: str = "") -> Page:
            place = f"{url} {body}" if body else url
            check_address(url)
            if copied and url == copied.url:  # with its secrets: never kept
                return copied.page(fetcher)
            if kept := self.pages.get(place):
                return kept
            if time.monotonic() > end:
                raise FetchError("the look has taken too long", rule="timeout", url=url)
            page = fetcher.fetch_url(url, body=body)
            if not body:
                self.pages.keep(page.url, page)  # a source of it asks there
            return self.pages.keep(place, page)

        try:
            yield visit
        finally:
            fetcher.close()


def finding_of(choice: Choice, found: Extraction) -> Finding:
    """What the list gives, told as a finding of its page."""
    bare = finding_from(choice.extractor, choice.options, found)
    return replace(bare, body=choice.body, render=choice.render)
