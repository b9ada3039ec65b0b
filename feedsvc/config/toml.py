"""Values written as TOML, and as the configuration has them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

DEEPEST = 100
"""Tables and lists inside each other; no file of an operator needs a tenth of them."""
TOO_LARGE = "A whole number is larger than 64 bits hold"
"""Which TOML leaves to its readers (1.0, "Integer"); Python cannot even show one of thousands of digits."""


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a text; TOMLDecodeError, or RecursionError where they are nested too deeply."""
    tables = _read(text)
    level: list[object] = [tables]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return tables
        if any(isinstance(one, int) and one.bit_length() > 63 for one in level):
            raise tomllib.TOMLDecodeError(TOO_LARGE)
    raise RecursionError


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as error:  # of Python's limit to the digits that it turns into a number
        raise tomllib.TOMLDecodeError(TOO_LARGE) from error


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def toml_value(value: object) -> str:
    """A string, number, flag, time, list or table as inline TOML."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_quoted(k)} = {toml_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return _quoted(value)


def _quoted(value: object) -> str:
    """As JSON writes it, whose escapes are all TOML's; TOML alone wants DEL escaped (1.0, "String")."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def span(value: timedelta) -> str:
    """A duration as the configuration writes it.

    >>> span(timedelta(minutes=90))
    '90m'
    """
    seconds = value.total_seconds()
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds / size:g}{unit}"
    return f"{seconds:g}s"
