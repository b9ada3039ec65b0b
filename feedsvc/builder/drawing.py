"""Pages drawn by a browser for the operator: one at a time on a machine, and kept as they were drawn.

    with drawings.turn():                                # Busy where another page takes too long
        rendered = drawings.draw(config, page, visit)    # Undrawn: why there is nothing, and what to do
    drawings.kept(page)                                  # the same page for ten minutes, in every worker
    drawings.renderer(config)                            # for a poll: waits for its turn, too

Each browser is ended with what it was started for: none waits in a web process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Unpack

from feedsvc.browser.drawing import Browser, Rendered, Visit, Wishes
from feedsvc.browser.program import NoBrowser, executable
from feedsvc.browser.renderer import make_renderer
from feedsvc.builder.atonce import Busy, Turns
from feedsvc.builder.kept import KeptPages
from feedsvc.config import BrowserOptions, Config
from feedsvc.errors import FeedsvcError, FetchError
from feedsvc.models import Page

AT_ONCE = 1
"""Browsers, among all workers of a machine: each may take `[browser] memory`."""
PATIENCE = 20.0
"""Seconds for which a page waits until another one is drawn."""
BUSY = "another page is being drawn already: try again in a moment"


class Undrawn(FeedsvcError):
    """A browser was asked for the page and gave none."""


class Drawings:
    """Draws pages with the limits of a configuration, by the browser that `make` gives."""

    def __init__(
        self, pages: KeptPages, folder: Path, make: Callable[[Config], Browser] = make_renderer
    ) -> None:
        self._pages, self._make = pages, make
        self._turns = Turns(folder, AT_ONCE, "drawing")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The turn of one drawing; raises Busy where it does not come."""
        with self._turns.turn(PATIENCE) as has_come:
            if not has_come:
                raise Busy(BUSY)
            yield

    def draw(self, config: Config, page: Page, visit: Visit) -> Rendered:
        """The page as its scripts make it, kept from now on; raises Undrawn. Its caller has the turn."""
        try:
            with closing(self._make(config)) as browser:
                rendered = browser.render(page, visit)
        except FetchError as error:
            raise Undrawn(str(error).removeprefix(f"{error.rule}: ")) from error
        self._pages.keep(place_of(page), rendered.page)
        return rendered

    def kept(self, page: Page) -> Page | None:
        """The page as it was drawn within the last ten minutes."""
        return self._pages.get(place_of(page))

    def renderer(self, config: Config, *, first: bool = False) -> Browser:
        """What draws the pages of a poll, in turn; for the `first` one they were drawn a moment ago."""
        return InTurn(self._make(config), self, first)


@dataclass(frozen=True, slots=True)
class InTurn:
    """A renderer for one poll, which waits for the turn of its drawing."""

    browser: Browser
    drawings: Drawings
    is_first: bool

    def render(self, page: Page, visit: Visit, **wishes: Unpack[Wishes]) -> Rendered:
        """As a renderer does; FetchError `busy` where another page takes too long."""
        as_looked_at = self.is_first and not (wishes.get("wait") or wishes.get("cookies"))
        if as_looked_at and (kept := self.drawings.kept(page)):
            return Rendered(page=kept)
        try:
            with self.drawings.turn():
                return self.browser.render(page, visit, **wishes)
        except Busy as error:
            later = timedelta(seconds=PATIENCE)
            raise FetchError(str(error), rule="busy", url=page.url, retry_after=later) from error

    def close(self) -> None:
        """End the browser."""
        self.browser.close()


def place_of(page: Page) -> str:
    """What a drawn page is kept under: no address has a blank."""
    return f"drawn {page.url}"


def lacking(options: BrowserOptions) -> str:
    """Why no page can be drawn here, and what to do; empty where a browser is there."""
    try:
        executable(options)
    except NoBrowser as error:
        return str(error)
    return ""
