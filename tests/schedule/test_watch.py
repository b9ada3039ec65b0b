"""A source that nobody polls, or whose news is overdue, is told by the time alone: once, and when it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec import structs

from feedsvc.config import Config, SourceConfig
from feedsvc.decide.cadence import LATE_LEAST, standing
from feedsvc.models import History, SourceState, State
from feedsvc.publish.status import source_states
from feedsvc.schedule.watch import Watch
from feedsvc.store import Store
from tests.builders import NOW, make_state
from tests.fakes import FakeClock
from tests.store.helpers import make_record, take

TEN = timedelta(minutes=10)
HOUR = timedelta(hours=1)
WORLD = SourceConfig(slug="world", title="World", url="https://news.example/", extractor="auto", every=TEN)


@pytest.mark.parametrize(
    ("given", "after", "found"),
    [
        pytest.param({}, TEN, State.OK, id="due"),
        pytest.param({}, 3 * TEN, State.OK, id="overdue by three intervals"),
        pytest.param({}, 3 * TEN + timedelta(seconds=1), State.LATE, id="by more"),
        pytest.param({"state": State.FAILING}, HOUR, State.LATE, id="failing, and nobody tries again"),
        pytest.param({"state": State.HELD}, TEN, State.HELD, id="held"),
        pytest.param({"state": State.NEW}, HOUR, State.LATE, id="never polled"),
        pytest.param({"state": State.DISABLED}, HOUR, State.DISABLED, id="gone"),
        pytest.param({"next_poll": None}, TEN, State.OK, id="never due"),
        pytest.param({"next_poll": NOW + 2 * HOUR}, HOUR, State.STALE, id="no news for longer than expected"),
    ],
)
def test_what_a_source_is_at_a_moment(given: dict[str, Any], after: timedelta, found: State) -> None:
    values: dict[str, Any] = {"state": State.OK, "next_poll": NOW, "history": History(last_news=NOW)} | given
    state = make_state(**values)
    assert standing(state, NOW + after, every=TEN, expect=timedelta(minutes=50)) is found
    off = standing(state, NOW + after, every=TEN, expect=None, enabled=False)
    assert off is State.DISABLED


class Pier:
    """A store with one polled source under a watch, and what operators were told."""

    def __init__(self, store: Store, directory: Path, source: SourceConfig = WORLD) -> None:
        self.store, self.clock = store, FakeClock()
        self.config = Config(directory=directory, sources=(source,))
        store.sync_sources([source], NOW)
        self.since_start = 0.0
        self.watch = Watch(self.config, store, self.clock, lambda: self.since_start)
        self.polled()

    def polled(self) -> None:
        now = self.clock.now
        claim = take(self.store, now=now)
        state = self.store.source_state("world")
        assert state is not None
        history = structs.replace(state.history, last_news=now, first_poll=now)
        state = structs.replace(state, state=State.OK, next_poll=now + TEN, last_poll=now)
        state = structs.replace(state, last_news=now, history=history)
        self.store.record_poll(make_record(self.store, claim, finished=now, state=state))

    def passes(self, time: timedelta) -> None:
        """Time passes, and every minute of it somebody looks; of hours, every five minutes."""
        step = timedelta(minutes=1 if time < HOUR else 5)
        for _ in range(int(time / step)):
            self.clock.now += step
            self.since_start += step.total_seconds()
            self.watch.look()

    def told(self) -> list[str]:
        return [f"{t.before}→{t.after}" for t in reversed(self.store.transitions())]


def test_a_source_that_stands_still_is_told_once_and_again_when_it_is_polled(
    store: Store, tmp_path: Path
) -> None:
    pier = Pier(store, tmp_path)
    pier.passes(4 * TEN)
    assert pier.told() == []
    pier.passes(3 * HOUR)
    assert pier.told() == ["ok→late"]
    Watch(pier.config, store, pier.clock).look()  # another process
    assert pier.told() == ["ok→late"]
    assert store.untold_transitions()[0][1].reason.startswith("its poll has been due since 2026-")
    pier.polled()
    pier.passes(TEN)
    assert pier.told() == ["ok→late", "late→ok"]
    pier.passes(2 * HOUR)
    assert pier.told() == ["ok→late", "late→ok", "ok→late"]


def test_nobody_is_told_of_what_is_polled_soon_after_an_outage(store: Store, tmp_path: Path) -> None:
    pier = Pier(store, tmp_path)
    pier.clock.advances(hours=9)  # the machine slept
    pier.passes(timedelta(minutes=3))
    assert [s.state for s in source_states(pier.config, store.source_states(), pier.clock.now)] == [
        State.LATE
    ]
    pier.polled()
    pier.passes(TEN)
    assert pier.told() == []


@pytest.mark.parametrize(
    ("back", "due"),
    [
        pytest.param(2 * HOUR, True, id="set back by hours"),
        pytest.param(timedelta(seconds=30), False, id="by no more than clocks differ anyway"),
    ],
)
def test_what_a_clock_planned_that_is_set_back_is_due_at_once(
    store: Store, tmp_path: Path, back: timedelta, *, due: bool
) -> None:
    pier = Pier(store, tmp_path)
    pier.passes(TEN)
    pier.polled()
    pier.clock.now -= back
    pier.watch.look()
    claims = store.claim_due("me", pier.clock.now, TEN, 9)
    assert [claim.source for claim in claims] == ["world"] * due
    assert store.source_state("world") is not None
    assert pier.told() == []


def test_a_clock_that_was_set_back_is_minded_once(store: Store, tmp_path: Path) -> None:
    pier = Pier(store, tmp_path)
    pier.clock.now -= HOUR
    pier.watch.look()
    pier.clock.now += HOUR
    pier.polled()
    pier.clock.now -= HOUR  # as the clock of another machine tells it, which is behind for good
    Watch(pier.config, store, pier.clock, lambda: pier.since_start).look()
    assert store.claim_due("me", pier.clock.now, TEN, 9) == []


def test_overdue_news_is_told_between_polls(store: Store, tmp_path: Path) -> None:
    pier = Pier(store, tmp_path, replace(WORLD, every=timedelta(hours=6), expect=HOUR))
    pier.passes(timedelta(minutes=55))
    assert pier.told() == []
    pier.passes(HOUR)
    assert pier.told() == ["ok→stale"]
    state = store.source_state("world")
    assert state is not None
    assert state.state is State.STALE


def test_a_source_that_is_switched_off_is_never_late(store: Store, tmp_path: Path) -> None:
    pier = Pier(store, tmp_path)
    pier.config = replace(pier.config, sources=(replace(WORLD, enabled=False),))
    pier.watch = Watch(pier.config, store, pier.clock)
    pier.passes(2 * HOUR)
    assert pier.told() == []


def test_a_clock_that_was_set_back_is_looked_at_again(store: Store, tmp_path: Path) -> None:
    pier = Pier(store, tmp_path)
    pier.passes(2 * HOUR)
    pier.clock.advances(days=-1)
    pier.polled()
    pier.watch.look()
    assert pier.told() == ["ok→late", "late→ok"]


@pytest.mark.parametrize(
    ("after", "also", "found"),
    [
        pytest.param(TEN, (), [], id="polled in time, with news a moment ago"),
        pytest.param(TEN, ("world",), ["world"], id="asked for by name"),
        pytest.param(TEN + timedelta(seconds=1), (), ["world"], id="overdue"),
    ],
)
def test_only_what_time_may_have_changed_is_judged(
    store: Store, tmp_path: Path, after: timedelta, also: tuple[str, ...], found: list[str]
) -> None:
    pier = Pier(store, tmp_path)
    now = pier.clock.now
    aging = store.aging_sources(due=now + after, quiet=now, also=also)
    assert [state.slug for state in aging] == found


def test_what_has_been_quiet_for_longer_than_the_shortest_expectation_is_judged(
    store: Store, tmp_path: Path
) -> None:
    pier = Pier(store, tmp_path)
    now = pier.clock.now
    quiet = store.aging_sources(due=now, quiet=now + timedelta(seconds=1))
    assert [(state.slug, state.history.last_news) for state in quiet] == [("world", now)]


SPANS = [timedelta(seconds=s) for s in (1, 59, 60, 61, 600, 9_000)] + [
    timedelta(days=d) for d in (1, 7, 8, 90)
]


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_time_has_changed_is_left_out(store: Store, tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    configured = [scattered(f"s{n:03}", rng) for n in range(75)]
    store.sync_sources(configured, NOW)
    for source in configured:
        if source.enabled:
            leave(store, source.slug, rng)
    watch = Watch(Config(directory=tmp_path, sources=tuple(configured)), store, FakeClock())
    aging = store.aging_sources(due=NOW - LATE_LEAST, quiet=NOW - watch._expected)
    kept = {state.slug: state for state in store.source_faces()}
    late_or_stale = [s.slug for s in configured if has_aged(s, kept[s.slug])]
    assert late_or_stale
    assert set(late_or_stale) <= {state.slug for state in aging}
    assert len(aging) < len(configured)


def scattered(slug: str, rng: Random) -> SourceConfig:
    every, expect = rng.choice(SPANS), rng.choice([None, *SPANS])
    return replace(WORLD, slug=slug, every=every, expect=expect, enabled=rng.random() > 0.1)


def leave(store: Store, slug: str, rng: Random) -> None:
    """A source as some poll has left it."""
    news = rng.choice([None, NOW - rng.choice(SPANS)])
    past = History(last_news=news, first_poll=NOW - rng.choice(SPANS), news_polls=rng.choice((0, 5)))
    past = structs.replace(past, usual_gap=rng.choice((0.5, 300.0)))
    claim = store.claim(slug, "x", NOW, TEN)
    state = store.source_state(slug)
    assert claim
    assert state
    found = rng.choice([State.OK, State.OK, State.OK, State.HELD, State.FAILING, State.STALE])
    due = NOW + rng.choice((1, -1)) * rng.choice(SPANS)
    state = structs.replace(state, state=found, next_poll=due, last_news=news, history=past)
    store.record_poll(make_record(store, claim, finished=NOW, state=state))


def has_aged(source: SourceConfig, state: SourceState) -> bool:
    found = standing(state, NOW, every=source.every, expect=source.expect, enabled=source.enabled)
    return found is State.LATE or (found is State.STALE and state.state is State.OK)
