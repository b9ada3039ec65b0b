"""A source's settings as fields of a form: from its file's keys, and back to those that somebody changed.

    fields = fields_of(values, typed, problems)        what the form shows
    changes = changes_of(typed, was, values)           {"every": "2h", "expect": None}

Text stays text until the file is checked: what is wrong is said there, once for files and forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from feedsvc.config import SourceConfig
from feedsvc.config.options import declared, required
from feedsvc.config.toml import span
from feedsvc.errors import Problem
from feedsvc.extract import EXTRACTORS

YES = "yes"
OPTION = "options."


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """A key of a source's file as people know it."""

    key: str
    label: str
    kind: str = "text"
    """text, check or choice."""
    help: str = ""
    choices: Mapping[str, str] | None = None


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


SETTINGS = (
    Setting(key="title", label="Title"),
    Setting(key="url", label="Address"),
    Setting(key="every", label="Interval", help="Between two polls, such as 30m, 2h or 1d."),
    Setting(key="timezone", label="Time zone", help="Of dates that carry none, such as Europe/Berlin."),
    Setting(key="language", label="Language", help="Such as en or zh-Hans. Empty: what the page says."),
    Setting(
        key="expect", label="News within", help="Such as 48h: told as silent after it. Empty: never told."
    ),
    Setting(
        key="heal",
        label="When its page changes its shape",
        kind="choice",
        choices={
            "ask": "look for a repair and ask me",
            "auto": "repair it where that is sure",
            "off": "look for nothing",
        },
    ),
    Setting(
        key="robots",
        label="Rules of its site for robots",
        kind="choice",
        choices={"obey": "obey them", "ignore": "ignore them (a page of my own)"},
    ),
    Setting(
        key="render",
        label="Draw its page in a browser",
        kind="choice",
        choices={
            "never": "never",
            "auto": "where plain reading finds next to nothing",
            "always": "at every poll",
        },
    ),
    Setting(key="wait", label="What the browser waits for", help="A selector, such as article h2."),
    Setting(key="full_text", label="Fetch each new story’s own page for its whole text", kind="check"),
    Setting(key="extractor", label="Extractor", kind="choice", choices={name: name for name in EXTRACTORS}),
)


def settings_of(values: Mapping[str, Any], extractor: str) -> Iterator[Setting]:
    """Every setting that is a field: the source's own, and the plain options of this extractor."""
    yield from SETTINGS
    options = options_in(values)
    for key, spec in declared(EXTRACTORS[extractor].Options).items() if extractor in EXTRACTORS else ():
        if is_plain(options.get(key)):
            flag = isinstance(default_of(spec), bool)
            yield Setting(key=OPTION + key, label=key, kind="check" if flag else "text")


def tables_of(values: Mapping[str, Any]) -> list[str]:
    """The options that are lists or tables: they are no fields."""
    return [key for key, value in options_in(values).items() if not is_plain(value)]


def options_in(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options of a file, none where they are no table."""
    options = values.get("options")
    return options if isinstance(options, Mapping) else {}


def is_plain(value: Any) -> bool:
    """Whether a field of one line can hold it."""
    return value is None or (isinstance(value, str) and value.isprintable()) or isinstance(value, int | float)


def shown_in(values: Mapping[str, Any], setting: Setting) -> str:
    """What the field shows of the file; of a flag or choice that is absent its default."""
    value = raw_of(values, setting.key)
    if value is None and setting.kind != "text":
        return default_text(setting, str(values.get("extractor", "")))
    if isinstance(value, bool):
        return YES if value else ""
    return str(value) if is_plain(value) and value is not None else ""


def raw_of(values: Mapping[str, Any], key: str) -> Any:
    """The value of a key, below [options] too; None where it is absent."""
    return options_in(values).get(key.removeprefix(OPTION)) if key.startswith(OPTION) else values.get(key)


def default_text(setting: Setting, extractor: str) -> str:
    """What holds where the key is absent, as a file would say it."""
    if setting.key.startswith(OPTION):
        table = EXTRACTORS[extractor].Options if extractor in EXTRACTORS else object
    else:
        table = SourceConfig
    value = default_of(declared(table)[setting.key.removeprefix(OPTION)]) if table is not object else None
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, timedelta):
        return span(value)
    return value.key if isinstance(value, ZoneInfo) else "" if value is None else str(value)


def default_of(spec: Any) -> Any:
    """The default of a declared key; None where it is required or stands for absence."""
    return spec.default_factory() if spec.default_factory is not MISSING else None


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
