"""The keys of a source's file that are fields of a form, and what a file says in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from feedsvc.config import SourceConfig
from feedsvc.config.options import declared
from feedsvc.config.toml import span
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


SETTINGS = (
    Setting(key="title", label="Title"),
    Setting(key="url", label="Address"),
    Setting(key="every", label="Look for news every", help="Such as 30m, 2h or 1d."),
    Setting(key="timezone", label="Time zone", help="Of dates that carry none, such as Europe/Berlin."),
    Setting(
        key="language",
        label="Language",
        help="Of its stories, such as en or zh-Hans. Empty: that of the feed.",
    ),
    Setting(
        key="expect",
        label="News within",
        help="Such as 48h: told where nothing came for so long. Empty: by its own rhythm.",
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
