"""The address against which the links of a page are resolved.

    <base target="_blank"> <base href="/news/"> … <a href="quay.html">

lead to `/news/quay.html` of the page's site, as they do in browsers.
"""

from __future__ import annotations

import re
from html import unescape

from feedsvc.clean.urls import canonical_url, url_parts
from feedsvc.models import Page

_BASE = re.compile(rb"<base\b[^>]*?\bhref\s*=\s*(?:\"([^\">]*)\"|'([^'>]*)'|([^\"'\s>]+))", re.IGNORECASE)
_UNSEEN = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style|template|textarea)\b(?:[^<>]*/>|.*?(?:</\1\s*>|\Z))",
    re.IGNORECASE | re.DOTALL,
)
"""What holds no elements of the page; without an end it goes on to that of the page."""
_START = 200_000
"""Bytes in which a page's head stands, with all its styles."""
AT_HOME = ("localhost", "127.0.0.1", "::1")
"""Hosts of whoever made the page, which they are to nobody else."""


def base_url(page: Page) -> str:
    """The address against which the page's links are resolved: its `<base>`, or its own."""
    start = page.content[:_START]
    if page.charset.startswith("utf-16"):
        start = page.text[:_START].encode("ascii", "ignore")
    found = _BASE.search(_UNSEEN.sub(b"", start)) if b"<base" in start.lower() else None
    told = b"".join(part or b"" for part in found.groups()) if found else b""
    href = unescape(told.decode("ascii", "ignore")).strip()
    there = canonical_url(href, page.url) if href else None
    return there if there and not _is_elsewhere(there, page.url) else page.url


def _is_elsewhere(there: str, url: str) -> bool:
    """Whether a base is on the machine of who made the page, where the page itself is not."""
    hosts = url_parts(there).hostname, url_parts(url).hostname
    return hosts[0] in AT_HOME and hosts[1] not in AT_HOME
