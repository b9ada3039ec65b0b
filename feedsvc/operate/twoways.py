"""Two ways to read a page beside each other, as a repair has them in its values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from feedsvc.config.toml import toml_value

Row = tuple[str, str | None, str | None]


def beside(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Row]:
    """Each option with its old and its new value, as TOML writes them; None where there is none."""
    old, new = flat(before), flat(after)
    for name in dict.fromkeys((*old, *new)):
        yield name, old.get(name), new.get(name)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:
    """The same of what is not equal."""
    return [row for row in beside(before, after) if row[1] != row[2]]


def flat(way: Mapping[str, Any]) -> dict[str, str]:
    """A way of reading by its keys, those of its options below them."""
    own = {name: toml_value(value) for name, value in way.items() if name != "options"}
    return own | {f"options.{name}": toml_value(value) for name, value in way["options"].items()}
