"""The form of a topic: what it shows of the topic's table, and the keys that somebody changed in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import request

from feedsvc.builder.fields import FormField, belongs, sentence_of
from feedsvc.builder.settingkeys import Setting
from feedsvc.builder.topicentry import RULES
from feedsvc.config import Config
from feedsvc.errors import FeedsvcError, Problem

NEEDED = ("title", "slug")
TOPIC_SETTINGS = (
    Setting(key="title", label="Title"),
    Setting(
        key="slug",
        label="Name in its addresses",
        help="Such as electric-cars, for /feeds/electric-cars.atom. Addresses of former names lead here.",
    ),
    Setting(key="description", label="Description"),
    Setting(
        key="language",
        label="Language",
        help="Of its stories, such as en or zh-Hans. Empty: that of the site.",
    ),
    Setting(key="keep", label="Keep stories for", help="Such as 5y. Empty: they are kept."),
    Setting(
        key="keywords",
        label="Keywords",
        kind="lines",
        help="One a line: whole words of title or text, in any script and case. /…/ is a regular expression.",
    ),
    Setting(
        key="exclude", label="Not with these words", kind="lines", help="One a line, written as keywords are."
    ),
    Setting(key="sections", label="Sections", kind="lines", help="One a line, as the sources call them."),
    Setting(key="authors", label="Authors", kind="lines", help="One a line."),
)
EVERY = "Without a rule the topic takes every story: {way}."


def shown_values(values: Mapping[str, Any]) -> dict[str, str]:
    """What the fields show of a topic's table."""
    return {setting.key: shown_value(values.get(setting.key)) for setting in TOPIC_SETTINGS}


def shown_value(value: Any) -> str:
    """A text, or a list with a line for each of its values."""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)


def topic_fields(
    shown: Mapping[str, str], problems: Iterable[Problem] = (), clashes: Mapping[str, str] | None = None
) -> list[FormField]:
    """The fields, each with what is wrong with it, and with what the file says by now."""
    found, clashes = list(problems), clashes or {}
    return [
        FormField(
            setting=setting,
            value=shown.get(setting.key, ""),
            problems=tuple(sentence_of(setting, p) for p in found if belongs(p, setting)),
            now=clashes.get(setting.key),
        )
        for setting in TOPIC_SETTINGS
    ]


def typed_values() -> dict[str, str]:
    """What was typed, by key; lines end alike."""
    given = {setting.key: request.form.get(setting.key, "") for setting in TOPIC_SETTINGS}
    return {key: text.replace("\r\n", "\n").strip() for key, text in given.items()}


def changed_keys(typed: Mapping[str, str], was: Mapping[str, str]) -> dict[str, Any]:
    """The keys of the table that somebody changed, None for those to be taken out."""
    return {
        setting.key: value_typed(setting, typed[setting.key])
        for setting in TOPIC_SETTINGS
        if typed[setting.key] != was.get(setting.key, "")
    }


def typed_rules(typed: Mapping[str, str]) -> dict[str, Any]:
    """The rules that were typed, changed or not."""
    return {s.key: value_typed(s, typed[s.key]) for s in TOPIC_SETTINGS if s.kind == "lines"}


def value_typed(setting: Setting, text: str) -> Any:
    """What the file says for what was typed; None takes the key out."""
    if setting.kind == "lines":
        return words_kept(text.splitlines())
    return text if text or setting.key in NEEDED else None


def words_kept(words: Iterable[str]) -> list[str] | None:
    """Each word of a list once, None where none is left."""
    return list(dict.fromkeys(filter(None, map(str.strip, words)))) or None


def chosen_sources(before: Sequence[str], was: Iterable[str], chosen: Iterable[str]) -> list[str] | None:
    """The topic's sources after what was ticked and unticked in the form; None where none is left."""
    was, chosen = set(was), set(chosen)
    stay = [source for source in before if source not in was - chosen]
    return [*stay, *sorted(chosen - was - set(stay))] or None


def refuse_every(
    values: Mapping[str, Any], *, wanted: bool, way: str = "give it one, or choose “Every story”"
) -> None:
    """Raises FeedsvcError for a topic that would take every story though nobody asked for that."""
    if not wanted and not any(values.get(rule) for rule in RULES):
        raise FeedsvcError(EVERY.format(way=way))


def source_choices(config: Config, chosen: Iterable[str]) -> list[tuple[str, str, bool]]:
    """Every source as (slug, title, is chosen): first those that are; the same titles with their slugs."""
    taken, titles = set(chosen), Counter(source.title for source in config.sources)
    rows = [
        (s.slug, s.title if titles[s.title] == 1 else f"{s.title} ({s.slug})", s.slug in taken)
        for s in config.sources
    ]
    return sorted(rows, key=lambda row: (not row[2], row[1].casefold()))


def packed_values(values: Mapping[str, str]) -> str:
    """What the form showed, as it carries it."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
