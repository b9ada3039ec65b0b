"""Checks of configuration values: each takes what TOML gave, returns the typed value or raises `Wrong`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from feedsvc.config.options import Check, T, Wrong, each, meant

_PASSWORD = re.compile(r"//[^/@\s\"]*@")


class Secret(str):
    """A text that no message repeats: it may hold what the environment put in."""

    __slots__ = ()


def shown(value: object) -> str:
    """A value as a message may repeat it: short, and without passwords."""
    if _is_secret(value):
        return "the value"
    text = _PASSWORD.sub("//…@", json.dumps(value, ensure_ascii=False, default=str))
    return text if len(text) <= 60 else text[:59] + "…"


def _is_secret(value: object) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, Secret) or any(map(_is_secret, inner))


def line(value: Any) -> str:
    """One line of text without white space around it."""
    if not isinstance(value, str) or not value.isprintable():
        raise Wrong(f"{shown(value)} is not one line of text (write it in quotes)")
    return value.strip()


def words(value: Any) -> str:
    """One line of text that is not empty."""
    if not line(value):
        raise Wrong("is empty (write at least one character)")
    return line(value)


def yes_no(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Wrong(f"{shown(value)} is neither true nor false (write true or false, without quotes)")
    return value


def number(low: int, high: int) -> Check[int]:
    """A check of whole numbers from the lowest to the highest."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Wrong(f"{shown(value)} is not a whole number from {low} to {high} (such as {low})")
        return value

    return check


def choice(*allowed: str) -> Check[Any]:
    """A check of words of which one must be given."""

    def check(value: Any) -> str:
        if value not in allowed:
            raise Wrong(f"{shown(value)} is not known ({meant(value, allowed)}one of {', '.join(allowed)})")
        return str(value)

    return check


def pattern(regex: str, what: str, example: str) -> Check[str]:
    """A check of lines that a regular expression matches whole; `what` and `example` tell what it wants."""

    def check(value: Any) -> str:
        if not re.fullmatch(regex, line(value)):
            raise Wrong(f"{shown(value)} is not {what} ({example})")
        return line(value)

    return check


def many(item: Check[T], least: int = 0, gap: T | None = None) -> Check[tuple[T, ...]]:
    """A check of lists of which every value passes this one, each value once.

    With a `gap`, which takes the place of what fails, the others are checked further.
    """

    def check(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise Wrong(f"{shown(value)} is not a list (write [ … ], even for one value)")
        if len(value) < least:
            raise Wrong(f"holds too few values (write at least {least})")
        good, found = each(item, [(f"[{n}]", v) for n, v in enumerate(value)])
        if found:
            places = range(len(value) if gap is not None else 0)
            raise Wrong(*found, rest=tuple(good.get(f"[{n}]", gap) for n in places) or None)
        return tuple(dict.fromkeys(good.values()))

    return check


def optional(check: Check[T]) -> Check[T | None]:
    """The check, with "" for None."""
    return lambda value: None if value == "" else check(value)


def table(value: Any) -> Mapping[str, Any]:
    """A table of TOML."""
    if not isinstance(value, dict):
        raise Wrong(f"{shown(value)} is not a table (write [options] above its keys)")
    return value
