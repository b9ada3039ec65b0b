from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from feedsvc.decide.cadence import (
    Ended,
    back_off,
    needs_full_fetch,
    next_factor,
    next_poll,
    next_state,
    stale,
    standing,
)
from feedsvc.models import History, Outcome, State
from tests.builders import NOW, make_state

EVERY = timedelta(minutes=10)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Dice(Random):
    """Always throws the same share of the allowed span."""

    def __init__(self, share: float = 0.5) -> None:
        super().__init__()
        self.share = share

    def uniform(self, a: float, b: float) -> float:
        return a + (b - a) * self.share


def wait(outcome: Any = Outcome.UNCHANGED, **given: Any) -> Any:
    options: dict[str, Any] = {"every": EVERY, "jitter": 0.1, "rng": Dice(), "factor": 1.0} | {
        name: given.pop(name) for name in ("every", "jitter", "rng", "factor") if name in given
    }
    return next_poll(Ended(**({"outcome": outcome} | given)), NOW, **options)[0] - NOW


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({"outcome": Outcome.OK}, EVERY, id="a change"),
        pytest.param({"quiet": 4 * HOUR}, EVERY, id="quiet for hours"),
        pytest.param({"quiet": 8 * HOUR}, 2 * EVERY, id="quiet for a night"),
        pytest.param({"quiet": 30 * DAY}, 8 * EVERY, id="quiet for a month"),
        pytest.param({"outcome": Outcome.NOT_MODIFIED, "quiet": 8 * HOUR}, 2 * EVERY, id="not modified"),
        pytest.param({"outcome": Outcome.HELD, "quiet": 30 * DAY, "factor": 8.0}, EVERY, id="held"),
        pytest.param({"rng": Dice(0)}, 9 * MINUTE, id="jitter down"),
        pytest.param({"rng": Dice(1)}, 11 * MINUTE, id="jitter up"),
        pytest.param({"max_age": 15 * MINUTE}, 15 * MINUTE, id="max-age"),
        pytest.param({"max_age": MINUTE}, EVERY, id="short max-age"),
        pytest.param({"max_age": 10 * DAY}, 8 * EVERY, id="max-age without end"),
        pytest.param({"retry_after": HOUR}, HOUR, id="Retry-After"),
        pytest.param({"retry_after": timedelta(seconds=-5)}, EVERY, id="Retry-After in the past"),
        pytest.param({"outcome": Outcome.FAILED, "failures": 1}, 2 * EVERY, id="first failure"),
        pytest.param({"outcome": Outcome.FAILED, "failures": 3}, 8 * EVERY, id="third failure"),
        pytest.param({"outcome": Outcome.FAILED, "failures": 10_000}, DAY, id="failing for ever"),
        pytest.param({"outcome": Outcome.FAILED, "failures": 0}, 2 * EVERY, id="uncounted failure"),
        pytest.param(
            {"outcome": Outcome.FAILED, "failures": 1, "every": timedelta(seconds=1)},
            30 * MINUTE / 60,
            id="never hasty",
        ),
        pytest.param(
            {"outcome": Outcome.FAILED, "failures": 2, "every": 3 * DAY}, 3 * DAY, id="slower than a day"
        ),
        pytest.param({"outcome": Outcome.FAILED, "failures": 1, "permanent": True}, DAY, id="permanent"),
        pytest.param(
            {"outcome": Outcome.FAILED, "failures": 1, "retry_after": 400 * DAY}, DAY, id="absurd Retry-After"
        ),
    ],
)
def test_when_a_source_is_asked_again(given: Any, expected: Any) -> None:
    assert wait(**given) == expected


def test_a_failing_source_keeps_its_factor_and_a_change_resets_it() -> None:
    rest: dict[str, Any] = {"every": EVERY, "jitter": 0.0, "rng": Dice(), "factor": 4.0}
    assert next_poll(Ended(outcome=Outcome.FAILED, failures=1), NOW, **rest)[1] == 4.0
    assert next_poll(Ended(outcome=Outcome.OK), NOW, **rest)[1] == 1.0
    assert next_poll(Ended(outcome=Outcome.UNCHANGED, quiet=8 * HOUR), NOW, **rest)[1] == 2.0


def test_jitter_stays_inside_its_share() -> None:
    rng = Random(7)
    waits = {wait(rng=rng) for _ in range(200)}
    assert 9 * MINUTE <= min(waits) < max(waits) <= 11 * MINUTE


def test_the_factor_stays_between_one_and_eight() -> None:
    assert [next_factor(quiet, EVERY) for quiet in (timedelta(), DAY, 99 * DAY)] == [1, 6, 8]


def test_back_off_doubles() -> None:
    assert [back_off(EVERY, n) / EVERY for n in (1, 2, 3)] == [2, 4, 8]


@pytest.mark.parametrize(
    ("last", "needed"),
    [
        pytest.param(None, True, id="never"),
        pytest.param(NOW - DAY, True, id="yesterday"),
        pytest.param(NOW - HOUR, False, id="today"),
    ],
)
def test_the_page_is_had_whole_at_least_daily(last: Any, needed: bool) -> None:
    assert needs_full_fetch(make_state(full_fetch_at=last), NOW) is needed


def step(before: Any, outcome: Any, failures: Any = 0, **given: Any) -> Any:
    known = {name: given.pop(name, default) for name, default in (("expect", None), ("history", History()))}
    now = given.pop("now", NOW)
    ended = Ended(outcome=Outcome(outcome), failures=failures, **given)
    state, transition = next_state(before, ended, now, **known)
    return state, transition and (transition.before, transition.after)


FRESH = make_state(state=State.NEW, last_success=None)
SILENT = History(first_poll=NOW - 9 * DAY, last_news=NOW - 3 * DAY)


@pytest.mark.parametrize(
    ("before", "outcome", "given", "state", "told"),
    [
        pytest.param(FRESH, "ok", {}, State.OK, None, id="first success"),
        pytest.param(make_state(), "unchanged", {}, State.OK, None, id="all well"),
        pytest.param(make_state(), "failed", {"failures": 1}, State.OK, None, id="first failure"),
        pytest.param(FRESH, "failed", {"failures": 1}, State.NEW, None, id="first failure of all"),
        pytest.param(make_state(failures=1), "failed", {"failures": 2}, State.OK, None, id="second failure"),
        pytest.param(
            make_state(failures=2),
            "failed",
            {"failures": 3},
            State.FAILING,
            (State.OK, State.FAILING),
            id="third failure",
        ),
        pytest.param(
            make_state(state=State.NEW, failures=2, last_success=None),
            "failed",
            {"failures": 3},
            State.FAILING,
            (State.NEW, State.FAILING),
            id="never worked",
        ),
        pytest.param(
            make_state(state=State.FAILING, failures=1),
            "failed",
            {"failures": 2},
            State.OK,
            None,
            id="second failure, the first called failing by an earlier version",
        ),
        pytest.param(
            make_state(state=State.DISABLED, failures=1),
            "failed",
            {"failures": 1},
            State.FAILING,
            None,
            id="switched off, tried again and failed",
        ),
        pytest.param(
            make_state(state=State.FAILING, failures=3),
            "failed",
            {"failures": 4},
            State.FAILING,
            None,
            id="fourth failure",
        ),
        pytest.param(
            make_state(state=State.FAILING, failures=2), "ok", {}, State.OK, None, id="back before the alarm"
        ),
        pytest.param(
            make_state(state=State.FAILING, failures=3),
            "ok",
            {},
            State.OK,
            (State.FAILING, State.OK),
            id="recovered",
        ),
        pytest.param(make_state(), "held", {}, State.HELD, (State.OK, State.HELD), id="held at once"),
        pytest.param(make_state(state=State.HELD), "held", {}, State.HELD, None, id="still held"),
        pytest.param(
            make_state(state=State.HELD), "ok", {}, State.OK, (State.HELD, State.OK), id="no longer held"
        ),
        pytest.param(
            make_state(state=State.HELD),
            "failed",
            {"failures": 1},
            State.HELD,
            None,
            id="held, then a failure",
        ),
        pytest.param(
            make_state(),
            "failed",
            {"failures": 1, "gone": True},
            State.DISABLED,
            (State.OK, State.DISABLED),
            id="gone for good",
        ),
        pytest.param(
            make_state(state=State.DISABLED, failures=1),
            "ok",
            {},
            State.OK,
            (State.DISABLED, State.OK),
            id="there again",
        ),
        pytest.param(
            make_state(),
            "unchanged",
            {"expect": 2 * DAY, "history": SILENT},
            State.STALE,
            (State.OK, State.STALE),
            id="stale",
        ),
        pytest.param(
            make_state(state=State.STALE),
            "unchanged",
            {"expect": 2 * DAY, "history": SILENT},
            State.STALE,
            None,
            id="still stale",
        ),
        pytest.param(
            make_state(state=State.STALE),
            "ok",
            {"expect": 2 * DAY, "history": History(last_news=NOW)},
            State.OK,
            (State.STALE, State.OK),
            id="news again",
        ),
    ],
)
def test_states_and_what_operators_are_told_once(
    before: Any, outcome: str, given: Any, state: Any, told: Any
) -> None:
    assert step(before, outcome, **given) == (state, told)


def test_a_transition_says_which_source_when_and_why() -> None:
    _, transition = next_state(
        make_state("tides"), Ended(outcome=Outcome.HELD, reason="flood"), NOW, expect=None, history=History()
    )
    assert transition is not None
    assert (transition.source, transition.at, transition.reason) == ("tides", NOW, "flood")


@pytest.mark.parametrize(
    ("history", "expect", "expected"),
    [
        pytest.param(History(), DAY, False, id="never polled"),
        pytest.param(History(first_poll=NOW - 2 * DAY), DAY, True, id="never any news"),
        pytest.param(SILENT, 3 * DAY, False, id="just in time"),
        pytest.param(SILENT, None, False, id="no rhythm yet"),
        pytest.param(
            History(last_news=NOW - 8 * DAY, news_polls=9, usual_gap=2.0), None, True, id="beyond its rhythm"
        ),
        pytest.param(
            History(last_news=NOW - 8 * DAY, news_polls=9, usual_gap=48.0),
            None,
            False,
            id="within its rhythm",
        ),
    ],
)
def test_when_news_is_overdue(history: Any, expect: Any, expected: bool) -> None:
    assert stale(expect, history, NOW) is expected


@pytest.mark.parametrize(
    ("given", "enabled", "after"),
    [
        pytest.param({}, True, State.OK, id="well"),
        pytest.param({}, False, State.DISABLED, id="switched off"),
        pytest.param({"state": State.DISABLED}, True, State.DISABLED, id="off before"),
        pytest.param({"next_poll": NOW - DAY}, True, State.LATE, id="polled by nobody"),
        pytest.param({"next_poll": None}, True, State.OK, id="never to be polled"),
        pytest.param({"history": History(last_news=NOW - 9 * DAY)}, True, State.STALE, id="news overdue"),
        pytest.param(
            {"state": State.FAILING, "history": History(last_news=NOW - 9 * DAY)}, True, State.FAILING, id="failing"
        ),
    ],
)  # fmt: skip
def test_what_only_time_tells_is_judged_when_somebody_looks(
    given: dict[str, Any], enabled: bool, after: State
) -> None:
    state = make_state(**given)
    assert standing(state, NOW, every=EVERY, expect=DAY, enabled=enabled) is after
