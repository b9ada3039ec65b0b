"""Topics, which stories belong to each, and what is published of them."""

from __future__ import annotations

import sqlalchemy as sa

from feedsvc.store.columntypes import LEAN, integer, metadata, moment, plain, story_key, text

topics = sa.Table(
    "topics",
    metadata,
    text("slug", primary_key=True),
    text("origin"),
    text("title"),
    text("rules_digest", null=True),
    text("face_digest", null=True),
    text("fingerprint"),
    moment("created_at"),
    integer("version"),
    integer("published_version"),
    integer("archived"),
    plain("carried"),
    integer("seq"),
    integer("stories"),
    moment("updated", null=True),
    sa.Column("auto", sa.Boolean, nullable=False),
    sa.Column("removed", sa.Boolean, nullable=False),
)

members = sa.Table(
    "members",
    metadata,
    text(
        "topic",
        sa.ForeignKey("topics.slug", ondelete="CASCADE", onupdate="CASCADE"),
        primary_key=True,
    ),
    integer("seq", primary_key=True, autoincrement=False),
    story_key(),
    integer("changed"),
    sa.Column("gone", sa.Boolean, nullable=False),
    **LEAN,
)
sa.Index("members_story", members.c.story, members.c.topic, unique=True)
sa.Index("members_changed", members.c.topic, members.c.changed)

documents = sa.Table(
    "documents",
    metadata,
    text("path", primary_key=True),
    text("topic", sa.ForeignKey("topics.slug", ondelete="CASCADE", onupdate="CASCADE"), null=True),
    text("media_type"),
    text("etag"),
    moment("last_modified"),
    sa.Column("body_digest", sa.LargeBinary, nullable=False),
    sa.Column("plain", sa.LargeBinary, nullable=False),
    sa.Column("gzip", sa.LargeBinary),
    sa.Column("br", sa.LargeBinary),
    sa.Column("zstd", sa.LargeBinary),
)
sa.Index("documents_topic", documents.c.topic)

pings = sa.Table(
    "pings",
    metadata,
    integer("number", primary_key=True),
    text("hub"),
    text("url"),
    integer("attempts"),
    moment("next_try"),
    sa.UniqueConstraint("hub", "url"),
    sqlite_autoincrement=True,
)
sa.Index("pings_due", pings.c.next_try)

counters = sa.Table("counters", metadata, text("name", primary_key=True), integer("value"))
