"""Full-text search over a topic's whole history: FTS5 on SQLite, a GIN index over tsvector on PostgreSQL.

Both index the same words (words.py), so both find the same stories. What users type reaches neither
engine's query language: it is reduced to words first.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from feedsvc.models import Found
from feedsvc.store.among import among, batches
from feedsvc.store.base import Base
from feedsvc.store.bulk import write_rows
from feedsvc.store.foremost import IN_ORDER, ORDER, foremost, fts, wanted
from feedsvc.store.foremostpg import foremost_pg, has_words, story_search_pg
from feedsvc.store.tables import counters, members, sightings, stories, topics
from feedsvc.store.terms import Terms, parse_terms
from feedsvc.store.values import EPOCH, moment_of
from feedsvc.store.wholestories import BY_NUMBER, load_these
from feedsvc.store.words import label_word, search_words, words_between_spaces

if TYPE_CHECKING:
    from feedsvc.models import Changes, SearchQuery, Story

DEADLINE = 2.0
"""Seconds one search may take; then StoreUnavailable."""
MOST_RESULTS = 200
MOST_FOUND = 1_000
"""Matching stories that are counted and can be paged through."""
STEPS = 10_000
"""SQLite's virtual machine instructions between two looks at the clock."""


class Search(Base):
    """The Store's part that finds stories."""

    def search(self, topic: str, query: SearchQuery) -> list[Story]:
        """The newest matching stories of a topic, newest first; withdrawn ones are never found.

        Raises StoreUnavailable when the search takes longer than DEADLINE.
        """
        limit = max(1, min(query.limit, MOST_RESULTS))
        with self._read() as tx, self._bounded(tx):
            numbers = list(self._matches(tx, topic, query, limit))
            found = load_these(tx, BY_NUMBER, {"numbers": numbers})
        return sorted(found, key=newest, reverse=True)

    def find(self, query: SearchQuery, *, topic: str | None = None, skip: int = 0) -> Found:
        """`query.limit` of the newest matching stories after `skip` of them; without a topic, of them all.

        Raises StoreUnavailable when it takes longer than DEADLINE.
        """
        with self._read() as tx, self._bounded(tx):
            numbers = self._matches(tx, topic, query, MOST_FOUND + 1)
            shown = list(numbers[:MOST_FOUND])
            page = load_these(tx, BY_NUMBER, {"numbers": shown[skip : skip + query.limit]})
            by_topic = count_topics(tx, shown) if topic is None else {topic: len(shown)}
        page.sort(key=newest, reverse=True)
        return Found(stories=tuple(page), count=len(shown), more=len(numbers) > MOST_FOUND, by_topic=by_topic)

    def _matches(self, tx: sa.Connection, topic: str | None, query: SearchQuery, limit: int) -> Sequence[int]:
        """The numbers of the newest matching stories, newest first."""
        if any(not search_words(term) for term in query.terms):
            return []  # a term without a single word can stand in no story
        which, terms = standing(topic, query), parse_terms(query)
        if not terms:
            first = None
        elif self.on_sqlite:
            first = foremost(tx, topic, which, terms, limit)
        else:
            first = foremost_pg(tx, which, terms, limit)
        return every_match(tx, which, terms, limit) if first is None else first

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


def every_match(tx: sa.Connection, which: sa.ColumnElement[bool], terms: Terms, limit: int) -> Sequence[int]:
    """The numbers of the newest of all matches, newest first."""
    matching = match_sqlite if tx.dialect.name == "sqlite" else match_postgres
    numbers = sa.select(stories.c.number).where(which, *matching(terms))
    return tx.scalars(numbers.order_by(*ORDER).limit(limit)).all()


def newest(story: Story) -> tuple[datetime, str]:
    """What stories are ordered by: publication, and of equal times the id."""
    return story.published, story.id


def standing(topic: str | None, query: SearchQuery) -> sa.ColumnElement[bool]:
    """That a story may be found, whatever its words."""
    which = standing_in(topic) & stories.c.withdrawn_at.is_(None)
    return which & (stories.c.published >= query.since) if query.since else which


def standing_in(topic: str | None) -> sa.ColumnElement[bool]:
    """That a story stands in this topic, or without one in any that is served."""
    place = sa.select(members.c.story).join(topics, topics.c.slug == members.c.topic)
    place = place.where((members.c.story == stories.c.number) & ~members.c.gone & ~topics.c.removed)
    return (place if topic is None else place.where(members.c.topic == topic)).exists()


COUNT_TOPICS = (
    sa.select(members.c.topic, sa.func.count().label("stories"))
    .join(topics, topics.c.slug == members.c.topic)
    .where(among(members.c.story, "numbers"), ~members.c.gone, ~topics.c.removed)
    .group_by(members.c.topic)
)


def count_topics(tx: sa.Connection, numbers: Sequence[int]) -> dict[str, int]:
    """How many of these stories stand in each topic that is served."""
    return {row.topic: row.stories for row in tx.execute(COUNT_TOPICS, {"numbers": list(numbers)})}


def match_sqlite(terms: Terms) -> Iterator[sa.ColumnElement[bool]]:
    """The condition of having these words, on SQLite; none without words."""
    if terms:
        yield IN_ORDER.in_(fts(wanted(terms)))


def match_postgres(terms: Terms) -> Iterator[sa.ColumnElement[bool]]:
    """The condition of having these words, on PostgreSQL; none without words."""
    if terms:
        yield stories.c.number.in_(sa.select(story_search_pg.c.story).where(has_words(terms)))


# -- indexing ------------------------------------------------------------------------------------------


def index_stories(tx: sa.Connection, changes: Changes, numbers: Mapping[str, int]) -> None:
    """Make new stories findable, and modified ones by what they say now."""
    rows = [index_row(new.story, numbers[new.story.id], [new.sighting.source]) for new in changes.new]
    if changes.modified:
        changed = {numbers[m.story.id]: m.story for m in changes.modified}
        write_rows(tx, DELETE[tx.dialect.name], [{"number": number} for number in changed])
        sources = sources_by(tx, list(changed))
        rows += [index_row(story, number, sources.get(number, ())) for number, story in changed.items()]
    write_rows(tx, INSERT[tx.dialect.name], rows)


DELETE = {
    "sqlite": sa.text("DELETE FROM story_search WHERE rowid = :number"),
    "postgresql": sa.text("DELETE FROM story_search WHERE story = :number"),
}
INSERT = {
    "sqlite": sa.text("INSERT INTO story_search (rowid, body) VALUES (:number, :body)"),
    "postgresql": sa.text(
        "INSERT INTO story_search (story, body, words) VALUES "
        "(:number, :body, array_to_tsvector(string_to_array(btrim(:body), ' ')))"
    ),
}


def sources_by(tx: sa.Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    """The sources that show each of these stories, by its number."""
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
    title, text = map(words_between_spaces, (story.title, story.text or story.summary))
    found = filter(None, (title, "_", text, "_", *sorted(set(labels))))
    return {"number": number, "body": f" {' '.join(found)} "}
