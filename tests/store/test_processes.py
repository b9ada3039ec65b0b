"""Several processes over one database: schedulers side by side, and one that is killed."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from feedsvc.store import engine, open_store
from tests.builders import NOW, make_changes, make_new
from tests.forked import CONTEXT
from tests.patience import PATIENCE
from tests.store.helpers import LEASE, bring, furnish, make_record

SOURCES = [f"s{n}" for n in range(24)]


def schedule(url: str, owner: str, ready: Any, answers: Any) -> None:
    """Poll whatever is due, until nothing is."""
    store = open_store(url)
    ready.wait()
    try:
        while claims := store.claim_due(owner, NOW, LEASE, 2):
            for claim in claims:
                new = make_new(SOURCES.index(claim.source) + 1, source=claim.source)
                store.record_poll(make_record(store, claim, make_changes(new=(new,))))
        answers.put(None)
    except Exception as error:
        answers.put(repr(error))
    finally:
        store.close()


def test_schedulers_in_many_processes_poll_each_source_once(database_url: str) -> None:
    store = open_store(database_url)
    store.upgrade()
    furnish(store, sources=SOURCES)
    ready, answers = CONTEXT.Barrier(4), CONTEXT.Queue()
    processes = [
        CONTEXT.Process(target=schedule, args=(database_url, f"scheduler-{n}", ready, answers))
        for n in range(4)
    ]
    for process in processes:
        process.start()
    assert [answers.get(timeout=PATIENCE) for _ in processes] == [None] * 4
    for process in processes:
        process.join(PATIENCE)
    assert store.outcomes() == {source: {"ok": 1} for source in SOURCES}
    assert [m.seq for m in store.members("all")] == list(range(1, len(SOURCES) + 1))
    store.close()


def write_for_ever(url: str, told: Any) -> None:
    store = open_store(url)
    for number in count(1):
        bring(store, 3 * number, 3 * number + 1, 3 * number + 2)
        told.put(number)


def test_what_a_killed_process_had_written_is_whole(database_url: str) -> None:
    store = open_store(database_url)
    store.upgrade()
    furnish(store)
    told = CONTEXT.Queue()
    process = CONTEXT.Process(target=write_for_ever, args=(database_url, told))
    process.start()
    while told.get(timeout=PATIENCE) < 5:
        pass
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(PATIENCE)
    stored = store.counts()["stories"]
    assert stored >= 15
    assert stored % 3 == 0, "a poll is written whole or not at all"
    assert len(store.members("all")) == stored
    assert store.check() == []
    assert store.claim("world", "next", NOW + LEASE, LEASE) is not None
    store.close()


def test_many_writing_threads_of_two_programs_never_find_the_database_locked(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 1.0)
    monkeypatch.setattr(engine, "WRITER_TIMEOUT", 10.0)
    stores = [open_store(sqlite_url), open_store(sqlite_url)]
    stores[0].upgrade()

    def write(n: int) -> None:
        for _ in range(20):
            stores[n % 2].take_host(f"host {n}", "me", NOW, timedelta(seconds=1))

    with ThreadPoolExecutor(32) as pool:
        list(pool.map(write, range(32)))
    for store in stores:
        store.close()
