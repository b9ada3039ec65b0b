"""What only a server far away can do: restart, hang, vanish."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from feedsvc.errors import ClaimLost, StoreReadOnly, StoreUnavailable
from feedsvc.models import Fragments
from feedsvc.store import Store, open_store
from feedsvc.store.among import BATCH
from feedsvc.store.documentrows import SECOND
from feedsvc.store.membership import lock_topics
from feedsvc.store.postgres import DeadlineConnection
from feedsvc.store.published import publish_version, write_documents
from feedsvc.store.rendered import write_fragments
from feedsvc.store.touched import rows_before
from tests.builders import NOW, make_changes, make_new, story_id
from tests.patience import until
from tests.store.helpers import bring, furnish, make_document, make_record, make_topic, take

pytestmark = pytest.mark.postgres


@pytest.fixture
def database_url(postgres_url: str) -> str:
    return postgres_url


class Wire:
    """A line to the server that can be held still."""

    def __init__(self, host: str, port: int) -> None:
        self.server = (host, port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.flows = threading.Event()
        self.flows.set()
        self.sockets: list[socket.socket] = []
        self.threads = [threading.Thread(target=self.accept, daemon=True)]
        self.threads[0].start()

    def accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(self.server)
            self.sockets += [near, far]
            for pair in ((near, far), (far, near)):
                thread = threading.Thread(target=self.pump, args=pair, daemon=True)
                self.threads.append(thread)
                thread.start()

    def pump(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                self.flows.wait()
                target.sendall(data)
        except OSError:
            pass

    def close(self) -> None:
        self.flows.set()
        self.listener.close()
        for end in self.sockets:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@pytest.fixture
def wire(postgres_url: str) -> Iterator[Wire]:
    address = make_url(postgres_url)
    wire = Wire(address.host or "127.0.0.1", address.port or 5432)
    yield wire
    wire.close()


def through(wire: Wire, url: str) -> str:
    address = make_url(url).set(host="127.0.0.1", port=wire.port)
    return address.render_as_string(hide_password=False)


def test_a_server_that_hangs_is_given_up_in_time_and_used_again(
    wire: Wire, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(through(wire, postgres_url))
    store.upgrade()
    monkeypatch.setattr(DeadlineConnection, "deadline", 0.3)
    monkeypatch.setattr("feedsvc.store.engine.CONNECT_TIMEOUT", 2)
    wire.flows.clear()
    started = time.monotonic()
    with pytest.raises(StoreUnavailable):
        store.documents_version()
    assert time.monotonic() - started < 8
    wire.flows.set()
    assert store.documents_version() == 0
    store.close()


def test_connections_that_the_server_ended_are_replaced(postgres_server: Any, postgres_url: str) -> None:
    store = open_store(f"{postgres_url}&application_name=feedsvc_ended")
    store.upgrade()
    postgres_server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'feedsvc_ended'"
    )
    assert store.documents_version() == 0
    store.close()


def test_no_server_is_said_at_once() -> None:
    store = open_store("postgresql+psycopg://postgres@127.0.0.1:1/none")
    with pytest.raises(StoreUnavailable):
        store.documents_version()
    store.close()


def test_a_server_that_turns_read_only_is_told_and_written_again_afterwards(store: Store) -> None:
    """As a standby that has not been made the server yet, or one that an operator has set so."""
    furnish(store)
    claim = take(store)

    def reads_only(connection: Any) -> None:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")

    assert store.trouble() == ()
    assert store.check() == []
    sa.event.listen(store._engine, "begin", reads_only)
    with pytest.raises(StoreReadOnly):
        store.record_poll(make_record(store, claim, make_changes(new=(make_new(1),))))
    assert "read-only" in store.trouble()[0]
    assert "read-only" in store.check()[0]
    store.require_ready()
    sa.event.remove(store._engine, "begin", reads_only)
    store.record_poll(make_record(store, claim, make_changes(new=(make_new(1),))))
    assert store.counts()["stories"] == 1


def test_a_server_that_ends_every_connection_in_the_middle_of_a_poll_loses_and_doubles_nothing(
    store: Store, postgres_server: Any
) -> None:
    """A restart: what was being written is undone whole, and the same record can be written again."""
    furnish(store)
    record = make_record(store, take(store), make_changes(new=(make_new(1),)))

    def ends(connection: Any, *_: Any) -> None:
        sa.event.remove(store._engine, "after_cursor_execute", ends)
        own = connection.connection.driver_connection.info.backend_pid
        postgres_server.execute("SELECT pg_terminate_backend(%s)", (own,))

    sa.event.listen(store._engine, "after_cursor_execute", ends)
    with pytest.raises(StoreUnavailable):
        store.record_poll(record)
    assert store.counts()["stories"] == 0
    assert store.record_poll(record) == {"all"}
    assert store.counts()["stories"] == 1
    with pytest.raises(ClaimLost):
        store.record_poll(record)


HELD_UP = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
KEPT = Fragments(renderer="r", made={"atom": {story_id(1): b"<entry/>"}})


def test_a_poll_and_a_publication_of_the_same_story_never_wait_for_each_other(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    with ThreadPoolExecutor(1) as another:
        with store._write() as tx:  # as a poll does: stories, and then topics
            rows_before(tx, make_changes(), {story_id(1): None})
            publishing = another.submit(
                store.put_documents, "all", 9, [make_document()], now=NOW, kept=[KEPT]
            )
            until(lambda: tx.scalar(sa.text(HELD_UP)))
            assert lock_topics(tx, ["all"])
        assert publishing.result() == ["/feeds/all.atom"]
    assert store.fragments([story_id(1)], ["atom"], "r") == KEPT.made


def test_a_publication_and_the_pruning_of_a_story_in_it_never_wait_for_each_other(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    store.put_fragments(KEPT)
    with ThreadPoolExecutor(1) as another:
        with store._write() as tx:  # as a publication does: what is rendered of stories, and then a topic
            write_fragments(tx, KEPT)
            pruning = another.submit(store.prune, {story_id(1): ["all"]}, [story_id(1)], NOW)
            until(lambda: tx.scalar(sa.text(HELD_UP)))
            assert lock_topics(tx, ["all"])
        assert pruning.result() == {"all"}


def test_a_poll_and_new_rules_for_its_story_never_wait_for_each_other(store: Store) -> None:
    furnish(store, topics=("all", "harbour"))
    bring(store, 1)
    ruled = [make_topic("all"), make_topic("harbour", keywords=("quay",))]
    with ThreadPoolExecutor(1) as another:
        with store._write() as tx:  # as a poll does: stories, and then topics
            rows_before(tx, make_changes(), {story_id(1): None})
            deciding = another.submit(store.sync_topics, ruled, lambda _: {"all", "harbour"}, NOW)
            until(lambda: tx.scalar(sa.text(HELD_UP)))
            assert lock_topics(tx, ["harbour"])
        deciding.result()
    assert len(store.members("harbour")) == 1


def test_a_publication_and_the_renaming_of_its_topic_never_wait_for_each_other(store: Store) -> None:
    furnish(store)
    bring(store, 1)
    store.put_documents("all", 1, [make_document()], now=NOW)
    renamed = make_topic("whole", former=("all",))
    with ThreadPoolExecutor(1) as another:
        with store._write() as tx:  # as a publication does: a topic, and then its documents
            assert publish_version(tx, "all", 2, {"published_version": 2})
            renaming = another.submit(store.sync_topics, [renamed], lambda _: {"whole"}, NOW)
            until(lambda: tx.scalar(sa.text(HELD_UP)))
            assert write_documents(tx, [make_document(body=b"<feed>1</feed>")], NOW + SECOND)
        renaming.result()
    assert len(store.members("whole")) == 1


def test_a_poll_of_many_stories_locks_them_in_the_order_of_their_numbers(store: Store) -> None:
    furnish(store)
    bring(store, *range(1, 3 * BATCH))
    locked = []

    def asked(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        locked.extend([statement] if "FOR UPDATE" in statement else [])

    sa.event.listen(store._engine, "after_cursor_execute", asked)
    with store._write() as tx:
        rows = rows_before(tx, make_changes(), {story_id(n): None for n in range(1, 3 * BATCH)})
    assert len(rows) == 3 * BATCH - 1
    assert len(locked) == 1
