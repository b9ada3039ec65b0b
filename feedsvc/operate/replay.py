"""Kept pages are read again with today's code, and what that mends is written without new ids."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.models import Changes, Claim, Outcome, PollReport, Snapshot, SourceState
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
    replayed = _Replay(poller, store, poller.sources.named(slug), apply=apply)
    newest_first = sorted(store.snapshots(slug), key=lambda s: s.page.fetched_at, reverse=True)
    reports: list[PollReport] = []
    for n, snapshot in enumerate(newest_first):
        report, changes = replayed.page(snapshot, newest=n == 0)
        tell(report, changes)
        reports.append(report)
    return reports


class _Replay:
    """The kept pages of one source, read again one after the other."""

    def __init__(self, poller: Poller, store: Store, source: SourceConfig, *, apply: bool) -> None:
        self._poller = poller
        self._store = store
        self._source = source
        self._apply = apply
        self._done: set[str] = set()
        """The stories that a newer page has settled."""

    def page(self, snapshot: Snapshot, *, newest: bool) -> tuple[PollReport, Changes]:
        """A page that repairs nothing ends no hold, unless it is the newest and believed."""
        with self._poller.claimed(self._source) as claim:
            return self._page(claim, snapshot, newest=newest)

    def _page(self, claim: Claim, snapshot: Snapshot, *, newest: bool) -> tuple[PollReport, Changes]:
        poller, source = self._poller, self._source
        started = poller.now()
        state = self._store.source_state(source.slug) or SourceState(slug=source.slug)
        unread = replace(state, page_digest=None)
        attempt = poller.judge.read(source, unread, snapshot.page, trusted=True)
        if attempt.outcome not in (Outcome.OK, Outcome.UNCHANGED):
            self._store.release(claim, started)
            report = poller.report(source, attempt, started, state)
            return replace(report, page_at=snapshot.page.fetched_at), Changes()
        shown = {*attempt.changes.unmodified, *(m.story.id for m in attempt.changes.modified)}
        doubted = poller.judge.read(source, unread, snapshot.page).hold if attempt.changes.new else None
        attempt = _mending(attempt, state, self._done, adds=doubted is None)
        self._done |= shown
        if self._apply and (attempt.changes or (newest and doubted is None)):
            report = poller.record(source, state, claim, started, attempt)
        else:
            self._store.release(claim, started)
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
