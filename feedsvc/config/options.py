"""One way to declare, read and check a table of TOML: type, default and check of every key side by side.

    @dataclass(frozen=True, kw_only=True, slots=True)
    class Options:
        item: str = option(css)                        # required
        pages: int = option(number(1, 20), 1)    # check, then the default as TOML would say it

A check takes what TOML gave and returns the typed value, or raises ValueError with
`what is wrong (what would be right)`; `Wrong` where a value holds several mistakes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, field, fields
from typing import Any, TypeVar

T = TypeVar("T")
Check = Callable[[Any], T]
KeyedProblem = tuple[str, str]
"""A dotted key below the table, and `what is wrong (what would be right)`."""


class Wrong(ValueError):
    """A value fails its check: one (suffix of the dotted key, text) for each mistake in it.

    `rest` is the value without them, where it is to be checked further all the same.
    """

    def __init__(self, *found: str | KeyedProblem, rest: Any = None) -> None:
        self.found = tuple(("", f) if isinstance(f, str) else f for f in found)
        self.rest = rest
        super().__init__("; ".join(text for _, text in self.found))


def key(check: Check[Any], name: str = "") -> dict[str, Any]:
    """Field metadata of a key: its check, and its name where the attribute is called otherwise."""
    return {"check": check, "name": name}


def option(check: Check[Any], default: Any = MISSING, name: str = "", *, shown: bool = True) -> Any:
    """A key: its check and its default, written as in TOML (None stands for absent; none: required).

    One that is not `shown` is left out of the table's repr, on which fingerprints of documents stand.
    """
    if default is MISSING:
        return field(metadata=key(check, name), repr=shown)
    value = None if default is None else check(default)
    return field(default_factory=lambda: value, metadata=key(check, name), repr=shown)


def declared(table: type[Any]) -> dict[str, Field[Any]]:
    """The keys of a table's class, by their names in TOML."""
    return {f.metadata["name"] or f.name: f for f in fields(table) if "check" in f.metadata}


def required(spec: Field[Any]) -> bool:
    """Whether the key has no default."""
    return spec.default is MISSING and spec.default_factory is MISSING


def read_table(
    table: type[Any], raw: Mapping[str, Any], prepare: Callable[[str, Any], Any] | None = None
) -> tuple[dict[str, Any], list[KeyedProblem]]:
    """Every value by its attribute, as far as it is right, and every problem with its key.

    `prepare` is given each key and raw value before its check; it may raise Wrong too.
    """
    specs = declared(table)
    checks = {name: spec.metadata["check"] for name, spec in specs.items()}
    absent = [name for name, spec in specs.items() if name not in raw and required(spec)]
    values, problems = read_keys(checks, raw, prepare, absent)
    return {specs[name].name: value for name, value in values.items()}, problems


def read_keys(
    checks: Mapping[str, Check[Any]],
    raw: Mapping[str, Any],
    prepare: Callable[[str, Any], Any] | None = None,
    absent: Iterable[str] = (),
) -> tuple[dict[str, Any], list[KeyedProblem]]:
    """The same for keys that no class declares; `absent` ones are missing."""
    values: dict[str, Any] = {}
    problems = unknown_keys(raw, checks)
    for name, check in checks.items():
        if name in absent:
            problems.append((name, "is missing (it is required)"))
        elif name in raw:
            problems += _read(name, check, raw[name], prepare, values)
    return values, problems


def _read(
    name: str,
    check: Check[Any],
    value: Any,
    prepare: Callable[[str, Any], Any] | None,
    values: dict[str, Any],
) -> list[KeyedProblem]:
    """Read one value into `values`, or say what is wrong with it."""
    try:
        values[name] = check(prepare(name, value) if prepare else value)
    except Wrong as wrong:
        if wrong.rest is not None:
            values[name] = wrong.rest
        return [(name + suffix, text) for suffix, text in wrong.found]
    except ValueError as error:
        return [(name, str(error))]
    return []


def nested(table: type[T]) -> Check[T]:
    """The check of a value that is a table itself, such as `{ content = "main" }`, read as its class."""

    def check(value: Any) -> T:
        if not isinstance(value, Mapping):
            raise Wrong(f"is not a table (write {{ {next(iter(declared(table)))} = … }})")
        values, problems = read_table(table, value)
        if problems:
            raise Wrong(*((f".{name}", text) for name, text in problems))
        return table(**values)

    return check


def unknown_keys(raw: Mapping[str, Any], known: Iterable[str]) -> list[KeyedProblem]:
    """A problem for every key that nobody declared, with the one that was meant."""
    names = list(known)
    return [(name, f"unknown key ({_hint(name, names)})") for name in raw if name not in names]


def _hint(name: str, names: list[str]) -> str:
    return (meant(name, names) or f"one of {', '.join(names)}").strip() if names else "there are none here"


def each(check: Check[T], pairs: Iterable[tuple[str, Any]]) -> tuple[dict[str, T], list[KeyedProblem]]:
    """Every value that is right by its suffix, and every problem with its own."""
    good: dict[str, T] = {}
    found: list[KeyedProblem] = []
    for suffix, value in pairs:
        try:
            good[suffix] = check(value)
        except Wrong as wrong:
            found += [(suffix + deeper, text) for deeper, text in wrong.found]
    return good, found


def meant(word: object, known: Iterable[str]) -> str:
    """`did you mean …? ` where one of the known words looks much like this one, else nothing."""
    import difflib  # which only a mistake needs

    close = difflib.get_close_matches(str(word), list(known), n=1)
    return f'did you mean "{close[0]}"? ' if close else ""
