"""Of a document that is packed nothing is stored as it is any more."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Call the column by what it may hold from now on; documents that stand there stay as they are.

    A process of an older version finds no `body` then and says so, where it would send an empty feed.
    """
    op.alter_column("documents", "body", new_column_name="plain")
