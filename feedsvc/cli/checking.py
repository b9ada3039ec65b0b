"""The command `check`: configuration and database, and what is there to read pages with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from feedsvc.cli.output import JSON, complain, say, show_json, show_table
from feedsvc.cli.overview import many
from feedsvc.cli.setup import Setup, opened
from feedsvc.config.place import MAIN
from feedsvc.errors import ConfigError, StoreError
from feedsvc.process import utc_now

if TYPE_CHECKING:
    from feedsvc.config import Config, SourceConfig
    from feedsvc.models import SourceState, TopicState
    from feedsvc.store import Store

COLUMNS = ("slug", "state", "extractor", "every", "url")


@dataclass(frozen=True, slots=True)
class Found:
    """What a check has found; the database's states are empty where it cannot be read."""

    config: Config
    problems: list[str]
    states: Mapping[str, SourceState]
    topics: Sequence[TopicState]
    key: str
    """What is wrong with the key that signs requests."""

    @property
    def is_well(self) -> bool:
        """Whether nothing needs a look."""
        return not (self.problems or self.key)

    def rows(self) -> list[tuple[str, str, str, timedelta, str]]:
        """The cells of each source, as `COLUMNS` names them."""
        return [(s.slug, self.state(s), s.extractor, s.every, s.address) for s in self.config.sources]

    def state(self, source: SourceConfig) -> str:
        """The state of a source in one word."""
        known = self.states.get(source.slug)
        return known.state.value if known else "new"

    def feeds(self) -> dict[str, str]:
        """The feed that is read in place of each source's page; empty where there is none."""
        from feedsvc.poll.following import remembered

        known = ((source, self.states.get(source.slug)) for source in self.config.sources)
        return {source.slug: remembered(source, state) if state else "" for source, state in known}


@click.command()
@JSON
@click.pass_obj
def check(setup: Setup, as_json: bool) -> int:
    """Check configuration and database.

    Lists every source with its state. Exit status 1 when the database or the key that signs requests needs a
    look, 2 for mistakes in the configuration.
    """
    from feedsvc.operate.alerting import channel_problems

    config = setup.config()
    if wrong := channel_problems(config.directory / MAIN, config.alerts.channels):
        raise ConfigError(wrong)
    found = looked_over(config)
    tell_check(found) if as_json else show_check(found)
    for problem in found.problems:
        complain(f"database: {problem}")
    if found.key:
        complain(f"{found.key}: no request is signed")
    return 0 if found.is_well else 1


def looked_over(config: Config) -> Found:
    """What the database and the key of this configuration are like."""
    from feedsvc.cli.keys import broken_key

    with closing(opened(config)) as store:
        with suppress(StoreError):  # what stands in its way is what the check tells
            store.upgrade()
        problems = store.check()
        states, topics = known_states(store, problems)
    return Found(config, problems, states, topics, broken_key(config.bot_key))


def known_states(store: Store, problems: list[str]) -> tuple[dict[str, SourceState], Sequence[TopicState]]:
    """What is known of sources and topics; nothing of a database that cannot be read, which is a problem."""
    try:
        return {s.slug: s for s in store.source_states()}, store.topic_states()
    except StoreError:
        pass
    except (LookupError, TypeError, ValueError) as error:  # rows as nothing of ours has written them
        problems.append(f"what it has of sources and topics cannot be read: {error} (restore a backup)")
    return {}, []


def tell_check(found: Found) -> None:
    """All of it for programs."""
    from feedsvc.browser.program import told as browser_told
    from feedsvc.extract.confine import tell

    feeds = found.feeds()
    sources = [dict(zip(COLUMNS, row, strict=True)) | {"feed": feeds[row[0]]} for row in found.rows()]
    told = {"sources": sources, "confinement": tell(), "browser": browser_told(found.config.browser)}
    show_json({"problems": [*found.problems, *([found.key] if found.key else [])], **told})


def show_check(found: Found) -> None:
    """A table of all sources, and a line for each thing that an operator may want to know."""
    from feedsvc.browser.program import told as browser_told
    from feedsvc.extract.confine import tell

    config, feeds, browser = found.config, found.feeds(), browser_told(found.config.browser)
    show_table(("source", *COLUMNS[1:]), found.rows())
    for slug, feed in feeds.items():
        if feed:
            say(f"{slug}: its page only links a feed, which is read instead: {feed}")
    for line in kept_anyway(config, found.topics, utc_now()):
        say(line)
    held = f"{many(len(config.sources), 'source')}, {many(len(config.topics), 'topic')}"
    say(f"configuration: {held}, no mistakes")
    say(f"database: {'needs a look' if found.problems else 'well'}")
    say(f"browser for pages drawn by JavaScript: {browser}")
    say(f"pages are read in processes of their own: {', '.join(tell())}")


def kept_anyway(config: Config, topics: Sequence[TopicState], now: datetime) -> Iterator[str]:
    """A line for each topic that `keep` would empty: its newest entries stay."""
    for state in topics:
        topic = config.topic(state.slug)
        if topic and topic.keep and state.updated and state.updated < now - topic.keep:
            newest = config.entries_of(topic.slug)
            yield f"{topic.slug}: all its stories are older than keep; the newest {newest} stay"
