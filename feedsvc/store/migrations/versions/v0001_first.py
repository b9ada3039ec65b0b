"""The first schema, as `tables` had it then (a test compares the two)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text()
JSON = sa.Text()
MOMENT = sa.BigInteger()
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BYTES = sa.LargeBinary()
FLAG = sa.Boolean()

SEARCH = {
    # Not external content: what is deleted need not be known. `ascii` takes every other character as it is.
    "sqlite": [
        """CREATE VIRTUAL TABLE story_search USING fts5(body, tokenize = "ascii tokenchars '_'")""",
    ],
    "postgresql": [
        """CREATE TABLE story_search (
            story BIGINT PRIMARY KEY REFERENCES stories (number) ON DELETE CASCADE,
            body TEXT NOT NULL,
            words TSVECTOR NOT NULL
        )""",
        "CREATE INDEX story_search_words ON story_search USING gin (words)",
    ],
}


def upgrade() -> None:
    """Make every table, and the full-text index in the engine's own way."""
    make_tables()
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def make_tables() -> None:
    op.create_table(
        "counters",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("name", name="counters_pkey"),
    )
    op.create_table(
        "hosts",
        sa.Column("host", TEXT, nullable=False),
        sa.Column("owner", TEXT, nullable=True),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("host", name="hosts_pkey"),
    )
    op.create_table(
        "pings",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("hub", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("attempts", NUMBER, nullable=False),
        sa.Column("next_try", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pings_pkey"),
        sa.UniqueConstraint("hub", "url", name="pings_hub_url_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("pings_due", "pings", ["next_try"], unique=False)
    op.create_table(
        "sources",
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("config_digest", TEXT, nullable=False),
        sa.Column("enabled", FLAG, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("etag", TEXT, nullable=True),
        sa.Column("last_modified", TEXT, nullable=True),
        sa.Column("page_digest", TEXT, nullable=True),
        sa.Column("full_fetch_at", MOMENT, nullable=True),
        sa.Column("last_poll", MOMENT, nullable=True),
        sa.Column("last_success", MOMENT, nullable=True),
        sa.Column("last_change", MOMENT, nullable=True),
        sa.Column("last_news", MOMENT, nullable=True),
        sa.Column("next_poll", MOMENT, nullable=True),
        sa.Column("failures", NUMBER, nullable=False),
        sa.Column("error", TEXT, nullable=True),
        sa.Column("interval_factor", sa.Double(), nullable=False),
        sa.Column("stories", NUMBER, nullable=False),
        sa.Column("dropped", NUMBER, nullable=False),
        sa.Column("history", JSON, nullable=False),
        sa.Column("outcomes", JSON, nullable=False),
        sa.Column("claim_owner", TEXT, nullable=True),
        sa.Column("claim_epoch", NUMBER, nullable=False),
        sa.Column("claim_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("slug", name="sources_pkey"),
    )
    op.create_index("sources_due", "sources", ["next_poll"], unique=False)
    op.create_table(
        "stories",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("stamp", NUMBER, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("published", MOMENT, nullable=False),
        sa.Column("updated", MOMENT, nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("dated", FLAG, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("article", TEXT, nullable=True),
        sa.Column("guid", TEXT, nullable=True),
        sa.Column("authors", JSON, nullable=False),
        sa.Column("sections", JSON, nullable=False),
        sa.Column("summary", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("related", JSON, nullable=False),
        sa.Column("images", JSON, nullable=False),
        sa.Column("tags", JSON, nullable=False),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("revision", NUMBER, nullable=False),
        sa.Column("earlier", JSON, nullable=False),
        sa.Column("keys", JSON, nullable=False),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("headline_given", FLAG, nullable=False),
        sa.PrimaryKeyConstraint("number", name="stories_pkey"),
        sa.UniqueConstraint("id", name="stories_id_key"),
    )
    op.create_index("stories_published", "stories", ["published", "id"], unique=False)
    op.create_index("stories_updated", "stories", ["updated"], unique=False)
    op.create_table(
        "topics",
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("rules_digest", TEXT, nullable=True),
        sa.Column("face_digest", TEXT, nullable=True),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("published_version", NUMBER, nullable=False),
        sa.Column("archived", NUMBER, nullable=False),
        sa.Column("carried", JSON, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("stories", NUMBER, nullable=False),
        sa.Column("updated", MOMENT, nullable=True),
        sa.Column("auto", FLAG, nullable=False),
        sa.Column("removed", FLAG, nullable=False),
        sa.PrimaryKeyConstraint("slug", name="topics_pkey"),
    )
    op.create_table(
        "transitions",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("before", TEXT, nullable=False),
        sa.Column("after", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("number", name="transitions_pkey"),
    )
    op.create_table(
        "documents",
        sa.Column("path", TEXT, nullable=False),
        sa.Column("topic", TEXT, nullable=True),
        sa.Column("media_type", TEXT, nullable=False),
        sa.Column("etag", TEXT, nullable=False),
        sa.Column("last_modified", MOMENT, nullable=False),
        sa.Column("body_digest", BYTES, nullable=False),
        sa.Column("body", BYTES, nullable=False),
        sa.Column("gzip", BYTES, nullable=True),
        sa.Column("br", BYTES, nullable=True),
        sa.Column("zstd", BYTES, nullable=True),
        sa.ForeignKeyConstraint(
            ["topic"], ["topics.slug"], name="documents_topic_fkey", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("path", name="documents_pkey"),
    )
    op.create_index("documents_topic", "documents", ["topic"], unique=False)
    op.create_table(
        "fragments",
        sa.Column("story", NUMBER, nullable=False),
        sa.Column("format", TEXT, nullable=False),
        sa.Column("renderer", TEXT, nullable=False),
        sa.Column("stamp", NUMBER, nullable=False),
        sa.Column("body", BYTES, nullable=False),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.number"], name="fragments_story_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story", "format", name="fragments_pkey"),
    )
    op.create_table(
        "holds",
        sa.Column("source", TEXT, nullable=False),
        sa.Column("held_at", MOMENT, nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("stories", JSON, nullable=False),
        sa.Column("page_digest", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["source"], ["sources.slug"], name="holds_source_fkey", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source", name="holds_pkey"),
    )
    op.create_table(
        "members",
        sa.Column("topic", TEXT, nullable=False),
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("story", NUMBER, nullable=False),
        sa.Column("changed", NUMBER, nullable=False),
        sa.Column("gone", FLAG, nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.number"], name="members_story_fkey", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["topic"], ["topics.slug"], name="members_topic_fkey", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("topic", "seq", name="members_pkey"),
        sqlite_with_rowid=False,
    )
    op.create_index("members_changed", "members", ["topic", "changed"], unique=False)
    op.create_index("members_story", "members", ["story", "topic"], unique=True)
    op.create_table(
        "polls",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("started", MOMENT, nullable=False),
        sa.Column("finished", MOMENT, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("new", NUMBER, nullable=False),
        sa.Column("edited", NUMBER, nullable=False),
        sa.Column("withdrawn", NUMBER, nullable=False),
        sa.Column("error", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["source"], ["sources.slug"], name="polls_source_fkey", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="polls_pkey"),
    )
    op.create_index("polls_source", "polls", ["source", "number"], unique=False)
    op.create_table(
        "revisions",
        sa.Column("story", NUMBER, nullable=False),
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.number"], name="revisions_story_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story", "number", name="revisions_pkey"),
    )
    op.create_table(
        "sightings",
        sa.Column("source", TEXT, nullable=False),
        sa.Column("story", NUMBER, nullable=False),
        sa.Column("section", TEXT, nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("gone", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["source"], ["sources.slug"], name="sightings_source_fkey", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.number"], name="sightings_story_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source", "story", name="sightings_pkey"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "sightings_standing",
        "sightings",
        ["source"],
        unique=False,
        sqlite_where=sa.text("gone IS NULL"),
        postgresql_where=sa.text("gone IS NULL"),
    )
    op.create_index("sightings_story", "sightings", ["story"], unique=False)
    op.create_table(
        "snapshots",
        sa.Column("source", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("page", JSON, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("body", BYTES, nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["sources.slug"], name="snapshots_source_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source", "digest", name="snapshots_pkey"),
    )
    op.create_table(
        "strong_keys",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("story", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.number"], name="strong_keys_story_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name="strong_keys_pkey"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "weak_keys",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("story", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["story"], ["stories.number"], name="weak_keys_story_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "story", name="weak_keys_pkey"),
        sqlite_with_rowid=False,
    )
