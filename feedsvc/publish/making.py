"""Documents and what entries are rendered with, made in one way wherever they are made."""

from __future__ import annotations

from datetime import UTC, datetime

from feedsvc.config import Config
from feedsvc.models import Document
from feedsvc.render import RenderContext, digest_of, encode, tag_of

UNSET = datetime.fromtimestamp(0, UTC)


def make_context(config: Config) -> RenderContext:
    """What entries are rendered with; the same wherever they are rendered."""
    pages = {s.slug: s.address for s in config.sources if not s.url.startswith("file:")}
    hiding = tuple(s.slug for s in config.sources if s.address != s.url)
    return RenderContext(base_url=config.site.base_url, sources=pages, hiding=hiding)


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
