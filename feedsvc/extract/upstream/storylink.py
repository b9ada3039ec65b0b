"""Where a feed's entry leads: its own link, past the counters that services put before it.

    <link>http://feedproxy.google.com/~r/Pier/~3/abc/</link>
    <feedburner:origLink>https://pier.example/quay</feedburner:origLink>

leads to https://pier.example/quay, as `https://search.example/url?q=https://pier.example/quay` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from feedsvc.clean.urls import url_parts
from feedsvc.extract.upstream.markup import is_nothing
from feedsvc.extract.upstream.relative import joined

_ABSOLUTE = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_HOST_ONLY = re.compile(r"www\.[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)", re.IGNORECASE)
_TWO_SCHEMES = re.compile(r"https?:/{1,2}(?=https?://)", re.IGNORECASE)
_COUNTER = re.compile(r"(?:^|/)(?:url|redirect|redir|away\.php|l\.php|apiclick\.aspx)/?$", re.IGNORECASE)
_LEADS_TO = ("url", "q", "u", "to")
_PAGES = ("alternate", "http://www.iana.org/assignments/relation/alternate")
"""How Atom calls the link to an entry's page (RFC 4287, 4.2.7.2)."""
_NOWHERE = re.compile(r"(?:javascript|data|mailto|about):", re.IGNORECASE)
MOST_FIELDS = 50


def story_link(entry: Any, site: str, *, named: bool = False) -> str | None:
    """The address of an entry as feedparser read it, made absolute at `site`; None where it has none.

    `named` says that entries are named by their pages (`rdf:about` of RSS 1.0, section 5.5).
    """
    return next(
        (leads_to(told, site) for told in _told(entry, site, named=named) if not is_nothing(told)), None
    )


def leads_to(link: str, site: str) -> str:
    """The address that a link stands for: absolute, and that behind a counter of clicks."""
    link = _TWO_SCHEMES.sub("", link, count=1)
    whole = f"https://{link}" if _HOST_ONLY.match(link) or _begins_with_host(link, site) else link
    try:
        url = joined(site, whole)
        parts = urlsplit(url)
        counted = _COUNTER.search(parts.path) and parts.query.count("&") < MOST_FIELDS
        told = parse_qs(parts.query) if counted else {}
    except ValueError:
        return whole
    return next((to for name in _LEADS_TO for to in told.get(name, ()) if is_address(to)), url)


def is_address(text: Any) -> bool:
    """Whether a text is an absolute address of the web."""
    return isinstance(text, str) and bool(_ABSOLUTE.match(text.strip()))


def _begins_with_host(link: str, site: str) -> bool:
    """Whether a link without a scheme begins with the host of its site: `pier.example/quay`."""
    host = url_parts(site).netloc.lower()
    return bool(host) and link.lower().startswith((f"{host}/", f"{host.removeprefix('www.')}/"))


def _told(entry: Any, site: str, *, named: bool) -> Iterator[str]:
    """What an entry says of its place, best first."""
    links = entry.get("links", ())
    pages = [one["href"] for one in links if one.get("rel") in _PAGES and one.get("href")]
    pages = [page for page in pages if not _NOWHERE.match(page)]
    link, identifier = (entry.get("link") or "").strip(), entry.get("id") or ""
    link = "" if _NOWHERE.match(link) else link
    if is_address(original := entry.get("feedburner_origlink")):
        yield original.strip()
    # Of several links feedparser makes the last one the entry's, also an empty one.
    if len(pages) > 1 and link in ("", *pages) and (own := _own_page(pages, site)):
        yield own
    # Of what stands between the tags of any link feedparser makes the entry's.
    if pages and link in {one.get("href") for one in links if one.get("rel") != "alternate"}:
        yield pages[0]
    # Of a guid that is no address, as 4711, it makes one.
    if link and (not entry.get("guidislink") or "/" in link):
        yield link
    if not link:
        yield from pages
    if not link and ("link" in entry or named) and is_address(identifier):
        yield identifier
    yield from pages
    for part in entry.get("content", ()):
        if part.get("src") and "html" in (part.get("type") or "html"):  # RFC 4287, 4.1.3.2
            yield part["src"]


def _own_page(pages: Sequence[str], site: str) -> str | None:
    """The last of an entry's pages that is one of its site and not the first one of it; None for none."""
    host = _bare_host(site)
    parts = [(page, url_parts(joined(site, page))) for page in reversed(pages)]
    return next(
        (p for p, at in parts if _bare_host(at.geturl()) == host and (at.path + at.query).strip("/")), None
    )


def _bare_host(url: str) -> str:
    return url_parts(url).netloc.lower().removeprefix("www.")
