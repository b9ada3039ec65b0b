"""What a request asks for: codings, media types, conditions (RFC 9110, sections 8, 12 and 13). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from werkzeug.http import parse_date as _parse_date

IDENTITY = "identity"
HTML_TYPES = ("text/html", "application/xhtml+xml")
FEED_TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json")
_ALIASES = {"x-gzip": "gzip"}
_WEIGHT = re.compile(r"\s*q\s*=\s*(0(?:\.[0-9]*)?|\.[0-9]+|1(?:\.0*)?)\s*\Z", re.IGNORECASE)
"""Three digits are allowed (RFC 9110, section 12.4.2); who writes more of them means the same."""
_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_UNNAMED_IDENTITY = 0.0005
"""Identity is always acceptable unless refused, but anything asked for by name comes first."""


@lru_cache(maxsize=1024)
def parse_date(header: str) -> datetime | None:
    """The moment of an HTTP date in any of its three forms; None for anything else."""
    return _parse_date(header) if len(header) < 64 else None


def parse_weights(header: str) -> dict[str, float]:
    """The names of an Accept or Accept-Encoding header with their weights; what is malformed counts as 1.

    >>> parse_weights("br;q=0.5, gzip")
    {'br': 0.5, 'gzip': 1.0}
    """
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, *parameters = part.split(";")
        if name := name.strip():
            weights[_ALIASES.get(name, name)] = _weight(parameters)
    return weights


def _weight(parameters: list[str]) -> float:
    found = (m for p in parameters if (m := _WEIGHT.match(p)))
    match = next(found, None)
    return float(match[1]) if match else 1.0


def choose_coding(header: str | None, sizes: Mapping[str, int]) -> str:
    """The coding to answer with: highest weight, then fewest bytes; never nothing.

    `sizes` maps every coding there is, identity among them, to its length.
    """
    if not header:
        return IDENTITY
    weights = parse_weights(header)
    rest = weights.get("*", 0.0)
    given = {c: weights.get(c, rest) for c in sizes if c != IDENTITY}
    given[IDENTITY] = weights.get(IDENTITY, 0.0 if weights.get("*") == 0 else _UNNAMED_IDENTITY)
    usable = [c for c, q in given.items() if q > 0]
    return min(usable, key=lambda c: (-given[c], sizes[c]), default=IDENTITY)


def wants_html(accept: str | None) -> bool:
    """True for a browser's Accept: both HTML types in full, and no feed named.

    Fetchers send browsers' headers too, with a feed type put in front or behind: they are given the feed.
    `application/xml` stands in browsers' own headers with a lower weight, so it counts at full weight only.
    """
    if not accept or "application/xhtml+xml" not in accept.lower():
        return False
    weights = parse_weights(accept)
    html = all(weights.get(name) == 1 for name in HTML_TYPES)
    return html and weights.get("application/xml") != 1 and not any(weights.get(f) for f in FEED_TYPES)


def matches(header: str, tag: str) -> bool:
    """True when If-None-Match names this tag (given with its quotes), compared weakly, or is `*`."""
    if header == tag:
        return True
    return header.strip() == "*" or any(given == tag.strip('"') for _, given in _TAG.findall(header))


def not_modified(
    if_none_match: str | None, if_modified_since: str | None, tag: str, modified: datetime
) -> bool:
    """True when the client's copy is current; If-None-Match wins over If-Modified-Since."""
    if if_none_match is not None:
        return matches(if_none_match, tag)
    since = parse_date(if_modified_since) if if_modified_since else None
    return since is not None and modified <= since


def precondition_failed(
    if_match: str | None, if_unmodified_since: str | None, tag: str, modified: datetime
) -> bool:
    """True when If-Match (strong comparison) or If-Unmodified-Since forbids the answer."""
    if if_match is not None:
        return if_match.strip() != "*" and ("", tag.strip('"')) not in _TAG.findall(if_match)
    since = parse_date(if_unmodified_since) if if_unmodified_since else None
    return since is not None and modified > since
