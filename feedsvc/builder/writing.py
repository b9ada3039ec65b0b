"""A wanted source written: its file, and the topics that take its stories; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feedsvc.builder.files import Change, Files, NotWritable
from feedsvc.builder.topics import free_slug, taken_names, with_sources, with_topic
from feedsvc.builder.usable import check_address, check_options
from feedsvc.builder.wanted import Wanted, chosen_of
from feedsvc.config import Config, amounts, names
from feedsvc.config.options import Check, Wrong
from feedsvc.config.place import TOPICS_FILE
from feedsvc.config.sourcefiles import source_files
from feedsvc.errors import FeedsvcError
from feedsvc.operate.detection import Detection
from feedsvc.operate.sourcefile import source_title, source_toml, suggest_slug

LONGEST_TITLE = 300


class Taken(FeedsvcError):
    """There is a source of this name already."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and the configuration with it."""

    config: Config
    slug: str
    title: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes sources into the files of a configuration, which `load` reads as they are now."""

    files: Files
    load: Callable[[], Config]

    def write(self, wanted: Wanted, detection: Detection) -> Written:
        """Write the source and its topics; raises FeedsvcError, with nothing written."""
        text = file_text(wanted, detection)
        title, language = source_title(detection, wanted.title), chosen_of(wanted, detection).spoken
        with self.files.changing() as change:
            slug = self._slug(wanted, change)
            try:
                change.write(f"sources/{slug}.toml", text)
                topics = self._topics(wanted, slug, title, language, change)
            except NotWritable as error:
                raise NotWritable(str(error), text) from error
            return Written(change.checked(), slug, title, topics)

    def _slug(self, wanted: Wanted, change: Change) -> str:
        if not wanted.slug:
            taken = {path.stem for path in source_files(self.files.directory)}
            return free_slug(suggest_slug(wanted.url, wanted.title), taken)
        checked("slug", names.slug, wanted.slug)
        if change.has(f"sources/{wanted.slug}.toml"):
            raise Taken(f'there is a source called "{wanted.slug}" already (choose another name)')
        return wanted.slug

    def _topics(
        self, wanted: Wanted, slug: str, title: str, language: str, change: Change
    ) -> tuple[str, ...]:
        """The topics of the source, which are there or made now."""
        before = change.text(TOPICS_FILE)
        try:
            text, topics = joined(wanted, slug, title, language, before, self.load())
        except BaseException:
            change.undo()
            raise
        if text != before:
            change.write(TOPICS_FILE, text)
        return topics


def joined(
    wanted: Wanted, slug: str, title: str, language: str, text: str, config: Config
) -> tuple[str, tuple[str, ...]]:
    """The text of topics.toml with the source in the topics that it is wanted in, and their slugs."""
    topics = wanted.topics or (free_slug(wanted.topic_title or slug, taken_names(config.topics)),)
    for name in topics:
        if config.topic(name):
            text = with_sources(text, config, name, [slug])
        else:
            text = with_topic(text, name, wanted.topic_title or title, [slug], wanted.exclude, language)
    return text, tuple(dict.fromkeys(topics))


def file_text(wanted: Wanted, detection: Detection) -> str:
    """The text of the source's file; raises FeedsvcError for what no file may hold."""
    check_address(wanted.url)
    check_options(wanted.extractor, wanted.options)
    checked("every", amounts.duration(1), wanted.every)
    if len(wanted.title) > LONGEST_TITLE:
        raise FeedsvcError(f"title: is too long (at most {LONGEST_TITLE} characters)")
    chosen = chosen_of(wanted, detection)
    title = wanted.title or None
    return source_toml(chosen, title=title, every=wanted.every, full_text=wanted.full_text)


def checked(key: str, check: Check[object], value: str) -> None:
    """A value that fails its check is an error that names its key."""
    try:
        check(value)
    except Wrong as wrong:
        raise FeedsvcError(f"{key}: {wrong}") from wrong
