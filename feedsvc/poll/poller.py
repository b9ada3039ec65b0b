"""One poll, start to end:

    claim → fetch → extract+clean → decide → record → publish → report
              │304       │died          │suspicious
              └──────────┴──────────────┴──→ record (nothing emptied, next poll planned)

Everything a poll writes is one PollRecord in one transaction; a source's failure is one record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Protocol
from uuid import UUID, uuid4

from feedsvc.browser.drawing import Browser, Rendered
from feedsvc.config import Config, SourceConfig
from feedsvc.decide.logins import together
from feedsvc.decide.topics import Matcher, auto_titles, with_room
from feedsvc.decide.walladvice import titled
from feedsvc.errors import ExtractError, KeyTaken, SourceError
from feedsvc.models import (
    Claim,
    Extraction,
    History,
    NotModified,
    Outcome,
    Page,
    PollRecord,
    PollReport,
    SourceState,
    State,
    Story,
    Survey,
    Validators,
)
from feedsvc.poll import drawing, following, fulltext, login, reading
from feedsvc.poll.agreement import agree
from feedsvc.poll.attempt import (
    Attempt,
    failure,
    refusal_of,
    report_of,
    snapshot_of,
    state_after,
    validators_for,
    wall_met,
)
from feedsvc.poll.decision import Decider
from feedsvc.poll.fulltext import FullText
from feedsvc.poll.reading import Reader, page_digest
from feedsvc.poll.signin import SignIn
from feedsvc.poll.slots import Slots, frees
from feedsvc.poll.telling import log_report, log_sections
from feedsvc.publish.publisher import Publisher
from feedsvc.store import Store, as_stored

LEASE = timedelta(minutes=2)
MOST_TRIES = 5


class Fetcher(login.Fetcher, Protocol):
    """The network, as polling needs it (fetch.Fetcher)."""

    def fetch(self, source: SourceConfig, validators: Validators) -> Page | NotModified: ...
    def cookies(self, source: SourceConfig, url: str) -> dict[str, str]: ...
    def post(self, url: str, data: bytes, content_type: str) -> int: ...
    def close(self) -> None: ...


class Extractor(reading.Extractor, fulltext.Extractor, drawing.Kinds, login.Extractor, Protocol):
    """The killable child, as polling needs it (extract.child.ExtractorPool)."""

    def survey(self, page: Page, like: str = "") -> Survey: ...
    def relearn(self, page: Page, item: str, stories: Sequence[Mapping[str, str]]) -> dict[str, str]: ...
    def close(self) -> None: ...


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
        self._config = config
        self._store = store
        self.fetcher = fetcher
        self.children = extractor
        self.publisher = publisher
        self._matcher = matcher
        self._reader = Reader(fetcher, extractor)
        self._signin = SignIn(fetcher, extractor, clock)
        self.decider = Decider(
            store, FullText(fetcher, extractor), clock=clock, random=random, cookies=self._cookies
        )
        self._clock = clock
        self._rng = rng
        self._owner = owner
        self._owns_children = owns_children
        self._mend = mend
        self._renderer = renderer
        self.slots = slots or Slots()

    @frees
    def poll(
        self, slug: str, *, dry_run: bool = False, claim: Claim | None = None, insists: bool = False
    ) -> PollReport:
        """Poll one source now and publish what it brought; `insists` signs in though that was refused.

        A dry run stores nothing but a login that was refused, and never insists: it may run every minute.
        A source that fails is a report with an error. Raises SourceError for a source that is unknown or
        being polled elsewhere, StoreError when nothing can be written.
        """
        source = self.source(slug)
        claim = claim or self.claim(source)
        started = self._clock()
        state = self._store.source_state(slug) or SourceState(slug=slug)
        attempt = self._attempt(source, state, insists and not dry_run)
        if dry_run:
            self._store.release(claim, self._clock(), refusal_of(state.history, attempt))
            return self.report(source, attempt, started, state)
        if attempt.outcome is Outcome.HELD and self._mend:
            source, attempt = self._mend(self, source, state, attempt)
        return self.record(source, state, claim, started, attempt)

    def source(self, slug: str) -> SourceConfig:
        """The configured source; raises SourceError naming what there is."""
        source = self._config.source(slug)
        if source is None:
            known = ", ".join(s.slug for s in self._config.sources) or "none"
            raise SourceError(f"unknown source {slug!r} (known: {known})", source=slug)
        return source

    def file(self, slug: str) -> Path:
        """Where the source's file lies."""
        return self._config.directory / "sources" / f"{slug}.toml"

    def reads_anew(self, source: SourceConfig) -> None:
        """Go on with this source as its file says now, before the configuration is loaded again."""
        sources = tuple(source if s.slug == source.slug else s for s in self._config.sources)
        self._config = replace(self._config, sources=sources)

    def claim(self, source: SourceConfig) -> Claim:
        """The right to poll the source now; raises SourceError while somebody else has it."""
        claim = self._store.claim(source.slug, self._owner, self._clock(), LEASE)
        if claim is None:
            raise SourceError(f"{source.slug} is being polled elsewhere; try again", source=source.slug)
        return claim

    def now(self) -> datetime:
        """The injected clock's time."""
        return self._clock()

    def fetch(
        self, source: SourceConfig, state: SourceState, validators: Validators, *, insists: bool = False
    ) -> Page | NotModified:
        """The source's page, as who has signed in sees it where it has a login; raises SourceError.

        A login that was refused waits (decide.logins), unless the caller `insists`.
        """

        def ask(sent: Validators) -> Page | NotModified:
            return self.fetcher.fetch(source, sent)

        return self._signin.page(
            source,
            ask,
            validators,
            state.history,
            insists=insists,
            account=lambda: self._account(source, state),
        )

    def _cookies(self, source: SourceConfig) -> Collection[str]:
        """What the source is known by at its site, which none of its links may tell."""
        if not (source.cookies or source.login):
            return ()
        return self.fetcher.cookies(source, source.url).values()

    def _account(self, source: SourceConfig, state: SourceState) -> History:
        """The source's past with what others that sign in as the same one were refused."""
        if source.login is None:
            return state.history
        account = source.login.account
        kin = (s.slug for s in self._config.sources if s.login and s.login.account == account)
        states = map(self._store.source_state, kin)
        return together(state.history, state.last_success, (one.history for one in states if one))

    def extract(self, source: SourceConfig, page: Page) -> Extraction:
        """The stories of one page, read in the child as at the time it was fetched; raises SourceError."""
        return self._reader.extract(source, page)

    def drawn(self, source: SourceConfig, page: Page) -> Page:
        """The source's page once its scripts have run; raises SourceError."""
        return self.rendered(source, page).page

    def rendered(self, source: SourceConfig, page: Page) -> Rendered:
        """The same, with the data that its scripts asked for."""
        if self._renderer is None:
            raise SourceError(f"{source.slug}: there is no browser here", source=source.slug)

        def visit(url: str) -> Page:
            return reading.fetch_further(self.fetcher, source, url)

        cookies = self.fetcher.cookies(source, page.url)
        return self._renderer.render(page, visit, wait=source.wait, cookies=cookies, upstream=source.proxy)

    def agree(self) -> None:
        """Make the store's sources and topics those of the configuration; safe to repeat."""
        agree(self._store, self._config, self._matcher, self.publisher, self._clock())

    def close(self) -> None:
        """Close idle connections, and end the children unless they are somebody else's."""
        if self._owns_children:
            self.children.close()
        self.fetcher.close()
        if self._renderer:
            self._renderer.close()

    # -- fetch, extract ----------------------------------------------------------------------------

    def _attempt(self, source: SourceConfig, state: SourceState, insists: bool) -> Attempt:
        """What one attempt came to; a failure is a value here, not an exception."""
        try:
            fetched, feed = self._fetched(source, state, insists)
        except SourceError as error:
            return failure(Attempt(outcome=Outcome.FAILED), error)
        if isinstance(fetched, NotModified):
            return Attempt(
                outcome=Outcome.NOT_MODIFIED, validators=fetched.validators, max_age=fetched.max_age
            )
        self.slots.take()
        if feed or source.render == "never" or self._renderer is None:
            return self.read(source, state, fetched, feed=feed)

        def read(page: Page) -> Attempt:
            return self.read(source, state, page, feed=feed)

        return drawing.read_drawn(
            source, state, fetched, read, lambda page: self.drawn(source, page), self.children
        )

    def _fetched(
        self, source: SourceConfig, state: SourceState, insists: bool
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
            seen = replace(seen, kind=error.kind)
            if not state.stories:
                return failure(seen, error)
            return self.decider.held(source, seen, (titled(str(error), wall_met(seen)),))
        except SourceError as error:
            return failure(seen, error)
        if shown is not page:
            seen = replace(seen, page=shown, digest=page_digest(source, shown))
        return self.decider.decide(source, state, replace(seen, extraction=extraction), trusted=trusted)

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
        page = reading.fetch_further(self.fetcher, source, feed)
        return page, self.extract(source, page)

    # -- record, publish -----------------------------------------------------------------------------

    def record(
        self, source: SourceConfig, state: SourceState, claim: Claim, started: datetime, attempt: Attempt
    ) -> PollReport:
        """Write what the attempt came to, publish it, and report.

        When another source stored one of the same stories first, the same page is decided again.
        """
        for tries in range(MOST_TRIES):
            record = self._record_of(source, state, claim, started, attempt)
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

    def _record_of(
        self, source: SourceConfig, state: SourceState, claim: Claim, started: datetime, attempt: Attempt
    ) -> PollRecord:
        now = self._clock()
        after, transition = state_after(
            state, source, attempt, now, jitter=self._config.schedule.jitter, rng=self._rng
        )
        stories = [n.story for n in attempt.changes.new]
        stories += [m.story for m in attempt.changes.modified if m.membership]
        return PollRecord(
            claim=claim,
            started=started,
            finished=now,
            state=after,
            changes=attempt.changes,
            joins={story.id: self._topics(story) for story in stories},
            auto_titles=self._sections(source, stories),
            hold=attempt.hold,
            clear_hold=attempt.outcome.good and state.state is State.HELD,
            snapshot=snapshot_of(source, state, attempt),
            transition=transition,
            outcome=attempt.outcome,
            stamps=attempt.stamps or {},
            file=state.file,
        )

    def _sections(self, source: SourceConfig, stories: Sequence[Story]) -> dict[str, str]:
        """The topics that these stories' sections make, as far as there is room for more."""
        titles = auto_titles(stories, self._matcher)
        if not titles:
            return titles
        kept = with_room(titles, self._store.section_topics())
        if refused := [title for slug, title in titles.items() if slug not in kept]:
            log_sections(source.slug, refused)
        return kept

    def _topics(self, story: Story) -> frozenset[str]:
        return frozenset() if story.withdrawn_at else self._matcher.topics(story)

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
