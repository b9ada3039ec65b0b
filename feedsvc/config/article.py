"""What a source says of its stories' own pages; apart from the other tables, as extraction needs it alone."""

from __future__ import annotations

from dataclasses import dataclass

from feedsvc.config import checks as c
from feedsvc.config import patterns
from feedsvc.config.options import option


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleOptions:
    """`article` of a source: where its stories' own pages have what `full_text` takes (CSS)."""

    content: str | None = option(c.optional(patterns.some_css), None)
    remove: tuple[str, ...] = option(c.many(patterns.some_css), [])
    date: str | None = option(c.optional(patterns.some_css), None)
