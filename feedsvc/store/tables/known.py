"""Stories: what is known of each, by which keys it is found again, and where it is seen."""

from __future__ import annotations

import sqlalchemy as sa

from feedsvc.store.columntypes import LEAN, integer, metadata, moment, plain, source_key, story_key, text

stories = sa.Table(
    "stories",
    metadata,
    integer("number", primary_key=True),
    text("id", unique=True),
    integer("stamp"),
    text("title"),
    moment("published"),
    moment("updated"),
    moment("first_seen"),
    text("digest"),
    sa.Column("dated", sa.Boolean, nullable=False),
    text("url", null=True),
    text("article", null=True),
    text("guid", null=True),
    plain("authors"),
    plain("sections"),
    text("summary"),
    text("content"),
    text("text"),
    plain("related"),
    plain("images"),
    plain("tags"),
    text("language", null=True),
    integer("revision"),
    plain("earlier"),
    plain("keys"),
    moment("edited_at", null=True),
    moment("withdrawn_at", null=True),
    sa.Column("headline_given", sa.Boolean, nullable=False),
)
sa.Index("stories_published", stories.c.published, stories.c.id)
sa.Index("stories_updated", stories.c.updated)

strong_keys = sa.Table("strong_keys", metadata, text("key", primary_key=True), story_key(), **LEAN)
weak_keys = sa.Table(
    "weak_keys", metadata, text("key", primary_key=True), story_key(primary_key=True), **LEAN
)

sightings = sa.Table(
    "sightings",
    metadata,
    source_key(primary_key=True),
    story_key(primary_key=True),
    text("section", null=True),
    text("digest"),
    moment("since"),
    moment("first_seen"),
    text("gone", null=True),
    **LEAN,
)
sa.Index("sightings_story", sightings.c.story)
# Of those that stand (`gone` is NULL), as the migration says; an option of PostgreSQL's would load all of it.
sa.Index("sightings_standing", sightings.c.source)

revisions = sa.Table(
    "revisions",
    metadata,
    story_key(primary_key=True),
    integer("number", primary_key=True, autoincrement=False),
    text("title"),
    text("content"),
    text("digest"),
    moment("seen_at"),
)

fragments = sa.Table(
    "fragments",
    metadata,
    story_key(primary_key=True),
    text("format", primary_key=True),
    text("renderer"),
    integer("stamp"),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
