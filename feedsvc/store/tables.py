"""The tables, and how Python's values become columns on both engines.

    sources ── polls, transitions, holds, snapshots         hosts (whose turn it is)
    stories ── strong_keys, weak_keys, sightings, revisions, fragments, story_search
    topics ── members ── stories                            documents, pings, counters
    blocks ── bitmaps (of words; stories by number)         reworded ── stories

Stories are joined by `number`, a small integer; the id that readers see is `stories.id`.
The schema itself is made by `migrations/`; a test proves that the two agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Dialect

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
COMPACT = json.JSONEncoder(separators=(",", ":"))
"""json.dumps would make a new encoder for every value."""
READER, WRITER = msgspec.json.Decoder(), msgspec.json.Encoder()


# The types give their converters to SQLAlchemy as they are: a page of stories passes through them thousands
# of times, and `process_bind_param` would be called through two wrappers each time.


class Moment(sa.TypeDecorator[datetime]):
    """An aware UTC datetime as microseconds since 1970: compares and sorts alike on both engines."""

    impl = sa.BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ARG002
        return microseconds_of

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        return moment_of


class SafeText(sa.TypeDecorator[str]):
    """Text that every engine can hold: without NUL, lone surrogates replaced."""

    impl = sa.Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ARG002
        return safe_text


class Json(sa.TypeDecorator[Any]):
    """Plain values as compact JSON text."""

    impl = sa.Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:  # noqa: ARG002
        return json_of

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        return plain_of


def microseconds_of(value: datetime | None) -> int | None:
    return None if value is None else (value - EPOCH) // MICROSECOND


def moment_of(value: int | None) -> datetime | None:
    return None if value is None else EPOCH + timedelta(microseconds=value)


def safe_text(value: str | None) -> str | None:
    if value is None or (value.isascii() and "\0" not in value):
        return value
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def are_safe(values: Iterable[str | None]) -> bool:
    """Whether `safe_text` surely leaves all of these as they are, which is told of all of them at once."""
    whole = "".join(filter(None, values))
    return whole.isascii() and "\0" not in whole


def json_of(value: Any) -> str | None:
    if value == []:
        return "[]"
    return None if value is None else compact(value)


def compact(value: Any) -> str:
    """As the standard library writes it, at a tenth of the cost where all of it is ASCII.

    Very small and very large fractions get another exponent, and are the same when they are read.
    """
    try:
        said = WRITER.encode(value)
    except (UnicodeEncodeError, OverflowError):  # half a pair, a number of more than 64 bits
        return COMPACT.encode(value)
    return said.decode() if said.isascii() and b"\x7f" not in said else COMPACT.encode(value)


def plain_of(value: str | None) -> Any:
    if value is None or value == "[]":
        return None if value is None else []
    try:
        return READER.decode(value)
    except msgspec.DecodeError:  # half a pair, or no number: what only the standard library takes
        return json.loads(value)


# 64 bits on PostgreSQL; on SQLite only INTEGER PRIMARY KEY is the rowid itself.
Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

metadata = sa.MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    }
)


def text(name: str, *constraints: Any, null: bool = False, **given: Any) -> sa.Column[Any]:
    return sa.Column(name, SafeText, *constraints, nullable=null, **given)


def moment(name: str, *, null: bool = False, **given: Any) -> sa.Column[Any]:
    return sa.Column(name, Moment, nullable=null, **given)


def integer(name: str, *constraints: Any, **given: Any) -> sa.Column[Any]:
    return sa.Column(name, Number, *constraints, **{"nullable": False, **given})


def plain(name: str, *, null: bool = False, **given: Any) -> sa.Column[Any]:
    return sa.Column(name, Json, nullable=null, **given)


def story_key(**given: Any) -> sa.Column[Any]:
    return integer("story", sa.ForeignKey("stories.number", ondelete="CASCADE"), **given)


def source_key(**given: Any) -> sa.Column[Any]:
    return text("source", sa.ForeignKey("sources.slug", ondelete="CASCADE"), **given)


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

# Small rows under a key of their own: on SQLite they live in the key's tree, with no second one.
LEAN: Any = {"sqlite_with_rowid": False}

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

fragments = sa.Table(
    "fragments",
    metadata,
    story_key(primary_key=True),
    text("format", primary_key=True),
    text("renderer"),
    integer("stamp"),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

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

counters = sa.Table("counters", metadata, text("name", primary_key=True), integer("value"))
