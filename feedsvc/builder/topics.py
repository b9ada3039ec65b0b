"""`topics.toml` as the builder changes it: a source joins a topic, gets one of its own, or leaves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from typing import Any, Protocol

import tomlkit

from feedsvc.builder.files import Change
from feedsvc.config import Config, TopicConfig
from feedsvc.config.edit import parsed
from feedsvc.config.place import TOPICS_FILE
from feedsvc.config.toml import toml_value
from feedsvc.errors import FeedsvcError

LONGEST_LINE = 100
"""Characters of a list in one line."""


def can_join(topic: TopicConfig) -> bool:
    """Whether a source can be given to the topic: it lists its sources, or takes every story."""
    return bool(topic.sources) or not (topic.sections or topic.authors or topic.keywords)


def takes(topic: TopicConfig, source: str) -> bool:
    """Whether the topic takes the stories of a source because they are of it."""
    return can_join(topic) and (not topic.sources or source in topic.sources)


def with_sources(text: str, config: Config, topic: str, sources: Sequence[str]) -> str:
    """The file's text with the sources among those of a topic that is there; raises FeedsvcError."""
    known = config.topic(topic)
    if known is None or not can_join(known):
        ways = "take one that lists sources, or a new one"
        raise FeedsvcError(f'topics: "{topic}" takes stories by other rules than their source ({ways})')
    new = [source for source in sources if source not in known.sources]
    if not known.sources or not new:
        return text  # it takes every story: a list would take all others away from it
    document = parsed(text)
    for table in tables(document):
        if table.get("slug") == topic:
            table["sources"].extend(new)
            if is_long(table["sources"].as_string()):
                table["sources"].multiline(multiline=True)
    return tomlkit.dumps(document)


def with_topic(
    text: str,
    slug: str,
    title: str,
    sources: Sequence[str],
    exclude: Sequence[str] = (),
    language: str = "",
) -> str:
    """The file's text with a topic of these sources alone at its end."""
    lines = [
        "[[topic]]",
        f"slug = {toml_value(slug)}",
        f"title = {toml_value(title)}",
        *([f"language = {toml_value(language)}"] if language else []),
        f"sources = {written_list(sources)}",
        *([f"exclude = {toml_value(list(exclude))}"] if exclude else []),
    ]
    return with_table(text, "\n".join(lines) + "\n")


def with_table(text: str, made: str) -> str:
    """The file's text with one topic more at its end; a list that says there is none stands in no way."""
    with suppress(ValueError):  # what is no TOML is told when the file is checked
        document = parsed(text)
        text = text if tables(document) else without_empty_list(document)
    before = text.rstrip()
    return f"{before}\n\n{made}" if before else made


def without_empty_list(document: Any) -> str:
    """The text of a parsed file; `topic = []`, to which no table can be added, is left out."""
    if document.get("topic") == []:
        del document["topic"]
    return tomlkit.dumps(document)


def written_list(values: Sequence[str]) -> str:
    """A list as the file has it, a long one with a line for each value."""
    whole = toml_value(list(values))
    lines = "".join(f"    {toml_value(value)},\n" for value in values)
    return f"[\n{lines}]" if is_long(whole) else whole


def is_long(written: str) -> bool:
    """Whether a list of one line wants several: one that has several keeps its own, with their comments."""
    return "\n" not in written and len(written) > LONGEST_LINE


def rejoined(
    change: Change, config: Config, source: str, joins: Collection[str], leaves: Collection[str]
) -> None:
    """Have the source join and leave topics in their file; raises FeedsvcError."""
    before = text = change.text(TOPICS_FILE)
    try:
        for topic in sorted(joins):
            text = with_sources(text, config, topic, [source])
        for topic in sorted(leaves):
            text = left(text, topic, source)
    except (LookupError, ValueError) as error:
        raise FeedsvcError("topics: cannot be changed while topics.toml has mistakes (mend it)") from error
    if text != before:
        change.write(TOPICS_FILE, text)


def left(text: str, topic: str, source: str) -> str:
    """The file's text with the topic without the source; raises FeedsvcError where it was its only one."""
    document = parsed(text)
    for table in tables(document):
        sources = table.get("sources") or []
        if table.get("slug") != topic or source not in sources:
            continue
        if len(sources) == 1:
            told = "a topic without sources would take every story (remove the topic instead)"
            raise FeedsvcError(f'topics: this is the only source of "{topic}", and {told}')
        sources.remove(source)
    return tomlkit.dumps(document)


def without_source(text: str, source: str) -> tuple[str, list[str]]:
    """The file's text without the source, and the topics that were of it alone: they go too.

    A topic whose list of sources became empty would take every story there is.
    """
    document = parsed(text)
    gone: list[str] = []
    listed: Any = document.get("topic") or []
    for number in reversed(range(len(listed))):
        sources = listed[number].get("sources") or []
        if source not in sources:
            continue
        if len(sources) == 1:
            gone.append(str(listed[number].get("slug")))
            del listed[number]
        else:
            sources.remove(source)
    return without_empty_list(document), gone


class NamedTopic(Protocol):
    """A topic by the names that its addresses have."""

    @property
    def slug(self) -> str: ...
    @property
    def former(self) -> Sequence[str]: ...


def taken_names(topics: Iterable[NamedTopic]) -> set[str]:
    """Every name that no further topic can have."""
    return {"archive"}.union(*((topic.slug, *topic.former) for topic in topics))


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """The slug, with a number where it is taken."""
    base = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")[:50].strip("-") or "topic"
    names = (base, *(f"{base}-{number}" for number in range(2, 10_000)))
    return next(name for name in names if name not in taken)


def tables(document: Any) -> list[Any]:
    """The topics of a parsed file."""
    return list(document.get("topic") or ())
