"""Values written as TOML."""

from __future__ import annotations

import json
from datetime import datetime


def toml_value(value: object) -> str:
    """A string, number, flag, time, list or table as inline TOML."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {toml_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
