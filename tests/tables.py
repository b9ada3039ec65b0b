"""Tables of tests: where several processes share the tests, all rows of a table are one test.

A row that asks for its values alone is tried within microseconds, but would be collected by each process, handed
out and told of: that took a sixth of a whole run. A failure names every row that fails. Where one process runs
the tests, or some of them are picked by name, each row is a test of its own.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Sequence
from functools import wraps
from typing import Any

import pytest

PARAMETERS = type(pytest.param())
FAILURES = (Exception, pytest.fail.Exception)


class Tables:
    """Makes one test of each table whose rows ask for nothing but their values."""

    def __init__(self) -> None:
        self.whole = True

    def pytest_pycollect_makeitem(
        self, collector: pytest.Module | pytest.Class, name: str, obj: object
    ) -> pytest.Item | None:
        if not self.whole or not name.startswith("test_") or not inspect.isfunction(obj) or not is_table(obj):
            return None
        table: pytest.Function = pytest.Function.from_parent(
            collector, name=name, callobj=in_one(obj, lambda: self.rows(collector, name, obj))
        )
        return None if table.fixturenames else table

    def rows(self, collector: pytest.Module | pytest.Class, name: str, test: object) -> list[pytest.Function]:
        """The tests that they would be by themselves."""
        self.whole = False
        try:
            found = collector.ihook.pytest_pycollect_makeitem(collector=collector, name=name, obj=test)
        finally:
            self.whole = True
        return list(found)


def is_table(test: Callable[..., object]) -> bool:
    """Whether all that it asks for are values of rows, none of which is marked."""
    columns = [mark for mark in marks_of(test) if mark.name == "parametrize"]
    names = {name for mark in columns for name in names_of(mark)}
    plain = all(len(mark.args) == 2 and not mark.kwargs.keys() - {"ids"} for mark in columns)
    return (
        bool(columns)
        and plain
        and not hasattr(test, "hypothesis")
        and names == set(inspect.signature(test).parameters)
        and all(are_plain(mark.args[1]) for mark in columns)
    )


def marks_of(test: object) -> list[pytest.Mark]:
    return list(getattr(test, "pytestmark", ()))


def names_of(mark: pytest.Mark) -> list[str]:
    names = mark.args[0]
    return [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)


def are_plain(values: object) -> bool:
    """Whether there are some, which can be looked through twice, and none has a mark of its own."""
    if not isinstance(values, Collection) or not values:
        return False
    return not any(isinstance(value, PARAMETERS) and value.marks for value in values)


def in_one(test: Callable[..., object], rows: Callable[[], list[pytest.Function]]) -> Callable[[], None]:
    """A test that tries all rows, and fails with all that fail."""

    @wraps(test)
    def every_row() -> None:
        try_all([(row.callspec.id, row.obj, row.callspec.params) for row in rows()])

    every_row.__signature__ = inspect.Signature()  # type: ignore[attr-defined]
    every_row.pytestmark = [mark for mark in marks_of(test) if mark.name != "parametrize"]  # type: ignore[attr-defined]
    return every_row


def try_all(rows: Sequence[tuple[str, Callable[..., object], dict[str, Any]]]) -> None:
    """Name, test and values of each; one that is skipped is told where none fails."""
    failed: dict[str, BaseException] = {}
    skipped: list[BaseException] = []
    for name, test, values in rows:
        try:
            test(**values)
        except pytest.skip.Exception as reason:
            skipped.append(reason)
        except FAILURES as error:
            error.add_note(f"in the row {name}")
            failed[name] = error
    if failed:
        raise BaseExceptionGroup(
            f"{len(failed)} of {len(rows)} rows: {', '.join(failed)}", [*failed.values()]
        )
    if skipped:
        raise skipped[0]
