"""What every table is made of: the types of columns on both engines, and a short way to write each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from feedsvc.store.values import json_of, microseconds_of, moment_of, plain_of, safe_text

# The types give their converters to SQLAlchemy as they are: a page of stories passes through them thousands
# of times, and `process_bind_param` would be called through two wrappers each time.


class Moment(sa.TypeDecorator[datetime]):
    """An aware UTC datetime as microseconds since 1970: compares and sorts alike on both engines."""

    impl = sa.BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ARG002
        return microseconds_of

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        return moment_of


class SafeText(sa.TypeDecorator[str]):
    """Text that every engine can hold: without NUL, lone surrogates replaced."""

    impl = sa.Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ARG002
        return safe_text


class Json(sa.TypeDecorator[Any]):
    """Plain values as compact JSON text."""

    impl = sa.Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ARG002
        return json_of

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        return plain_of


# 64 bits on PostgreSQL; on SQLite only INTEGER PRIMARY KEY is the rowid itself.
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

metadata = sa.MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    }
)

# Small rows under a key of their own: on SQLite they live in the key's tree, with no second one.
LEAN: Any = {"sqlite_with_rowid": False}


def text(name: str, *constraints: Any, null: bool = False, **given: Any) -> sa.Column[Any]:
    """A column of text."""
    return sa.Column(name, SafeText, *constraints, nullable=null, **given)


def moment(name: str, *, null: bool = False, **given: Any) -> sa.Column[Any]:
    """A column of moments."""
    return sa.Column(name, Moment, nullable=null, **given)


def integer(name: str, *constraints: Any, **given: Any) -> sa.Column[Any]:
    """A column of whole numbers."""
    return sa.Column(name, Number, *constraints, **{"nullable": False, **given})


def plain(name: str, *, null: bool = False, **given: Any) -> sa.Column[Any]:
    """A column of values as JSON."""
    return sa.Column(name, Json, nullable=null, **given)


def story_key(**given: Any) -> sa.Column[Any]:
    """The column of the story that a row belongs to, and goes with."""
    return integer("story", sa.ForeignKey("stories.number", ondelete="CASCADE"), **given)


def source_key(**given: Any) -> sa.Column[Any]:
    """The column of the source that a row belongs to, and goes with."""
    return text("source", sa.ForeignKey("sources.slug", ondelete="CASCADE"), **given)
