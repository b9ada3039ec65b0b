from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from feedsvc.config import TopicConfig
from feedsvc.errors import StoreUnavailable
from feedsvc.web.lookout import Keeper
from feedsvc.web.missing import Missing
from feedsvc.web.reads import Reads
from feedsvc.web.served import Served
from feedsvc.web.shelf import Shelf
from tests.patience import until
from tests.web.helpers import Town

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from feedsvc.models import Document

FEED = "/feeds/world.atom"


def make_shelf(town: Town, reads: Reads | None = None, **given: Any) -> Shelf:
    return Shelf(town.config, town.store, reads or Reads(), clock=town.clock, **given)


def test_subscription_documents_are_held_before_anybody_asks(town: Town) -> None:
    shelf = make_shelf(town)
    shelf.refresh()
    assert {f"/feeds/{t}.{f}" for t in ("world", "boats") for f in ("atom", "rss", "json")} <= set(
        shelf.entries
    )
    assert "/feeds.opml" in shelf.entries


def test_only_what_changed_is_read_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = make_shelf(town)
    shelf.refresh()
    before = dict(shelf.entries)
    town.poll(30, source="harbour", topics=("boats",))
    town.publish()
    shelf.refresh()
    changed = {path for path, entry in shelf.entries.items() if before.get(path) is not entry}
    assert changed
    assert all("boats" in path or path.endswith(".opml") for path in changed)


def test_nothing_is_read_while_nothing_is_published(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = make_shelf(town)
    shelf.refresh()
    monkeypatch.setattr(town.store, "document_heads", lambda: pytest.fail("heads were read"))
    monkeypatch.setattr(town.store, "document", lambda _path: pytest.fail("a document was read"))
    shelf.refresh()
    assert isinstance(shelf.find("/feeds/nowhere.atom"), Missing)
    assert isinstance(shelf.find("/feeds/world/archive/7.atom"), Missing)


def test_a_document_that_is_newer_than_the_last_look_is_served(town: Town) -> None:
    shelf = make_shelf(town)
    shelf.refresh()
    shelf.view = replace(shelf.view, heads={})  # as it was before the topic's first publication
    shelf.entries.clear()
    assert isinstance(shelf.find(FEED), Served)


def test_the_feed_of_a_topic_that_others_have_just_made_is_awaited(town: Town) -> None:
    topics = (*town.config.topics, TopicConfig(slug="quay", title="Quay"))
    town.store.sync_topics(topics, lambda _story: frozenset(), town.now)
    shelf = make_shelf(town)
    shelf.refresh()
    assert shelf.find("/feeds/quay.atom") == Missing("unbuilt")
    assert shelf.find("/feeds/quay/archive/1.atom") == Missing("unknown")


def test_a_full_archive_page_is_kept_for_a_day_and_the_last_one_is_not(
    town: Town, make_app: Callable[..., Flask]
) -> None:
    town.config = replace(town.config, publish=replace(town.config.publish, entries=2))
    town.settle()
    town.now += timedelta(days=30)
    town.poll(21, 22, 23, published=town.now)
    town.publish()
    client, pages = make_app(town).test_client(), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    caches = [client.get(f"/feeds/world/archive/{n}.rss").headers["Cache-Control"] for n in pages]
    last = caches.index("no-store") - 1
    whole = "public, max-age=86400, stale-while-revalidate=600, stale-if-error=86400, immutable"
    assert set(caches[:last]) == {whole}
    assert (last > 1, caches[last].startswith("public, max-age=60, stale")) == (True, True)


def test_memory_is_bounded_and_what_was_used_last_stays(town: Town) -> None:
    shelf = make_shelf(town)
    shelf.refresh()
    sizes = {path: entry.size for path, entry in shelf.entries.items()}
    room = sizes[FEED] + sizes["/feeds/world.json"] + sizes["/feeds/boats.rss"]
    small = make_shelf(town, max_bytes=room)
    for path in sizes:
        small.find(path)
    last = list(sizes)[-1]
    assert last in small.entries
    assert len(small.entries) < len(sizes)
    assert sum(e.size for e in small.entries.values()) <= room


@pytest.fixture
def long_feed(town: Town, monkeypatch: pytest.MonkeyPatch) -> Document:
    """The feed, as if it were so long that it is held packed."""
    monkeypatch.setattr("feedsvc.web.served.SMALL", 100)
    document = town.store.document(FEED)
    assert document is not None
    return document


CODED = [pytest.param(c, id=c) for c in ("gzip", "br", "zstd", "identity")]


@pytest.mark.parametrize("coding", CODED)
def test_a_long_document_is_held_packed_and_answered_in_every_coding(
    town: Town, long_feed: Document, coding: str
) -> None:
    shelf = make_shelf(town)

    def holds() -> bool:
        shelf.refresh()  # a busy machine may read too late for one look
        return FEED in shelf.entries

    until(holds)
    entry = shelf.entries[FEED]
    assert set(entry.bodies) == {"gzip"}
    variant = shelf.choose(entry, coding)
    assert variant.coding == coding
    assert variant.body == {"identity": long_feed.body, **long_feed.codings}[coding]
    assert ("Content-Length", str(len(variant.body))) in variant.ok
    assert shelf._held.bytes == sum(e.size for e in shelf.entries.values())


def test_a_coding_that_was_asked_for_is_held_and_read_with_the_next_change(
    town: Town, long_feed: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = make_shelf(town)
    shelf.refresh()
    shelf.choose(shelf.entries[FEED], "br")
    town.poll(21)
    town.publish()
    shelf.refresh()
    changed = town.store.document(FEED)
    monkeypatch.setattr(town.store, "document", lambda _path: pytest.fail("a document was read"))
    assert changed is not None
    assert changed.etag != long_feed.etag
    assert shelf.choose(shelf.entries[FEED], "br").body == changed.codings["br"]


def test_while_the_store_is_away_a_coding_that_is_held_is_given_instead(
    town: Town, long_feed: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = make_shelf(town)
    shelf.refresh()
    monkeypatch.setattr(town.store, "document", _raise)
    variant = shelf.choose(shelf.entries[FEED], "br, gzip")
    assert (variant.coding, variant.tag) == ("gzip", f'"{long_feed.etag}-gzip"')
    assert shelf.choose(shelf.entries[FEED], "br").body == long_feed.body


def test_a_coding_of_a_document_that_has_changed_meanwhile_is_not_mixed_with_the_former(
    town: Town, long_feed: Document
) -> None:
    shelf = make_shelf(town)
    shelf.refresh()
    town.poll(21)
    town.publish()
    variant = shelf.choose(shelf.entries[FEED], "br, gzip")
    assert (variant.body, variant.tag) == (long_feed.codings["gzip"], f'"{long_feed.etag}-gzip"')


def test_a_removed_topic_leaves_the_shelf(town: Town) -> None:
    shelf = make_shelf(town)
    shelf.refresh()
    town.config = replace(town.config, topics=town.config.topics[:1])
    town.settle()
    fresh = make_shelf(town)
    fresh.refresh()
    assert fresh.find("/feeds/boats.atom") == Missing("gone")


def test_an_absent_store_keeps_everything(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = make_shelf(town)
    shelf.refresh()
    monkeypatch.setattr(town.store, "documents_version", _raise)
    shelf.refresh()
    assert shelf.away
    assert isinstance(shelf.find(FEED), Served)
    monkeypatch.undo()
    shelf.refresh()
    assert not shelf.away


def test_a_store_that_never_answered_is_away_not_empty(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = make_shelf(town)
    monkeypatch.setattr(town.store, "documents_version", _raise)
    monkeypatch.setattr(town.store, "document", _raise)
    shelf.refresh()
    assert shelf.find(FEED) == Missing("away")


def test_headers_hold_for_a_second(town: Town) -> None:
    shelf = make_shelf(town)
    shelf.refresh()
    entry = shelf.entries[FEED]
    town.now += timedelta(minutes=2)
    shelf.prepare(entry)
    assert ("Cache-Control", "public, max-age=420, stale-while-revalidate=600, stale-if-error=86400") in (
        entry.variants["identity"].ok
    )


def etag(keeper: Keeper, shelf: Shelf) -> str:
    """The tag that a request would get now."""
    keeper.fresh()
    found = shelf.find(FEED)
    assert isinstance(found, Served)
    return found.document.etag


def test_the_keeper_looks_while_requests_come(town: Town) -> None:
    shelf = make_shelf(town)
    keeper = Keeper(shelf)
    try:
        first = etag(keeper, shelf)
        town.poll(21)
        town.publish()
        until(lambda: etag(keeper, shelf) != first)
    finally:
        keeper.close()


def test_a_frozen_store_delays_one_moment_of_requests_and_no_more(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    thaw = threading.Event()
    shelf = make_shelf(town, reads=Reads(deadline=0.3))
    shelf.refresh()
    monkeypatch.setattr(town.store, "documents_version", lambda: thaw.wait(20) and 0)
    keeper = Keeper(shelf)
    try:
        shelf.looked -= 10
        started = time.monotonic()
        for _ in range(200):
            keeper.fresh()
            assert isinstance(shelf.find(FEED), Served)
        assert time.monotonic() - started < 10
        assert shelf.away
    finally:
        thaw.set()
        keeper.close()


@pytest.mark.slow
def test_a_call_that_hangs_is_given_up_and_others_go_on() -> None:
    reads = Reads(deadline=0.5, rest=0.0)
    thaw = threading.Event()
    for _ in range(3):
        with pytest.raises(StoreUnavailable, match=r"did not answer within 0\.5 s"):
            reads(thaw.wait, 20)
    assert reads(lambda: 7) == 7
    thaw.set()
    until(lambda: reads._lost == 0)


def test_after_a_hang_calls_are_refused_at_once() -> None:
    reads = Reads(deadline=0.05, rest=60)
    thaw = threading.Event()
    with pytest.raises(StoreUnavailable):
        reads(thaw.wait, 20)
    with pytest.raises(StoreUnavailable, match="a moment ago"):
        reads(lambda: pytest.fail("was called"))
    thaw.set()


def test_hung_calls_are_bounded() -> None:
    reads = Reads(deadline=0.01, rest=0.0, limit=2)
    thaw = threading.Event()
    for _ in range(5):
        with pytest.raises(StoreUnavailable):
            reads(thaw.wait, 20)
    assert reads._lost == 2
    thaw.set()


def test_errors_come_through_and_threads_are_used_again() -> None:
    reads = Reads()
    names = {reads(lambda: threading.current_thread().ident) for _ in range(20)}
    assert len(names) < 4
    with pytest.raises(KeyError):
        reads(_key_error)


def _raise(*_args: object) -> None:
    raise StoreUnavailable("gone fishing")


def _key_error() -> Callable[[], None]:
    raise KeyError("x")
