"""`${NAME}` in a file is what the environment has of that name: secrets stand in no file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from feedsvc.config.checks import Secret
from feedsvc.config.listed import SourceConfig
from feedsvc.config.options import Wrong, each
from feedsvc.config.proxies import check_written, quoted

FILLED = frozenset(["alerts.urls", "headers", "params", "cookies", "login"])
"""Keys whose texts may name the environment's secrets."""
_VARIABLE = re.compile(r"\$\{(\w+)\}")


class Filling:
    """Fills raw values from one environment; raises Wrong for what it has not."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ

    def expanded(self, key: str, raw: Any) -> Any:
        """The value of a dotted key, filled where secrets are needed."""
        if key == "body":
            return self.filled_body(raw)
        if key in ("proxy", "fetch.proxy"):
            return self.filled_address(raw)
        return self.filled_table(raw) if key in FILLED else raw

    def filled_table(self, raw: Any) -> Any:
        """The same for every text of a table or list, and of those inside it; each mistake with its key."""
        if isinstance(raw, list):
            good, found = each(self.filled_table, [(f"[{n}]", v) for n, v in enumerate(raw)])
        elif isinstance(raw, dict):
            good, found = each(self.filled_table, [(f".{n}", v) for n, v in raw.items()])
        else:
            return self.filled(raw)
        if found:
            raise Wrong(*found)
        return list(good.values()) if isinstance(raw, list) else dict(zip(raw, good.values(), strict=True))

    def filled_body(self, raw: Any) -> Any:
        """A body with what the environment has in it, inside of its JSON where it is some."""
        if not isinstance(raw, str):
            return self.filled_inside(raw)
        try:
            inside = json.loads(raw) if "${" in raw else raw
        except ValueError:
            inside = raw
        filled = self.filled_inside(inside)
        return raw if filled == raw else filled

    def filled_address(self, raw: Any) -> Any:
        """An address, in which nothing that the environment puts before its @ means anything but itself."""
        if not isinstance(raw, str) or not ("${" in raw or "@" in raw):
            return raw
        check_written(raw)
        who, at, where = raw.rpartition("@")
        return Secret(f"{self.filled(who, quoted)}{at}{self.filled(where)}")

    def filled_inside(self, value: Any) -> Any:
        """The same for every text inside a table or list."""
        if isinstance(value, dict):
            return {name: self.filled_inside(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.filled_inside(one) for one in value]
        return self.filled(value)

    def filled(self, value: Any, written: Callable[[str], str] = str) -> Any:
        """The same for one text, whose variables are put in as `written`; other values stay."""
        if not isinstance(value, str):
            return value
        absent = [name for name in _VARIABLE.findall(value) if not self.environ.get(name)]
        if absent:
            raise Wrong(f"the environment has no {absent[0]} (set it, or take ${{{absent[0]}}} out)")
        return Secret(_VARIABLE.sub(lambda found: written(self.environ[found[1]]), value))


def with_variables(source: SourceConfig, raw: Mapping[str, Any]) -> SourceConfig:
    """The source with the names of what fills its login form, which its file alone says."""
    if source.login is None:
        return source
    named = dict.fromkeys(_VARIABLE.findall(repr(raw["login"].get("form"))))
    return replace(source, login=replace(source.login, variables=tuple(named)))
