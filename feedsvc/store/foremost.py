"""The newest of many matches on SQLite, without a look at all of them.

FTS5 gives what it finds by story number only, readers want the newest first. Mostly a later number is a later
story. So the highest numbers are put in order, and what was stored before them but is newer (a date ahead, a
source that came later) is looked up one by one. Where those are too many, and in a topic that has few of all
stories, another way is taken; each finds the same.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import sqlalchemy as sa

from feedsvc.store.among import batches
from feedsvc.store.bitmaps import in_bits
from feedsvc.store.tables import members, stories, topics
from feedsvc.store.terms import Phrase, Terms

COMMON = 5_000
"""Matches, or stories of a topic, that are many."""
MOST_EARLIER = 100
"""Stories with lower numbers that are looked up one by one: each costs what a thousand in a row do."""
RARE = 1_000
"""One match in so many stories: it takes less to look at all of them than along all dates since the last."""
LAST_OF_ALL = 2**63 - 1
ORDER = stories.c.published.desc(), stories.c.id.desc()

story_search = sa.table("story_search", sa.column("rowid"), sa.column("body"))


def foremost(
    tx: sa.Connection, topic: str | None, which: sa.ColumnElement[bool], terms: Terms, limit: int
) -> Sequence[int] | None:
    """The newest stories with these words that are `which`; None where only a look at all matches tells."""
    matches = falling(tx, terms, 2 * limit)
    late: list[int] = []
    for most in (2 * limit, COMMON):
        late += islice(matches, max(0, most - len(late)))
        numbers = among_highest(tx, which, terms, limit, late, most)
        if numbers is not None:
            return numbers
    return among(tx, topic, which, terms, limit) if topic is not None and is_small(tx, topic) else None


def falling(tx: sa.Connection, terms: Terms, size: int) -> Iterator[int]:
    """The numbers of all matches, in falling order, as they are wanted: mostly so many."""
    before = LAST_OF_ALL
    try:
        for number in in_bits(tx, terms, unsummed):
            yield number
            before = number
    except LookupError:
        yield from last_listed(tx, terms, size, before=before)


def among_highest(
    tx: sa.Connection,
    which: sa.ColumnElement[bool],
    terms: Terms,
    limit: int,
    late: Sequence[int],
    most: int,
) -> Sequence[int] | None:
    """The newest ones, if it can be told from the `most` matches with the highest numbers."""
    columns = sa.select(stories.c.number, stories.c.published, stories.c.id).order_by(*ORDER).limit(limit)
    found = list(tx.execute(columns.where(stories.c.number.in_(listed(late)), which)))
    if len(late) < most:
        return [row.number for row in found]
    if late[0] - late[-1] > RARE * most:
        return None  # what is newer stands along the dates of all the stories between
    before = earlier(tx, late[-1], found[-1].published) if len(found) == limit else None
    if before is None:
        return None
    matching = fts(wanted(terms)).where(story_search.c.rowid.in_(before))
    found += tx.execute(columns.where(stories.c.number.in_(matching), which)) if before else ()
    found.sort(key=lambda row: (row.published, row.id), reverse=True)
    return [row.number for row in found[:limit]]


def last_listed(
    tx: sa.Connection, terms: Terms, size: int, *, since: int = 0, before: int = LAST_OF_ALL
) -> Iterator[int]:
    """What the index finds between two numbers, the highest first: it reads its lists from their ends."""
    number = story_search.c.rowid
    query = fts(wanted(terms)).where(number >= since).order_by(number.desc())
    while True:
        found = tx.scalars(query.where(number < before).limit(size)).all()
        yield from found
        if len(found) < size:
            return
        size, before = COMMON, found[-1]


def unsummed(tx: sa.Connection, terms: Terms, since: int, reworded: Collection[int]) -> Iterator[int]:
    """What no bits tell of: the last stories, and those of other words by now."""
    last = last_listed(tx, terms, COMMON, since=since)
    return chain(last, having(tx, terms, sorted(reworded)))


def having(tx: sa.Connection, terms: Terms, numbers: Sequence[int]) -> list[int]:
    """Those of some stories that have these words, in the same order; the words of each are read."""
    has_all = sa.and_(*map(stands_in, terms.groups), *(~stands_in([phrase]) for phrase in terms.none))
    query = sa.select(story_search.c.rowid).where(story_search.c.rowid.in_(listed(numbers)), has_all)
    matching = set(tx.scalars(query)) if numbers else ()
    return [number for number in numbers if number in matching]


def listed(numbers: Sequence[int]) -> sa.Select[Any]:
    """Numbers that were found, so many that they are no parameters any more."""
    return sa.select(sa.func.json_each(json.dumps(list(numbers))).table_valued("value").c.value)


def earlier(tx: sa.Connection, lowest: int, since: Any) -> list[int] | None:
    """The numbers below `lowest` of stories that are not older than `since`; None where they are many."""
    below = (stories.c.published >= since) & (lowest > IN_ORDER)
    found = tx.scalars(sa.select(stories.c.number).where(below).limit(MOST_EARLIER + 1)).all()
    return None if len(found) > MOST_EARLIER else list(found)


IN_ORDER: sa.ColumnElement[int] = sa.literal_column("+stories.number", sa.Integer)
"""The number, but no way to find rows: SQLite then walks along the dates, and stops when it has enough."""


def is_small(tx: sa.Connection, topic: str) -> bool:
    """Whether all stories of a topic can be looked at."""
    count = tx.scalar(sa.select(topics.c.stories).where(topics.c.slug == topic))
    return count is not None and count <= COMMON


def among(
    tx: sa.Connection, topic: str, which: sa.ColumnElement[bool], terms: Terms, limit: int
) -> list[int]:
    """The newest ones of a topic with few stories, by reading their words from the newest on."""
    standing = sa.select(members.c.story).where(members.c.topic == topic, ~members.c.gone)
    numbers = tx.scalars(
        sa.select(stories.c.number).where(stories.c.number.in_(standing), which).order_by(*ORDER)
    )
    found: list[int] = []
    for part in batches(numbers.all()):
        found += having(tx, terms, part)
        if len(found) >= limit:
            break
    return found[:limit]


def stands_in(phrases: Sequence[Phrase]) -> sa.ColumnElement[bool]:
    """That one of the phrases is in a story's words."""
    return sa.or_(*(sa.func.instr(story_search.c.body, f" {' '.join(phrase)} ") > 0 for phrase in phrases))


# -- FTS5's own language -------------------------------------------------------------------------------


def fts(expression: str) -> sa.Select[Any]:
    """The numbers of the stories that an expression finds."""
    return sa.select(story_search.c.rowid).where(matches_fts(expression))


def matches_fts(expression: str) -> sa.ColumnElement[bool]:
    """That a row of the index matches an expression."""
    return sa.literal_column("story_search").op("MATCH")(expression)


def wanted(terms: Terms) -> str:
    """What FTS5 is asked: one phrase of each group, and none that is not wanted."""
    found = " AND ".join(f"({either(group)})" for group in terms.groups)
    return f"({found}) NOT ({either(terms.none)})" if terms.none else found


def either(phrases: Sequence[Phrase]) -> str:
    """FTS5 phrases joined by OR; words hold nothing that would need escaping."""
    return " OR ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
