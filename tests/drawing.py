"""A browser that obeys, and a poller that may ask it; everything else of the poller is real but the network."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from feedsvc.browser.drawing import Rendered, Visit
from feedsvc.browser.wire import Datum
from feedsvc.config import Config
from feedsvc.errors import FetchError
from feedsvc.models import Page
from feedsvc.poll.making import make_poller
from feedsvc.poll.poller import Mend, Poller
from feedsvc.store import Store
from tests.fakes import FakeClock, FakeWeb, InProcessExtractor


@dataclass
class FakeBrowser:
    """Draws what it is told with the data that scripts asked for, or fails as it is told; remembers visits."""

    shows: str = ""
    data: tuple[Datum, ...] = ()
    fails: FetchError | None = None
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    closed: bool = False

    def render(
        self,
        page: Page,
        visit: Visit,
        *,
        wait: str | None = None,
        cookies: Mapping[str, str] | None = None,
        **_: object,
    ) -> Rendered:
        self.cookies = dict(cookies or {})
        self.asked.append((page.url, wait))
        if self.fails:
            raise self.fails
        drawn = Page(
            url=page.url,
            content=self.shows.encode(),
            media_type="text/html",
            charset="utf-8",
            fetched_at=page.fetched_at,
        )
        return Rendered(page=drawn, data=self.data)

    def close(self) -> None:
        self.closed = True


def make_drawing_poller(
    config: Config,
    store: Store,
    clock: FakeClock,
    web: FakeWeb,
    browser: FakeBrowser,
    mend: Mend | None = None,
) -> Poller:
    """A poller that reads pages in this process."""
    return make_poller(
        config,
        store,
        clock=clock,
        rng=random.Random(1),
        sleep=clock.sleep,
        extractor=InProcessExtractor(),  # type: ignore[arg-type]  # it only reads pages
        fetcher=web,
        renderer=browser,
        mend=mend,
    )
