"""An upgraded, empty SQLite database: writing it down again is much cheaper than a migration."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from feedsvc.store import Store, open_store


@cache
def furnished() -> bytes:
    """The file, made once in a process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "feedsvc.db")
        store = open_store(f"sqlite:///{path}")
        store.upgrade()
        store.close()
        return path.read_bytes()


def put_database(path: Path) -> None:
    """Write one there, in place of what stood there."""
    path.write_bytes(furnished())


def new_store(path: Path) -> Store:
    """The store of a new one there; whoever asked closes it."""
    put_database(path)
    return open_store(f"sqlite:///{path}")
