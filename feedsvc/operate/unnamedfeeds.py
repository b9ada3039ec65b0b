"""The feeds that a page has and does not name: found by the table, and by links that read like feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from feedsvc.models import Survey
from feedsvc.operate.feedtable import TABLE, Row

LOOKED_AT = 300_000
"""Characters of a page in which marks are looked for."""


def hidden_feeds(url: str, survey: Survey | None = None, markup: str = "") -> tuple[str, ...]:
    """Addresses at which the feeds of a page may be, the likeliest first; without markup by its address."""
    survey = survey or Survey()
    found = [*survey.feeds, *_by_table(url, survey, markup)]
    if _host(survey.canonical) == _host(url):  # what it calls itself may say more: a channel's number
        found += _by_table(survey.canonical, survey, markup)
    return tuple(dict.fromkeys(feed for feed in found if feed != url))


def _by_table(url: str, survey: Survey, markup: str) -> Iterator[str]:
    """What the first row says that fits."""
    for row in TABLE:
        if (values := _fit(row, url, survey.generator, markup)) is not None:
            yield from (feed.format(**values) for feed in row.feeds)
            return


def _fit(row: Row, url: str, generator: str, markup: str) -> dict[str, str] | None:
    """What fills the row's addresses; None where the page is not of its kind."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return None
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    found = [re.fullmatch(row.host, parts.hostname or "") if row.host else None]
    found.append(re.match(row.path, path) if row.path else None)
    found.append(re.match(row.generator, generator) if row.generator else None)
    if any(match is None for wanted, match in zip(row[2:5], found, strict=True) if wanted):
        return None
    if row.mark:
        found.append(re.search(row.mark, markup[:LOOKED_AT]))
        if found[-1] is None:
            return None
    origin = f"{parts.scheme}://{parts.netloc}"
    values = {"origin": origin, "page": origin + parts.path.rstrip("/")}
    values["dir"] = origin + parts.path.rpartition("/")[0]
    return values | {name: text for match in found if match for name, text in match.groupdict().items()}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
