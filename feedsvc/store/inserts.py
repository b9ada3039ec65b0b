"""Rows inserted, or written over those that stand under the same key: ON CONFLICT of either engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

import sqlalchemy as sa

from feedsvc.store.bulk import write_rows


def upsert(
    tx: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]], keep: Collection[str] = ()
) -> None:
    """Insert rows, or overwrite those that stand under the same primary key except for `keep`."""
    if rows:
        write_rows(tx, upserting(tx.dialect.name, table, tuple(rows[0]), tuple(keep)), rows)


@lru_cache
def upserting(engine: str, table: sa.Table, names: Sequence[str], keep: Sequence[str]) -> Any:
    """The statement that inserts rows, or changes those that are there but for the columns of `keep`."""
    insert = own_insert(engine)(table)
    keys = [column.name for column in table.primary_key]
    updates = {name: insert.excluded[name] for name in names if name not in (*keys, *keep)}
    return insert.on_conflict_do_update(index_elements=keys, set_=updates)


def insert_for(tx: sa.Connection, table: sa.Table) -> Any:
    """The engine's own INSERT, which knows ON CONFLICT."""
    return own_insert(tx.dialect.name)(table)


@cache
def adding(engine: str, table: sa.Table) -> Any:
    """Inserts what does not stand there already."""
    return own_insert(engine)(table).on_conflict_do_nothing()


@cache
def own_insert(engine: str) -> Any:
    """An engine's own INSERT; the other engine is not loaded, which would take a tenth of a command."""
    return import_module(f"sqlalchemy.dialects.{engine}").insert
