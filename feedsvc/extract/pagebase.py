"""The address against which the links of a page are resolved."""

from __future__ import annotations

import re
from html import unescape

from feedsvc.clean.urls import canonical_url
from feedsvc.models import Page

_BASE = re.compile(rb"<base\b[^>]*?\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


def base_url(page: Page) -> str:
    """The address against which the page's links are resolved: its `<base>`, or its own."""
    found = _BASE.search(page.content[:20_000]) if b"<base" in page.content[:20_000].lower() else None
    href = unescape(found[1].decode("ascii", "ignore")) if found else ""
    return (canonical_url(href, page.url) if href else None) or page.url
