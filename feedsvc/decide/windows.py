"""How a topic's history is cut into the subscription document and archive documents (RFC 5005, section 4).

A topic's stories stand at positions 1, 2, 3 … that never change. Archive page n holds the positions
size*(n-1)+1 … size*n. The subscription document holds everything after the first `archived` pages, so a
walk along `prev-archive` meets every position once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from feedsvc.models import Member

RECENT = timedelta(days=7)
MOST = 200


def page_of(seq: int, size: int) -> int:
    """The archive page on which position `seq` stands."""
    return (seq - 1) // size + 1


def archive_pages(last_seq: int, size: int) -> int:
    """How many archive documents there can be: none before one page is full, then one more than are full.

    The last one shows nothing until it is full: it is there for the link of the page before it.
    """
    return last_seq // size + 1 if last_seq >= size else 0


def wanted(members: Sequence[Member], size: int) -> int:
    """How many stories a subscription document needs: `size`, or all of the newest week up to 200."""
    times = [m.published for m in members if not m.left]
    if not times:
        return size
    since = max(times) - RECENT
    return max(size, min(MOST, sum(t >= since for t in times)))


def archived_pages(members: Sequence[Member], size: int, archived: int) -> int:
    """How many archive pages may leave the subscription document; never fewer than `archived`.

    `members` are those after the pages already archived, in order of position.
    """
    keep = wanted(members, size)
    live = [m.seq for m in members if not m.left]
    if len(live) <= keep:
        return archived
    return max(archived, (live[-keep] - 1) // size)


def newest_first(members: Sequence[Member]) -> list[Member]:
    """The live members as a document lists them; ties stand in order of position."""
    return sorted((m for m in members if not m.left), key=lambda m: (m.published, m.seq), reverse=True)
