"""Full-text search over a topic's whole history: FTS5 on SQLite, a GIN index over tsvector on PostgreSQL.

Both index the same words (words.py), so both find the same stories. What users type reaches neither
engine's query language: it is reduced to words first.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from feedsvc.models import Changes, Found, SearchQuery, Story
from feedsvc.store.base import Base
from feedsvc.store.stories import batches, load
from feedsvc.store.tables import EPOCH, counters, members, moment_of, sightings, stories, topics
from feedsvc.store.words import label_word, search_words

DEADLINE = 2.0
"""Seconds one search may take; then StoreUnavailable."""
MOST_RESULTS = 200
MOST_FOUND = 1_000
"""Matching stories that are counted and can be paged through."""
COMMON = 5_000
"""Matches that are many."""
STEPS = 10_000
"""SQLite's virtual machine instructions between two looks at the clock."""

story_search = sa.table("story_search", sa.column("rowid"), sa.column("body"))
story_search_pg = sa.table("story_search", sa.column("story"), sa.column("body"), sa.column("words"))
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """A query as words: every one of `all`, one of each of `any`, none of `none`."""

    all: tuple[Phrase, ...]
    any: tuple[tuple[Phrase, ...], ...]
    none: tuple[Phrase, ...]

    def __bool__(self) -> bool:
        return bool(self.all or self.any)


class Search(Base):
    """The Store's part that finds stories."""

    def search(self, topic: str, query: SearchQuery) -> list[Story]:
        """The newest matching stories of a topic, newest first; withdrawn ones are never found.

        Raises StoreUnavailable when the search takes longer than DEADLINE.
        """
        limit = max(1, min(query.limit, MOST_RESULTS))
        with self._read() as tx, self._bounded(tx):
            found = load(tx, stories.c.number.in_(self._matches(tx, topic, query, limit)))
        return sorted(found, key=newest, reverse=True)

    def find(self, query: SearchQuery, *, topic: str | None = None, skip: int = 0) -> Found:
        """`query.limit` of the newest matching stories after `skip` of them; without a topic, of them all.

        Raises StoreUnavailable when it takes longer than DEADLINE.
        """
        with self._read() as tx, self._bounded(tx):
            numbers = self._matches(tx, topic, query, MOST_FOUND + 1)
            shown = numbers[:MOST_FOUND]
            page = load(tx, stories.c.number.in_(shown[skip : skip + query.limit]))
            by_topic = count_topics(tx, shown) if topic is None else {topic: len(shown)}
        page.sort(key=newest, reverse=True)
        return Found(stories=tuple(page), count=len(shown), more=len(numbers) > MOST_FOUND, by_topic=by_topic)

    def _matches(self, tx: sa.Connection, topic: str | None, query: SearchQuery, limit: int) -> Sequence[int]:
        """The numbers of the newest matching stories, newest first."""
        if any(not search_words(term) for term in query.terms):
            return []  # a term without a single word can stand in no story
        which = standing_in(topic) & stories.c.withdrawn_at.is_(None)
        if query.since:
            which &= stories.c.published >= query.since
        matching = match_sqlite if self.on_sqlite else match_postgres
        order = stories.c.published.desc(), stories.c.id.desc()
        numbers = sa.select(stories.c.number).where(which, *matching(tx, parse_terms(query)))
        return tx.scalars(numbers.order_by(*order).limit(limit)).all()

    def search_changed(self) -> datetime:
        """When stories or their topics last changed: until it is another moment, a search finds the same."""
        with self._read() as tx:
            value = tx.scalar(sa.select(counters.c.value).where(counters.c.name == "stories"))
        return moment_of(value) or EPOCH

    @contextmanager
    def _bounded(self, tx: sa.Connection, seconds: float | None = None) -> Iterator[None]:
        """End the search after DEADLINE or so many seconds, whatever the statement."""
        seconds = DEADLINE if seconds is None else min(seconds, DEADLINE)
        if not self.on_sqlite:
            tx.execute(sa.text(f"SET LOCAL statement_timeout = {int(seconds * 1000)}"))
            yield
            return
        raw: Any = tx.connection.driver_connection
        end = time.monotonic() + seconds
        raw.set_progress_handler(lambda: int(time.monotonic() > end), STEPS)
        try:
            yield
        finally:
            raw.set_progress_handler(None, 0)


def newest(story: Story) -> tuple[datetime, str]:
    return story.published, story.id


def standing_in(topic: str | None) -> sa.ColumnElement[bool]:
    """That a story stands in this topic, or without one in any that is served."""
    place = sa.select(members.c.story).join(topics, topics.c.slug == members.c.topic)
    place = place.where((members.c.story == stories.c.number) & ~members.c.gone & ~topics.c.removed)
    return (place if topic is None else place.where(members.c.topic == topic)).exists()


def count_topics(tx: sa.Connection, numbers: Sequence[int]) -> dict[str, int]:
    """How many of these stories stand in each topic that is served."""
    counts: Counter[str] = Counter()
    columns = sa.select(members.c.topic, sa.func.count()).join(topics, topics.c.slug == members.c.topic)
    for part in batches(numbers):
        which = members.c.story.in_(part) & ~members.c.gone & ~topics.c.removed
        for topic, count in tx.execute(columns.where(which).group_by(members.c.topic)):
            counts[topic] += count
    return dict(counts)


def parse_terms(query: SearchQuery) -> Terms:
    given = {"author": query.authors, "section": query.sections, "source": query.sources}
    labels = [tuple((label_word(kind, v),) for v in values) for kind, values in given.items() if values]
    unwanted = tuple(phrase for term in query.exclude if (phrase := tuple(search_words(term))))
    return Terms(tuple(tuple(search_words(term)) for term in query.terms), tuple(labels), unwanted)


def match_sqlite(tx: sa.Connection, terms: Terms) -> Iterator[sa.ColumnElement[bool]]:
    if terms:
        groups = [[phrase] for phrase in terms.all] + [list(group) for group in terms.any]
        found = fts(" AND ".join(f"({either(group)})" for group in groups))
        yield (IN_ORDER if is_common(tx, found) else stories.c.number).in_(found)
    if terms.none:
        yield stories.c.number.not_in(fts(either(terms.none)))


IN_ORDER: sa.ColumnElement[int] = sa.literal_column("+stories.number")
"""The number, but no way to find rows: SQLite then walks along the dates, and stops when it has enough."""


def is_common(tx: sa.Connection, found: sa.Select[Any]) -> bool:
    """Whether so much is found that putting it in order would cost more than a walk from the newest on."""
    counted = sa.select(sa.func.count()).select_from(found.limit(COMMON).subquery())
    return tx.scalar(counted) == COMMON


def fts(expression: str) -> sa.Select[Any]:
    return sa.select(story_search.c.rowid).where(matches_fts(expression))


def matches_fts(expression: str) -> sa.ColumnElement[bool]:
    return sa.literal_column("story_search").op("MATCH")(expression)


def either(phrases: Sequence[Phrase]) -> str:
    """FTS5 phrases joined by OR; words hold nothing that would need escaping."""
    return " OR ".join(f'"{" ".join(phrase)}"' for phrase in phrases)


def match_postgres(_: sa.Connection, terms: Terms) -> Iterator[sa.ColumnElement[bool]]:
    found = sa.select(story_search_pg.c.story)
    wanted = [phrase_pg(phrase) for phrase in terms.all]
    wanted += [sa.or_(*map(phrase_pg, group)) for group in terms.any]
    if wanted:
        yield stories.c.number.in_(found.where(*wanted))
    if terms.none:
        yield stories.c.number.not_in(found.where(sa.or_(*map(phrase_pg, terms.none))))


def phrase_pg(phrase: Phrase) -> sa.ColumnElement[bool]:
    """All words by the index; that they stand side by side is seen in the words themselves.

    tsvector remembers no more than 256 positions of a word and none past 16,383.
    """
    from sqlalchemy.dialects.postgresql import TSQUERY

    query = " & ".join(f"'{word}'" for word in sorted(set(phrase)))
    all_words = story_search_pg.c.words.op("@@")(sa.cast(query, TSQUERY))
    if len(phrase) == 1:
        return all_words
    together = sa.func.strpos(story_search_pg.c.body, f" {' '.join(phrase)} ") > 0
    return all_words & together


# -- indexing ------------------------------------------------------------------------------------------


def index_stories(tx: sa.Connection, changes: Changes, numbers: Mapping[str, int]) -> None:
    """Make new stories findable, and modified ones by what they say now."""
    rows = [index_row(new.story, numbers[new.story.id], [new.sighting.source]) for new in changes.new]
    if changes.modified:
        changed = {numbers[m.story.id]: m.story for m in changes.modified}
        tx.execute(sa.text(DELETE[tx.dialect.name]), [{"number": number} for number in changed])
        sources = sources_by(tx, list(changed))
        rows += [index_row(story, number, sources.get(number, ())) for number, story in changed.items()]
    if rows:
        tx.execute(sa.text(INSERT[tx.dialect.name]), rows)


DELETE = {
    "sqlite": "DELETE FROM story_search WHERE rowid = :number",
    "postgresql": "DELETE FROM story_search WHERE story = :number",
}
INSERT = {
    "sqlite": "INSERT INTO story_search (rowid, body) VALUES (:number, :body)",
    "postgresql": "INSERT INTO story_search (story, body, words) VALUES "
    "(:number, :body, array_to_tsvector(string_to_array(btrim(:body), ' ')))",
}


def sources_by(tx: sa.Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for part in batches(numbers):
        query = sa.select(sightings.c.story, sightings.c.source).where(sightings.c.story.in_(part))
        for row in tx.execute(query):
            found.setdefault(row.story, []).append(row.source)
    return found


def index_row(story: Story, number: int, sources: Sequence[str]) -> dict[str, Any]:
    """All words of a story between spaces; `_`, which no phrase contains, keeps phrases inside a field."""
    labels = [label_word("author", author) for author in story.authors]
    labels += [label_word("section", section) for section in story.sections]
    labels += [label_word("source", source) for source in sources]
    found = [
        *search_words(story.title),
        "_",
        *search_words(story.text or story.summary),
        "_",
        *sorted(set(labels)),
    ]
    return {"number": number, "body": f" {' '.join(found)} "}
