"""Fetched responses."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from msgspec import Struct

_STRAY = re.compile(
    rb"(?<=[\x00-\x7f])(?:[\xc0-\xd6\xd8-\xf6\xf8-\xff](?=[A-Za-z])|[\x91-\x97](?=[\s\x21-\x7e]))"
)
"""A Western letter or quotation mark of one byte before a letter: so UTF-8 neither begins nor is cut off."""


class Validators(Struct, frozen=True, kw_only=True):
    """The ETag and Last-Modified to send next time, verbatim (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


class Page(Struct, frozen=True, kw_only=True):
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
        """The decoded page; undecodable bytes become U+FFFD, but for what was pasted in from Windows-1252."""
        text = self.content.decode(self.charset, "replace")
        if "\ufffd" in text and self.charset == "utf-8":
            text = _STRAY.sub(_as_utf8, self.content).decode("utf-8", "replace")
        return text.removeprefix("\ufeff")


class NotModified(Struct, frozen=True, kw_only=True):
    """The server answered 304 to our validators."""

    fetched_at: datetime
    validators: Validators = Validators()
    max_age: timedelta | None = None


def _as_utf8(stray: re.Match[bytes]) -> bytes:
    return stray[0].decode("cp1252").encode()
