"""A repair beside what was: each option that it changes, as a file would write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from feedsvc.config.toml import toml_value
from feedsvc.operate.repair import Repair, way_of


def differences(repair: Repair | None) -> Iterator[tuple[str, str, str]]:
    """What a repair changes: the option, as it was, as it is to be."""
    if repair is None:
        return
    before, after = (flat(way_of(source)) for source in (repair.before, repair.after))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield name, before.get(name, ""), after.get(name, "")


def flat(way: Mapping[str, Any]) -> dict[str, str]:
    """A way of reading by its keys, as TOML writes their values."""
    own = {name: toml_value(value) for name, value in way.items() if name != "options"}
    return own | {f"options.{name}": toml_value(value) for name, value in way["options"].items()}
