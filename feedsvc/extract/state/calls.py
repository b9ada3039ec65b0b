"""Calls of scripts whose result is known without running anything."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

DECODER = json.JSONDecoder(strict=False)


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return DECODER.decode(value)
    except (ValueError, RecursionError):
        return None


def _decoded(value: Any) -> Any:
    return base64.b64decode(value + "==").decode("utf-8", "replace") if isinstance(value, str) else None


def _unquoted(value: Any) -> Any:
    return unquote(value) if isinstance(value, str) else None


def _mapped(value: Any) -> Any:
    pairs = value if isinstance(value, list) else []
    return {str(pair[0]): pair[1] for pair in pairs if isinstance(pair, list) and len(pair) == 2}


def _new_list(_: Any) -> Any:
    return []


def _new_object(_: Any) -> Any:
    return {}


def _same(value: Any) -> Any:
    return value


CALLS: Mapping[str, Callable[[Any], Any]] = {
    "JSON.parse": _parsed,
    "decodeURIComponent": _unquoted,
    "decodeURI": _unquoted,
    "unescape": _unquoted,
    "atob": _decoded,
    "Map": _mapped,
    "Array": _new_list,
    "Object.create": _new_object,
    **dict.fromkeys(("Date", "Set", "URL", "BigInt", "String", "Number", "Object.freeze", "Object"), _same),
}
"""Calls whose result is known without running anything: what they give for their first argument."""
