"""When to poll a source next, and what its polls say of it.

interval   `every` × factor; the factor grows from 1 to 8 with the time that nothing changed
failures   `every` × 2^failures, from 30 s to 24 h
bounds     never before Retry-After (to 24 h), never before max-age (to 8 × `every`)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from feedsvc.models import History, Outcome, SourceState, State, Transition

DAY = timedelta(days=1)
SLOWEST = 8.0
"""The adaptive factor's limit."""
QUIET_POLLS = 24
"""A source quiet for so many intervals is still asked at `every`; then the interval grows with the quiet."""
SOONEST_RETRY = timedelta(seconds=30)
ALARM = 3
"""Failures in a row that make a source failing, of which operators are told."""
RHYTHM_NEWS = 5
"""Polls with news from which on a source has a rhythm of its own."""
RHYTHM = 10
"""A source without `expect` is stale after so many of its usual gaps …"""
RHYTHM_LEAST = timedelta(days=7)
"""… and not before this."""
LATE_AFTER = 3
"""Intervals by which a poll may be overdue before its source is late."""
LATE_LEAST = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """How a poll ended, as far as it bears on the next one and on what its source is."""

    outcome: Outcome
    failures: int = 0
    """In a row, this poll counted."""
    quiet: timedelta = timedelta()
    """Since the last change; 0 when this poll brought one."""
    retry_after: timedelta | None = None
    max_age: timedelta | None = None
    permanent: bool = False
    """The error is one that waiting does not mend."""
    gone: bool = False
    """The page answered 410, which disables."""
    reason: str = ""


def next_factor(quiet: timedelta, every: timedelta) -> float:
    """The adaptive factor, 1 … 8, for a source in which nothing changed for `quiet`.

    So a change is noticed within a twenty-fourth of the time it let wait, or within `every`.
    """
    return min(SLOWEST, max(1.0, quiet / (every * QUIET_POLLS)))


def next_poll(
    ended: Ended, now: datetime, *, every: timedelta, factor: float, jitter: float, rng: Random
) -> tuple[datetime, float]:
    """When to ask again, and the new factor.

    `factor` is the last one, kept while the source fails; `jitter` is the share by which the interval is
    varied at random.
    """
    if ended.outcome.good:
        factor = next_factor(ended.quiet, every)
    failed = ended.outcome is Outcome.FAILED
    if failed:
        wait = DAY if ended.permanent else back_off(every, ended.failures)
    else:
        wait = every * factor if ended.outcome.good else every
    wait *= 1 + rng.uniform(-jitter, jitter)
    wait = max(wait, min(ended.retry_after or wait, DAY), min(ended.max_age or wait, every * SLOWEST))
    return now + (max(wait, SOONEST_RETRY) if failed else wait), factor


def back_off(every: timedelta, failures: int) -> timedelta:
    """The wait after so many failures in a row: doubled each time, at most a day, at least `every`."""
    doublings = min(max(failures, 1), 32)
    return max(every, min(DAY, every * (1 << doublings)))


def needs_full_fetch(state: SourceState, now: datetime) -> bool:
    """True when the page was not had whole for a day: validators that stick must not hide news."""
    return state.full_fetch_at is None or now - state.full_fetch_at >= DAY


def next_state(
    before: SourceState, ended: Ended, now: datetime, *, expect: timedelta | None, history: History
) -> tuple[State, Transition | None]:
    """The source's state after a poll, and what operators are told, once per change.

    `history` is the one after the poll. A source is failing from its third failure in a row on; until then
    it is what it was, unless it was switched off and is tried again.
    """
    after = condition_after(ended, expect, history, now)
    told_as = last_told(before)
    if after is State.FAILING and ended.failures < ALARM:
        return (after if told_as is State.DISABLED else told_as), None
    if after is told_as or (after is State.OK and told_as is State.NEW):
        return after, None
    return after, Transition(source=before.slug, before=told_as, after=after, at=now, reason=ended.reason)


def condition_after(ended: Ended, expect: timedelta | None, history: History, now: datetime) -> State:
    """What one poll's end makes of a source."""
    if ended.outcome is Outcome.FAILED:
        return State.DISABLED if ended.gone else State.FAILING
    if ended.outcome is Outcome.HELD:
        return State.HELD
    return State.STALE if stale(expect, history, now) else State.OK


def last_told(before: SourceState) -> State:
    """The state that operators were last told of; earlier versions called the first failures failing."""
    if before.state is State.FAILING and before.failures < ALARM:
        return State.OK if before.last_success else State.NEW
    return before.state


def standing(
    state: SourceState, now: datetime, *, every: timedelta, expect: timedelta | None, enabled: bool = True
) -> State:
    """What a source is at this moment: late where nobody polls it, stale where its news is overdue by now.

    Polls write what they see; what only time tells is judged whenever somebody looks.
    """
    if not enabled or state.state is State.DISABLED:
        return State.DISABLED
    if state.next_poll and now - state.next_poll > max(LATE_AFTER * every, LATE_LEAST):
        return State.LATE
    if state.state is State.OK and stale(expect, state.history, now):
        return State.STALE
    return state.state


def stale(expect: timedelta | None, history: History, now: datetime) -> bool:
    """True when news is overdue: by `expect`, or without it far beyond the source's own rhythm."""
    since = history.last_news or history.first_poll
    if since is None:
        return False
    if expect is None:
        if history.news_polls < RHYTHM_NEWS:
            return False
        expect = max(RHYTHM_LEAST, RHYTHM * timedelta(hours=history.usual_gap))
    return now - since > expect
