"""The Store: everything feedsvc remembers, on SQLite or PostgreSQL, behind one class.

Reads are nouns, writes are verbs, every write is one transaction. Whatever goes wrong is raised as a
StoreError (errors.py); nothing of SQLAlchemy or of the drivers leaves this package.
"""

from __future__ import annotations

from feedsvc.store.configured import file_digest
from feedsvc.store.rows import as_stored
from feedsvc.store.store import Store, open_store

__all__ = ["Store", "as_stored", "file_digest", "open_store"]
