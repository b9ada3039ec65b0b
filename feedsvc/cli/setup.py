"""What commands share: the configuration, the store, the poller; each made when first asked for."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from feedsvc.config import Config, SourceConfig, TopicConfig, find_directory, load_config
from feedsvc.config.known import Known
from feedsvc.config.options import meant
from feedsvc.config.place import home_of, left_behind
from feedsvc.errors import ConfigError, FeedsvcError, StoreDamaged, StoreReadOnly
from feedsvc.process import utc_now
from feedsvc.telemetry import ACTIONS, configure_logging, get_logger

if TYPE_CHECKING:
    from feedsvc.extract.child import ExtractorPool
    from feedsvc.fetch.session import Sessions
    from feedsvc.models import SourceState
    from feedsvc.poll.attempt import Attempt
    from feedsvc.poll.poller import Mend, Poller
    from feedsvc.schedule.housekeep import Housekeeper
    from feedsvc.schedule.renewal import Works
    from feedsvc.store import Store


@dataclass(frozen=True, slots=True)
class Setup:
    """The options of the group; commands get it as their first argument."""

    given: Path | None
    """The configuration directory that somebody named; None stands for the first of the usual places."""
    known: Known = field(default_factory=Known, compare=False, repr=False)
    """What was read before, for a command that stays."""

    @property
    def directory(self) -> Path:
        """The configuration directory; raises ConfigError where none is named and none is found."""
        return self.given or find_directory()

    def is_configured(self) -> bool:
        """Whether a configuration is named, rightly or not, or found."""
        try:
            return bool(self.directory)
        except ConfigError:
            return False

    def config_or_defaults(self) -> Config:
        """The configuration; every default, over files from here, where none is named and none is found."""
        if self.is_configured():
            return self.config()
        configure_logging("error", "text")
        return Config(directory=Path())

    def config(
        self,
        *,
        stays: bool = False,
        reads_pages: bool = True,
        besides: Mapping[str, str] = MappingProxyType({}),
    ) -> Config:
        """The checked configuration; raises ConfigError.

        The log of a command that stays is as configured; others say themselves what they did, so that
        only errors are logged beside it. One that reads no pages leaves the options of extractors to those
        that do, and does not wait for them. `besides` holds what the environment is still to be given.
        """
        environ = {**besides, **os.environ}
        config = load_config(
            self.directory,
            environ,
            topic_problems=rule_problems,
            known=self.known,
            **(extraction() if reads_pages else {}),
        )
        wordy = stays or config.log.level == "debug"
        configure_logging(config.log.level if wordy else "error", config.log.format)
        get_logger(ACTIONS).setLevel(config.log.level.upper())  # who did what is logged by every process
        return config

    @contextmanager
    def store(self, config: Config, *, serving: bool = False) -> Iterator[Store]:
        """The database with its schema up to date; a read-only one, for serving a damaged one, as it is."""
        store = opened(config)
        try:
            try:
                store.upgrade()
            except (StoreReadOnly, StoreDamaged) as error:
                if isinstance(error, StoreDamaged) and not serving:
                    raise
                click.echo(f"Warning: {error}", err=True)
            yield store
        finally:
            store.close()

    @contextmanager
    def poller(self, config: Config, store: Store) -> Iterator[Poller]:
        """A poller with its children; they end with the block."""
        poller = polling(config, store)
        try:
            yield poller
        finally:
            poller.close()


def opened(config: Config) -> Store:
    """The database as it is; imported late, what only reads the configuration needs none."""
    from feedsvc.store import open_store

    if told := left_behind(config.store.url, home_of(config.directory)):
        raise FeedsvcError(told)
    return open_store(
        config.store.url,
        snapshot_count=config.snapshots.count,
        snapshot_bytes=config.snapshots.max_bytes,
    )


def polling(
    config: Config,
    store: Store,
    children: ExtractorPool | None = None,
    sessions: Sessions | None = None,
) -> Poller:
    """A poller on the real clock, over these children or its own, with the sessions of this process.

    Imported late: what only looks at the database needs no network, parsers or children.
    """
    from feedsvc.poll.making import make_poller

    config = config.at_port(store.port())
    return make_poller(
        config,
        store,
        clock=utc_now,
        rng=random.SystemRandom(),
        sleep=time.sleep,
        extractor=children,
        mend=mending(store),
        sessions=sessions,
    )


def mending(store: Store) -> Mend:
    """What mends held pages; imported with the first of them, since finding lists anew takes 3 MiB."""

    @cache
    def mender() -> Mend:
        from feedsvc.operate.mending import Mender

        return Mender(store)

    def mend(
        poller: Poller, source: SourceConfig, state: SourceState, attempt: Attempt
    ) -> tuple[SourceConfig, Attempt]:
        return mender()(poller, source, state, attempt)

    return mend


def works_of(config: Config, store: Store, poller: Poller) -> Works:
    """A poller with its housekeeper, for a process that stays."""
    from feedsvc.schedule.renewal import Works

    return Works(poller, housekeeping(config, store, poller).tidy, poller.agree)


def housekeeping(config: Config, store: Store, poller: Poller) -> Housekeeper:
    """Who finishes what a poll leaves undone, and keeps [publish] directory up to date."""
    from feedsvc.schedule.housekeep import make_housekeeper

    config = config.at_port(store.port())
    return make_housekeeper(
        config,
        store,
        poller.publisher,
        poller.fetcher,
        clock=utc_now,
        write_site=site_writer(config, store),
    )


def site_writer(config: Config, store: Store) -> Callable[[], object] | None:
    """What writes [publish] directory, or None where none is configured; imported late, it renders pages."""
    directory = config.publish.directory
    if directory is None:
        return None
    from feedsvc.web.static_site import SiteWriter

    writer = SiteWriter(config, store, directory)
    return lambda: writer.write(utc_now())


def extraction() -> dict[str, Any]:
    """What a configuration's extractors and their options are checked with; imported late."""
    from feedsvc.extract import EXTRACTORS, options_problems

    return {"extractors": EXTRACTORS, "options_problems": options_problems}


def rule_problems(topic: TopicConfig) -> Sequence[tuple[str, str]]:
    """What is wrong with a topic's rules; imported late because few commands need the matchers."""
    from feedsvc.decide.topics import rule_problems as problems

    return problems(topic)


def chosen(config: Config, slugs: Sequence[str]) -> list[SourceConfig]:
    """The named sources, or every enabled one; an unknown name is a usage error (exit status 2)."""
    if not slugs:
        return [source for source in config.sources if source.enabled]
    return [named(config, slug) for slug in dict.fromkeys(slugs)]


def named(config: Config, slug: str) -> SourceConfig:
    """The source of this name; an unknown name is a usage error."""
    if source := config.source(slug):
        return source
    known = [s.slug for s in config.sources]
    hint = (
        meant(slug, known).strip()
        or f"one of {', '.join(known) or f'none: {config.directory}/sources is empty'}"
    )
    raise click.UsageError(f'no source "{slug}" ({hint})')


def source_names(context: click.Context, _argument: click.Parameter, incomplete: str) -> list[str]:
    """The sources that a shell may complete to: their files' names, whatever stands in them."""
    try:
        files = sorted((context.obj.directory / "sources").glob("*.toml"))
    except ConfigError:
        return []
    return [file.stem for file in files if file.stem.startswith(incomplete)]
