"""The queue: jobs name claims, workers poll under them, a killed worker loses nothing."""

from __future__ import annotations

import asyncio
import builtins
import signal
import threading
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feedsvc.config import Config, SourceConfig, StoreOptions
from feedsvc.errors import FeedsvcError, StoreUnavailable
from feedsvc.models import Claim
from feedsvc.schedule import jobs, queue
from feedsvc.schedule.awaited import on_thread
from feedsvc.schedule.fairness import MOST_OF_A_HOST
from feedsvc.schedule.kinds import Kind
from feedsvc.schedule.lanes import Lanes
from feedsvc.schedule.work import Work
from feedsvc.store import Store, open_store
from tests.fakes import FakeClock
from tests.forked import Forked, forked
from tests.patience import PATIENCE
from tests.schedule import worker_program
from tests.schedule.helpers import FakeClaims, FakeLine, FakePoller

LEASE = timedelta(seconds=20)


def config_on(url: str, *sources: SourceConfig) -> Config:
    return Config(directory=Path(), store=StoreOptions(url=url), sources=sources)


def claim(source: str = "a") -> Claim:
    return Claim(source=source, owner="me", epoch=3, until=datetime(2026, 3, 4, tzinfo=UTC))


def test_sqlite_has_no_queue_and_one_line_says_what_to_do() -> None:
    with pytest.raises(FeedsvcError, match=r'dispatcher = "queue" needs PostgreSQL \(set \[store\] url'):
        jobs.connection_url(config_on("sqlite:///a.db"))


def test_a_store_address_becomes_one_of_libpq_with_its_password() -> None:
    url = "postgresql+psycopg://me:secret@host:5433/db?sslmode=require"
    assert jobs.connection_url(config_on(url)) == "postgresql://me:secret@host:5433/db?sslmode=require"


def test_a_space_among_the_options_stays_a_space() -> None:
    url = "postgresql+psycopg://me:a+b@host/db?options=-csearch_path%3Done%20-cjit%3Doff"
    expected = "postgresql://me:a+b@host/db?options=-csearch_path%3Done%20-cjit%3Doff"
    assert jobs.connection_url(config_on(url)) == expected


def test_without_the_extra_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "procrastinate":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(FeedsvcError, match=r"pip install .*procrastinate"):
        jobs.load_procrastinate()


def test_a_claim_travels_through_a_job_unchanged() -> None:
    assert jobs.claim_of(**jobs.claim_values(claim())) == claim()


def scheduler(claims: FakeClaims, line: FakeLine, **given: Any) -> queue.Queue:
    named: dict[str, Any] = {"hosts": {}, "owner": "me", "clock": FakeClock()}
    return queue.Queue(claims, line, **named | given)


def sources_of(line: FakeLine) -> list[str]:
    return [job.source for job, _ in line.jobs]


def test_a_tick_puts_a_job_for_every_due_source_under_its_hosts_lock() -> None:
    claims, line = FakeClaims(), FakeLine()
    claims.are_due("a", "b")
    scheduling = scheduler(claims, line, hosts={"a": "a.example", "b": "a.example"})
    assert scheduling.tick() == 2
    assert sources_of(line) == ["a", "b"]
    assert {host for _, host in line.jobs} == {"a.example"}
    assert scheduling.stop(1)


def test_a_tick_puts_no_job_for_a_source_that_the_scheduler_does_not_know() -> None:
    claims, line = FakeClaims(), FakeLine()
    claims.are_due("new")
    scheduling = scheduler(claims, line, known=frozenset())
    assert scheduling.tick() == 0
    source = SourceConfig(slug="new", title="New", url="https://new.example/", extractor="auto")
    scheduling.turns_to(config_on("sqlite:///a.db", source), FakePoller())
    assert scheduling.tick() == 1
    assert line.jobs[0][1] == "new.example"


def test_a_queue_that_takes_no_jobs_gives_its_claims_back() -> None:
    claims, line = FakeClaims(), FakeLine()
    claims.are_due("a", "b", "c")
    line.breaks()
    with pytest.raises(StoreUnavailable, match="the queue takes no jobs: connection lost"):
        scheduler(claims, line).tick()
    assert claims.released == ["a", "b", "c"]


def test_where_nobody_takes_jobs_the_line_stays_as_long_as_it_is() -> None:
    claims, line = FakeClaims(), FakeLine()
    claims.are_due(*(f"s{n}" for n in range(3 * queue.MOST_WAITING)))
    scheduling = scheduler(claims, line)
    assert [scheduling.tick(), scheduling.tick()] == [queue.MOST_WAITING, 0]
    assert len(claims.due) == 2 * queue.MOST_WAITING, "the others are due as before"
    line.jobs.clear()
    assert scheduling.tick() == queue.MOST_WAITING


def test_a_host_with_too_many_sources_leaves_the_line_to_others() -> None:
    claims, line = FakeClaims(), FakeLine()
    many, few = [f"m{n}" for n in range(500)], ["one", "two"]
    claims.are_due(*many, *few)
    scheduling = scheduler(claims, line, hosts=dict.fromkeys(many, "many.example"), known={*many, *few})
    scheduling.tick()
    assert sources_of(line) == [*many[:MOST_OF_A_HOST], *few]
    assert not scheduling.tick()


def test_many_hosts_with_too_many_sources_leave_half_of_the_line_to_others() -> None:
    claims, line = FakeClaims(), FakeLine()
    crowd, hosts = [f"m{n}" for n in range(2 * queue.MOST_WAITING)], 2 * queue.MOST_WAITING // MOST_OF_A_HOST
    claims.are_due(*crowd, "one", "two")
    named = {slug: f"host{n % hosts}" for n, slug in enumerate(crowd)}
    scheduler(claims, line, hosts=named, known={*crowd, "one", "two"}).tick()
    assert sources_of(line)[-2:] == ["one", "two"]


def test_every_tick_takes_out_what_dead_workers_left() -> None:
    line = FakeLine()
    scheduling = scheduler(FakeClaims(), line)
    scheduling.tick()
    scheduling.tick()
    assert line.swept == 2


def test_a_worker_polls_under_the_claim_of_its_job() -> None:
    claims, poller = FakeClaims(), FakePoller()
    work = Work(claims, poller, lease=LEASE, clock=FakeClock())
    assert work(**jobs.claim_values(claim()))
    assert poller.claims == [claim()]
    assert claims.renewed == ["a"]


def test_a_job_whose_claim_has_passed_on_is_nobodys() -> None:
    claims, poller = FakeClaims(), FakePoller()
    claims.lost = {"a"}
    assert not Work(claims, poller, lease=LEASE, clock=FakeClock())(**jobs.claim_values(claim()))
    assert poller.claims == []


def test_a_worker_gives_back_a_source_that_it_does_not_know_until_it_does() -> None:
    claims, poller = FakeClaims(), FakePoller()
    work = Work(claims, FakePoller(), lease=LEASE, clock=FakeClock(), known={"b"})
    assert not work(**jobs.claim_values(claim()))
    assert (claims.released, claims.renewed) == (["a"], [])
    source = SourceConfig(slug="a", title="A", url="https://a.example/", extractor="auto")
    work.turns_to(config_on("sqlite:///a.db", source), poller)
    assert work(**jobs.claim_values(claim()))
    assert poller.polled == ["a"]


def test_a_worker_gives_back_a_source_that_needs_a_browser_by_now() -> None:
    claims, poller = FakeClaims(), FakePoller()
    work = Work(claims, poller, lease=LEASE, clock=FakeClock(), known={"a"})
    source = SourceConfig(slug="a", title="A", url="https://a.example/", extractor="auto", render="auto")
    work.turns_to(config_on("sqlite:///a.db", source), poller)
    assert not work(**jobs.claim_values(claim()))
    assert (claims.released, poller.polled) == (["a"], [])


def test_a_worker_renews_its_claim_while_it_polls_and_survives_a_poll_that_raises() -> None:
    claims, poller = FakeClaims(), FakePoller()
    poller.hangs_on("a")
    poller.raises_on("a")
    work = Work(claims, poller, lease=timedelta(seconds=0.06), clock=FakeClock())
    thread = threading.Thread(target=work, kwargs=jobs.claim_values(claim()))
    thread.start()
    while len(claims.renewed) < 4:
        thread.join(0.01)
    poller.lets_go()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_polls_that_hang_hold_up_neither_others_nor_the_end() -> None:
    let_go = threading.Event()

    async def work() -> str:
        hanging = [asyncio.ensure_future(on_thread(let_go.wait)) for _ in range(40)]
        answer = await on_thread(lambda: "polled")
        for task in hanging:
            task.cancel()
        return answer

    assert asyncio.run(work()) == "polled"
    let_go.set()


def test_what_a_poll_raises_reaches_the_worker() -> None:
    with pytest.raises(ZeroDivisionError):
        asyncio.run(on_thread(lambda: 1 // 0))


# -- with PostgreSQL -------------------------------------------------------------------------------------


def queue_on(url: str, store: Store, clock: FakeClock, *sources: SourceConfig) -> queue.Queue:
    """The queue of plain polls."""
    queues = queue.make_queues(config_on(url, *sources), store, owner="scheduler", clock=clock)
    return queues[Kind.PLAIN]


def worker_named(
    url: str, name: str, seconds: float, kind: Kind = Kind.PLAIN
) -> AbstractContextManager[Forked]:
    return forked(worker_program.main, url, name, str(seconds), kind.value)


@pytest.mark.postgres
def test_a_killed_workers_source_is_polled_by_another_once_its_claim_has_run_out(postgres_url: str) -> None:
    source = SourceConfig(slug="slow", title="Slow", url="https://slow.example/", extractor="auto")
    clock = FakeClock(datetime.now(UTC))
    store = open_store(postgres_url)
    store.upgrade()
    store.sync_sources([source], clock())
    scheduling = queue_on(postgres_url, store, clock, source)
    try:
        assert scheduling.tick() == 1
        assert scheduling.tick() == 0
        with worker_named(postgres_url, "first", 60) as first:
            assert first.line() == "polling slow"
            first.kill()
        assert scheduling.tick() == 0, "the lease still holds"
        # The worker renewed by the real clock, which a busy machine lets run far.
        clock.now = datetime.now(UTC) + timedelta(seconds=30)
        assert scheduling.tick() == 1, "the lease has run out"
        with worker_named(postgres_url, "second", 0) as second:
            assert (second.line(), second.line()) == ("polling slow", "polled slow")
            second.send_signal(signal.SIGTERM)
            assert second.ends() == (0, "closed\ngone\n")
    finally:
        scheduling.stop(0)
        store.close()


@pytest.mark.postgres
def test_without_workers_one_job_a_source_waits_however_long_it_takes(postgres_url: str) -> None:
    sources = [
        SourceConfig(slug=slug, title=slug, url=f"https://{slug}.example/", extractor="auto")
        for slug in ("one", "two", "three")
    ]
    clock = FakeClock(datetime.now(UTC))
    store = open_store(postgres_url)
    store.upgrade()
    store.sync_sources(sources, clock())
    scheduling = queue_on(postgres_url, store, clock, *sources)
    try:
        for _ in range(3):
            assert scheduling.tick() == 3
            assert scheduling._jobs.waiting() == {"one.example": 1, "two.example": 1, "three.example": 1}
            clock.advances(seconds=queue.WAITING.total_seconds() + 1)
    finally:
        scheduling.stop(0)
        store.close()


@pytest.mark.postgres
def test_each_kind_of_worker_takes_its_own_jobs_and_none_waits_behind_the_other_kind(
    postgres_url: str,
) -> None:
    url = "https://slow.example/"
    sources = (
        SourceConfig(slug="app", title="App", url=url, extractor="auto", render="always"),
        SourceConfig(slug="slow", title="Slow", url=url, extractor="auto"),
    )
    clock = FakeClock(datetime.now(UTC))
    store = open_store(postgres_url)
    store.upgrade()
    store.sync_sources(sources, clock())
    config = config_on(postgres_url, *sources)
    queues = queue.make_queues(config, store, owner="scheduler", clock=clock)
    scheduling = Lanes(queues)
    try:
        assert queues[Kind.DRAWN].tick() == 1, "its job is the first of the host's"
        assert scheduling.tick() == 1
        assert [q._jobs.waiting() for q in queues.values()] == [{"slow.example": 1}] * 2
        with worker_named(postgres_url, "plain", 0) as plain:
            assert (plain.line(), plain.line()) == ("polling slow", "polled slow")
        with worker_named(postgres_url, "drawing", 0, Kind.DRAWN) as drawing:
            assert (drawing.line(), drawing.line()) == ("polling app", "polled app")
    finally:
        scheduling.stop(0)
        store.close()
