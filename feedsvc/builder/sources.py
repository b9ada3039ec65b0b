"""Sources made, changed and removed by the builder, and polled at once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from feedsvc.builder.choice import Choice
from feedsvc.builder.files import Change, Files, NotWritable
from feedsvc.builder.kept import KeptFetcher
from feedsvc.builder.looking import Looker, check_address, check_options
from feedsvc.builder.settings import Settings, Unknown
from feedsvc.builder.topics import free_slug, with_source, with_topic
from feedsvc.config import Config, amounts, names
from feedsvc.config.options import Wrong
from feedsvc.errors import FeedsvcError, SourceError, StoreError
from feedsvc.models import PollReport
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.mending import Mender, heal, kept_proposal, look
from feedsvc.operate.replay import Tell, replay
from feedsvc.operate.review import Beside, compare, review
from feedsvc.operate.sourcefile import source_title, source_toml, suggest_slug
from feedsvc.operate.way import Repair
from feedsvc.poll.making import make_poller
from feedsvc.poll.poller import Poller
from feedsvc.process import utc_now
from feedsvc.publish.status import feed_urls
from feedsvc.store import Store

Done = TypeVar("Done")
LONGEST_TITLE = 300
ELSEWHERE = 20.0
"""Seconds to wait for whoever polls a new source, or publishes its topic, before us."""


class Taken(FeedsvcError):
    """There is a source of this name already."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A source as somebody wants it."""

    url: str
    extractor: str
    options: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""
    render: str = ""
    """What is posted to the address, and whether a browser draws its page."""
    slug: str = ""
    title: str = ""
    every: str = "30m"
    full_text: bool = False
    topics: tuple[str, ...] = ()
    """Slugs; one that is not there is made. None given: a topic of its own."""
    topic_title: str = ""
    exclude: tuple[str, ...] = ()
    """Words whose stories a new topic leaves out."""

    @property
    def choice(self) -> Choice:
        """The list that it reads."""
        return Choice(self.url, self.extractor, dict(self.options), self.body, self.render)


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
        self._store, self._files, self._looker, self._load = store, files, looker, load
        self._in_force = in_force
        self.settings = Settings(files, load)

    # -- make ----------------------------------------------------------------------------------------

    def make(self, wanted: Wanted, detection: Detection) -> Made:
        """Write the source and its topics, poll it, and tell its feeds; raises FeedsvcError."""
        text = self.text(wanted, detection)
        title = source_title(detection, wanted.title)
        with self._files.changing() as change:
            slug = self._slug(wanted, change)
            try:
                change.write(f"sources/{slug}.toml", text)
                topics = self._topics(wanted, slug, title, change)
            except NotWritable as error:
                raise NotWritable(str(error), text) from error
            config = change.checked()
        report = self._first_poll(config, slug)
        self._wait_until(lambda: self._is_published(topics))
        feeds = {topic: feed_urls(config, topic) for topic in topics}
        return Made(slug=slug, title=title, topics=topics, feeds=feeds, report=report)

    def text(self, wanted: Wanted, detection: Detection) -> str:
        """The text of the source's file; raises FeedsvcError for what no file may hold."""
        check_address(wanted.url)
        check_options(wanted.extractor, wanted.options)
        try:
            amounts.duration(1)(wanted.every)
        except Wrong as wrong:
            raise FeedsvcError(f"every: {wrong}") from wrong
        if len(wanted.title) > LONGEST_TITLE:
            raise FeedsvcError(f"title: is too long (at most {LONGEST_TITLE} characters)")
        chosen = chosen_of(wanted, detection)
        title = wanted.title or None
        return source_toml(chosen, title=title, every=wanted.every, full_text=wanted.full_text)

    def _slug(self, wanted: Wanted, change: Change) -> str:
        if not wanted.slug:
            taken = {path.stem for path in (self._files.directory / "sources").glob("*.toml")}
            return free_slug(suggest_slug(wanted.url, wanted.title), taken)
        try:
            names.slug(wanted.slug)
        except Wrong as wrong:
            raise FeedsvcError(f"slug: {wrong}") from wrong
        if change.has(f"sources/{wanted.slug}.toml"):
            raise Taken(f'there is a source called "{wanted.slug}" already (choose another name)')
        return wanted.slug

    def _topics(self, wanted: Wanted, slug: str, title: str, change: Change) -> tuple[str, ...]:
        """The topics of the source, which are there or made now."""
        before = text = change.text("topics.toml")
        try:
            config = self._load()
            taken = {name for topic in config.topics for name in (topic.slug, *topic.former)}
            names = wanted.topics or (free_slug(wanted.topic_title or slug, taken | {"archive"}),)
            for name in names:
                if config.topic(name):
                    text = with_source(text, config, name, slug)
                else:
                    text = with_topic(text, name, wanted.topic_title or title, slug, wanted.exclude)
        except BaseException:
            change.undo()
            raise
        if text != before:
            change.write("topics.toml", text)
        return tuple(dict.fromkeys(names))

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


def chosen_of(wanted: Wanted, detection: Detection) -> Detection:
    """The detection with the list that is wanted as its best one."""
    feed = wanted.url if wanted.url != detection.url else ""
    bare = Finding(
        strategy=wanted.extractor,
        url=feed,
        options=dict(wanted.options),
        body=wanted.body,
        render=wanted.render,
    )
    return replace(detection, best=next((f for f in detection.findings if f.reads_as(bare)), bare))
