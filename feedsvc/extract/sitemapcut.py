"""A sitemap that was cut off on its way: the page that it ends inside of is none."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"</(?:[\w.-]+:)?(?:urlset|sitemapindex)\s*>", re.IGNORECASE)
_PAGE_BEGINS = re.compile(r"<(?:[\w.-]+:)?(?:url|sitemap)[\s>]", re.IGNORECASE)
_PAGE_ENDS = re.compile(r"</(?:[\w.-]+:)?(?:url|sitemap)\s*>", re.IGNORECASE)
MOST_BEHIND = 5000
"""Characters in which a whole sitemap's end stands, whatever programs write behind it."""


def whole_pages(text: str) -> tuple[str, bool]:
    """The sitemap without the page that it ends inside of, and whether it does."""
    if _WHOLE.search(text, max(0, len(text) - MOST_BEHIND)):
        return text, False
    ends = [found.end() for found in _PAGE_ENDS.finditer(text)]
    begun = _PAGE_BEGINS.search(text, ends[-1]) if ends else None
    if begun is None or _WHOLE.search(text, ends[-1], begun.start()):
        return text, False
    return text[: begun.start()], True
