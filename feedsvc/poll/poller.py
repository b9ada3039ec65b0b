"""One poll, start to end:

    claim → fetch → extract+clean → decide → record → publish → report
              │304       │died          │suspicious
              └──────────┴──────────────┴──→ record (nothing emptied, next poll planned)

Everything a poll writes is one PollRecord in one transaction; a source's failure is one record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from feedsvc.browser.drawing import Browser
from feedsvc.config import Config, SourceConfig
from feedsvc.decide.topics import Matcher
from feedsvc.errors import KeyTaken, SourceBusy, SourceError
from feedsvc.models import Claim, NotModified, Outcome, Page, PollReport, SourceState
from feedsvc.poll import drawing
from feedsvc.poll.agreement import agree
from feedsvc.poll.attempt import Attempt, failure, refusal_of, report_of
from feedsvc.poll.decision import Decider
from feedsvc.poll.fulltext import FullText
from feedsvc.poll.judging import Judge
from feedsvc.poll.logged import log_report
from feedsvc.poll.pages import Pages
from feedsvc.poll.reading import Reader
from feedsvc.poll.recording import Recorder
from feedsvc.poll.roles import Extractor, Fetcher
from feedsvc.poll.slots import Slots, frees
from feedsvc.poll.sources import Sources
from feedsvc.publish.publisher import Publisher
from feedsvc.store import Store, as_stored
from feedsvc.store.renewing import renewing

LEASE = timedelta(minutes=2)
MOST_TRIES = 5
Mend = Callable[["Poller", SourceConfig, SourceState, Attempt], tuple[SourceConfig, Attempt]]
"""Looks for another way to read a page that is held; gives the source and the attempt as they are then."""


class Poller:
    """Polls sources, one call one poll; safe to use from many threads."""

    def __init__(
        self,
        config: Config,
        store: Store,
        fetcher: Fetcher,
        extractor: Extractor,
        publisher: Publisher,
        matcher: Matcher,
        *,
        clock: Callable[[], datetime],
        rng: Random,
        random: Callable[[], UUID] = uuid4,
        owner: str = "poller",
        owns_children: bool = True,
        mend: Mend | None = None,
        renderer: Browser | None = None,
        slots: Slots | None = None,
    ) -> None:
        self.sources = Sources(config)
        self.fetcher = fetcher
        self.children = extractor
        self.publisher = publisher
        self.pages = Pages(self.sources, store, fetcher, extractor, renderer, clock)
        self.decider = Decider(
            store, FullText(fetcher, extractor), clock=clock, random=random, cookies=self.pages.cookies
        )
        self.judge = Judge(self.pages, Reader(fetcher, extractor), self.decider)
        self.slots = slots or Slots()
        self._recorder = Recorder(store, matcher, clock=clock, jitter=config.schedule.jitter, rng=rng)
        self._store = store
        self._matcher = matcher
        self._clock = clock
        self._owner = owner
        self._owns_children = owns_children
        self._mend = mend

    @frees
    def poll(
        self, slug: str, *, dry_run: bool = False, claim: Claim | None = None, insists: bool = False
    ) -> PollReport:
        """Poll one source now and publish what it brought; `insists` signs in though that was refused.

        A dry run stores nothing but a login that was refused, and never insists: it may run every minute.
        A source that fails is a report with an error. Raises SourceError for a source that is unknown,
        SourceBusy for one that is being polled elsewhere, StoreError when nothing can be written.
        """
        source = self.sources.named(slug)
        if claim is not None:
            return self._poll(source, claim, dry_run=dry_run, insists=insists)
        with self.claimed(source) as claim:
            return self._poll(source, claim, dry_run=dry_run, insists=insists)

    def _poll(self, source: SourceConfig, claim: Claim, *, dry_run: bool, insists: bool) -> PollReport:
        started = self._clock()
        state = self._store.source_state(source.slug) or SourceState(slug=source.slug)
        attempt = self._attempt(source, state, insists=insists and not dry_run)
        if dry_run:
            self._store.release(claim, self._clock(), refusal_of(state.history, attempt))
            return self.report(source, attempt, started, state)
        if attempt.outcome is Outcome.HELD and self._mend:
            source, attempt = self._mend(self, source, state, attempt)
        return self.record(source, state, claim, started, attempt)

    @contextmanager
    def claimed(self, source: SourceConfig) -> Iterator[Claim]:
        """The right to poll the source while the block runs; raises SourceBusy where somebody else has it."""
        claim = self._store.claim(source.slug, self._owner, self._clock(), LEASE)
        if claim is None:
            raise SourceBusy(f"{source.slug} is being polled elsewhere; try again", source=source.slug)
        with renewing(self._store.renew, claim, LEASE, self._clock):
            yield claim

    def now(self) -> datetime:
        """The injected clock's time."""
        return self._clock()

    def agree(self) -> None:
        """Make the store's sources and topics those of the configuration; safe to repeat."""
        agree(self._store, self.sources.config, self._matcher, self.publisher, self._clock())

    def close(self) -> None:
        """Close idle connections, and end the children unless they are somebody else's."""
        if self._owns_children:
            self.children.close()
        self.pages.close()

    # -- fetch, extract ----------------------------------------------------------------------------

    def _attempt(self, source: SourceConfig, state: SourceState, *, insists: bool) -> Attempt:
        """What one attempt came to; a failure is a value here, not an exception."""
        try:
            fetched, feed = self.pages.newest(source, state, insists=insists)
        except SourceError as error:
            return failure(Attempt(outcome=Outcome.FAILED), error)
        if isinstance(fetched, NotModified):
            return Attempt(
                outcome=Outcome.NOT_MODIFIED, validators=fetched.validators, max_age=fetched.max_age
            )
        self.slots.take()
        if feed or not source.may_draw or not self.pages.draws:
            return self.judge.read(source, state, fetched, feed=feed)

        def read(page: Page) -> Attempt:
            return self.judge.read(source, state, page, feed=feed)

        return drawing.read_drawn(
            source, state, fetched, read, lambda page: self.pages.drawn(source, page), self.children
        )

    # -- record, publish -----------------------------------------------------------------------------

    def record(
        self, source: SourceConfig, state: SourceState, claim: Claim, started: datetime, attempt: Attempt
    ) -> PollReport:
        """Write what the attempt came to, publish it, and report.

        When another source stored one of the same stories first, the same page is decided again.
        """
        for tries in range(MOST_TRIES):
            record = self._recorder.record_of(source, state, claim, started, attempt)
            try:
                touched = self._store.record_poll(record)
                break
            except KeyTaken as taken:
                conflict = taken
                attempt = self.decider.decide(source, state, attempt, trusted=True, anew=tries > 1)
        else:
            raise conflict
        fresh = {n.story.id: as_stored(n.story) for n in attempt.changes.new}
        self.publisher.publish(touched, fresh)
        report = self.report(source, attempt, started, record.state, tuple(sorted(touched)))
        log_report(report, record.state.failures)
        return report

    # -- report ----------------------------------------------------------------------------------------

    def report(
        self,
        source: SourceConfig,
        attempt: Attempt,
        started: datetime,
        state: SourceState,
        topics: Sequence[str] = (),
    ) -> PollReport:
        """What an attempt tells its caller; `state` gives the next poll."""
        return report_of(source, attempt, state, elapsed=self._clock() - started, topics=topics)
