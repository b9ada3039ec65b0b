"""A source's page: fetched as its operator sees it, that of its feed in its place, or drawn by a browser."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from feedsvc.browser.drawing import Browser, Rendered
from feedsvc.config import SourceConfig
from feedsvc.decide.logins import together
from feedsvc.errors import SourceError
from feedsvc.models import History, NotModified, Page, SourceState, Validators
from feedsvc.poll import following, reading
from feedsvc.poll.attempt import validators_for
from feedsvc.poll.roles import Extractor, Fetcher
from feedsvc.poll.signin import SignIn
from feedsvc.poll.sources import Sources
from feedsvc.store import Store


class Pages:
    """Gets pages of sources; safe to use from many threads."""

    def __init__(
        self,
        sources: Sources,
        store: Store,
        fetcher: Fetcher,
        children: Extractor,
        renderer: Browser | None,
        clock: Callable[[], datetime],
    ) -> None:
        self.draws = renderer is not None
        self._sources = sources
        self._store = store
        self._fetcher = fetcher
        self._signin = SignIn(fetcher, children, clock)
        self._renderer = renderer
        self._clock = clock

    def newest(
        self, source: SourceConfig, state: SourceState, *, insists: bool = False
    ) -> tuple[Page | NotModified, str]:
        """The source's page, or that of the feed that is read in its place, and that feed's address."""
        validators, feed = validators_for(state, self._clock()), following.remembered(source, state)
        if source.render == "always":  # an unchanged place says nothing of what its scripts put there
            validators = Validators()
        if not feed:
            return self.fetch(source, state, validators, insists=insists), ""
        try:
            return self.fetch(following.at_feed(source, feed), state, validators, insists=insists), feed
        except SourceError as error:
            if not following.is_gone(error):
                raise
        return self.fetch(source, state, Validators(), insists=insists), ""

    def fetch(
        self, source: SourceConfig, state: SourceState, validators: Validators, *, insists: bool = False
    ) -> Page | NotModified:
        """The source's page, as who has signed in sees it where it has a login; raises SourceError.

        A login that was refused waits (decide.logins), unless the caller `insists`.
        """

        def ask(sent: Validators) -> Page | NotModified:
            return self._fetcher.fetch(source, sent)

        return self._signin.page(
            source,
            ask,
            validators,
            state.history,
            insists=insists,
            account=lambda: self._account(source, state),
        )

    def further(self, source: SourceConfig, url: str) -> Page:
        """Another page of the source, within every limit of its own."""
        return reading.fetch_further(self._fetcher, source, url)

    def drawn(self, source: SourceConfig, page: Page) -> Page:
        """The source's page once its scripts have run; raises SourceError."""
        return self.rendered(source, page).page

    def rendered(self, source: SourceConfig, page: Page) -> Rendered:
        """The same, with the data that its scripts asked for."""
        if self._renderer is None:
            raise SourceError(f"{source.slug}: there is no browser here", source=source.slug)

        def visit(url: str) -> Page:
            return self.further(source, url)

        cookies = self._fetcher.cookies(source, page.url)
        return self._renderer.render(page, visit, wait=source.wait, cookies=cookies, upstream=source.proxy)

    def cookies(self, source: SourceConfig) -> Collection[str]:
        """What the source is known by at its site, which none of its links may tell."""
        if not (source.cookies or source.login):
            return ()
        return self._fetcher.cookies(source, source.url).values()

    def close(self) -> None:
        """Close idle connections, and the browser where there is one."""
        self._fetcher.close()
        if self._renderer:
            self._renderer.close()

    def _account(self, source: SourceConfig, state: SourceState) -> History:
        """The source's past with what others that sign in as the same one were refused."""
        if source.login is None:
            return state.history
        states = map(self._store.source_state, self._sources.of_account(source.login.account))
        return together(state.history, state.last_success, (one.history for one in states if one))
