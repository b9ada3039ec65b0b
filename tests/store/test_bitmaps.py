"""Common words are summed up block by block, and never tell what is no longer so."""

from __future__ import annotations

import random
from typing import Any

import pytest
import sqlalchemy as sa

from feedsvc.models import SearchQuery
from feedsvc.store import Store, bitmaps, foremost, open_store, search, summing
from feedsvc.store.tables import bitmaps as table
from feedsvc.store.tables import blocks, reworded
from tests.builders import NOW, story_id
from tests.store.test_foremost import COUNT, database_url, forbid, reword, stock

__all__ = ["database_url"]
FERRY_WITHOUT_QUAY = SearchQuery(terms=("ferry",), exclude=("quay",), limit=40)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bitmaps, summing):
        monkeypatch.setattr(module, "BLOCK", 16)
    monkeypatch.setattr(bitmaps, "PIECE", 2)
    monkeypatch.setattr(summing, "SHARE", 4)
    monkeypatch.setattr(summing, "STEP", 2)


@pytest.fixture
def stocked(store: Store) -> Store:
    """Its stories are numbered from 1 on."""
    if not store.on_sqlite:
        with store._write() as tx:
            tx.execute(sa.text("ALTER SEQUENCE stories_number_seq RESTART"))
    stock(store, orderly=1.0)
    return store


@pytest.fixture
def summed(stocked: Store) -> Store:
    while stocked.sum_up():
        pass
    return stocked


def rows(store: Store, of: sa.Table) -> int:
    with store._read() as tx:
        return tx.scalar(sa.select(sa.func.count()).select_from(of)) or 0


def test_each_full_block_is_summed_up_once(stocked: Store) -> None:
    assert [stocked.sum_up() for _ in range(9)] == [True] * 7 + [False] * 2
    assert rows(stocked, blocks) == (COUNT + 1) // 16 == 7
    assert rows(stocked, table) >= 7 * 3


@pytest.mark.parametrize("sources", [2, 3, 4, 7, 8, 16])
def test_sources_that_take_turns_are_all_in_the_sample(sources: int) -> None:
    turns = [number % sources for number in summing.sampled(first=0)]
    counts = [turns.count(turn) for turn in range(sources)]
    assert len(set(summing.sampled(first=0))) == bitmaps.BLOCK // summing.STEP
    assert min(counts) >= max(counts) - 5


def test_a_word_of_every_other_story_has_bits(stocked: Store) -> None:
    body = sa.table("story_search", sa.column("rowid" if stocked.on_sqlite else "story"), sa.column("body"))
    number = next(iter(body.c))
    with stocked._write() as tx:
        tx.execute(body.update().where(number % 2 == 1).values(body=" _ odd _ "))
    assert stocked.sum_up()
    with stocked._read() as tx:
        assert "odd" in tx.scalars(sa.select(table.c.word).where(table.c.block == 0)).all()


def test_bits_find_what_the_lists_find(summed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    found = summed.search("all", FERRY_WITHOUT_QUAY)
    if summed.on_sqlite:
        unseen = foremost.last_listed

        def last_alone(*given: Any, **bounds: Any) -> Any:
            assert bounds.get("since"), "the lists were read to their ends"
            return unseen(*given, **bounds)

        monkeypatch.setattr(foremost, "last_listed", last_alone)
        monkeypatch.setattr(search, "every_match", forbid)
    assert summed.search("all", FERRY_WITHOUT_QUAY) == found != []


def test_a_block_is_read_again_where_many_of_its_stories_say_something_else(
    summed: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(summed, random.Random(3), 1, 2, 3, 20, COUNT)
    assert (rows(summed, reworded), summed.sum_up()) == (5, False)
    monkeypatch.setattr(summing, "REWORDED", 2)
    found = summed.search("all", FERRY_WITHOUT_QUAY)
    assert (summed.sum_up(), rows(summed, reworded)) == (True, 2), "those of the block with most of them"
    assert summed.search("all", FERRY_WITHOUT_QUAY) == found


def test_a_word_that_is_common_no_more_has_no_bits(summed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summing, "REWORDED", 1)
    monkeypatch.setattr(summing, "SHARE", 1)  # as if nearly all stories said something else
    before = rows(summed, table)
    reword(summed, random.Random(3), 20)
    assert summed.sum_up()
    assert rows(summed, table) < before


def test_what_is_forgotten_is_not_found(summed: Store) -> None:
    found = [story.id for story in summed.search("all", FERRY_WITHOUT_QUAY)]
    summed.prune({}, found[1:], NOW)
    assert [story.id for story in summed.search("all", FERRY_WITHOUT_QUAY)] == found[:1]


def test_very_many_reworded_stories_are_looked_up_in_the_lists(
    summed: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(summed, random.Random(3), 1, 2, 3, 20)
    found = summed.search("all", FERRY_WITHOUT_QUAY)
    monkeypatch.setattr(bitmaps, "reworded_before", lambda *_: None)
    assert summed.search("all", FERRY_WITHOUT_QUAY) == found


def test_of_two_that_sum_up_the_same_block_one_writes(stocked: Store) -> None:
    with stocked._read() as tx:
        summary = summing.summarise(tx, 0)
    for written in (True, False):
        with stocked._write() as tx:
            assert summing.write_summary(tx, summary) is written


def test_a_mark_that_comes_while_a_block_is_read_stays(summed: Store) -> None:
    reword(summed, random.Random(3), 1)
    with summed._read() as tx:
        summary = summing.summarise(tx, 0)
    reword(summed, random.Random(4), 1, 2)
    with summed._write() as tx:
        assert summing.write_summary(tx, summary)
    assert rows(summed, reworded) == 2
    assert summed.story(story_id(1)) is not None


@pytest.mark.postgres
def test_a_writer_that_takes_long_is_not_waited_for(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(postgres_url)
    store.upgrade()
    stock(store, orderly=1.0)
    monkeypatch.setattr(summing, "PATIENCE", "50ms")
    with store._write() as tx:
        tx.execute(sa.text("UPDATE stories SET title = title WHERE number = 1"))
        assert not store.sum_up()
    assert store.sum_up()
    store.close()
