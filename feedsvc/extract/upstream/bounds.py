"""Which entries of a feed are read: whole ones, and of a very long feed the newest.

A feed that was cut off on its way ends inside an entry, of which half would be published. Most feeds
begin with the newest entry; of those that end with it the last ones are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

from feedsvc.clean.dates import parse_date
from feedsvc.extract.xmlguard import OPAQUE, TAG

_BEGINS = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ENDS = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_OPAQUE_OR_END = re.compile(rf"{OPAQUE.pattern}|({_ENDS.pattern})", re.DOTALL | re.IGNORECASE)
_OPAQUE_OR_BEGIN = re.compile(rf"{OPAQUE.pattern}|({_BEGINS.pattern})", re.DOTALL | re.IGNORECASE)
"""An entry's text may show such ends and beginnings."""
_WHOLE = re.compile(r"</(?:[\w.-]+:)?(?:(?:rss|feed|rdf)\s*>|channel\s*>\s*\Z)", re.IGNORECASE)
"""The end of a feed; some programs forget all but the channel's."""
_DATED = re.compile(
    r"<(?:pubDate|published|updated|issued|dc:date)\b[^<>]*>\s*(?:<!\[CDATA\[)?([^<>\]]{6,60})", re.IGNORECASE
)
FEW = 2
"""Entries of each end of a feed that say in which order it is: an editor may pin one above the others."""
_TAIL = 5000
"""Characters in which a whole feed's end stands, whatever programs write behind it."""


def whole_entries(text: str) -> tuple[str, bool]:
    """The feed without an entry that it ends inside of or of a tag, and whether it does.

    Some programs never write a feed's end, and some people no end at all: what lacks nothing else is whole.
    """
    if _WHOLE.search(text, max(0, len(text) - _TAIL)):
        return text, False
    ends = _ends_in(text)
    begun = [f.start() for f in _OPAQUE_OR_BEGIN.finditer(text, ends[-1] if ends else 0) if f[1]]
    if not begun or (not ends and _is_closed(text[begun[-1] :])):
        return text, _ends_in_tag(text)
    return text[: begun[-1]], True


def _is_closed(entry: str) -> bool:
    """Whether an entry lacks no end but its own."""
    bare = OPAQUE.sub("", entry)
    tags = TAG.findall(bare)
    begun, ended = sum(not any(marks) for marks in tags), sum(bool(before) for before, _ in tags)
    return begun == ended + 1 and not _ends_in_tag(bare)


def _ends_in_tag(text: str) -> bool:
    return text.rfind("<") > text.rfind(">")


def newest_entries(text: str, limit: int) -> str:
    """The feed with at most so many entries, its newest: feedparser takes seconds for some thousands."""
    if len(_ENDS.findall(text)) <= limit:  # as of nearly all feeds
        return text
    ends = _ends_in(text)
    if len(ends) <= limit:
        return text
    begun = _BEGINS.search(text)
    if begun and _are_rising(text, [begun.start(), *ends]):
        return text[: begun.start()] + text[ends[-limit - 1] :]
    return text[: ends[limit - 1]] + text[ends[-1] :]


def _ends_in(text: str) -> list[int]:
    """Where the entries end."""
    return [found.end() for found in _OPAQUE_OR_END.finditer(text) if found[1]]


def _are_rising(text: str, bounds: list[int]) -> bool:
    """Whether the last entries are younger than the first ones, of which one may be pinned there."""
    entries = [
        text[start:end] for start, end in [*pairwise(bounds[: FEW + 1]), *pairwise(bounds[-FEW - 1 :])]
    ]
    return rises([_date_in(entry) for entry in entries])


def rises(ends: Sequence[datetime | None]) -> bool:
    """Whether the dates of the last FEW entries are later than those of the first, and all known."""
    known = [date for date in ends if date]
    return len(known) == len(ends) == 2 * FEW and max(known[:FEW]) < min(known[FEW:])


def _date_in(entry: str) -> datetime | None:
    found = _DATED.search(entry)
    return parse_date(found[1], UTC, guess=False) if found else None
