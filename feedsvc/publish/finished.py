"""Finished bytes as a document: with their tag, their digest and their codings."""

from __future__ import annotations

from datetime import UTC, datetime

from feedsvc.models import Document
from feedsvc.render import digest_of, encode, tag_of

UNSET = datetime.fromtimestamp(0, UTC)
"""When a document was changed that nobody has stored yet."""


def make_document(path: str, body: bytes, media_type: str, topic: str | None) -> Document:
    """Finished bytes with their tag and codings; the store dates them."""
    digest = digest_of(body)
    return Document(
        path=path,
        body=body,
        media_type=media_type,
        etag=tag_of(digest),
        last_modified=UNSET,
        topic=topic,
        codings=encode(body),
        digest=digest,
    )
