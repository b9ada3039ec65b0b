"""`topics.toml` one topic at a time: its keys, changed by one writer at a time; comments and addresses stay.

topics.entry("pier")                                       its keys, and what is wrong with them
topics.save("pier", {"title": "Piers"}, version="…")       keys; None takes one out
topics.save("pier", {"slug": "piers"})                     the name before goes into `former`, and leads on
topics.make({"slug": "quay", "title": "Quay"})
topics.remove("pier")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import tomlkit

from feedsvc.builder.files import Change, Files, problems_of
from feedsvc.builder.sourcefile import BOTH_SHOWN, MEANWHILE
from feedsvc.builder.topicentry import (
    TopicEntry,
    entry_in,
    entry_of,
    refuse_taken,
    values_in,
    wrong_slug,
)
from feedsvc.builder.topics import free_slug, taken_names, with_table, without_empty_list
from feedsvc.config import Config
from feedsvc.config.edit import parsed, put_last
from feedsvc.config.place import TOPICS_FILE
from feedsvc.errors import FeedsvcError


class ChangedTopic(FeedsvcError):
    """Somebody else has changed the topic since it was shown; `now` is how it stands."""

    def __init__(self, now: TopicEntry, way: str = BOTH_SHOWN) -> None:
        super().__init__(f"the topic {now.slug} {MEANWHILE} ({way})")
        self.now = now


class NoVersion(FeedsvcError):
    """A change that does not say which version of the topic it is made of."""


class TopicTables:
    """Reads and changes the topics of one directory; `remembers` says whether a name was ever published."""

    def __init__(
        self, files: Files, load: Callable[[], Config], remembers: Callable[[str], bool] = lambda _slug: False
    ) -> None:
        self._files, self._load, self._remembers = files, load, remembers

    def entries(self) -> list[TopicEntry]:
        """Every topic of the file, in its order; raises FeedsvcError where it cannot be read."""
        found = problems_of(self._load)
        listed = values_in(Change(self._files.directory, self._load).text(TOPICS_FILE))
        return [entry_of(number, values, found) for number, values in enumerate(listed)]

    def entry(self, slug: str) -> TopicEntry:
        """One topic; raises Unknown where there is none."""
        return entry_in(self.entries(), slug)

    def save(self, slug: str, changes: Mapping[str, Any], *, version: str = "") -> str:
        """Write these keys of the topic; gives its slug, which may be a new one.

        Raises ChangedTopic where it is no longer of this version, ConfigError for mistakes, NotWritable.
        """
        with self._files.changing() as change:
            before = self._of_version(slug, version)
            if not changes:
                return slug  # written anew, tables that stand between topics would come behind them
            values = self._renamed(before, changes)
            write_topic(change, lambda topics: fill_topic(topics[before.number], values), before)
        return str(values.get("slug", slug))

    def make(self, values: Mapping[str, Any]) -> str:
        """Write a topic at the end of the file; gives its slug, made of its title where none is given.

        Raises ConfigError, NotWritable.
        """
        with self._files.changing() as change:
            text, found, others = change.text(TOPICS_FILE), problems_of(self._load), self.entries()
            slug = values.get("slug") or free_slug(str(values.get("title")), taken_names(others))
            refuse_taken(slug, len(others), others)
            given = {name: value for name, value in values.items() if value is not None}
            made = tomlkit.dumps({"topic": [given | {"slug": slug}]})
            change.write(TOPICS_FILE, with_table(text, made))
            change.checked_against(found, TOPICS_FILE)
        return str(slug)

    def remove(self, slug: str, *, version: str = "") -> None:
        """Take the topic out; what was published stays stored, and its addresses say that it is gone.

        Raises ChangedTopic where it is no longer of this version, ConfigError, NotWritable.
        """
        with self._files.changing() as change:
            before = self._of_version(slug, version)
            write_topic(change, lambda topics: topics.pop(before.number), before)

    def _of_version(self, slug: str, version: str) -> TopicEntry:
        """The topic as it stands; raises ChangedTopic where another version of it is meant."""
        now = self.entry(slug)
        if version and version != now.version:
            raise ChangedTopic(now)
        return now

    def _renamed(self, before: TopicEntry, changes: Mapping[str, Any]) -> dict[str, Any]:
        """The keys to write; of a topic with another name its names before, too, the last one first."""
        slug = changes.get("slug", before.slug)
        if slug == before.slug:
            return dict(changes)
        refuse_taken(str(slug), before.number, self.entries())
        if slug not in before.former and self._remembers(str(slug)):
            raise wrong_slug(before.number, f'"{slug}" was another topic, whose addresses are not given away')
        return {**changes, "former": [before.slug, *(name for name in before.former if name != slug)]}


def write_topic(change: Change, act: Callable[[Any], object], before: TopicEntry) -> None:
    """Write what is made of the parsed topics; raises ConfigError, with the file as it was."""
    document = parsed(change.text(TOPICS_FILE))
    act(document["topic"])
    change.write(TOPICS_FILE, without_empty_list(document))
    change.checked_against((*before.problems, *before.elsewhere), TOPICS_FILE)


def fill_topic(table: Any, values: Mapping[str, Any]) -> None:
    """Set these keys of a parsed topic; None takes one out."""
    for name, value in values.items():
        put_last(table, name, value)
