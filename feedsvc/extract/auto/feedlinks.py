"""The feeds that a page names for autodiscovery."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from feedsvc.clean.urls import joined_url, url_parts
from feedsvc.extract.dom import attribute

_FEEDS = ("application/atom+xml", "application/rss+xml", "application/feed+json")
_COMMENTS = re.compile(
    r"\bcom?ment|\bkommentar|\breplies|\breacties|\bкоммент|评论|回复|コメント", re.IGNORECASE
)


def feed_links(tree: LexborHTMLParser, url: str) -> list[str]:
    """The addresses of feeds that the page names for autodiscovery, as they stand there.

    Those below the page's own address (of its category, not of the whole site) come first, of comments last.
    """
    links = tree.css("link[rel~=alternate][type][href]")
    wanted = [n for n in links if attribute(n, "type").lower().split(";")[0] in _FEEDS]
    wanted.sort(key=lambda n: not _is_below(attribute(n, "href"), url))
    wanted.sort(key=lambda n: bool(_COMMENTS.search(f"{attribute(n, 'title')} {attribute(n, 'href')}")))
    return list(dict.fromkeys(filter(None, (attribute(n, "href") for n in wanted))))[:10]


def _is_below(href: str, url: str) -> bool:
    """Whether an address is the page's own one, which is no site's first page, and more."""
    own, path = url_parts(url).path.rstrip("/"), url_parts(joined_url(url, href)).path
    return bool(own) and path.startswith((f"{own}/", f"{own}."))
