"""Option readers for addresses of values: CSS, XPath, regular expressions, templates, date formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import re2
from lxml import etree

from feedsvc.config.options import KeyedProblem, Wrong, read_keys
from feedsvc.config.patterns import css as css
from feedsvc.extract.dom import fill_template, template_names

_CSS_AT = re.compile(r"(?s)(.*?)(?:@([A-Za-z_:][\w:.-]*))?\s*")
_QUIET = re2.Options()
_QUIET.log_errors = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Where one value of a story stands, and what is made of it.

    `select` is CSS below the item (empty: the item itself), `xpath` replaces it; `attr` names the
    attribute to take instead of the text; `regex` keeps its first group (or the whole match);
    `formats` are strptime formats of a date; `template` is filled with `{value}` and other fields.
    """

    select: str | None = None
    xpath: Any = None
    attr: str | None = None
    regex: Any = None
    formats: tuple[str, ...] = ()
    template: str | None = None
    shown: str = ""
    """The rule as the operator wrote it, for messages."""

    def finish(self, value: str) -> str:
        """The value after the regular expression; empty where that does not match."""
        if self.regex is None or not value:
            return value
        found = self.regex.search(value)
        return (found.group(1 if self.regex.groups else 0) or "") if found else ""

    def fill(self, value: str, others: Mapping[str, str]) -> str:
        """The value set into the template; unchanged without one, empty where it asks for a missing one."""
        if not self.template or (not value and "value" in template_names(self.template)):
            return value
        return fill_template(self.template, {**others, "value": value})


def fitting_format(text: str, formats: tuple[str, ...]) -> str | None:
    """The first of the formats that the text has, else the first one."""
    for candidate in formats:
        try:
            datetime.strptime(text, candidate)  # noqa: DTZ007 (only its shape is asked)
        except ValueError:
            continue
        return candidate
    return formats[0] if formats else None


def pattern(value: Any) -> Any:
    """Reads a linear-time regular expression (google-re2 syntax)."""
    if not isinstance(value, str) or not value:
        raise ValueError("must be text (a regular expression)")
    try:
        return re2.compile(value, _QUIET)
    except re2.error as error:
        reason = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else error
        raise ValueError(f"{value!r} is no regular expression: {reason} (RE2 syntax)") from None


def xpath(value: Any) -> Any:
    """Reads an XPath 1.0 expression."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text (an XPath expression)")
    try:
        return etree.XPath(value)
    except etree.XPathSyntaxError as error:
        raise ValueError(f"{value!r} is no XPath expression: {error} (for example './/a/@href')") from None


def attribute_name(value: Any) -> str:
    """Reads the name of an attribute."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z_:][\w:.-]*", value):
        raise ValueError("must be the name of an attribute (for example 'href')")
    return value.lower()


def formats(value: Any) -> tuple[str, ...]:
    """Reads one strptime format or a list of them."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list) or not given:
        raise ValueError("must be a date format or a list of them (for example '%d.%m.%Y %H:%M')")
    for one in given:
        if not isinstance(one, str) or "%" not in one or not _is_format(one):
            raise ValueError(f"{one!r} is no date format (for example '%d.%m.%Y %H:%M')")
    return tuple(given)


def template(names: tuple[str, ...]) -> Callable[[Any], str]:
    """A reader of templates that may use `{value}` and these names."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or not value:
            raise ValueError("must be text (for example 'https://example.org/{value}')")
        known = ("value", *names)
        for name in template_names(value):
            if name not in known:
                raise ValueError(f"{{{name}}} is unknown (one of {', '.join(known)})")
        return value

    return read


def rule(field: str, names: tuple[str, ...]) -> Callable[[Any], Rule]:
    """A reader of `CSS`, `CSS@attribute` or a table of select, xpath, attr, regex, format, template."""
    readers: dict[str, Callable[[Any], Any]] = {
        "select": css,
        "xpath": xpath,
        "attr": attribute_name,
        "regex": pattern,
        "template": template(names),
    }
    if field == "date":
        readers["format"] = formats

    def read(value: Any) -> Rule:
        if isinstance(value, str):
            return _read_short(value)
        if not isinstance(value, dict):
            raise ValueError("must be 'CSS', 'CSS@attribute' or a table (select, xpath, attr, regex …)")
        return _read_long(value, readers)

    return read


def _read_short(value: str) -> Rule:
    found = _CSS_AT.fullmatch(value)
    selector, attr = found.groups() if found else (value, None)
    return Rule(select=css(selector), attr=attr.lower() if attr else None, shown=value)


def _read_long(table: Mapping[str, Any], readers: Mapping[str, Callable[[Any], Any]]) -> Rule:
    values, problems = read_keys(readers, table)
    if "select" in table and "xpath" in table:
        problems.append(("xpath", "stands beside select (give only one of them)"))
    if not problems and not {"select", "xpath", "template"} & set(table):
        problems.append(("", "says not where the value is (give select, xpath or template)"))
    if problems:
        raise wrong(problems)
    if "format" in values:
        values["formats"] = values.pop("format")
    return Rule(**values, shown=str(table.get("xpath", table.get("select", table.get("template", "")))))


def wrong(problems: Sequence[KeyedProblem]) -> Wrong:
    """The mistakes of a table below a key, each with its own key."""
    return Wrong(*((f".{key}" if key else "", text) for key, text in problems))


def _is_format(text: str) -> bool:
    try:
        datetime.strptime("", text)  # noqa: DTZ007 (only its shape is asked)
    except ValueError as error:
        return "does not match" in str(error)
    except re.error:
        return False
    return True
