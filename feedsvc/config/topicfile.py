"""Topics, as topics.toml lists them: each of its own, and beside all others and the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from feedsvc.config.listed import AutoOptions, TopicConfig
from feedsvc.config.options import meant
from feedsvc.config.place import TOPICS_FILE
from feedsvc.config.reader import Reader

TopicHook = Callable[[TopicConfig], Sequence[tuple[str, str]]]


def read_topics(reader: Reader, hook: TopicHook | None) -> tuple[bool, tuple[TopicConfig, ...]]:
    """Whether sections get topics of their own, and the topics, with every problem of theirs."""
    file = reader.directory / TOPICS_FILE
    raw = reader.read_toml(file) if file.exists() else {}
    reader.check_known(file, raw, ("auto", "topic"))
    auto = reader.built(AutoOptions, file, "auto", raw.get("auto", {}))
    listed = raw.get("topic", [])
    if not isinstance(listed, list):
        reader.wrong(file, "topic", "is one table (write [[topic]] with two brackets)")
        listed = []
    topics = tuple(reader.built(TopicConfig, file, f"topic[{n}]", t) for n, t in enumerate(listed))
    _check_topics(reader, file, topics, hook)
    return auto.sections, topics


def _check_topics(reader: Reader, file: Path, topics: Iterable[TopicConfig], hook: TopicHook | None) -> None:
    taken: dict[str, str] = {}
    for n, topic in enumerate(topics):
        for key, slug in _names(n, topic):
            if slug in taken:
                text = f'"{slug}" is taken by {taken[slug]} (every slug once, former ones too)'
                reader.wrong(file, key, text)
            taken.setdefault(slug, key)
        for key, text in hook(_without_gaps(topic)) if hook else ():
            reader.wrong(file, f"topic[{n}].{key}", text)


def _without_gaps(topic: TopicConfig) -> TopicConfig:
    """The topic without what stands in the place of keywords that are none."""
    keywords, exclude = (tuple(filter(None, words)) for words in (topic.keywords, topic.exclude))
    return replace(topic, keywords=keywords, exclude=exclude)


def _names(n: int, topic: TopicConfig) -> Iterable[tuple[str, str]]:
    if topic.slug:
        yield f"topic[{n}].slug", topic.slug
    for m, slug in enumerate(topic.former):
        if slug:
            yield f"topic[{n}].former[{m}]", slug


def check_references(reader: Reader, topics: Iterable[TopicConfig], slugs: Sequence[str]) -> None:
    """Note every source that a topic names and that has no file."""
    file, known = reader.directory / TOPICS_FILE, frozenset(slugs)
    for n, topic in enumerate(topics):
        for m, slug in enumerate(topic.sources):
            if slug and slug not in known:
                hint = meant(slug, slugs) or "one of " + ", ".join(slugs[:12])
                text = f'no source "{slug}" ({hint.strip()})'
                reader.wrong(file, f"topic[{n}].sources[{m}]", text)
