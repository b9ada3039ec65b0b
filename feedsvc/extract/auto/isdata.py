"""What is no page to look at, but data: a feed, a sitemap or JSON."""

from __future__ import annotations

from feedsvc.extract.jsonvalue import is_json
from feedsvc.models import Page

_OPENINGS = ("<?xml", "<rss", "<feed", "<rdf:", "<urlset", "<sitemapindex", "{", "[", '"[{', '"{')
_XML_TYPES = ("xml", "json")


def is_data(page: Page) -> bool:
    """Whether the page is a feed, a sitemap or JSON rather than HTML."""
    head = page.text[:2000]
    start = head.lstrip().lower()
    if "<html" in start or "<!doctype html" in start:
        return False
    return start.startswith(_OPENINGS) or page.media_type.endswith(_XML_TYPES) or is_json(head)
