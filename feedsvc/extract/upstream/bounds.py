"""Which entries of a feed are read: whole ones, and of a very long feed the newest.

A feed that was cut off on its way ends inside an entry, of which half would be published. Most feeds
begin with the newest entry; of those that end with it the last ones are read.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from feedsvc.clean.dates import parse_date
from feedsvc.extract.xmlguard import OPAQUE

_BEGINS = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ENDS = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_OPAQUE_OR_END = re.compile(rf"{OPAQUE.pattern}|({_ENDS.pattern})", re.DOTALL | re.IGNORECASE)
"""An entry's text may show such an end."""
_WHOLE = re.compile(r"</(?:[\w.-]+:)?(?:(?:rss|feed|rdf)\s*>|channel\s*>\s*\Z)", re.IGNORECASE)
"""The end of a feed; some programs forget all but the channel's."""
_DATED = re.compile(
    r"<(?:pubDate|published|updated|issued|dc:date)\b[^<>]*>\s*(?:<!\[CDATA\[)?([^<>\]]{6,60})", re.IGNORECASE
)
_TAIL = 5000
"""Characters in which a whole feed's end stands, whatever programs write behind it."""


def whole_entries(text: str) -> tuple[str, bool]:
    """The feed without an entry that it ends inside of, and whether the feed's own end is missing."""
    if _WHOLE.search(text, max(0, len(text) - _TAIL)):
        return text, False
    ends = _ends_in(text)
    begun = _BEGINS.search(text, ends[-1] if ends else 0)
    return (text[: begun.start()] if begun else text), True


def newest_entries(text: str, limit: int) -> str:
    """The feed with at most so many entries, its newest: feedparser takes seconds for some thousands."""
    if len(_ENDS.findall(text)) <= limit:  # as of nearly all feeds
        return text
    ends = _ends_in(text)
    if len(ends) <= limit:
        return text
    begun = _BEGINS.search(text)
    if begun and _are_rising(text[begun.start() : ends[0]], text[ends[-2] : ends[-1]]):
        return text[: begun.start()] + text[ends[-limit - 1] :]
    return text[: ends[limit - 1]] + text[ends[-1] :]


def _ends_in(text: str) -> list[int]:
    """Where the entries end."""
    return [found.end() for found in _OPAQUE_OR_END.finditer(text) if found[1]]


def _are_rising(first: str, last: str) -> bool:
    """Whether the last entry is younger than the first one."""
    one, other = _date_in(first), _date_in(last)
    return one is not None and other is not None and one < other


def _date_in(entry: str) -> datetime | None:
    found = _DATED.search(entry)
    return parse_date(found[1], UTC, guess=False) if found else None
