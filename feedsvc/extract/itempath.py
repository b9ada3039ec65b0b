"""An option that is a JMESPath expression, or a table of one and of what is made of its value."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from feedsvc.config.options import read_keys
from feedsvc.extract.jmes import compiled, looked_up
from feedsvc.extract.jsondates import told_in_parts
from feedsvc.extract.jsonobject import said
from feedsvc.extract.rules import Rule, formats, pattern, template, wrong

FIELDS = ("title", "link", "date", "author", "section", "summary", "content", "image", "tags", "guid")


@dataclass(frozen=True, kw_only=True, slots=True)
class Path:
    """A JMESPath expression and what is made of its value."""

    path: Any
    rule: Rule
    shown: str

    def values(self, item: Any) -> list[Any]:
        """What stands at the path, lists flattened one level, empty values left out."""
        found = looked_up(self.path, item, self.shown)
        return [v for v in (found if isinstance(found, list) else [found]) if v not in (None, "")]

    def texts(self, item: Any, field: str = "") -> list[str]:
        """The same as texts for this field, after the regular expression."""
        values = self.values(item)
        if field == "date" and (date := told_in_parts(values)):
            values = [date]
        finished = (self.rule.finish(_text(said(value, field))) for value in values)
        return [text for text in finished if text]


def path(field: str) -> Callable[[Any], Path]:
    """A reader of a JMESPath expression or a table of path, regex, template (and format of a date)."""
    readers: dict[str, Callable[[Any], Any]] = {
        "path": compiled,
        "regex": pattern,
        "template": template(FIELDS),
    }
    if field == "date":
        readers["format"] = formats

    def read(value: Any) -> Path:
        table = {"path": value} if isinstance(value, str) else value
        if not isinstance(table, dict):
            raise ValueError("must be a JMESPath expression or a table (path, regex, template …)")
        values, problems = read_keys(readers, table)
        if "path" not in table and "template" not in table:
            problems.append(("path", "is missing (a JMESPath expression)"))
        if problems:
            raise wrong(problems)
        return _path(values, str(table.get("path", "")))

    return read


def _path(values: dict[str, Any], shown: str) -> Path:
    rule = Rule(
        regex=values.get("regex"),
        template=values.get("template"),
        formats=values.get("format", ()),
        shown=shown,
    )
    return Path(path=values.get("path") or compiled("`null`"), rule=rule, shown=shown or "template")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    try:
        return "" if isinstance(value, bool) else json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):  # it holds itself
        return ""
