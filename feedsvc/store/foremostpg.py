"""The newest of many matches on PostgreSQL, without a look at all of them.

Its planner knows how common a common word is, but takes a rarer one for a common one, and would walk along
the dates through everything for it. So the newest stories are read first; where they have too few matches the
index is asked, and what it finds is put in order, unless that is much: then the planner is right.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from feedsvc.store.foremost import COMMON, ORDER
from feedsvc.store.tables import stories
from feedsvc.store.terms import Phrase, Terms

LATEST = 2_000
"""Stories whose words are read one by one."""

story_search_pg = sa.table("story_search", sa.column("story"), sa.column("body"), sa.column("words"))


def foremost_pg(
    tx: sa.Connection, which: sa.ColumnElement[bool], terms: Terms, limit: int
) -> Sequence[int] | None:
    """The newest stories with these words that are `which`; None where the planner finds them best."""
    numbers = latest(tx, which, terms, limit)
    return numbers if len(numbers) == limit else indexed(tx, which, terms, limit)


def latest(tx: sa.Connection, which: sa.ColumnElement[bool], terms: Terms, limit: int) -> Sequence[int]:
    """Those among the LATEST stories."""
    columns = sa.select(stories.c.number, stories.c.published, stories.c.id)
    late = columns.order_by(*ORDER).limit(LATEST).subquery()
    own = story_search_pg.c.story == late.c.number
    matching = sa.select(story_search_pg.c.story).where(own, has_words(terms)).exists()
    query = sa.select(late.c.number).join(stories, stories.c.number == late.c.number).where(which, matching)
    return tx.scalars(query.order_by(late.c.published.desc(), late.c.id.desc()).limit(limit)).all()


def indexed(
    tx: sa.Connection, which: sa.ColumnElement[bool], terms: Terms, limit: int
) -> Sequence[int] | None:
    """Those among all that the index finds; None where that is much."""
    found = tx.scalars(sa.select(story_search_pg.c.story).where(has_words(terms)).limit(COMMON)).all()
    if len(found) == COMMON:
        return None
    listed = sa.func.unnest(sa.cast(found, sa.ARRAY(sa.BigInteger))).column_valued()
    query = sa.select(stories.c.number).where(stories.c.number.in_(sa.select(listed)), which)
    return tx.scalars(query.order_by(*ORDER).limit(limit)).all()


def has_words(terms: Terms) -> sa.ColumnElement[bool]:
    """That a row of the index has one phrase of each group, and none that is not wanted.

    All words are asked for at once, so that the index leaps from one that is rare to the next. Of phrases it
    knows the words only: those are looked at in each row that it finds.
    """
    parts = [" | ".join(f"({of_words(phrase)})" for phrase in group) for group in terms.groups]
    query = " & ".join([f"({part})" for part in parts] + [f"!'{p[0]}'" for p in terms.none if len(p) == 1])
    unsure = [sa.or_(*map(phrase_pg, group)) for group in terms.groups if max(map(len, group)) > 1]
    unwanted = [~phrase_pg(phrase) for phrase in terms.none if len(phrase) > 1]
    return sa.and_(matches_pg(query), *unsure, *unwanted)


def phrase_pg(phrase: Phrase) -> sa.ColumnElement[bool]:
    """All words by the index; that they stand side by side is seen in the words themselves.

    tsvector remembers no more than 256 positions of a word and none past 16,383.
    """
    all_words = matches_pg(of_words(phrase))
    if len(phrase) == 1:
        return all_words
    together = sa.func.strpos(story_search_pg.c.body, f" {' '.join(phrase)} ") > 0
    return all_words & together


def of_words(phrase: Phrase) -> str:
    """Every word of a phrase, as PostgreSQL is asked for them; words hold nothing to be escaped."""
    return " & ".join(f"'{word}'" for word in sorted(set(phrase)))


def matches_pg(query: str) -> sa.ColumnElement[bool]:
    """That a row of the index matches a query."""
    from sqlalchemy.dialects.postgresql import TSQUERY

    return story_search_pg.c.words.op("@@")(sa.cast(query, TSQUERY))
