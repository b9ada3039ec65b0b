"""What a program asks of a topic, and a topic as it is told to one.

    {"keywords": ["boat", " ferry "], "keep": null}  →  {"keywords": ["boat", "ferry"], "keep": None}

A key that is not given stays as it is, null takes one out; what no form changes is changed here neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from feedsvc.builder.desk import told
from feedsvc.builder.requested import name_of, text_of
from feedsvc.builder.settingkeys import Setting
from feedsvc.builder.topicentry import RULES, TopicEntry, names_in
from feedsvc.builder.topicfile import NoVersion
from feedsvc.builder.topicform import TOPIC_SETTINGS, value_typed, words_kept
from feedsvc.builder.topictrial import Trial
from feedsvc.config import Config, TopicConfig
from feedsvc.config.options import declared, unknown_keys
from feedsvc.errors import ConfigError, FeedsvcError, Problem
from feedsvc.publish.status import feed_urls, moment

GIVEN = {
    setting.key: setting
    for setting in (*TOPIC_SETTINGS, Setting(key="sources", label="Sources", kind="lines"))
}
"""Every key of a topic that is changed here."""
VERSION, EVERY_STORY = "version", "every_story"
"""What a program says besides: what it has read, and that a topic without rules is meant."""
MOST_ELSEWHERE = 20


def keys_given(body: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a topic's table that are given, None for those to be taken out; raises FeedsvcError."""
    asked = {key: value for key, value in body.items() if key not in (VERSION, EVERY_STORY)}
    for key, text in unknown_keys(asked, declared(TopicConfig)):
        raise FeedsvcError(f"{key}: {text}")
    for key in asked:
        if key not in GIVEN:
            raise FeedsvcError(f"{key}: cannot be changed here (edit topics.toml)")
    return {key: value_given(GIVEN[key], value) for key, value in asked.items()}


def value_given(setting: Setting, value: Any) -> Any:
    """What the file says for what is given, as it says it for what is typed in a form."""
    if setting.kind == "lines":
        lines = [] if value is None else value
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise FeedsvcError(f"{setting.key}: is no list of texts")
        return words_kept(lines)
    if value is not None and not isinstance(value, str):
        raise FeedsvcError(f"{setting.key}: is no text")
    text = value_typed(setting, (value or "").strip())
    return name_of(text) if setting.key == "slug" else text


def version_given(body: Mapping[str, Any], slug: str) -> str:
    """The version that a change is made of; raises NoVersion."""
    if version := text_of(body, VERSION):
        return version
    raise NoVersion(f"version: is missing (read it at /api/topics/{slug}, so that no other change is lost)")


def rules_with(entry: TopicEntry | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """The rules of a topic, if there is one, with those that are given in their place."""
    stand = {rule: names_in(entry.values, rule) for rule in RULES} if entry else {}
    return stand | {rule: given[rule] for rule in RULES if rule in given}


@contextmanager
def plainly(number: int) -> Iterator[None]:
    """A mistake of the topic of this number is told by the key of its table."""
    try:
        yield
    except ConfigError as error:
        key = f"topic[{number}]."
        raise type(error)(
            [
                replace(p, file="", key=p.key.removeprefix(key)) if p.key.startswith(key) else p
                for p in error.problems
            ]
        ) from error


def topic_document(entry: TopicEntry, config: Config) -> dict[str, Any]:
    """A topic as its file has it, as plain JSON values."""
    keys = {key: plain_value(entry.values[key]) for key in declared(TopicConfig) if key in entry.values}
    return keys | {
        "slug": entry.slug,
        VERSION: entry.version,
        "feeds": feed_urls(config, entry.slug),
        "problems": list(map(told, entry.problems)),
        "elsewhere": list(told_elsewhere(entry.elsewhere)),
    }


def told_elsewhere(found: Sequence[Problem]) -> Iterator[str]:
    """A line for each mistake of other files, of many the first: every topic tells of them."""
    yield from map(str, found[:MOST_ELSEWHERE])
    if more := len(found[MOST_ELSEWHERE:]):
        yield f"and {more:,} more (feedsvc check names them all)"


def plain_value(value: Any) -> Any:
    """A value of a file that JSON can hold, too: of what can stand there, dates and NaN cannot."""
    if isinstance(value, list):
        return [plain_value(one) for one in value]
    return value if isinstance(value, str | int) else str(value)


def trial_document(trial: Trial) -> dict[str, Any]:
    """What a topic would take, as plain JSON values."""
    stories: Sequence[dict[str, Any]] = [
        {"id": story.id, "title": story.title, "url": story.url, "published": moment(story.published)}
        for story in trial.stories
    ]
    return {"of": trial.of, "taken": trial.taken, "stories": stories}
