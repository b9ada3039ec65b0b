"""What a document's row holds of its bytes, and the document that it gives back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping

from feedsvc.errors import StoreError, TooSoon
from feedsvc.models import Document

CODINGS = ("gzip", "br", "zstd")
SECOND = timedelta(seconds=1)


def document_row(document: Document, standing: Any, now: datetime) -> dict[str, Any] | None:
    """The row of a document; None where its bytes stand there already. Raises TooSoon within one second."""
    digest = document.digest or hashlib.sha256(document.body).digest()
    if standing and bytes(standing.body_digest) == digest and standing.media_type == document.media_type:
        return None
    modified = now.replace(microsecond=0)
    if standing:
        modified = max(modified, standing.last_modified + SECOND)
        # A clock set back by more is not waited for: the time then runs ahead of it, but never back.
        if now < modified <= now + SECOND:
            raise TooSoon((modified - now).total_seconds())
    given = {name: getattr(document, name) for name in ("path", "topic", "media_type", "etag")}
    codings = {name: document.codings.get(name) for name in CODINGS}
    return given | codings | {"body_digest": digest, "plain": plain_part(document), "last_modified": modified}


def plain_part(document: Document) -> bytes:
    """What is stored of the body as it is: nothing where gzip says it in fewer bytes.

    Plain bodies were three fifths of what documents took on the disk, and half of what storing them cost.
    """
    packed = document.codings.get("gzip")
    return b"" if packed is not None and len(packed) < len(document.body) else document.body


def document_of(row: RowMapping) -> Document:
    """The document of a row, unpacked where it is kept packed alone."""
    given = {name: row[name] for name in ("path", "media_type", "etag", "last_modified", "topic")}
    codings = {name: bytes(row[name]) for name in CODINGS if row[name] is not None}
    return Document(**given, body=bytes(row["plain"]) or unpacked(row["path"], codings), codings=codings)


def unpacked(path: str, codings: Mapping[str, bytes]) -> bytes:
    """The body of which nothing is stored as it is; StoreError where its bytes were damaged."""
    from feedsvc.render import gunzip  # and with it every codec, which commands that only look do not need

    try:
        return gunzip(codings.get("gzip", b""))
    except ValueError as error:
        raise StoreError(f"{path} is damaged in the database: {error}") from error
