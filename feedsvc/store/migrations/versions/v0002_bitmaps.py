"""Bitmaps of common words, made by and by from what is stored."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text()
JSON = sa.Text()
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; housekeeping fills them block by block."""
    op.create_table(
        "blocks",
        sa.Column("block", NUMBER, nullable=False, autoincrement=False),
        sa.Column("words", JSON, nullable=False),
        sa.PrimaryKeyConstraint("block", name="blocks_pkey"),
    )
    op.create_table(
        "bitmaps",
        sa.Column("word", TEXT, nullable=False),
        sa.Column("block", NUMBER, nullable=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("word", "block", name="bitmaps_pkey"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reworded",
        sa.Column("story", NUMBER, nullable=False),
        sa.Column("stamp", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.number"], name="reworded_story_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story", "stamp", name="reworded_pkey"),
        sqlite_with_rowid=False,
    )
