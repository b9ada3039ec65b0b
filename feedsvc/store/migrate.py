"""The schema is brought up to date from code, by one process however many start at once.

Alembic takes a fifth of a second to import and is needed only where there is something to do: a process
that finds the newest schema never loads it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from feedsvc.errors import SchemaTooNew, StoreUnavailable
from feedsvc.store.engine import take_turns

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

HEAD = "0003"
"""The newest revision this version knows: the last file in migrations/versions."""


@cache
def scripts() -> ScriptDirectory:
    """The migrations that this version of feedsvc knows."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return ScriptDirectory.from_config(config)


def revision_of(connection: sa.Connection) -> str | None:
    """The revision the database stands at, None before the first upgrade."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return revision


def is_current(revision: str | None) -> bool:
    """Whether this is the newest revision; one that nobody here knows raises SchemaTooNew."""
    if revision in (HEAD, None):
        return revision == HEAD
    if revision not in {script.revision for script in scripts().walk_revisions()}:
        raise SchemaTooNew(
            f"the database has schema {revision}, which a newer feedsvc made; upgrade this one"
        )
    return False


def require_current(connection: sa.Connection) -> None:
    """Raise unless the schema is exactly the one this version knows."""
    if not is_current(revision_of(connection)):
        raise StoreUnavailable("the database has no current schema yet: feedsvc db upgrade makes it")


def upgrade(connection: sa.Connection) -> bool:
    """Run what is missing inside the caller's transaction; True when anything was."""
    take_turns(connection, "schema")
    if is_current(revision_of(connection)):
        return False
    run(connection)
    return True


def run(connection: sa.Connection) -> None:
    """Bring the schema up to date within the connection's transaction."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    # Without alembic's own `env.py`: the transaction, its lock and its connection are the Store's.
    context = MigrationContext.configure(
        connection, opts={"fn": lambda revision, _context: scripts()._upgrade_revs("head", revision)}
    )
    with Operations.context(context):
        context.run_migrations()
