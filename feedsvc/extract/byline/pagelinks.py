"""Addresses that lead to a page."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")


def usable(href: str | None) -> str | None:
    """An address that leads to a page; `#`, `javascript:` and the like lead nowhere."""
    if not href or href.startswith("#"):
        return None
    scheme = _SCHEME.match(href) if ":" in href else None
    return None if scheme and scheme[1].lower() not in ("http", "https") else href
