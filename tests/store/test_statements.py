"""The statements of every poll: by their indexes, and what they write as SQLAlchemy itself would."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import sqlalchemy as sa

from feedsvc.store import (
    Store,
    changes,
    claims,
    days,
    documents,
    known,
    membership,
    published,
    rendered,
    sighted,
    stories,
    storykeys,
    touched,
    wholestories,
)
from feedsvc.store.among import among
from feedsvc.store.bulk import write_rows
from feedsvc.store.tables import counters, topics
from tests.builders import NOW
from tests.store.helpers import bring, furnish

LOOK_UPS = {
    "a page's keys": known.ON_PAGE,
    "known stories": known.KNOWN,
    "their sightings": wholestories.SEEN,
    "their looks": stories.LOOKS,
    "rendered entries": rendered.FRAGMENTS,
    "stamps": rendered.STAMPS,
    "stories before a poll": touched.BEFORE,
    "owners of keys": storykeys.OWNERS,
    "numbers of new stories": changes.NUMBERS,
    "what left the page": sighted.GO.values(gone="scrolled"),
    "places in topics": membership.PLACES,
    "topics": membership.LEDGERS,
    "standing documents": published.STANDING,
    "a claim": claims.TAKE,
    "whole stories": wholestories.BY_ID,
    "what a search found": wholestories.BY_NUMBER,
    "heads of documents": documents.HEADS_AT,
    "polls by days": days.POLLED,
    "news by days": days.NEWS,
}
TEXTS = ("plain", "", "Läs mer 漢字", 'quoted " and \\', "nul \0 and half \ud83d", "100 % {x} :y ?")


def test_no_table_is_read_whole_for_what_a_list_names(sqlite_store: Store) -> None:
    with sqlite_store._read() as tx:
        plans = {what: plan_of(tx, statement) for what, statement in LOOK_UPS.items()}
    # A subquery's rows are few, and those of the list itself are meant.
    meant = ("anon_", "json_each")
    whole = {
        what: [step for step in plan if step.startswith("SCAN") and not any(m in step for m in meant)]
        for what, plan in plans.items()
    }
    assert not any(whole.values()), whole


def plan_of(tx: sa.Connection, statement: Any) -> list[str]:
    made = statement.compile(dialect=tx.dialect)
    given = tuple(None for _ in made.positiontup)
    return [row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {made}", given)]


def test_a_list_finds_the_very_texts_and_numbers_that_it_names(store: Store) -> None:
    by_name = sa.select(counters.c.value).where(among(counters.c.name, "names"))
    by_value = sa.select(counters.c.value).where(among(counters.c.value, "values"))
    with store._write() as tx:
        write_rows(tx, counters.insert(), [{"name": text, "value": n} for n, text in enumerate(TEXTS, 1)])
        for n, text in enumerate(TEXTS, 1):
            assert tx.scalars(by_name, {"names": [text, "another"]}).all() == [n], text
        assert sorted(tx.scalars(by_value, {"values": [2, 3, 99]})) == [2, 3]
        assert tx.scalars(by_name, {"names": []}).all() == []


def test_many_rows_are_stored_as_single_ones_are(store: Store) -> None:
    def row(slug: str) -> dict[str, Any]:
        return membership.topic_row(slug, TEXTS[4], NOW) | {"carried": [1, 2], "updated": None}

    with store._write() as tx:
        tx.execute(topics.insert(), row("one"))
        write_rows(tx, topics.insert(), [row("two"), row("three")])
        write_rows(tx, topics.insert(), [])
        found = [dict(r) for r in tx.execute(sa.select(topics)).mappings()]
    assert len(found) == 3
    assert all(r | {"slug": "", "origin": ""} == found[0] | {"slug": "", "origin": ""} for r in found)


def test_what_is_read_within_a_view_is_one_state_whatever_is_written_meanwhile(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    with store.view():
        with store.view():
            before = store.story_stamps()
        with ThreadPoolExecutor(1) as another:
            another.submit(bring, store, 2).result()
            assert len(another.submit(store.story_stamps).result()) == 2
        assert store.story_stamps() == before
    assert len(store.story_stamps()) == 2
