"""The newest of many matches on PostgreSQL, without a look at all of them.

Its planner knows how common a common word is, but takes a rarer one for a common one, and would walk along
the dates through everything for it. So the newest stories are read first, and more of them where those have
nearly enough matches; else the index is asked, which always goes through all that it knows of the words, and
what it finds is put in order, unless that is much: then the planner is right. Where bits tell that it is
little, nothing else is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from feedsvc.store.bitmaps import BLOCK, few_in_bits
from feedsvc.store.foremost import COMMON, ORDER
from feedsvc.store.tables import stories
from feedsvc.store.terms import Phrase, Terms

Matches = Callable[[str], sa.ColumnElement[bool]]
LATEST = 2_000
"""Stories whose words are read one by one …"""
FARTHEST = 20_000
"""… and those that may be, where that finds enough."""

story_search_pg = sa.table("story_search", sa.column("story"), sa.column("body"), sa.column("words"))


def matches_pg(query: str) -> sa.ColumnElement[bool]:
    """That a row of the index matches a query."""
    return story_search_pg.c.words.op("@@")(as_query(query))


def reads_pg(query: str) -> sa.ColumnElement[bool]:
    """The same, but no way to find rows: the planner would look for all that lack an unwanted word."""
    return sa.func.ts_match_vq(story_search_pg.c.words, as_query(query), type_=sa.Boolean)


def as_query(query: str) -> sa.ColumnElement[Any]:
    """Words as the type that PostgreSQL searches by."""
    from sqlalchemy.dialects.postgresql import TSQUERY

    return sa.cast(query, TSQUERY)


def foremost_pg(
    tx: sa.Connection, which: sa.ColumnElement[bool], terms: Terms, limit: int
) -> Sequence[int] | None:
    """The newest stories with these words that are `which`; None where the planner finds them best."""
    few = few_in_bits(tx, terms, unsummed, COMMON)
    if few is not None:
        return newest_of(tx, which, few, limit)
    numbers = latest(tx, which, terms, limit, LATEST)
    if len(numbers) < limit and (reach := farther(len(numbers), limit)):
        numbers = latest(tx, which, terms, limit, reach)
    return numbers if len(numbers) == limit else indexed(tx, which, terms, limit)


def farther(found: int, limit: int) -> int:
    """Stories to read to find `limit` matches, where the LATEST have so many; 0 where that is too many."""
    reach = LATEST * 3 // 2 * limit // found if found else 0
    return reach if reach <= FARTHEST else 0


def latest(
    tx: sa.Connection, which: sa.ColumnElement[bool], terms: Terms, limit: int, most: int
) -> Sequence[int]:
    """Those among the `most` latest stories."""
    columns = sa.select(stories.c.number, stories.c.published, stories.c.id)
    late = columns.order_by(*ORDER).limit(most).subquery()
    own = story_search_pg.c.story == late.c.number
    matching = sa.select(story_search_pg.c.story).where(own, has_words(terms, by=reads_pg)).exists()
    query = sa.select(late.c.number).join(stories, stories.c.number == late.c.number).where(which, matching)
    return tx.scalars(query.order_by(late.c.published.desc(), late.c.id.desc()).limit(limit)).all()


def indexed(
    tx: sa.Connection, which: sa.ColumnElement[bool], terms: Terms, limit: int
) -> Sequence[int] | None:
    """Those among all that the index finds; None where that is much."""
    found = tx.scalars(sa.select(story_search_pg.c.story).where(has_words(terms)).limit(COMMON)).all()
    return None if len(found) == COMMON else newest_of(tx, which, found, limit)


def newest_of(
    tx: sa.Connection, which: sa.ColumnElement[bool], numbers: Sequence[int], limit: int
) -> Sequence[int]:
    """The newest of some stories that are `which`."""
    query = sa.select(stories.c.number).where(stories.c.number.in_(listed(numbers)), which)
    return tx.scalars(query.order_by(*ORDER).limit(limit)).all()


def unsummed(tx: sa.Connection, terms: Terms, since: int, reworded: Collection[int]) -> Iterator[int]:
    """What no bits tell of: the last stories, unless they are many, and those of other words by now."""
    number = story_search_pg.c.story
    if (tx.scalar(sa.select(sa.func.max(number))) or 0) > since + 2 * BLOCK:
        raise LookupError
    query = sa.select(number).where(has_words(terms, by=reads_pg))
    for these in (number >= since, number.in_(listed(reworded))):
        yield from tx.scalars(query.where(these))


def listed(numbers: Collection[int]) -> sa.Select[Any]:
    """Numbers that were found, as one parameter."""
    return sa.select(sa.func.unnest(sa.cast(list(numbers), sa.ARRAY(sa.BigInteger))).column_valued())


def has_words(terms: Terms, by: Matches = matches_pg) -> sa.ColumnElement[bool]:
    """That a row of the index has one phrase of each group, and none that is not wanted.

    All words are asked for at once, so that the index leaps from one that is rare to the next. Of phrases it
    knows the words only: those are looked at in each row that it finds.
    """
    parts = [" | ".join(f"({of_words(phrase)})" for phrase in group) for group in terms.groups]
    query = " & ".join([f"({part})" for part in parts] + [f"!'{p[0]}'" for p in terms.none if len(p) == 1])
    unsure = [
        sa.or_(*(phrase_pg(phrase, by) for phrase in group))
        for group in terms.groups
        if max(map(len, group)) > 1
    ]
    unwanted = [~phrase_pg(phrase, by) for phrase in terms.none if len(phrase) > 1]
    return sa.and_(by(query), *unsure, *unwanted)


def phrase_pg(phrase: Phrase, by: Matches = matches_pg) -> sa.ColumnElement[bool]:
    """All words by the index; that they stand side by side is seen in the words themselves.

    tsvector remembers no more than 256 positions of a word and none past 16,383.
    """
    all_words = by(of_words(phrase))
    if len(phrase) == 1:
        return all_words
    together = sa.func.strpos(story_search_pg.c.body, f" {' '.join(phrase)} ") > 0
    return all_words & together


def of_words(phrase: Phrase) -> str:
    """Every word of a phrase, as PostgreSQL is asked for them; words hold nothing to be escaped."""
    return " & ".join(f"'{word}'" for word in sorted(set(phrase)))
