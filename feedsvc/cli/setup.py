"""What commands share: the configuration, the store, the poller; each made when first asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from feedsvc.cli.output import note
from feedsvc.config.place import find_directory, home_of, left_behind
from feedsvc.config.readbefore import Known
from feedsvc.errors import ConfigError, FeedsvcError, StoreDamaged, StoreReadOnly
from feedsvc.telemetry import ACTIONS, configure_logging, get_logger

if TYPE_CHECKING:
    from feedsvc.config import Config, TopicConfig
    from feedsvc.poll.poller import Poller
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
        from feedsvc.config import Config

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
        from feedsvc.config import load_config  # `--help` waits for no table

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
        with closing(opened(config)) as store:
            try:
                store.upgrade()
            except (StoreReadOnly, StoreDamaged) as error:
                if isinstance(error, StoreDamaged) and not serving:
                    raise
                note(f"Warning: {error}")
            yield store

    @contextmanager
    def poller(self, config: Config, store: Store) -> Iterator[Poller]:
        """A poller with its children; they end with the block."""
        from feedsvc.cli.works import polling

        with closing(polling(config, store)) as poller:
            yield poller


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


def extraction() -> dict[str, Any]:
    """What a configuration's extractors and their options are checked with; imported late."""
    from feedsvc.extract import EXTRACTORS, options_problems

    return {"extractors": EXTRACTORS, "options_problems": options_problems}


def rule_problems(topic: TopicConfig) -> Sequence[tuple[str, str]]:
    """What is wrong with a topic's rules; imported late because few commands need the matchers."""
    from feedsvc.decide.topics import rule_problems as problems

    return problems(topic)
