"""Published bytes, their times, and the outbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from feedsvc.errors import StoreError, TooSoon
from feedsvc.models import Changes, Fragments, ModifiedStory
from feedsvc.render import gzip
from feedsvc.store import Store
from feedsvc.store.outbox import VISIBLE
from feedsvc.store.tables import documents
from tests.builders import NOW, make_sighting, story_id
from tests.store.helpers import MINUTE, SECOND, bring, furnish, make_document, poll

PATH = "/feeds/all.atom"
URL = "https://feeds.example/feeds/all.atom"
HUB = "https://hub.example/"


def put(store: Store, version: int, *bodies: bytes, **given: Any) -> list[str]:
    made = [make_document(PATH if n == 0 else f"{PATH}.{n}", body) for n, body in enumerate(bodies)]
    return store.put_documents("all", version, made, **{"now": NOW, **given})


def test_a_document_is_read_back_with_its_codings(store: Store) -> None:
    furnish(store)
    body = b"\xef\x00<feed/>"
    document = make_document(body=body, codings={"gzip": gzip(body), "br": b"\xff", "zstd": b"\x28\xb5"})
    assert store.put_documents("all", 1, [document], now=NOW) == [PATH]
    assert store.document(PATH) == replace(document, last_modified=NOW)
    assert store.document("/feeds/other.atom") is None
    (head,) = store.document_heads()
    assert (head.path, head.etag, head.last_modified, head.topic) == (PATH, document.etag, NOW, "all")


@pytest.mark.parametrize("body", [b"", b"short", b"long " * 1000], ids=["empty", "short", "long"])
def test_a_body_is_stored_once_and_read_back(store: Store, body: bytes) -> None:
    furnish(store)
    document = make_document(body=body, codings={"gzip": gzip(body)})
    store.put_documents("all", 1, [document], now=NOW)
    assert store.document(PATH) == replace(document, last_modified=NOW)
    with store._read() as tx:
        assert tx.scalar(sa.select(documents.c.plain)) == (b"" if len(body) > 100 else body)


def test_a_body_that_an_older_version_stored_is_read(store: Store) -> None:
    furnish(store)
    body = b"long " * 1000
    store.put_documents("all", 1, [make_document(body=body, codings={"gzip": gzip(body)})], now=NOW)
    with store._write() as tx:
        tx.execute(documents.update().values(plain=body, gzip=None))
    document = store.document(PATH)
    assert document is not None
    assert (document.body, document.codings) == (body, {})


def test_damaged_bytes_are_told_and_stop_nothing_else(store: Store) -> None:
    furnish(store)
    body = b"long " * 1000
    damaged = gzip(body)[:-20]
    made = [make_document(body=body, codings={"gzip": damaged}), make_document(f"{PATH}.1", b"whole")]
    store.put_documents("all", 1, made, now=NOW)
    with pytest.raises(StoreError, match=r"/feeds/all.atom is damaged in the database"):
        store.document(PATH)
    other = store.document(f"{PATH}.1")
    assert other is not None
    assert other.body == b"whole"


def test_the_same_bytes_leave_the_document_alone(store: Store) -> None:
    furnish(store)
    put(store, 1, b"one")
    before, version = store.document(PATH), store.documents_version()
    assert put(store, 2, b"one", now=NOW + MINUTE) == []
    assert store.document(PATH) == before
    assert store.documents_version() == version
    assert store.stale_topics() == []


def test_other_bytes_rise_the_version_and_the_time(store: Store) -> None:
    furnish(store)
    put(store, 1, b"one", b"archive")
    version = store.documents_version()
    assert put(store, 2, b"two", b"archive", now=NOW + MINUTE) == [PATH]
    document = store.document(PATH)
    assert document is not None
    assert (document.body, document.last_modified) == (b"two", NOW + MINUTE)
    assert store.documents_version() == version + 1


TIMES = [
    pytest.param(SECOND, SECOND, id="in the next second"),
    pytest.param(timedelta(milliseconds=1999), SECOND, id="fractions are cut"),
    pytest.param(-MINUTE, SECOND, id="a clock that steps back never moves it back"),
    pytest.param(MINUTE, MINUTE, id="later it is now"),
]


@pytest.mark.parametrize(("after", "expected"), TIMES)
def test_last_modified_rises_with_every_change(store: Store, after: timedelta, expected: timedelta) -> None:
    furnish(store)
    put(store, 1, b"one")
    put(store, 2, b"two", now=NOW + after)
    document = store.document(PATH)
    assert document is not None
    assert document.last_modified == NOW + expected


def test_a_second_change_within_a_second_writes_nothing_and_says_when(store: Store) -> None:
    furnish(store)
    put(store, 1, b"one", b"archive")
    with pytest.raises(TooSoon) as refused:
        put(store, 2, b"two", b"other", now=NOW + timedelta(milliseconds=400))
    assert refused.value.seconds == pytest.approx(0.6)
    document = store.document(PATH)
    assert document is not None
    assert document.body == b"one"
    state = store.topic_state("all")
    assert state is not None
    assert state.published_version == 1


def test_an_older_version_changes_nothing(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    assert put(store, 2, b"two", archived=3, fingerprint="f") == [PATH]
    assert put(store, 1, b"one") == []
    assert put(store, 2, b"again") == []
    state = store.topic_state("all")
    assert state is not None
    assert (state.published_version, state.archived, state.fingerprint) == (2, 3, "f")
    put(store, 3, b"three", archived=1, now=NOW + MINUTE)
    state = store.topic_state("all")
    assert state is not None
    assert state.archived == 1, "larger archive pages are fewer"


def test_documents_of_unknown_topics_are_not_published(store: Store) -> None:
    assert put(store, 1, b"one") == []
    assert store.document(PATH) is None


def test_documents_that_are_no_longer_wanted_go(store: Store) -> None:
    furnish(store)
    put(store, 1, b"one", b"two")
    assert put(store, 2, b"one", removed_paths=[f"{PATH}.1", "/never"]) == [f"{PATH}.1"]
    assert [head.path for head in store.document_heads()] == [PATH]


def test_a_document_may_belong_to_no_topic(store: Store) -> None:
    document = make_document("/feeds.opml", topic=None)
    assert store.put_documents(None, 0, [document], now=NOW) == ["/feeds.opml"]
    assert store.put_documents(None, 0, [document], now=NOW + MINUTE) == []
    assert store.documents_version() == 1


# -- fragments -----------------------------------------------------------------------------------------


def test_fragments_are_kept_for_one_renderer(store: Store) -> None:
    furnish(store)
    bring(store, 1, 2)
    made = {story_id(1): b"<entry>1</entry>", story_id(2): b"<entry>2</entry>"}
    store.put_fragments(Fragments(renderer="r1", made={"atom": made}))
    assert store.fragments(made, ["atom"], "r1")["atom"] == made
    assert store.fragments(made, ["rss"], "r1")["rss"] == {}
    assert store.fragments(made, ["atom"], "r2")["atom"] == {}
    store.put_fragments(Fragments(renderer="r2", made={"atom": {story_id(1): b"new"}}))
    assert store.fragments(made, ["atom"], "r1")["atom"] == {story_id(2): b"<entry>2</entry>"}
    assert store.fragments([], ["atom"], "r1")["atom"] == {}


def test_a_fragment_of_an_older_state_of_the_story_is_not_used(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    story = store.story(story_id(1))
    assert story is not None
    old = Fragments(renderer="r", made={"atom": {story.id: b"old"}})
    store.put_fragments(old)
    changed = ModifiedStory(story=replace(story, title="New"), sighting=make_sighting())
    poll(store, Changes(modified=(changed,)))
    assert store.fragments([story.id], ["atom"], "r")["atom"] == {}
    store.put_fragments(replace(old, stamps={story.id: story.stamp}))
    assert store.fragments([story.id], ["atom"], "r")["atom"] == {}
    new = Fragments(renderer="r", made={"atom": {story.id: b"new"}}, stamps={story.id: story.stamp + 1})
    store.put_fragments(new)
    assert store.fragments([story.id], ["atom"], "r")["atom"] == {story.id: b"new"}


def test_entries_are_kept_with_the_documents_that_show_them_or_not_at_all(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    kept = [Fragments(renderer="r", made={"atom": {story_id(1): b"<entry/>"}})]
    put(store, 1, b"<feed/>")
    with pytest.raises(TooSoon):
        put(store, 2, b"<feed><entry/></feed>", kept=kept)
    assert store.fragments([story_id(1)], ["atom"], "r")["atom"] == {}
    put(store, 2, b"<feed><entry/></feed>", kept=kept, now=NOW + SECOND)
    assert store.fragments([story_id(1)], ["atom"], "r")["atom"] == {story_id(1): b"<entry/>"}


# -- outbox --------------------------------------------------------------------------------------------


SEEN = NOW + VISIBLE


def ping(store: Store, version: int, body: bytes) -> None:
    now = NOW + (version - 1) * SECOND
    put(store, version, body, now=now, pings=[(PATH, URL, HUB), ("/feeds/all.rss", "other", HUB)])


def test_a_changed_document_queues_one_ping(store: Store) -> None:
    furnish(store)
    ping(store, 1, b"one")
    assert store.due_pings(NOW + SECOND) == [], "a web process may be a second behind"
    assert store.next_ping() == SEEN
    (due,) = store.due_pings(SEEN)
    assert (due.hub, due.topic_url, due.attempts) == (HUB, URL, 0)
    store.ping_done(due.id)
    ping(store, 2, b"one")
    assert store.due_pings(NOW + MINUTE) == []
    assert store.next_ping() is None


def test_a_ping_is_handed_to_one_sender_at_a_time(store: Store) -> None:
    furnish(store)
    ping(store, 1, b"one")
    assert len(store.due_pings(SEEN)) == 1
    assert store.due_pings(SEEN + SECOND) == []
    assert len(store.due_pings(NOW + 2 * MINUTE)) == 1, "a sender that died is replaced"


def test_a_failed_ping_waits_and_is_given_up_at_last(store: Store) -> None:
    furnish(store)
    ping(store, 1, b"one")
    (due,) = store.due_pings(SEEN)
    store.ping_failed(due.id, NOW + 5 * MINUTE)
    assert store.due_pings(NOW + 4 * MINUTE) == []
    (again,) = store.due_pings(NOW + 5 * MINUTE)
    assert again.attempts == 1
    store.ping_failed(again.id, None)
    assert store.counts()["pings"] == 0


def test_a_change_while_a_ping_is_on_its_way_is_not_forgotten(store: Store) -> None:
    furnish(store)
    ping(store, 1, b"one")
    (on_its_way,) = store.due_pings(SEEN)
    ping(store, 2, b"two")
    store.ping_done(on_its_way.id)
    (newer,) = store.due_pings(SEEN + SECOND)
    assert newer.id != on_its_way.id
