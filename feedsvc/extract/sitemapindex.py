"""Which sitemaps of an index are read: the newest that speak of stories, a few at most.

    <sitemapindex>
      <sitemap><loc>https://p.example/post-sitemap2.xml</loc><lastmod>2026-03-04</lastmod></sitemap>
      <sitemap><loc>https://p.example/post-sitemap1.xml</loc><lastmod>2026-03-01</lastmod></sitemap>
      <sitemap><loc>https://p.example/page-sitemap.xml</loc><lastmod>2026-03-09</lastmod></sitemap>
    </sitemapindex>

gives the first two: those of pages, categories or authors come last, whenever they changed. Where nothing
dates them, their names do (`sitemap-2026-03.xml`), else the first and the last one are read, as either end
may hold the newest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from feedsvc.clean.urls import url_parts

OLDEST = datetime(1970, 1, 1, tzinfo=UTC)
FRESH = timedelta(days=7)
"""How much older than the newest sitemap another one may be that is read beside it."""
_APART = r"(?:^|[/_.-])"
_OF_STORIES = re.compile(
    rf"{_APART}(?:posts?|news|articles?|stor(?:y|ies)|blog|entries|press|releases?|aktuell|noticias)"
)
_OF_PAGES = re.compile(
    rf"{_APART}(?:pages?(?![-_]?\d)|categor(?:y|ies)|tags?|post[_-]tags?|authors?|users?|products?|product[_-]cat|images?"
    r"|attachments?|static|misc|archives?|topics?|locations?|landing|taxonom(?:y|ies)|terms?)"
)
"""Children of an index whose editing is no news: `page-sitemap.xml`, `category-sitemap.xml`."""
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?(0[1-9]|1[0-2])?[-_/]?(0[1-9]|[12]\d|3[01])?(?!\d)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Child:
    """One sitemap of an index."""

    loc: str
    worth: tuple[bool, int]
    date: datetime


def chosen(maps: Sequence[tuple[str, datetime]], match: Any, most: int) -> list[str]:
    """The addresses of the sitemaps to read, the best first; `match` prefers those it finds."""
    children = [Child(loc=loc, worth=_worth(loc, match), date=date) for loc, date in maps]
    places = sorted(range(len(children)), key=_order(children))
    alike = [children[n] for n in places if children[n].worth == children[places[0]].worth]
    if all(child.date == OLDEST for child in alike):
        return [child.loc for child in (_by_name(alike) or _ends(alike))][:most]
    newest = alike[0].date
    return [child.loc for child in alike if newest - child.date <= FRESH][:most]


def _order(children: Sequence[Child]) -> Callable[[int], tuple[Any, ...]]:
    """Better ones first, then newer ones, then as they stand."""

    def key(place: int) -> tuple[Any, ...]:
        child = children[place]
        return tuple(-value for value in child.worth), OLDEST - child.date, place

    return key


def _worth(loc: str, match: Any) -> tuple[bool, int]:
    """Whether `match` chooses a child of an index, and whether it speaks of stories (1) or not (-1)."""
    name = url_parts(loc).path.lower()
    told = bool(match and match.search(loc))
    return told, bool(_OF_STORIES.search(name)) - bool(_OF_PAGES.search(name))


def _by_name(children: Sequence[Child]) -> list[Child]:
    """The children by the months in their names, newest first; none where some name none."""
    found = [_MONTH.search(url_parts(child.loc).path + url_parts(child.loc).query) for child in children]
    if not all(found):
        return []
    months = [tuple(part or "" for part in month.groups()) for month in found if month]
    return [children[n] for n in sorted(range(len(children)), key=lambda n: months[n], reverse=True)]


def _ends(children: Sequence[Child]) -> list[Child]:
    return [children[0], *children[:0:-1]][: 2 if len(children) > 1 else 1]
