"""How a topic's history is cut into the subscription document and archive documents (RFC 5005, section 4).

A topic's stories stand at positions 1, 2, 3 … that never change. Archive page n holds the positions
size*(n-1)+1 … size*n. The subscription document holds everything after the first `archived` pages, so a
walk along `prev-archive` meets every position once. Only where old stories came late, in hundreds, does it
carry the newest ones of archive pages too: most readers never look there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from feedsvc.models import Member

RECENT = timedelta(days=7)
MOST = 200
_NEVER = datetime(1970, 1, 8, tzinfo=UTC)


def page_of(seq: int, size: int) -> int:
    """The archive page on which position `seq` stands."""
    return (seq - 1) // size + 1


def archive_pages(last_seq: int, size: int) -> int:
    """How many archive documents there can be: none before one page is full, then one more than are full.

    The last one shows nothing until it is full: it is there for the link of the page before it.
    """
    return last_seq // size + 1 if last_seq >= size else 0


def wanted(members: Sequence[Member], size: int) -> int:
    """How many of the last stories a subscription document needs: `size`, and the newest week up to 200.

    Older ones that came between them stay with them, up to 200 as well.
    """
    live = [m for m in members if not m.left]
    since = first_recent(live)
    week = [n for n, m in enumerate(reversed(live), 1) if m.published >= since][:MOST]
    return max([size, *(n for n in week if n <= 2 * MOST)])


def first_recent(live: Sequence[Member]) -> datetime:
    """The beginning of the week that ends with the newest story."""
    return max((m.published for m in live), default=_NEVER) - RECENT


def carried(archived: Sequence[Member], rest: Sequence[Member], size: int) -> list[Member]:
    """Which stories of archive pages the subscription shows beside `rest`: those of the newest week, up to
    200 in all, and others where it would have fewer than `size`."""
    older, live = newest_first(archived), newest_first(rest)
    since = first_recent([*older, *live])
    room = MOST - sum(m.published >= since for m in live)
    week = [m for m in older if m.published >= since][: max(room, 0)]
    return sorted(older[: max(len(week), size - len(live))], key=lambda m: m.seq)


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
