"""Where a feed's entry leads: its own link, past the counters that services put before it.

    <link>http://feedproxy.google.com/~r/Pier/~3/abc/</link>
    <feedburner:origLink>https://pier.example/quay</feedburner:origLink>

leads to https://pier.example/quay, as `https://search.example/url?q=https://pier.example/quay` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from feedsvc.clean.urls import url_parts
from feedsvc.extract.pagebase import AT_HOME
from feedsvc.extract.upstream.relative import joined

_ABSOLUTE = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_HOST_ONLY = re.compile(r"www\.[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)", re.IGNORECASE)
_TWO_SCHEMES = re.compile(r"https?:/{1,2}(?=https?://)", re.IGNORECASE)
_COUNTER = re.compile(r"(?:^|/)(?:url|redirect|redir|away\.php|l\.php|apiclick\.aspx)/?$", re.IGNORECASE)
_LEADS_TO = ("url", "q", "u", "to")
_PAGES = ("alternate", "http://www.iana.org/assignments/relation/alternate")
"""How Atom calls the link to an entry's page (RFC 4287, 4.2.7.2)."""
_NOWHERE = re.compile(r"(?!https?:)[a-z][a-z\d+-]*:(?!\d)", re.IGNORECASE)
"""Schemes that no browser follows to a page (`magnet:`, `tag:`); a host with its port begins like one."""
_NO_PLACE = re.compile(
    r"n/?a|none|nil|\(?null\)?|nan|undefined|false|-{1,3}|\[object Object\]", re.IGNORECASE
)
"""What programs write for no address."""
_BROKEN_SCHEME = re.compile(r"\A(https?)(?::/|//|:/{3,})(?=[^\s/])", re.IGNORECASE)
"""`http:/pier.example`, `http//pier.example`: browsers mend the first, and people make both."""
_ANCHOR = re.compile(r"\s*<a\b[^<>]{0,500}?\shref\s?=\s?[\"']([^\"'<>\s]{1,2000})[\"']", re.IGNORECASE)
"""A link that was written as one of HTML."""
MOST_FIELDS = 50


def story_link(entry: Any, site: str, *, named: bool = False, language: str = "") -> str | None:
    """The address of an entry as feedparser read it, made absolute at `site`; None where it has none.

    `named` says that entries are named by their pages (`rdf:about` of RSS 1.0, section 5.5). Of its pages in
    several languages that in the feed's is its own, else the first.
    """
    pages = [one for one in entry.get("links", ()) if one.get("rel") in _PAGES and one.get("href")]
    told = _told(entry, site, _for_readers(pages, language), named=named)
    return next((leads_to(one, site) for one in told if not _NO_PLACE.fullmatch(one.strip())), None)


def _for_readers(pages: Sequence[Mapping[str, str]], language: str) -> list[str]:
    """The addresses of those pages that are for people, of several languages those of one."""
    shown = [page for page in pages if "html" in (page.get("type") or "html")] or pages
    spoken = [_bare_language(page.get("hreflang")) for page in shown]
    if len(set(spoken)) > 1:
        own = _bare_language(language)
        wanted = own if own and own in spoken else "" if "" in spoken else spoken[0]
        shown = [page for page, one in zip(shown, spoken, strict=True) if one == wanted]
    return [page["href"] for page in shown]


def _bare_language(told: str | None) -> str:
    return (told or "").partition("-")[0].lower()


def leads_to(link: str, site: str) -> str:
    """The address that a link stands for: absolute, and that behind a counter of clicks."""
    link = link.replace("&amp;", "&")
    link = _of_site(anchor[1] if (anchor := _ANCHOR.match(link)) else link, site)
    link = _BROKEN_SCHEME.sub(r"\1://", _TWO_SCHEMES.sub("", link, count=1), count=1)
    whole = f"https://{link}" if _HOST_ONLY.match(link) or _begins_with_host(link, site) else link
    try:
        url = joined(site, whole)
        parts = urlsplit(url)
        counted = _COUNTER.search(parts.path) and parts.query.count("&") < MOST_FIELDS
        told = parse_qs(parts.query) if counted else {}
    except ValueError:
        return whole
    return next((to for name in _LEADS_TO for to in told.get(name, ()) if is_address(to)), url)


def _of_site(link: str, site: str) -> str:
    """An address of the machine on which the feed was made as one of its site."""
    parts = url_parts(link)
    if parts.hostname not in AT_HOME or url_parts(site).hostname in AT_HOME:
        return link
    return parts._replace(scheme="", netloc="").geturl() or "/"


def is_address(text: Any) -> bool:
    """Whether a text is an absolute address of the web."""
    return isinstance(text, str) and bool(_ABSOLUTE.match(text.strip()))


def _begins_with_host(link: str, site: str) -> bool:
    """Whether a link without a scheme begins with the host of its site: `pier.example/quay`."""
    host = _bare_host(site)
    first = link.partition("/")[0].lower() if "/" in link else ""
    return bool(host) and (first == host or first.endswith(f".{host}"))


def _told(entry: Any, site: str, given: Sequence[str], *, named: bool) -> Iterator[str]:
    """What an entry says of its place, best first; `given` are those of its pages that are for readers."""
    links = entry.get("links", ())
    pages = [page for page in given if not _NOWHERE.match(page)]
    link, identifier = (entry.get("link") or "").strip(), entry.get("id") or ""
    link = "" if _NOWHERE.match(link) or _NO_PLACE.fullmatch(link) else link
    if is_address(original := entry.get("feedburner_origlink")):
        yield original.strip()
    # Of several links feedparser makes the last one the entry's, also an empty one.
    if len(pages) > 1 and link in ("", *pages) and (own := _own_page(pages, site)):
        yield own
    # Of what stands between the tags of any link feedparser makes the entry's, and of pages in any language.
    others = {
        one.get("href") for one in links if one.get("rel") != "alternate" or one.get("href") not in given
    }
    if pages and link in others:
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
