"""Checks of what goes with a request: headers, query values, a body."""

from __future__ import annotations

import json
import re
from typing import Any

from feedsvc.config.checks import line
from feedsvc.config.options import Wrong, each

MAX_BODY = 64 * 1024
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
"""A name of a header or a cookie (RFC 9110, section 5.6.2; RFC 6265, section 4.1.1)."""
OWN_HEADERS = frozenset(
    [
        "host",
        "content-length",
        "transfer-encoding",
        "connection",
        "accept-encoding",
        "te",
        "upgrade",
        "expect",
        "keep-alive",
        "trailer",
        "range",
        "if-none-match",
        "if-modified-since",
        "proxy-authorization",
    ]
)
"""Headers that the fetcher writes itself; a source can send none in their place."""


def unrepeated(value: Any) -> str:
    """A line of text that no message repeats: it goes to one site, and problems are shown to everybody."""
    try:
        return line(value)
    except Wrong:
        raise Wrong("the value is not one line of text (write it in quotes)") from None


def headers(value: Any) -> dict[str, str]:
    """The headers that a source sends beside those of the fetcher."""
    if not isinstance(value, dict):
        raise Wrong('the value is not a table (write { Accept-Language = "en" })')
    good, found = each(unrepeated, [(f".{name}", text) for name, text in value.items()])
    found += [
        (f".{n}", "is not a header name (letters, digits and -)") for n in value if not TOKEN.fullmatch(n)
    ]
    found += [(f".{n}", "is set by the fetcher (leave it out)") for n in value if n.lower() in OWN_HEADERS]
    if found:
        raise Wrong(*found)
    return {name[1:]: text for name, text in good.items()}


def params(value: Any) -> dict[str, str]:
    """The values of the query that a source sends."""
    if not isinstance(value, dict):
        raise Wrong('the value is not a table (write { key = "${API_KEY}" })')
    good, found = each(unrepeated, [(f".{name}", text) for name, text in value.items()])
    if found:
        raise Wrong(*found)
    return {name[1:]: text for name, text in good.items()}


def body(value: Any) -> str:
    """A text as it stands, a table as JSON."""
    if not isinstance(value, str | dict | list):
        raise Wrong("the value is no body (write text, or a table that is sent as JSON)")
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        raise Wrong("holds what JSON has no word for (write dates as text)") from None
    if len(text.encode("utf-8", "replace")) > MAX_BODY:
        raise Wrong(f"is longer than {MAX_BODY} bytes (ask for less)")
    return text
