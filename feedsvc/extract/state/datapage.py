"""Files of data beside an application's page, which the page itself names, and what they hold.

    <script id="__NUXT_DATA__" data-src="/_payload.json?4f1">              a flat list (Nuxt)
    <link rel="preload" as="fetch" href="/page-data/news/page-data.json">   JSON (Gatsby)
    /news/__data.json                                                       nodes with flat lists (SvelteKit)

A page that carries no stories itself leads to such a file, as an index of sitemaps leads to its newest one.
"""

from __future__ import annotations

import json
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from feedsvc.clean.urls import joined_url, url_parts
from feedsvc.extract.dom import attribute
from feedsvc.extract.state.caches import joined
from feedsvc.extract.state.devalue import unflattened

_NAMED = 'script[data-src][type="application/json"], link[rel=preload][as=fetch][href]'
_SHARED = ("app-data", "/sq/d/", "manifest", "/i18n/", "/locales/", "config", "version", "builds/meta")
"""Files that are the same for every page of a site."""


def data_of(text: str) -> Any:
    """The value in a file of data; None where there is none."""
    try:
        value = json.JSONDecoder(strict=False).raw_decode(text.lstrip())[0]
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list):
        flat = bool(value) and isinstance(value[0], dict) and _points(value[0], len(value))
        wrapped = bool(value) and isinstance(value[0], list) and isinstance(next(iter(value[0]), 0), str)
        return unflattened(value) if flat or wrapped else value
    nodes = value.get("nodes") if isinstance(value, dict) else None
    if isinstance(nodes, list):
        return [unflattened(node.get("data")) for node in nodes if isinstance(node, dict)]
    return joined(value)


def _points(first: dict[str, Any], count: int) -> bool:
    """Whether all that an object holds are places of a flat list."""
    return bool(first) and all(type(one) is int and -9 < one < count for one in first.values())


def leads_to(tree: LexborHTMLParser, url: str) -> str | None:
    """The file of data that the page names as its own, absolute; None where it names none."""
    for node in tree.css(_NAMED)[:40]:
        there = joined_url(url, attribute(node, "data-src") or attribute(node, "href"))
        its, ours = url_parts(there), url_parts(url)
        named = its.path.endswith(".json") and not any(word in its.path for word in _SHARED)
        if named and its.netloc == ours.netloc and its.scheme in ("http", "https"):
            return there
    return None
