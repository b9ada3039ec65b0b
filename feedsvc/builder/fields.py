"""A source's settings as fields of a form: from its file's keys, and back to those that somebody changed.

    fields = fields_of(values, typed, problems)        what the form shows
    changes = changes_of(typed, was, values)           {"every": "2h", "expect": None}

Text stays text until the file is checked: what is wrong is said there, once for files and forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from feedsvc.builder.settingkeys import (
    OPTION,
    YES,
    Setting,
    default_of,
    default_text,
    options_in,
    settings_of,
    shown_in,
)
from feedsvc.config import SourceConfig
from feedsvc.config.options import declared, required
from feedsvc.errors import Problem
from feedsvc.extract import EXTRACTORS


@dataclass(frozen=True, kw_only=True, slots=True)
class FormField:
    """One field of the form: what stands in it, and what is wrong with that."""

    setting: Setting
    value: str
    default: str = ""
    """What holds where the field is empty."""
    problems: tuple[str, ...] = ()
    now: str | None = None
    """What the file says by now, where somebody else has changed it too."""


def fields_of(
    values: Mapping[str, Any],
    typed: Mapping[str, str] | None = None,
    problems: Iterable[Problem] = (),
    clashes: Mapping[str, str] | None = None,
) -> list[FormField]:
    """The form's fields: as typed, else as the file has them, each with what is wrong with it."""
    found, clashes = list(problems), clashes or {}
    extractor = (typed or {}).get("extractor") or str(values.get("extractor", ""))
    return [
        FormField(
            setting=setting,
            value=typed.get(setting.key, "") if typed is not None else shown_in(values, setting),
            default=default_text(setting, extractor) if setting.kind == "text" else "",
            problems=tuple(sentence_of(setting, p) for p in found if belongs(p, setting)),
            now=clashes.get(setting.key),
        )
        for setting in settings_of(values, extractor)
    ]


def belongs(problem: Problem, setting: Setting) -> bool:
    """Whether the mistake is one of this field."""
    key = problem.key
    return key == setting.key or key.startswith((f"{setting.key}.", f"{setting.key}["))


def sentence_of(setting: Setting, problem: Problem) -> str:
    """The mistake as a sentence about the field."""
    text = problem.text
    return f"{setting.label} {text}" if text[:1].islower() else text


def typed_over(
    now: Mapping[str, str], typed: Mapping[str, str], was: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The fields as somebody else left them with what was typed here, and those that both have changed."""
    mine = {key: text for key, text in typed.items() if text != was.get(key, "")}
    clashes = {key: now[key] for key, text in mine.items() if key in now and now[key] != text}
    return {**now, **mine}, clashes


def changes_of(typed: Mapping[str, str], was: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of the file that somebody changed, None for those to be taken out.

    `was` is what the form showed before. Another extractor takes over those options that it knows.
    """
    extractor = typed.get("extractor") or str(values.get("extractor", ""))
    changed: dict[str, Any] = {}
    options = dict(options_in(values))
    for setting in settings_of(values, extractor):
        if typed.get(setting.key, "") == was.get(setting.key, ""):
            continue
        value = value_of(setting, typed.get(setting.key, ""), extractor)
        if not setting.key.startswith(OPTION):
            changed[setting.key] = value
        elif value is None:
            options.pop(setting.key.removeprefix(OPTION), None)
        else:
            options[setting.key.removeprefix(OPTION)] = value
    if "extractor" in changed and extractor in EXTRACTORS:
        known = declared(EXTRACTORS[extractor].Options)
        options = {key: value for key, value in options.items() if key in known}
    return changed | ({"options": options} if options != dict(options_in(values)) else {})


def value_of(setting: Setting, text: str, extractor: str) -> Any:
    """What a file says for what was typed; None takes the key out."""
    if setting.kind == "check":
        return text == YES
    if not text:
        needed = not setting.key.startswith(OPTION) and required(declared(SourceConfig)[setting.key])
        return "" if needed else None
    if setting.key.startswith(OPTION) and text.isascii() and text.isdecimal():
        spec = declared(EXTRACTORS[extractor].Options)[setting.key.removeprefix(OPTION)]
        return int(text) if isinstance(default_of(spec), int) else text
    return text
