"""What an attempt makes of its source's stored state; pure, `now` and `rng` given."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.decide.cadence import Ended, next_poll, next_state
from feedsvc.decide.repeats import with_repeats
from feedsvc.decide.sessionmarks import with_marks
from feedsvc.decide.trust import remember
from feedsvc.models import History, Outcome, SourceState, State, Transition, Validators
from feedsvc.poll.attempt import PROPOSED, Attempt, refusal_of, wall_met

GONE = 410
SOONEST = timedelta(seconds=10)


def state_after(
    state: SourceState, source: SourceConfig, attempt: Attempt, now: datetime, *, jitter: float, rng: Random
) -> tuple[SourceState, Transition | None]:
    """The source's state once this attempt is over, and what operators are to be told."""
    if attempt.outcome is Outcome.BUSY:
        return replace(state, next_poll=now + max(SOONEST, _retry_after(attempt) or SOONEST)), None
    good = attempt.outcome.good
    history = _history(state.history, attempt, now)
    ended = _ended(state, attempt, now)
    after, transition = next_state(state, ended, now, expect=source.expect, history=history)
    when, factor = next_poll(
        ended, now, every=source.every, factor=state.interval_factor, jitter=jitter, rng=rng
    )
    told = replace(
        state,
        title=source.title,
        url=source.address,
        state=after,
        last_poll=now,
        next_poll=when,
        failures=ended.failures,
        error=attempt.reason,
        interval_factor=factor,
        history=history,
    )
    told = _with_success(told, attempt, now) if good else told
    return told, _repair_told(state, attempt, after, now) or transition


def _repair_told(state: SourceState, attempt: Attempt, after: State, now: datetime) -> Transition | None:
    """What operators are told of another way to read the page: it was taken, or it waits for them."""
    if attempt.proposes and state.state is after is State.HELD and PROPOSED not in (state.error or ""):
        reason = attempt.reason or ""
    elif attempt.mended and attempt.outcome.good:
        reason = attempt.mended
    else:
        return None
    return Transition(source=state.slug, before=state.state, after=after, at=now, reason=reason)


def _history(history: History, attempt: Attempt, now: datetime) -> History:
    """The source's past with this attempt, whatever it came to."""
    good = attempt.outcome.good
    told = _learnt(history, attempt, now) if good else replace(history, wall=wall_met(attempt))
    return _with_logins(told, attempt)


def _learnt(history: History, attempt: Attempt, now: datetime) -> History:
    """The source's past with what a good attempt adds to it."""
    history = remember(history, attempt.extraction, attempt.changes, now)
    history = with_repeats(history, attempt.repeats) if attempt.repeats else history
    history = with_marks(history, attempt.marks) if attempt.marks else history
    told: dict[str, Any] = {"wall": ""}
    if attempt.feed is not None:
        told["feed"] = attempt.feed
    if attempt.looks is not None:
        told["looks"] = attempt.looks if attempt.page else ""
    if attempt.extraction:  # of another page than the source's newest nothing is remembered
        told["shown"] = attempt.shown if attempt.page else ""
    return replace(history, **told)


def _with_logins(history: History, attempt: Attempt) -> History:
    """What was refused so far; whoever sees a page has been let in."""
    if refused := refusal_of(history, attempt):
        return refused
    if history.refused and (attempt.page or attempt.outcome.good):
        return replace(history, refused=0, refused_at=None)
    return history


def _ended(state: SourceState, attempt: Attempt, now: datetime) -> Ended:
    """The attempt as decisions on cadence and state see it."""
    changed = now if attempt.changes else state.last_change
    error = attempt.error
    return Ended(
        outcome=attempt.outcome,
        failures=0 if attempt.outcome.good else state.failures + 1,
        quiet=now - (changed or state.history.first_poll or now),
        retry_after=_retry_after(attempt),
        max_age=attempt.max_age,
        permanent=error.permanent if error else False,
        gone=getattr(error, "status", None) == GONE,
        reason=attempt.reason or "",
    )


def _retry_after(attempt: Attempt) -> timedelta | None:
    return attempt.error.retry_after if attempt.error else None


def _with_success(state: SourceState, attempt: Attempt, now: datetime) -> SourceState:
    """Validators and page digest are only ever kept together with the stories they brought."""
    page = attempt.page
    return replace(
        state,
        validators=_merged(state.validators, attempt),
        page_digest=attempt.digest if page or attempt.digest else state.page_digest,
        full_fetch_at=now if page else state.full_fetch_at,
        last_success=now,
        last_change=now if attempt.changes else state.last_change,
        last_news=now if attempt.changes.new else state.last_news,
        dropped=attempt.extraction.dropped if attempt.extraction else state.dropped,
    )


def _merged(before: Validators, attempt: Attempt) -> Validators:
    """A page's own validators; a 304 may renew them (RFC 9110, section 15.4.5).

    None while an edit of the page waits: a 304 would keep it waiting.
    """
    if attempt.changes.deferred:
        return Validators()
    given = attempt.page.validators if attempt.page else attempt.validators or Validators()
    if attempt.page or given.etag or given.last_modified:
        return given
    return before
