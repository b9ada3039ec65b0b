"""Rows written and read by statements that are made into SQL once.

SQLAlchemy makes a dictionary of parameters for each row, and looks each of them up again; what it reads, it
asks for row by row. For a page of stories that takes longer than the engine needs to store and to find them.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

from feedsvc.store.values import safe_text, safe_texts

Convert = Callable[[Any], Any] | None
DOUBLE = 701
"""PostgreSQL's number for the type of our fractions, of which alone SQLAlchemy asks how they come."""


class Written:
    """A statement as one engine takes it, and what turns a row's values into that engine's."""

    def __init__(self, statement: Any, dialect: Dialect, names: Sequence[str]) -> None:
        made: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(names))
        self.sql = str(made)
        self._in_order = made.positional
        order = made.positiontup if made.positional and made.positiontup is not None else list(made.binds)
        self._values = [(name, converter(made.binds[name].type, dialect)) for name in order]
        self._own = {name: bind.value for name, bind in made.binds.items() if not bind.required}

    def parameters(self, row: Mapping[str, Any]) -> Any:
        """A row's values, converted, in order or by name as the driver wants them."""
        if self._own:
            row = {**self._own, **row}
        if self._in_order:
            return tuple([row[name] if turn is None else turn(row[name]) for name, turn in self._values])
        return {name: row[name] if turn is None else turn(row[name]) for name, turn in self._values}

    def every(self, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """The same of many rows, which is done column by column."""
        columns = [self._column(name, turn, rows) for name, turn in self._values]
        values = list(zip(*columns, strict=True)) if columns else [()] * len(rows)
        if self._in_order:
            return values
        names = [name for name, _ in self._values]
        return [dict(zip(names, row, strict=True)) for row in values]

    def _column(self, name: str, turn: Convert, rows: Sequence[Mapping[str, Any]]) -> Sequence[Any]:
        if name in self._own and name not in rows[0]:
            given: list[Any] = [self._own[name]] * len(rows)
        else:
            given = list(map(itemgetter(name), rows))
        if turn is safe_text:
            return safe_texts(given)
        return given if turn is None else list(map(turn, given))


class Asked(Written):
    """A statement that gives rows, and what turns the engine's values into ours."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        super().__init__(statement, dialect, ())
        columns = list(statement.exported_columns)
        named: Any = namedtuple("Row", [column.name for column in columns])  # type: ignore[misc]
        self._row = partial(tuple.__new__, named)  # `_make` would count each row's columns, in Python
        turns = [back_converter(column.type, dialect) for column in columns]
        self._turns = [(at, turn) for at, turn in enumerate(turns) if turn is not None]

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        """The rows with their names, converted column by column."""
        columns: list[Sequence[Any]] = list(zip(*found, strict=True))
        if not columns:
            return []
        for at, turn in self._turns:
            columns[at] = list(map(turn, columns[at]))
        return list(map(self._row, zip(*columns, strict=True)))


def write_rows(tx: sa.Connection, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run an INSERT, UPDATE or DELETE once for every row of parameters, which all have the same names.

    The statement is one that stays: it is remembered by itself, not by what it says.
    """
    if rows:
        written = prepared(statement, tx.dialect, tuple(rows[0]))
        run(tx, written.sql, written.every(rows) if len(rows) > 1 else written.parameters(rows[0]))


def read_rows(tx: sa.Connection, statement: Any, given: Mapping[str, Any]) -> list[Any]:
    """What a SELECT finds, or another statement gives back, as named tuples; it stays, too."""
    asked = prepared_reading(statement, tx.dialect)
    return asked.rows(run(tx, asked.sql, asked.parameters(given)).fetchall())


def run(tx: sa.Connection, sql: str, given: Any) -> Any:
    """Run SQL with a row of parameters, or with each of a list of them; gives what it answers.

    Of SQLite SQLAlchemy has nothing to know, and asked through it takes several times as long.
    """
    if tx.dialect.name != "sqlite":
        return tx.exec_driver_sql(sql, given)
    raw: Any = tx.connection.driver_connection
    return raw.executemany(sql, given) if isinstance(given, list) else raw.execute(sql, given)


@lru_cache(maxsize=256)
def prepared(statement: Any, dialect: Dialect, names: Sequence[str]) -> Written:
    """The statement for rows of these names."""
    return Written(statement, dialect, names)


def converter(kind: sa.types.TypeEngine[Any], dialect: Dialect) -> Convert:
    """What an engine makes of values of a column's type; None where it takes them as they are."""
    return kind.dialect_impl(dialect).bind_processor(dialect)


@lru_cache(maxsize=256)
def prepared_reading(statement: Any, dialect: Dialect) -> Asked:
    """The statement that gives rows."""
    return Asked(statement, dialect)


def back_converter(kind: sa.types.TypeEngine[Any], dialect: Dialect) -> Convert:
    """What makes ours of an engine's values of a column's type; None where they are so already."""
    return kind.dialect_impl(dialect).result_processor(dialect, DOUBLE)
