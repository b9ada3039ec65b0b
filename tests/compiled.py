"""What SQLAlchemy made of a statement serves all databases of a process: a third of a test was to make it anew.

A service has one database for as long as it runs. Tests have thousands, each of which brought a dialect of its
own, and what is remembered is remembered for a dialect.

They make hundreds of applications, too, each of which has code made that builds the address of every route: most
of what an application costs, and a test asks for a few.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Dialect, Engine
from werkzeug.routing import Rule

REMEMBERED: dict[Any, Any] = {}


class OneOfAKind(Dialect):
    """A dialect that is equal to every other of its kind."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=REMEMBERED)


class Sqlite(OneOfAKind, SQLiteDialect_pysqlite):
    supports_statement_cache = True


class Postgres(OneOfAKind, PGDialect_psycopg):
    supports_statement_cache = True


def build_routes_late() -> None:
    """What builds the addresses of a route is made when the first is built."""
    make = Rule._compile_builder

    def later(rule: Rule, append_unknown: bool = True) -> Any:
        made = cache(lambda: make(rule, append_unknown))
        return lambda own, **given: made()(own, **given)

    Rule._compile_builder = later  # type: ignore[assignment, method-assign]


def remember_statements() -> None:
    registry.register("sqlite", __name__, Sqlite.__name__)
    registry.register("postgresql.psycopg", __name__, Postgres.__name__)
