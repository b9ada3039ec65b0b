"""One attempt on a source: what it came to, and what its caller is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.decide.cadence import needs_full_fetch
from feedsvc.decide.repeats import Repeats
from feedsvc.decide.trust import lasting
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
    SourceState,
    Validators,
)
from feedsvc.models.value import Value

PROPOSED = "(feedsvc heal "
"""Stands in a reason that names a repair."""


class Attempt(Value, frozen=True, kw_only=True):
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
    """Session marks of the source's addresses, as known after this page (decide.sessionmarks)."""
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


def refusal_of(history: History, attempt: Attempt) -> History | None:
    """The source's past with the login that the attempt was refused; None where it was refused none."""
    error = attempt.error
    if isinstance(error, SignedOut) and error.refused is not None:
        return replace(history, refused=error.refused, refused_at=error.refused_at)
    return None


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
