"""Rows written by statements that are made into SQL once.

SQLAlchemy makes a dictionary of parameters for each row, and looks each of them up again: for a page of
stories that takes longer than the engine needs to store them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Convert = Callable[[Any], Any] | None


class Written:
    """A statement as one engine takes it, and what turns a row's values into that engine's."""

    def __init__(self, statement: Any, dialect: Dialect, names: Sequence[str]) -> None:
        made: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(names))
        self.sql = str(made)
        self._in_order = made.positional
        order = made.positiontup if made.positional and made.positiontup is not None else list(made.binds)
        self._values = [(name, converter(made.binds[name].type, dialect)) for name in order]

    def parameters(self, row: Mapping[str, Any]) -> Any:
        """A row's values, converted, in order or by name as the driver wants them."""
        if self._in_order:
            return tuple([row[name] if turn is None else turn(row[name]) for name, turn in self._values])
        return {name: row[name] if turn is None else turn(row[name]) for name, turn in self._values}


def write_rows(tx: sa.Connection, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run an INSERT, UPDATE or DELETE once for every row of parameters, which all have the same names.

    The statement is one that stays: it is remembered by itself, not by what it says.
    """
    if rows:
        written = prepared(statement, tx.dialect, tuple(rows[0]))
        given = [written.parameters(row) for row in rows]
        tx.exec_driver_sql(written.sql, given if len(given) > 1 else given[0])


@lru_cache(maxsize=256)
def prepared(statement: Any, dialect: Dialect, names: Sequence[str]) -> Written:
    """The statement for rows of these names."""
    return Written(statement, dialect, names)


def converter(kind: sa.types.TypeEngine[Any], dialect: Dialect) -> Convert:
    """What an engine makes of values of a column's type; None where it takes them as they are."""
    return kind.dialect_impl(dialect).bind_processor(dialect)
