"""Relative addresses of a feed, told from absolute ones though feedparser makes all of them absolute.

    <link>/2026/quay</link>      in a feed at https://feeds.example/pier, of the site https://pier.example/

is `https://pier.example/2026/quay`: feed services keep feeds, and no stories. feedparser is told that the
feed stands at a place where nothing else can be; what comes back from there was relative.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from feedsvc.extract.pagebase import AT_HOME

_HERE = "/=1=/=2=/=3=/=4=/"
"""Deep enough for `../../x` to be recognised, and like no path of a site."""
_NOWHERE = "relative.invalid"
_MARKED = re.compile(rf"https?://{re.escape(_NOWHERE)}/")
_NESTED = 6
"""How deep feedparser's values lie in one another."""


def marked_place(url: str) -> str:
    """The address that feedparser takes for the feed's own."""
    return f"{urlsplit(url).scheme or 'https'}://{_NOWHERE}{_HERE}"


def restore(value: Any, url: str, depth: int = _NESTED) -> None:
    """Make the addresses in a value of feedparser's relative again, those of identifiers absolute as ever.

    An identifier belongs to the feed's own address, whatever becomes of links: stories are known by it.
    """
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for name, found in list(pairs):
        if isinstance(found, str) and _MARKED.match(found):
            written = _as_written(found)
            value[name] = joined(url, written) if name in ("id", "base") and written else written
        elif isinstance(found, dict | list) and depth:
            restore(found, url, depth - 1)


def joined(base: str, address: str) -> str:
    """The address made absolute; as it stands where it is none (`http://[`): others must not suffer of it."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def site_of(url: str, home: str | None) -> str:
    """The address that relative links of stories belong to: the feed's, unless its site has another host."""
    try:
        site = joined(url, home or "")
        elsewhere = urlsplit(site).hostname not in (None, "", urlsplit(url).hostname, *AT_HOME)
    except ValueError:
        return url
    return site if elsewhere else url


def _as_written(address: str) -> str:
    """The relative address; "" for the place of the feed itself."""
    path = address[_MARKED.match(address).end() - 1 :]  # type: ignore[union-attr]
    for up in range(_HERE.count("/")):
        here = _HERE if not up else _HERE.rstrip("/").rsplit("/", up)[0] + "/"
        if here != "/" and path.startswith(here):
            return "../" * up + path[len(here) :]
    return path
