"""What a fetched page comes to: the same as before, a failure, or stories, published or held."""

from __future__ import annotations

from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.decide.walladvice import titled
from feedsvc.errors import ExtractError, SourceError
from feedsvc.models import Extraction, Outcome, Page, SourceState
from feedsvc.poll import following
from feedsvc.poll.attempt import Attempt, failure, wall_met
from feedsvc.poll.decision import Decider
from feedsvc.poll.pages import Pages
from feedsvc.poll.reading import Reader, page_digest


class Judge:
    """Reads pages in the child and decides on what they show."""

    def __init__(self, pages: Pages, reader: Reader, decider: Decider) -> None:
        self._pages = pages
        self._reader = reader
        self._decider = decider

    def read(
        self,
        source: SourceConfig,
        state: SourceState,
        page: Page,
        *,
        trusted: bool = False,
        feed: str | None = None,
    ) -> Attempt:
        """What a fetched page comes to; `trusted` skips the question whether it is believed.

        `feed` is the address of the feed that the page is, where it is read in place of the source's own.
        """
        digest = page_digest(source, page)
        seen = Attempt(outcome=Outcome.UNCHANGED, page=page, digest=digest, max_age=page.max_age, feed=feed)
        if digest == state.page_digest:
            return seen
        try:
            shown, extraction, seen = self._shown(source, state, page, seen)
        except ExtractError as error:
            return self._without_stories(source, state, replace(seen, kind=error.kind), error)
        except SourceError as error:
            return failure(seen, error)
        if shown is not page:
            seen = replace(seen, page=shown, digest=page_digest(source, shown))
        return self._decider.decide(source, state, replace(seen, extraction=extraction), trusted=trusted)

    def extract(self, source: SourceConfig, page: Page) -> Extraction:
        """The stories of one page, read in the child as at the time it was fetched; raises SourceError."""
        return self._reader.extract(source, page)

    def _shown(
        self, source: SourceConfig, state: SourceState, page: Page, seen: Attempt
    ) -> tuple[Page, Extraction, Attempt]:
        """The page that shows the stories, and those; the feed that the page links where it has none."""
        try:
            return *self._reader.read(source, page), seen
        except ExtractError as error:
            if not following.may_follow(source, state):
                raise
            feed, shown, extraction = following.follow(error, lambda url: self._at_feed(source, url))
        return shown, extraction, replace(seen, feed=feed)

    def _at_feed(self, source: SourceConfig, feed: str) -> tuple[Page, Extraction]:
        page = self._pages.further(source, feed)
        return page, self.extract(source, page)

    def _without_stories(
        self, source: SourceConfig, state: SourceState, seen: Attempt, error: ExtractError
    ) -> Attempt:
        """A page that had stories before is held without them, lest they be taken for withdrawn."""
        if not state.stories:
            return failure(seen, error)
        return self._decider.held(source, seen, (titled(str(error), wall_met(seen)),))
