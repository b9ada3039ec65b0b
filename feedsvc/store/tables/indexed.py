"""Which words stand in which stories."""

from __future__ import annotations

import sqlalchemy as sa

from feedsvc.store.columntypes import LEAN, integer, metadata, plain, story_key, text

# Which words many stories of a block have, and where; what was written since is in `reworded` (bitmaps.py).
blocks = sa.Table("blocks", metadata, integer("block", primary_key=True, autoincrement=False), plain("words"))
bitmaps = sa.Table(
    "bitmaps",
    metadata,
    text("word", primary_key=True),
    integer("block", primary_key=True, autoincrement=False),
    sa.Column("bits", sa.LargeBinary, nullable=False),
    **LEAN,
)
reworded = sa.Table(
    "reworded",
    metadata,
    story_key(primary_key=True),
    integer("stamp", primary_key=True, autoincrement=False),
    **LEAN,
)
