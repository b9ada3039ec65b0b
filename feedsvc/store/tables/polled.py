"""Sources, and what their polls leave: outcomes, changes of state, held stories, kept pages, turns."""

from __future__ import annotations

import sqlalchemy as sa

from feedsvc.store.columntypes import integer, metadata, moment, plain, source_key, text

sources = sa.Table(
    "sources",
    metadata,
    text("slug", primary_key=True),
    text("title"),
    text("url"),
    text("config_digest"),
    sa.Column("enabled", sa.Boolean, nullable=False),
    text("state"),
    text("etag", null=True),
    text("last_modified", null=True),
    text("page_digest", null=True),
    moment("full_fetch_at", null=True),
    moment("last_poll", null=True),
    moment("last_success", null=True),
    moment("last_change", null=True),
    moment("last_news", null=True),
    moment("next_poll", null=True),
    integer("failures"),
    text("error", null=True),
    sa.Column("interval_factor", sa.Double, nullable=False),
    integer("stories"),
    integer("dropped"),
    plain("history"),
    plain("outcomes"),
    text("claim_owner", null=True),
    integer("claim_epoch"),
    moment("claim_until", null=True),
)
sa.Index("sources_due", sources.c.next_poll)

polls = sa.Table(
    "polls",
    metadata,
    integer("number", primary_key=True),
    source_key(),
    moment("started"),
    moment("finished"),
    text("outcome"),
    integer("new"),
    integer("edited"),
    integer("withdrawn"),
    text("error", null=True),
)
sa.Index("polls_source", polls.c.source, polls.c.number)

transitions = sa.Table(
    "transitions",
    metadata,
    integer("number", primary_key=True),
    text("source"),
    text("before"),
    text("after"),
    moment("at"),
    text("reason"),
    moment("told_at", null=True),
)

holds = sa.Table(
    "holds",
    metadata,
    source_key(primary_key=True),
    moment("held_at"),
    plain("reasons"),
    plain("stories"),
    text("page_digest", null=True),
)

snapshots = sa.Table(
    "snapshots",
    metadata,
    source_key(primary_key=True),
    text("digest", primary_key=True),
    moment("fetched_at"),
    plain("page"),
    integer("size"),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

hosts = sa.Table(
    "hosts",
    metadata,
    text("host", primary_key=True),
    text("owner", null=True),
    moment("until"),
)
