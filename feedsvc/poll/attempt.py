"""One attempt on a source, and what it makes of the source's stored state; pure, `now` and `rng` given."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from feedsvc.config import SourceConfig
from feedsvc.decide.cadence import Ended, needs_full_fetch, next_poll, next_state
from feedsvc.decide.marks import with_marks
from feedsvc.decide.repeats import Repeats, with_repeats
from feedsvc.decide.trust import lasting, remember
from feedsvc.decide.walladvice import titled
from feedsvc.decide.walls import wall_in
from feedsvc.errors import FetchError, SignedOut, SourceError
from feedsvc.models import (
    Changes,
    Extraction,
    History,
    Hold,
    Outcome,
    Page,
    PollReport,
    Snapshot,
    SourceState,
    State,
    Transition,
    Validators,
)

GONE = 410
PROPOSED = "(feedsvc heal "
"""Stands in a reason that names a repair."""
SOONEST = timedelta(seconds=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """What one attempt came to, before anything is written.

    One that is busy says nothing of the source. `digest` names the page together with the way it was read.
    """

    outcome: Outcome
    page: Page | None = None
    digest: str | None = None
    validators: Validators | None = None
    max_age: timedelta | None = None
    extraction: Extraction | None = None
    changes: Changes = Changes()
    stamps: dict[str, int] | None = None
    repeats: Repeats | None = None
    marks: tuple[str, ...] = ()
    """Session marks of the source's addresses, as known after this page (decide.marks)."""
    shown: str = ""
    """Digest of its stories, where they need not be decided on again while they stay (asbefore)."""
    looks: str | None = None
    """How those look whose pictures are the stored ones (decide.repictured); None where none was asked."""
    hold: Hold | None = None
    error: SourceError | None = None
    feed: str | None = None
    """The feed that was read in place of the page, empty where it was the page, None where that is open."""
    kind: str | None = None
    """What the page stands in as, where nothing was read of it (`pagekind`)."""
    proposes: bool = False
    """Whether a repair was just found, and waits for an operator."""
    mended: str = ""
    """How its page is read from now on, where that was just changed, in words for operators."""

    @property
    def reason(self) -> str | None:
        """Why it is not good, in one line."""
        if self.hold:
            return "; ".join(self.hold.reasons)
        return titled(str(self.error), wall_met(self)) if self.error else None


def wall_met(attempt: Attempt) -> str:
    """The wall that stood in the place of the page; "" where there was none."""
    if isinstance(attempt.error, FetchError):
        return attempt.error.wall
    kind = attempt.extraction.page_kind if attempt.extraction else attempt.kind
    return wall_in(attempt.page.text, kind) if attempt.page and kind else ""


def failure(attempt: Attempt, error: SourceError) -> Attempt:
    """The attempt that came to this error; a host that our own requests keep busy is no failure."""
    busy = getattr(error, "rule", None) == "busy"
    return replace(attempt, outcome=Outcome.BUSY if busy else Outcome.FAILED, error=error)


def held(
    attempt: Attempt, source: str, reasons: Sequence[str], standing: Hold | None, now: datetime
) -> Attempt:
    """The attempt kept aside; where the same page or stories are held already (`standing`), since then."""
    stories = attempt.extraction.stories if attempt.extraction else ()
    same = standing is not None and standing.page_digest == attempt.digest
    since = standing.held_at if standing and same else lasting(standing, stories)
    hold = Hold(
        source=source,
        held_at=since or now,
        reasons=tuple(reasons),
        stories=stories,
        page_digest=attempt.digest,
    )
    return replace(attempt, outcome=Outcome.HELD, hold=hold)


def validators_for(state: SourceState, now: datetime) -> Validators:
    """What to send: none when the page was not had whole for a day, lest stuck validators hide news."""
    return Validators() if needs_full_fetch(state, now) else state.validators


def state_after(
    state: SourceState, source: SourceConfig, attempt: Attempt, now: datetime, *, jitter: float, rng: Random
) -> tuple[SourceState, Transition | None]:
    """The source's state once this attempt is over, and what operators are to be told."""
    if attempt.outcome is Outcome.BUSY:
        return replace(state, next_poll=now + max(SOONEST, _retry_after(attempt) or SOONEST)), None
    good = attempt.outcome.good
    history = _learnt(state.history, attempt, now) if good else state.history
    history = replace(history, wall="" if good else wall_met(attempt))
    history = _with_logins(history, attempt)
    ended = _ended(state, attempt, now)
    after, transition = next_state(state, ended, now, expect=source.expect, history=history)
    when, factor = next_poll(
        ended, now, every=source.every, factor=state.interval_factor, jitter=jitter, rng=rng
    )
    if attempt.mended and good:
        transition = Transition(
            source=state.slug, before=state.state, after=after, at=now, reason=attempt.mended
        )
    if attempt.proposes and state.state is after is State.HELD and PROPOSED not in (state.error or ""):
        transition = Transition(
            source=state.slug, before=state.state, after=after, at=now, reason=attempt.reason or ""
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
    return (_with_success(told, attempt, now) if good else told), transition


def _learnt(history: History, attempt: Attempt, now: datetime) -> History:
    """The source's past with what a good attempt adds to it."""
    history = remember(history, attempt.extraction, attempt.changes, now)
    history = with_repeats(history, attempt.repeats) if attempt.repeats else history
    history = with_marks(history, attempt.marks) if attempt.marks else history
    if attempt.feed is not None:
        history = replace(history, feed=attempt.feed)
    if attempt.looks is not None:
        history = replace(history, looks=attempt.looks if attempt.page else "")
    if attempt.extraction:  # of another page than the source's newest nothing is remembered
        history = replace(history, shown=attempt.shown if attempt.page else "")
    return history


def refusal_of(history: History, attempt: Attempt) -> History | None:
    """The source's past with the login that the attempt was refused; None where it was refused none."""
    error = attempt.error
    if isinstance(error, SignedOut) and error.refused is not None:
        return replace(history, refused=error.refused, refused_at=error.refused_at)
    return None


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


def report_of(
    source: SourceConfig, attempt: Attempt, state: SourceState, *, elapsed: timedelta, topics: Sequence[str]
) -> PollReport:
    """What an attempt tells its caller; `state` gives the next poll, `topics` what it touched."""
    changes, extraction = attempt.changes, attempt.extraction
    return PollReport(
        source=source.slug,
        outcome=attempt.outcome,
        new=len(changes.new),
        edited=len(changes.edits),
        withdrawn=len(changes.withdrawn),
        seen=len(extraction.stories) if extraction else 0,
        dropped=extraction.dropped if extraction else 0,
        topics=tuple(topics),
        error=attempt.reason,
        elapsed=elapsed,
        next_poll=state.next_poll,
    )


def snapshot_of(source: SourceConfig, state: SourceState, attempt: Attempt) -> Snapshot | None:
    """The raw page, where it is another one than the last that was read."""
    if attempt.page is None or (attempt.outcome is Outcome.UNCHANGED and attempt.digest == state.page_digest):
        return None
    return Snapshot(
        source=source.slug,
        digest=hashlib.sha256(attempt.page.content).hexdigest(),
        page=attempt.page,
    )
