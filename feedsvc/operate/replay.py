"""Kept pages are read again with today's code, and what that mends is written without new ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from feedsvc.config import SourceConfig
from feedsvc.models import Changes, Outcome, PollReport, Snapshot, SourceState
from feedsvc.poll.attempt import Attempt
from feedsvc.poll.poller import Poller
from feedsvc.store import Store

Tell = Callable[[PollReport, Changes], object]
"""Is told of each page what came of it, and the stories that it adds or mends."""


def replay(
    poller: Poller, store: Store, slug: str, *, apply: bool, tell: Tell = lambda _report, _changes: None
) -> list[PollReport]:
    """Read the kept pages with today's code, newest first, and say or write what changes.

    Each story is taken from the newest page that shows it, so that an older version never returns.
    Nothing counts as gone, and validators stay as they are. Unseen stories of a page that no poll would
    believe (a flood that was rejected) are left out, and the report says so.
    """
    source = poller.source(slug)
    done: set[str] = set()
    newest_first = sorted(store.snapshots(slug), key=lambda s: s.page.fetched_at, reverse=True)
    reports: list[PollReport] = []
    for n, snapshot in enumerate(newest_first):
        report, changes = _replay_page(poller, store, source, snapshot, done, apply=apply, newest=n == 0)
        tell(report, changes)
        reports.append(report)
    return reports


def _replay_page(
    poller: Poller,
    store: Store,
    source: SourceConfig,
    snapshot: Snapshot,
    done: set[str],
    *,
    apply: bool,
    newest: bool,
) -> tuple[PollReport, Changes]:
    """A page that repairs nothing ends no hold, unless it is the newest and believed."""
    claim = poller.claim(source)
    started = poller.now()
    state = store.source_state(source.slug) or SourceState(slug=source.slug)
    unread = replace(state, page_digest=None)
    attempt = poller.read(source, unread, snapshot.page, trusted=True)
    if attempt.outcome not in (Outcome.OK, Outcome.UNCHANGED):
        store.release(claim, started)
        report = poller.report(source, attempt, started, state)
        return replace(report, page_at=snapshot.page.fetched_at), Changes()
    shown = {*attempt.changes.unmodified, *(m.story.id for m in attempt.changes.modified)}
    doubted = poller.read(source, unread, snapshot.page).hold if attempt.changes.new else None
    attempt = _mending(attempt, state, done, adds=doubted is None)
    done |= shown
    if apply and (attempt.changes or (newest and doubted is None)):
        report = poller.record(source, state, claim, started, attempt)
    else:
        store.release(claim, started)
        report = poller.report(source, attempt, started, state)
    told = f"unseen stories were left out: {'; '.join(doubted.reasons)}" if doubted else report.error
    return replace(report, error=told, page_at=snapshot.page.fetched_at), attempt.changes


def _mending(attempt: Attempt, state: SourceState, done: set[str], *, adds: bool) -> Attempt:
    """The attempt with what it mends alone: the page and its digest stay those of the last poll."""
    repairs = _repairs(attempt.changes, done, adds=adds)
    outcome = Outcome.OK if repairs else Outcome.UNCHANGED
    return replace(attempt, page=None, digest=state.page_digest, changes=repairs, outcome=outcome)


def _repairs(changes: Changes, done: set[str], *, adds: bool) -> Changes:
    """What a kept page adds or mends; never what it lacks, nor what a newer page has settled."""
    return Changes(
        new=changes.new if adds else (),
        modified=tuple(m for m in changes.modified if m.story.id not in done),
        unmodified=changes.unmodified,
    )
