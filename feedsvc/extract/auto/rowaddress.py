"""The address of what is no link but acts as one: in a data attribute or in what a click does.

    <tr data-href="/tenders/4410"> … or <tr onclick="location.href='/tenders/4410'">
    <a href="javascript:openWindow('/tenders/4410', 900, 450)">

give "/tenders/4410". Nothing is run: an address is taken only where it stands there as a plain text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_ROWS = frozenset(["tr", "li", "article", "div", "section"])
_NAMES = ("data-href", "data-url", "data-link", "data-uri")
SAYING = frozenset([*_NAMES, "onclick"])
"""Attributes that may say where a row leads."""
_ADDRESS = re.compile(r"(?:https?://|\.{0,2}/|[\w%~-]+[./?])[^\s'\"<>{}$]*", re.IGNORECASE)
_CLICK = re.compile(
    r"(?:\blocation(?:\.href)?\s*=|\blocation\.(?:assign|replace)\(|\bwindow\.open\()\s*(['\"])(?P<to>[^'\"]+)\1",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:javascript:)?\s*(?:return\s)?[\w$.]{1,60}\(\s*(['\"])(?P<to>(?:https?://|\.{0,2}/)[^'\"\s<>{}$]+)\1",
    re.IGNORECASE,
)
"""A script whose first call is given an address."""
_OTHERWISE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|avif)(?:$|\?)|[?&](?:u|url|text|status)=", re.IGNORECASE
)
"""Addresses of pictures, which are shown larger, and those that pass another page on."""


def called_address(script: str) -> str:
    """The address that a link's script opens, where it stands there, and is a page's own."""
    found = _CALL.match(script[:500]) or _CLICK.search(script[:500])
    address = found["to"].strip() if found and "/" in found["to"] else ""
    return "" if _OTHERWISE.search(address) else address


def own_address(tag: str, attributes: Mapping[str, str | None]) -> str:
    """Where the row leads; empty where it is no row, or says no plain address."""
    if tag not in _ROWS or SAYING.isdisjoint(attributes):
        return ""
    given = next(filter(None, ((attributes.get(name) or "").strip() for name in _NAMES)), "")
    address = given or _clicked(attributes)
    return address if _ADDRESS.fullmatch(address) else ""


def leads_away(attributes: Mapping[str, str | None]) -> bool:
    """Whether a click leads to the row's address, whatever else is linked in it."""
    return bool(_clicked(attributes))


def _clicked(attributes: Mapping[str, str | None]) -> str:
    click = _CLICK.search((attributes.get("onclick") or "")[:500])
    return click["to"].strip() if click else ""
