"""Values written as TOML."""

from __future__ import annotations

import json
from datetime import datetime


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
