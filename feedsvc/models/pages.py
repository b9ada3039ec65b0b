"""Fetched responses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Validators:
    """The ETag and Last-Modified to send next time, verbatim (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One fetched response: inflated bytes with what is needed to read them."""

    url: str
    """Final URL, after redirects."""
    content: bytes
    media_type: str
    """Lower case, without parameters; `text/html` where the server says nothing else usable."""
    charset: str
    """A text codec Python knows, already decided (header, BOM, meta, fallback)."""
    fetched_at: datetime
    validators: Validators = Validators()
    max_age: timedelta | None = None
    """Freshness the server announced (RFC 9111), a lower bound for the next poll."""
    requested_url: str = ""

    @property
    def text(self) -> str:
        """The decoded page; undecodable bytes become U+FFFD."""
        return self.content.decode(self.charset, "replace").removeprefix("\ufeff")


@dataclass(frozen=True, kw_only=True, slots=True)
class NotModified:
    """The server answered 304 to our validators."""

    fetched_at: datetime
    validators: Validators = Validators()
    max_age: timedelta | None = None
