"""Threads: who is polled when, who waits for whom, and what becomes of claims."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feedsvc.config import Config, SourceConfig
from feedsvc.models import Claim
from feedsvc.schedule import dispatch, faults
from feedsvc.schedule.dispatch import MOST_WAITING, ONE_FREE_IN, Threads, lease_for
from feedsvc.schedule.fairness import MOST_OF_A_HOST
from feedsvc.schedule.hosts import hosts_of
from feedsvc.schedule.kinds import DRAWING, Kind
from tests.fakes import FakeClock
from tests.patience import PATIENCE, until
from tests.schedule.helpers import FakeClaims, FakePoller

LEASE = timedelta(seconds=20)


@pytest.fixture
def poller() -> Iterator[FakePoller]:
    poller = FakePoller()
    yield poller
    poller.lets_go()


@pytest.fixture
def claims() -> FakeClaims:
    return FakeClaims()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def make_threads(
    claims: FakeClaims,
    poller: FakePoller,
    clock: FakeClock,
    *,
    most: int = 64,
    hosts: dict[str, str] | None = None,
    known: Sequence[str] | None = None,
) -> Threads:
    return Threads(
        claims, poller, hosts=hosts or {}, owner="me", clock=clock, lease=LEASE, most=most, known=known
    )


def asked_by_a_thread(question: Callable[[FakePoller], bool], poller: FakePoller) -> bool:
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(question(poller)))
    thread.start()
    thread.join()
    return answers[0]


def slugs(count: int, prefix: str = "s") -> list[str]:
    return [f"{prefix}{n}" for n in range(count)]


def one_polled_while_another_waits(claims: FakeClaims, poller: FakePoller, clock: FakeClock) -> Threads:
    """Of two sources of one host the first hangs, and the second's claim stands behind it."""
    threads = make_threads(claims, poller, clock, hosts={"a": "h", "b": "h"})
    poller.hangs_on("a")
    claims.are_due("a", "b")
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 1)
    return threads


def test_what_is_due_is_polled_under_its_claim(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock)
    claims.are_due("a", "b")
    assert threads.tick() == 2
    poller.waits_until(lambda: len(poller.polled) == 2)
    assert threads.stop(5)
    assert sorted(poller.polled) == ["a", "b"]
    assert {c.owner for c in poller.claims} == {"me"}


def test_ten_hanging_sources_delay_none_of_two_hundred(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock)
    poller.hangs_on(*slugs(10))
    claims.are_due(*slugs(200))
    threads.tick()
    poller.waits_until(lambda: len(poller.polled) == 190 and len(poller.claims) == 200)
    assert asked_by_a_thread(threads.is_polling_with, poller), "as the thread that renews asks"
    poller.lets_go()
    assert threads.stop(5)
    assert sorted(poller.polled) == sorted(slugs(200))


def test_polls_of_one_host_follow_each_other_and_leave_threads_to_others(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    crowd = slugs(100, "crowd")
    threads = make_threads(claims, poller, clock, most=4, hosts=dict.fromkeys(crowd, "one.example"))
    poller.hangs_on("crowd0")
    claims.are_due(*crowd, "other")
    threads.tick()
    poller.waits_until(lambda: poller.polled == ["other"])
    assert [c.source for c in poller.claims if c.source in crowd] == ["crowd0"]
    poller.lets_go()
    poller.waits_until(lambda: len(poller.polled) == 101)
    assert threads.stop(5)
    assert [slug for slug in poller.polled if slug in crowd] == crowd


def test_no_more_is_claimed_than_can_be_started(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock, most=3)
    poller.hangs_on(*slugs(10))
    claims.are_due(*slugs(10))
    assert threads.tick() == 3
    assert threads.tick() == 0
    assert len(claims.due) == 7
    assert claims.asked == [3]
    poller.lets_go()
    poller.waits_until(lambda: len(poller.polled) == 10)
    assert threads.stop(5)


@pytest.mark.parametrize("listed", [False, True], ids=["any source", "those of a configuration"])
def test_a_host_with_too_many_sources_keeps_those_of_others_from_nothing(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock, listed: bool
) -> None:
    crowd = slugs(MOST_WAITING + 50)
    known = [*crowd, "other"] if listed else None
    threads = make_threads(claims, poller, clock, hosts=dict.fromkeys(crowd, "one.example"), known=known)
    poller.hangs_on("s0")
    claims.are_due(*crowd, "other")
    threads.tick()
    poller.waits_until(lambda: "other" in poller.polled)
    assert MOST_OF_A_HOST <= len(crowd) - len(claims.due) <= MOST_OF_A_HOST + 1
    poller.lets_go()
    poller.waits_until(lambda: len(poller.polled) == len(crowd) + 1)
    assert threads.stop(5)


def test_what_falls_due_while_another_looks_is_polled_without_a_further_tick(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    def another_comes() -> None:
        claims.are_due("late")
        assert threads.tick() == 0

    threads = make_threads(claims, poller, clock)
    claims.are_due("first")
    claims.finds_nothing_while(another_comes)
    threads.tick()
    poller.waits_until(lambda: {"first", "late"} <= set(poller.polled))
    assert threads.stop(5)


def test_many_hosts_with_too_many_sources_keep_those_of_others_from_nothing(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    crowd = slugs(2 * MOST_WAITING)
    hosts = {slug: f"host{n % 20}" for n, slug in enumerate(crowd)}
    threads = make_threads(claims, poller, clock, hosts=hosts)
    poller.hangs_on(*crowd)
    claims.are_due(*crowd, "other")
    threads.tick()
    poller.waits_until(lambda: "other" in poller.polled)
    poller.lets_go()
    assert threads.stop(PATIENCE)


def test_claims_that_wait_for_their_hosts_are_bounded(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    crowd = slugs(MOST_WAITING + 200)
    hosts = {slug: f"host{n % 20}" for n, slug in enumerate(crowd)}
    threads = make_threads(claims, poller, clock, hosts=hosts, most=MOST_WAITING)
    poller.hangs_on(*crowd)
    claims.are_due(*crowd)
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 20)
    threads.tick()
    assert len(crowd) - len(claims.due) == MOST_WAITING // 2 + 20, "twenty are polled, the others wait"
    assert threads.stop(0) is False
    poller.lets_go()


def test_a_long_poll_keeps_its_claim(claims: FakeClaims, poller: FakePoller, clock: FakeClock) -> None:
    threads = make_threads(claims, poller, clock)
    poller.hangs_on("a")
    claims.are_due("a")
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 1)
    assert claims.renewed == []
    clock.advances(seconds=11)
    threads.tick()
    threads.tick()
    assert claims.renewed == ["a"]
    poller.lets_go()
    assert threads.stop(5)


def test_a_renewed_claim_is_the_same_claim_for_a_lease_from_now(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = one_polled_while_another_waits(claims, poller, clock)
    for _ in range(3):
        clock.advances(seconds=11)
        threads.tick()
    held = [claim for claim, _ in claims.renewed_until if claim.source == "b"]
    assert [(claim.owner, claim.epoch) for claim in held] == [("me", 1)] * 3
    assert [claim.until for claim in held[1:]] == [until for _, until in claims.renewed_until[1:4:2]]
    assert claims.renewed_until[-1][1] == clock() + LEASE
    poller.lets_go()
    poller.waits_until(lambda: poller.polled == ["a", "b"])
    assert poller.claims[1].until == clock() + LEASE
    assert threads.stop(5)


def test_a_claim_is_not_renewed_before_half_its_lease_is_over(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock)
    poller.hangs_on("a")
    claims.are_due("a")
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 1)
    clock.advances(seconds=10)
    threads.tick()
    assert claims.renewed == []
    poller.lets_go()
    assert threads.stop(5)


def test_a_claim_that_was_lost_is_neither_renewed_again_nor_given_back(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock)
    poller.hangs_on("a", "b")
    claims.are_due("a", "b")
    claims.lost = {"a"}
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 2)
    for _ in range(2):
        clock.advances(seconds=11)
        threads.tick()
    assert claims.renewed == ["a", "b", "b"]
    assert threads.stop(0.01) is False
    assert claims.released == ["b"]
    assert claims.released_at == [clock()]


@pytest.mark.parametrize("lost", [set[str](), {"a"}], ids=["renewed", "lost"])
def test_a_claim_whose_poll_ends_while_it_is_renewed_is_held_no_more(
    lost: set[str], poller: FakePoller, clock: FakeClock
) -> None:
    class Slow(FakeClaims):
        def renew(self, claim: Claim, until: datetime) -> bool:
            poller.lets_go()
            assert threads._wait(PATIENCE)
            return super().renew(claim, until)

    claims = Slow()
    claims.lost = lost
    threads = make_threads(claims, poller, clock)
    poller.hangs_on("a")
    claims.are_due("a")
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 1)
    assert threads.running == 1
    clock.advances(seconds=11)
    threads.tick()
    assert claims.renewed == ["a"]
    assert threads.running == 0
    assert threads.stop(5)
    assert claims.released == []


def test_polls_run_on_threads_named_after_their_host_that_no_exit_waits_for(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock, hosts={"a": "news.example"})
    poller.hangs_on("a")
    claims.are_due("a")
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 1)
    (thread,) = [t for t in threading.enumerate() if t.name == "poll news.example"]
    assert thread.daemon
    poller.lets_go()
    assert threads.stop(5)


def test_of_what_is_due_only_what_is_known_is_claimed(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = Threads(
        claims, poller, hosts={}, owner="me", clock=clock, lease=LEASE, most=9, known=frozenset({"a"})
    )
    claims.are_due("a", "b")
    assert threads.tick() == 1
    assert threads.stop(5)
    assert poller.polled == ["a"]


def test_what_comes_due_while_all_threads_are_busy_is_claimed_when_one_is_free(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock, most=1)
    poller.hangs_on("a")
    claims.are_due("a", "b", "c")
    assert threads.tick() == 1
    poller.waits_until(lambda: len(poller.claims) == 1)
    poller.lets_go()
    poller.waits_until(lambda: poller.polled == ["a", "b", "c"])
    assert threads.stop(5)


def test_while_most_threads_are_busy_more_is_claimed_for_several_at_once(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    begun: list[Callable[[], None]] = []
    threads = Threads(
        claims,
        poller,
        hosts={},
        owner="me",
        clock=clock,
        lease=LEASE,
        most=3 * ONE_FREE_IN,
        beside=lambda work, _: begun.append(work),
    )
    claims.are_due(*slugs(4 * ONE_FREE_IN))
    threads.tick()
    left = []
    for work in begun[:3]:
        work()
        left.append(len(claims.due))
    assert left == [ONE_FREE_IN, ONE_FREE_IN, ONE_FREE_IN - 3]


def test_nobody_asks_for_more_where_nothing_more_was_due(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock, most=2)
    claims.are_due("a")
    threads.tick()
    poller.waits_until(lambda: poller.polled == ["a"])
    assert threads._wait(5)
    asked = len(claims.asked)
    claims.are_due("b")
    assert (len(claims.asked), poller.polled) == (asked, ["a"])
    assert threads.stop(5)


def test_who_comes_while_another_fills_claims_nothing(poller: FakePoller, clock: FakeClock) -> None:
    class Nested(FakeClaims):
        def claim_due(self, *given: Any, **more: Any) -> list[Claim]:
            if len(nested) < 3:  # each of them has the first one look once more
                nested.append(threads._fill())
            return super().claim_due(*given, **more)

    nested: list[int] = []
    claims = Nested()
    threads = make_threads(claims, poller, clock)
    claims.are_due("a")
    assert threads.tick() == 1
    assert set(nested) == {0}
    assert threads.stop(5)


def test_a_failure_is_told_again_after_a_poll_that_succeeded(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    threads = make_threads(claims, poller, clock, hosts=dict.fromkeys("abcdefgh", "h"))
    poller.raises_on("a", "b", "c", "e", "f", "g")
    claims.are_due(*"abcdefgh")
    with caplog.at_level(logging.ERROR):
        threads.tick()
        poller.waits_until(lambda: poller.polled == ["d", "h"])
        assert threads.stop(5)
    assert [vars(record)["fields"]["source"] for record in caplog.records] == ["a", "b", "e", "f"]
    assert {record.getMessage() for record in caplog.records} == {"poll"}


@pytest.mark.parametrize(("level", "traced"), [(logging.DEBUG, True), (logging.INFO, False)])
def test_where_a_poll_raised_is_told_to_those_who_log_everything(
    level: int, traced: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(level, logger=faults.log.name):
        faults.log_fault("a", RuntimeError("broke"))
    (record,) = caplog.records
    assert (record.levelno, bool(record.exc_info)) == (logging.ERROR, traced)


def test_a_claim_that_ran_out_while_waiting_is_let_go_and_its_source_polled_later(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = one_polled_while_another_waits(claims, poller, clock)
    clock.advances(seconds=60)  # the database is away: nothing is renewed
    poller.lets_go()
    assert threads._wait(5)
    threads.tick()
    assert claims.renewed == []
    claims.are_due("b")
    threads.tick()
    poller.waits_until(lambda: poller.polled == ["a", "b"])
    assert threads.stop(5)


def test_a_claim_that_was_lost_while_waiting_is_not_polled(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock, hosts={"a": "h", "b": "h"})
    poller.hangs_on("a")
    claims.are_due("a", "b")
    claims.lost = {"b"}
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 1)
    clock.advances(seconds=11)
    threads.tick()
    poller.lets_go()
    assert threads.stop(5)
    assert poller.polled == ["a"]


def test_a_claim_that_was_lost_while_waiting_may_be_of_a_source_taken_out(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    claims.lost = {"b"}
    threads = one_polled_while_another_waits(claims, poller, clock)
    clock.advances(seconds=11)
    threads.tick()
    threads.turns_to(config_of("a"), poller)
    poller.lets_go()
    assert threads.stop(5)
    assert poller.polled == ["a"]


def test_a_claim_that_ran_out_while_waiting_is_not_polled(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = one_polled_while_another_waits(claims, poller, clock)
    clock.advances(seconds=21)
    poller.lets_go()
    poller.waits_until(lambda: poller.polled == ["a"])
    assert threads.stop(5)
    assert poller.polled == ["a"]


def test_a_poll_that_raises_disturbs_nobody_and_is_logged_without_its_escapes(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    threads = make_threads(claims, poller, clock, hosts={"a": "h", "b": "h"})
    poller.raises_on("a")
    claims.are_due("a", "b")
    with caplog.at_level(logging.ERROR):
        threads.tick()
        poller.waits_until(lambda: poller.polled == ["b"])
        assert threads.stop(5)
    fields = [vars(record)["fields"] for record in caplog.records]
    assert fields == [{"source": "a", "error": "RuntimeError: a \\x1b[31m broke"}]


def test_a_source_that_always_raises_does_not_flood_the_log(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    threads = make_threads(claims, poller, clock, hosts={"a": "h"})
    poller.raises_on("a")
    claims.are_due(*["a"] * 100)
    with caplog.at_level(logging.ERROR):
        threads.tick()
        poller.waits_until(lambda: len(poller.claims) > 0)
        threads.stop(5)
    assert len(caplog.records) <= 7


def test_stopping_waits_for_what_runs_and_gives_back_what_waits(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = one_polled_while_another_waits(claims, poller, clock)
    assert threads.stop(0.01) is False
    assert set(claims.released) == {"a", "b"}
    claims.are_due("c")
    assert threads.tick() == 0


def test_a_poll_that_finishes_after_the_end_of_ticks_keeps_its_claim(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "LOOK_AGAIN", 0.01)
    threads = one_polled_while_another_waits(claims, poller, clock)
    clock.advances(seconds=11)
    assert threads.stop(0.1) is False
    assert claims.renewed == ["a"]


def test_a_claim_that_comes_while_stopping_is_given_back(poller: FakePoller, clock: FakeClock) -> None:
    class Slow(FakeClaims):
        def claim_due(self, *given: Any, **more: Any) -> list[Claim]:
            taken = super().claim_due(*given, **more)
            threads.stop(0)
            return taken

    claims = Slow()
    threads = make_threads(claims, poller, clock)
    claims.are_due("a")
    threads.tick()
    assert claims.released == ["a"]
    assert poller.claims == []


def test_stopping_without_a_database_lets_claims_run_out(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock)
    poller.hangs_on("a")
    claims.are_due("a")
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 1)
    claims.away = True
    assert threads.stop(0.01) is False


def test_a_database_that_goes_away_while_refilling_is_no_crash(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    threads = make_threads(claims, poller, clock, most=1)
    poller.hangs_on("a")
    claims.are_due("a", "b")
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 1)
    claims.away = True
    with caplog.at_level(logging.WARNING):
        poller.lets_go()
        poller.waits_until(lambda: poller.polled == ["a"])
        until(lambda: caplog.records)
        assert threads.stop(5)
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (logging.WARNING, "tick")
    assert vars(record)["fields"] == {"error": "the database is away"}


HOSTS = [
    pytest.param("https://News.Example/a", "news.example", id="host in lower case"),
    pytest.param("http://127.0.0.1:8001/a", "127.0.0.1:8001", id="port told apart"),
    pytest.param("file:samples/a.html", "a", id="file by itself"),
]


@pytest.mark.parametrize(("url", "host"), HOSTS)
def test_a_source_is_grouped_by_its_host(url: str, host: str) -> None:
    assert hosts_of([SourceConfig(slug="a", title="A", url=url, extractor="auto")]) == {"a": host}


def test_a_lease_outlasts_missed_ticks() -> None:
    assert lease_for(timedelta(seconds=1)) == timedelta(seconds=20)
    assert lease_for(timedelta(minutes=1)) == timedelta(minutes=4)


# -- another configuration -----------------------------------------------------------------------------


def config_of(*names: str, host: str = "one.example") -> Config:
    sources = (SourceConfig(slug=n, title=n, url=f"https://{host}/{n}", extractor="auto") for n in names)
    return Config(directory=Path(), sources=tuple(sources))


def test_what_another_configuration_brought_is_claimed_only_once_it_is_known(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock)
    threads.turns_to(config_of("a"), poller)
    claims.are_due("a", "new")
    threads.tick()
    poller.waits_until(lambda: poller.polled == ["a"])
    assert claims.due == ["new"]
    threads.turns_to(config_of("a", "new"), poller)
    threads.tick()
    poller.waits_until(lambda: poller.polled == ["a", "new"])
    assert threads.stop(5)


def test_a_running_poll_finishes_under_its_own_configuration(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads, other = make_threads(claims, poller, clock), FakePoller()
    poller.hangs_on("a")
    claims.are_due("a")
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 1)
    threads.turns_to(config_of("a", "b"), other)
    assert threads.is_polling_with(poller)
    claims.are_due("b")
    threads.tick()
    other.waits_until(lambda: other.polled == ["b"])
    poller.lets_go()
    assert threads.stop(5)
    assert poller.polled == ["a"]
    assert not threads.is_polling_with(poller)


def test_claims_that_wait_for_a_source_taken_out_are_given_back_unpolled(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = make_threads(claims, poller, clock, hosts=dict.fromkeys("abc", "one.example"))
    poller.hangs_on("a")
    claims.are_due("a", "b", "c")
    threads.tick()
    poller.waits_until(lambda: len(poller.claims) == 1)
    threads.turns_to(config_of("a", "c"), poller)
    assert claims.released == ["b"]
    poller.lets_go()
    poller.waits_until(lambda: len(poller.polled) == 2)
    assert threads.stop(5)
    assert poller.polled == ["a", "c"]


def test_another_configuration_draws_no_more_pages_at_one_time(
    claims: FakeClaims, poller: FakePoller, clock: FakeClock
) -> None:
    threads = Threads(
        claims, poller, hosts={}, owner="me", clock=clock, lease=LEASE, most=DRAWING, kind=Kind.DRAWN
    )
    names = slugs(DRAWING + 1)
    drawn = (replace(s, url=f"https://{s.slug}.example/", render="always") for s in config_of(*names).sources)
    threads.turns_to(replace(config_of(), sources=tuple(drawn)), poller)
    poller.hangs_on(*names)
    claims.are_due(*names)
    threads.tick()
    assert claims.due == names[DRAWING:]
    poller.lets_go()
    assert threads.stop(5)
