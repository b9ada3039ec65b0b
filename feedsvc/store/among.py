"""Whether a column is one of many values that come as one parameter.

A parameter for each value would make another statement for every number of them, which SQLAlchemy writes and
the engine reads anew each time: for the keys of a page that takes longer than to find them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from feedsvc.store.values import compact, safe_texts

BATCH = 500
"""Values in one IN list; both engines allow far more, and the compiled statement stays small."""
T = TypeVar("T")


class Many(sa.TypeDecorator[Any]):
    """A list of texts or whole numbers: an array on PostgreSQL, JSON on SQLite."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, *, text: bool) -> None:
        super().__init__()
        self.text = text

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The engine's own type."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(sa.Text())
        return dialect.type_descriptor(sa.ARRAY(sa.Text if self.text else sa.BigInteger))

    def bind_processor(self, dialect: Dialect) -> Any:
        """Turns a list into what the driver takes."""
        wrap = list if dialect.name == "postgresql" else compact
        return (lambda values: wrap(safe_texts(values))) if self.text else wrap


class Among(FunctionElement[bool]):
    """`column IN (the values of a parameter)`."""

    name = "among"
    type = sa.Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002
        """As it stands: asked whether it is 1, SQLite would read the whole table."""
        return self


@compiles(Among, "sqlite")
def _on_sqlite(element: Among, compiler: SQLCompiler, **given: Any) -> str:
    column, values = (compiler.process(part, **given) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 (names and a place for values)


@compiles(Among, "postgresql")
def _on_postgres(element: Among, compiler: SQLCompiler, **given: Any) -> str:
    column, values = (compiler.process(part, **given) for part in element.clauses)
    return f"{column} = ANY ({values})"


def among(column: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[bool]:
    """That a column of texts or numbers is one of those in the list given as the parameter of this name."""
    is_text = isinstance(column.type, sa.TypeDecorator)
    return Among(column, sa.bindparam(name, type_=Many(text=is_text)))


def batches(values: Sequence[T], size: int = BATCH) -> Iterable[Sequence[T]]:
    """The values in parts, each for one list."""
    return (values[i : i + size] for i in range(0, len(values), size))
