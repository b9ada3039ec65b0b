"""When to poll a source next, and what its polls say of it.

interval   `every` × factor; the factor grows from 1 to 8 with the time that nothing changed
failures   `every` × 2^failures, from 30 s to 24 h
bounds     never before Retry-After (to 24 h), never before max-age (to 8 × `every`)
"""

from __future__ import annotations

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
"""Failures in a row after which operators are told."""
RHYTHM_NEWS = 5
"""Polls with news from which on a source has a rhythm of its own."""
RHYTHM = 10
"""A source without `expect` is stale after so many of its usual gaps …"""
RHYTHM_LEAST = timedelta(days=7)
"""… and not before this."""


def next_factor(quiet: timedelta, every: timedelta) -> float:
    """The adaptive factor, 1 … 8, for a source in which nothing changed for `quiet`.

    So a change is noticed within a twenty-fourth of the time it let wait, or within `every`.
    """
    return min(SLOWEST, max(1.0, quiet / (every * QUIET_POLLS)))


def next_poll(
    now: datetime,
    *,
    every: timedelta,
    outcome: Outcome,
    jitter: float,
    rng: Random,
    failures: int = 0,
    quiet: timedelta = timedelta(),
    factor: float = 1.0,
    retry_after: timedelta | None = None,
    max_age: timedelta | None = None,
    permanent: bool = False,
) -> tuple[datetime, float]:
    """When to ask again, and the new factor.

    `failures` counts this poll too; `quiet` is the time since the last change (0 when this poll brought
    one); `factor` is the last one, kept while the source fails; `jitter` is the share by which the
    interval is varied at random; `permanent` marks an error that waiting does not mend.
    """
    if outcome.good:
        factor = next_factor(quiet, every)
    if outcome is Outcome.FAILED:
        wait = DAY if permanent else back_off(every, failures)
    else:
        wait = every * factor if outcome.good else every
    wait *= 1 + rng.uniform(-jitter, jitter)
    wait = max(wait, min(retry_after or wait, DAY), min(max_age or wait, every * SLOWEST))
    return now + (max(wait, SOONEST_RETRY) if outcome is Outcome.FAILED else wait), factor


def back_off(every: timedelta, failures: int) -> timedelta:
    """The wait after so many failures in a row: doubled each time, at most a day, at least `every`."""
    doublings = min(max(failures, 1), 32)
    return max(every, min(DAY, every * (1 << doublings)))


def needs_full_fetch(state: SourceState, now: datetime) -> bool:
    """True when the page was not had whole for a day: validators that stick must not hide news."""
    return state.full_fetch_at is None or now - state.full_fetch_at >= DAY


def next_state(
    before: SourceState,
    outcome: Outcome,
    *,
    failures: int,
    expect: timedelta | None,
    history: History,
    now: datetime,
    gone: bool = False,
    reason: str = "",
) -> tuple[State, Transition | None]:
    """The source's state after a poll, and what operators are told, once per change.

    `failures` counts this poll too, `history` is the one after it; `gone` marks a 410, which disables.
    A source fails from its first failure on; operators are told at the third.
    """
    after = condition_after(outcome, expect, history, now, gone=gone)
    told_as = last_told(before)
    tell_as = after if after is not State.FAILING or failures >= ALARM else told_as
    if tell_as is told_as or (tell_as is State.OK and told_as is State.NEW):
        return after, None
    return after, Transition(source=before.slug, before=told_as, after=tell_as, at=now, reason=reason)


def condition_after(
    outcome: Outcome, expect: timedelta | None, history: History, now: datetime, *, gone: bool = False
) -> State:
    """What one poll's outcome makes of a source."""
    if outcome is Outcome.FAILED:
        return State.DISABLED if gone else State.FAILING
    if outcome is Outcome.HELD:
        return State.HELD
    return State.STALE if stale(expect, history, now) else State.OK


def last_told(before: SourceState) -> State:
    """The state that operators were last told of: the first failures are not told."""
    if before.state is State.FAILING and before.failures < ALARM:
        return State.OK if before.last_success else State.NEW
    return before.state


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
