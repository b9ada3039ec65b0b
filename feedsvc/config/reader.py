"""Tables of files, one at a time: mistakes are noted with file and dotted key, and all else is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from feedsvc.config.filling import Filling
from feedsvc.config.options import declared, read_table, required, unknown_keys
from feedsvc.config.toml import parse_toml
from feedsvc.errors import Problem

T = TypeVar("T")


@dataclass(slots=True)
class Reader:
    """Reads the files of one directory, and gathers their problems."""

    directory: Path
    filling: Filling
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, file: Path | str, key: str, text: str) -> None:
        """Note a mistake."""
        self.problems.append(Problem(file=str(file), key=key, text=text))

    def read_toml(self, file: Path) -> dict[str, Any]:
        """The tables of one file; none and a problem where it cannot be read."""
        content = self.read_bytes(file)
        return {} if content is None else self.parsed(file, content)

    def read_bytes(self, file: Path) -> bytes | None:
        """The bytes of a file; None and a problem where it cannot be read."""
        try:
            return file.read_bytes()
        except OSError as error:
            self.wrong(file, "", f"{error.strerror} (make it a readable file)")
            return None

    def parsed(self, file: Path, content: bytes) -> dict[str, Any]:
        """The tables that a file says; none and a problem where it is not well said."""
        text = ""
        try:
            text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
            return parse_toml(text)
        except tomllib.TOMLDecodeError as error:
            self.wrong(file, *_where(text, str(error)))
        except RecursionError:
            self.wrong(file, "", "is nested too deeply (write a list in a list in a list at most)")
        except UnicodeDecodeError as error:
            self.wrong(file, f"byte {error.start}", "is not UTF-8 text (save the file as UTF-8)")
        return {}

    def check_known(self, file: Path, raw: Mapping[str, Any], known: Iterable[str]) -> None:
        """Note every key that nobody declared."""
        for name, text in unknown_keys(raw, known):
            self.wrong(file, name, text)

    def built(self, cls: type[T], file: Path, prefix: str, raw: Any, **given: Any) -> Any:
        """One table as its class; what is wrong stays empty (a problem says why), all else is checked."""
        if not isinstance(raw, dict):
            self.wrong(file, prefix, f"is not a table (write [{prefix.split('[')[0]}] above its keys)")
            raw = {}
        dotted = f"{prefix}." if prefix else ""
        fill = self.filling.expanded
        values, problems = read_table(cls, raw, lambda name, value: fill(dotted + name, value))
        for key, text in problems:
            self.wrong(file, dotted + key, text)
        empty = {spec.name: "" for spec in declared(cls).values() if required(spec)}
        return cls(**given, **empty | values)


def _where(text: str, message: str) -> tuple[str, str]:
    """The line of a syntax error, and what it is; the parser calls the last line `end of document`."""
    what, place_told, place = message.rstrip(")").rpartition(" (at ")
    if not place_told:
        return "", f"{message[:1].lower()}{message[1:]} (write valid TOML)"
    found = re.match(r"line (\d+), (column \d+)", place)
    line = int(found[1]) if found else max(1, len(text.splitlines()))
    return f"line {line}", f"{what} at {found[2] if found else 'its end'} (write valid TOML)"
