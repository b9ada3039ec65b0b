"""An installation that moves to another database is the same one there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from feedsvc.errors import SchemaTooNew, StoreError
from feedsvc.models import Hold, SearchQuery
from feedsvc.store import Store, open_store
from feedsvc.store.tables import metadata
from feedsvc.store.transfer import copy_store, require_counts
from tests.builders import NOW
from tests.store.helpers import bring, furnish, make_document, poll


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """A SQLite database that is not there yet."""
    store = open_store(f"sqlite:///{tmp_path}/other.db")
    yield store
    store.close()


@pytest.fixture
def lived_in(store: Store) -> Store:
    """Stories, a hold, a document whose hub has been told once and is to be told again, a reload asked for."""
    furnish(store, sources=("world", "ports"))
    bring(store, 1, 2, 3)
    bring(store, 4, source="ports")
    poll(store, hold=Hold(source="world", held_at=NOW, reasons=("a flood",), stories=(), page_digest="x"))
    tell_hub(store, b"<feed/>", 1)
    store.ping_done(store.due_pings(NOW.replace(year=2027))[0].id)
    tell_hub(store, b"<feed>2</feed>", 2)
    store.ask_reload()
    return store


def tell_hub(store: Store, body: bytes, version: int) -> None:
    told = [("/feeds/all.atom", "https://a.example/feeds/all.atom", "https://hub.example/")]
    now = NOW.replace(minute=10 + version)
    store.put_documents("all", version, [make_document(body=body)], now=now, pings=told)


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store._read() as tx:
        return {
            t.name: sorted(map(tuple, tx.execute(sa.select(t))), key=repr) for t in metadata.sorted_tables
        }


def test_all_that_is_stored_is_the_same_there(lived_in: Store, other: Store) -> None:
    told: list[tuple[int, int]] = []
    counts = copy_store(lived_in, other, lambda *far: told.append(far))
    assert told[-1] == (sum(counts.values()),) * 2, "all of all is copied in the end"
    assert everything(other) == everything(lived_in)
    assert counts["stories"] == 4
    assert counts["pings"] == 1
    assert other.upgrade() is False
    assert other.check() == []


def test_stories_are_found_there(lived_in: Store, other: Store) -> None:
    copy_store(lived_in, other)
    wanted = SearchQuery(terms=("headline",), limit=10)
    assert other.search("all", wanted) == lived_in.search("all", wanted)


def test_it_goes_back_again(lived_in: Store, other: Store) -> None:
    before = everything(lived_in)
    copy_store(lived_in, other)
    empty(lived_in)
    copy_store(other, lived_in)
    assert everything(lived_in) == before


def empty(store: Store) -> None:
    with store._write() as tx:
        for table in reversed(metadata.sorted_tables):
            tx.execute(table.delete())
        tx.execute(sa.text("DELETE FROM story_search"))


def test_numbers_go_on_there_and_none_is_given_twice(lived_in: Store, other: Store) -> None:
    copy_store(lived_in, other)
    last = lived_in.due_pings(NOW.replace(year=2027))[0].id
    tell_hub(other, b"<feed>3</feed>", 3)
    assert other.due_pings(NOW.replace(year=2027))[0].id == last + 1
    bring(other, 5)
    with other._read() as tx:
        assert tx.scalar(sa.text("SELECT max(number) FROM stories")) >= 5


def test_a_target_that_is_not_empty_stays_as_it_is(lived_in: Store, other: Store) -> None:
    other.upgrade()
    furnish(other)
    before = everything(other)
    with pytest.raises(StoreError, match=r"the target is not empty: it has (topics|sources) \(name a new"):
        copy_store(lived_in, other)
    assert everything(other) == before


def test_a_target_with_an_empty_schema_will_do(lived_in: Store, other: Store) -> None:
    other.upgrade()
    assert copy_store(lived_in, other)["stories"] == 4


def test_what_breaks_off_leaves_no_new_file(lived_in: Store, other: Store) -> None:
    def breaks_off(done: int, total: int) -> None:
        if 2 * done > total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_store(lived_in, other, breaks_off)
    assert other.file
    assert not list(other.file.parent.glob("other.db*"))


def test_a_source_of_another_schema_is_not_copied(sqlite_store: Store, other: Store) -> None:
    with sqlite_store._write() as tx:
        tx.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNew):
        copy_store(sqlite_store, other)
    assert other.file
    assert not other.file.exists()


def test_rows_that_went_astray_are_noticed(lived_in: Store, other: Store) -> None:
    copied = copy_store(lived_in, other)
    with other._read() as tx, pytest.raises(StoreError, match="stories: 5 rows were read, 4 are there now"):
        require_counts(tx, copied | {"stories": 5})
