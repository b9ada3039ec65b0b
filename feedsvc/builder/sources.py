"""Sources made, changed and removed by the builder, and polled at once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from feedsvc.builder.files import Files
from feedsvc.builder.kept import KeptFetcher
from feedsvc.builder.looking import Looker
from feedsvc.builder.settings import Settings
from feedsvc.builder.sourcefile import Unknown
from feedsvc.builder.wanted import Wanted
from feedsvc.builder.writing import Writer
from feedsvc.config import Config
from feedsvc.errors import SourceError, StoreError
from feedsvc.models import PollReport
from feedsvc.operate.detection import Detection
from feedsvc.operate.mending import Mender, heal
from feedsvc.operate.proposal import kept_proposal, look
from feedsvc.operate.replay import Tell, replay
from feedsvc.operate.review import Beside, compare, review
from feedsvc.operate.way import Repair
from feedsvc.poll.making import make_poller
from feedsvc.poll.poller import Poller
from feedsvc.process import utc_now
from feedsvc.publish.status import feed_urls
from feedsvc.store import Store

Done = TypeVar("Done")
ELSEWHERE = 20.0
"""Seconds to wait for whoever polls a new source, or publishes its topic, before us."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A source that was made: its feeds by topic and format, and its first poll."""

    slug: str
    title: str
    topics: tuple[str, ...]
    feeds: Mapping[str, Mapping[str, str]]
    report: PollReport | None


class Sources:
    """Makes sources as `feedsvc new` does, and everything that is done to one afterwards."""

    def __init__(
        self,
        store: Store,
        files: Files,
        looker: Looker,
        load: Callable[[], Config],
        in_force: Callable[[], Config],
    ) -> None:
        self._store, self._looker, self._in_force = store, looker, in_force
        self._writer = Writer(files, load)
        self.settings = Settings(files, load)

    # -- make ----------------------------------------------------------------------------------------

    def make(self, wanted: Wanted, detection: Detection) -> Made:
        """Write the source and its topics, poll it, and tell its feeds; raises FeedsvcError."""
        written = self._writer.write(wanted, detection)
        report = self._first_poll(written.config, written.slug)
        self._wait_until(lambda: self._is_published(written.topics))
        feeds = {topic: feed_urls(written.config, topic) for topic in written.topics}
        return Made(slug=written.slug, title=written.title, topics=written.topics, feeds=feeds, report=report)

    # -- poll ----------------------------------------------------------------------------------------

    def poll(self, slug: str) -> PollReport:
        """Poll the source now; raises SourceError while somebody else does."""
        return self._with_poller(self._known(slug), lambda poller: poller.poll(slug, insists=True))

    def decide(self, slug: str, decision: str) -> PollReport:
        """Accept or reject what is held of a source."""
        return self._with_poller(
            self._known(slug), lambda poller: review(poller, self._store, slug, decision)
        )

    def held(self, slug: str) -> tuple[list[Beside], Repair | None]:
        """What is held beside what is known, and how the kept page can be read; fetches nothing."""
        config, hold = self._known(slug), self._store.hold(slug)
        if hold is None:
            return [], None

        def looked(poller: Poller) -> tuple[list[Beside], Repair | None]:
            mends = poller.source(slug).heal != "off"
            return compare(poller, hold), kept_proposal(poller, self._store, slug) if mends else None

        with self._looker.turn():
            return self._with_poller(config, looked)

    def replay(self, slug: str, *, apply: bool, tell: Tell) -> list[PollReport]:
        """Read the source's kept pages with today's code, and say or write what changes."""
        config = self._known(slug)
        with self._looker.turn():
            return self._with_poller(
                config, lambda poller: replay(poller, self._store, slug, apply=apply, tell=tell)
            )

    def repair(self, slug: str) -> Repair:
        """How the source's page is to be read now that its shape has changed; raises NoRepair."""
        return self._with_poller(self._known(slug), lambda poller: look(poller, self._store, slug)[0])

    def mend(self, slug: str) -> tuple[Repair, PollReport]:
        """Write the repair into the source's file and publish what it brings; raises NoRepair."""
        config = self._known(slug)
        return self._with_poller(config, lambda poller: heal(poller, self._store, slug))

    def _first_poll(self, config: Config, slug: str) -> PollReport | None:
        """The source's first poll, of the page that was looked at; None where somebody else made it."""
        try:
            return self._with_poller(config, lambda poller: poller.poll(slug), first=True)
        except SourceError:
            self._wait_until(lambda: self._is_polled(slug))
            return None

    def _is_polled(self, slug: str) -> bool:
        state = self._store.source_state(slug)
        return state is not None and state.last_poll is not None

    def _is_published(self, topics: Collection[str]) -> bool:
        return not any(state.slug in topics for state in self._store.stale_topics())

    @staticmethod
    def _wait_until(done: Callable[[], bool]) -> None:
        """Wait for what somebody else has begun, not for ever."""
        end = time.monotonic() + ELSEWHERE
        while not done() and time.monotonic() < end:
            time.sleep(0.1)

    def _with_poller(self, config: Config, act: Callable[[Poller], Done], *, first: bool = False) -> Done:
        """What `act` does with a poller; the `first` poll is of the page that was looked at."""
        fetcher = self._looker.fetcher(config)
        poller = make_poller(
            config,
            self._store,
            clock=utc_now,
            rng=random.SystemRandom(),
            extractor=self._looker.children,
            fetcher=KeptFetcher(fetcher, self._looker.pages) if first else fetcher,
            mend=Mender(self._store),
            renderer=self._looker.drawings.renderer(config, first=first),
        )
        try:
            return act(poller)
        finally:
            poller.close()

    def _known(self, slug: str) -> Config:
        config = self._in_force()
        if config.source(slug) is None:
            raise Unknown(f'there is no source called "{slug}"')
        return config

    # -- change --------------------------------------------------------------------------------------

    def change(self, slug: str, values: Mapping[str, Any]) -> None:
        """Write these keys into the source's file, None takes one out; its comments stay."""
        self.settings.change(slug, values)
        # A button that switches a source on must not be answered by a page that calls it switched off.
        with suppress(StoreError):
            self._store.sync_sources(self._in_force().sources, utc_now())
