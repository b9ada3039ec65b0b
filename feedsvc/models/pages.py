"""Fetched responses."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from feedsvc.models.value import Value

_STRAY = re.compile(
    rb"(?<=[\x00-\x7f])(?:[\xc0-\xd6\xd8-\xf6\xf8-\xff](?= ?[A-Za-z])|[\x91-\x97](?=[\s\x21-\x7e]))"
)
"""A Western letter or quotation mark of one byte before a letter or word: in UTF-8 none stands there."""

HALVES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
"""A character in two halves of three bytes each, as some databases keep emoji (CESU-8)."""


class Validators(Value, frozen=True, kw_only=True):
    """The ETag and Last-Modified to send next time, verbatim (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


class Page(Value, frozen=True, kw_only=True):
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
            whole = HALVES.sub(_joined_halves, self.content)
            text = _STRAY.sub(_as_utf8, whole).decode("utf-8", "replace")
        return text.removeprefix("\ufeff")


class NotModified(Value, frozen=True, kw_only=True):
    """The server answered 304 to our validators."""

    fetched_at: datetime
    validators: Validators = Validators()
    max_age: timedelta | None = None


def _as_utf8(stray: re.Match[bytes]) -> bytes:
    return stray[0].decode("cp1252").encode()


def _joined_halves(halves: re.Match[bytes]) -> bytes:
    pair = halves[0].decode("utf-8", "surrogatepass")
    return pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode()
