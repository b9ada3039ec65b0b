"""What is published, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import field

from feedsvc.models.value import Value


class Tombstone(Value, frozen=True, kw_only=True):
    """A withdrawn story, for `at:deleted-entry` (RFC 6721)."""

    id: str
    when: datetime


class Channel(Value, frozen=True, kw_only=True):
    """Feed-level metadata for rendering one document in one format."""

    id: str
    """`urn:uuid:` of the topic, the same in every format and archive page."""
    title: str
    subtitle: str
    language: str
    self_url: str
    html_url: str
    updated: datetime
    author: str
    published: datetime | None = None
    """When the newest story came out (RSS `pubDate`), never after `updated`; None: then."""
    authors: tuple[str, ...] = ()
    icon: str | None = None
    hub: str | None = None
    ttl: int = 10
    """Minutes (RSS `ttl`)."""
    archive: bool = False
    """True for RFC 5005 archive documents."""
    current_url: str | None = None
    prev_archive_url: str | None = None
    next_archive_url: str | None = None
    tombstones: tuple[Tombstone, ...] = ()


class Document(Value, frozen=True, kw_only=True):
    """Published bytes for one path.

    `etag` is the opaque part without quotes, of the identity bytes; a coding's tag is
    `etag + "-" + coding`. `codings` maps gzip, br, zstd to ready bytes.
    """

    path: str
    """As served, with the leading slash."""
    body: bytes
    media_type: str
    etag: str
    last_modified: datetime
    topic: str | None = None
    codings: Mapping[str, bytes] = field(default_factory=dict)
    digest: bytes = b""
    """SHA-256 of the body, where whoever made the document knows it."""


class Fragments(Value, frozen=True, kw_only=True):
    """Rendered entries by format and story, as one renderer made them.

    `stamps` (Story.stamp) tells from which state of a story its entries were made.
    """

    renderer: str
    made: Mapping[str, Mapping[str, bytes]]
    stamps: Mapping[str, int] = field(default_factory=dict)


class DocumentHead(Value, frozen=True, kw_only=True):
    """What a listing needs to know of a document."""

    path: str
    etag: str
    last_modified: datetime
    topic: str | None = None


class Ping(Value, frozen=True, kw_only=True):
    """A WebSub notification that waits in the outbox: tell `hub` that the feed at `topic_url` changed."""

    id: int
    hub: str
    topic_url: str
    attempts: int = 0
