"""What an operator decides by hand: held results, repairs of history, golden cases."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from feedsvc.attempt import Attempt
from feedsvc.config import SourceConfig
from feedsvc.errors import FeedsvcError, SourceError
from feedsvc.models import (
    Changes,
    Extraction,
    Hold,
    ModifiedStory,
    NewStory,
    PollReport,
    Snapshot,
    SourceState,
    Story,
)
from feedsvc.poll import Poller
from feedsvc.store import Store

KINDS = {"text/html": "page.html", "application/xhtml+xml": "page.html", "text/plain": "page.txt"}


def review(poller: Poller, store: Store, slug: str, action: str) -> PollReport:
    """Publish what is held of a source (`accept`), or drop it for good (`reject`).

    A rejected page counts as read: it is not held again while its bytes stay the same.
    """
    source = poller.source(slug)
    claim = poller.claim(source)
    started = poller.now()
    hold, state = store.hold(slug), store.source_state(slug)
    if hold is None or state is None:
        store.release(claim, started)
        raise FeedsvcError(f"nothing of {slug} is held")
    attempt = Attempt(outcome="unchanged", digest=hold.page_digest)
    if action == "accept":
        if not hold.stories:
            store.release(claim, started)
            raise FeedsvcError(f"{slug}: an empty page cannot be accepted (reject drops it)")
        extraction = Extraction(strategy=source.extractor, stories=hold.stories)
        attempt = poller.decide(source, state, replace(attempt, extraction=extraction), trusted=True)
    return poller.record(source, state, claim, started, attempt)


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """One story of a held page beside the stored one: `what` is new, edited, known or missing."""

    what: str
    published: datetime
    held: str | None = None
    known: str | None = None
    """The titles; None where the page, or the store, has no such story."""
    url: str | None = None


def compare(poller: Poller, hold: Hold) -> list[Beside]:
    """What is held beside what is known: new and edited stories, known ones, and those the page lacks.

    Nothing is fetched or written.
    """
    source = poller.source(hold.source)
    extraction = Extraction(strategy=source.extractor, stories=hold.stories)
    changes, known = poller.compare(source, extraction)
    stored = {story.id: story for story in known}
    new = [Beside(what="new", held=s.title, published=s.published, url=s.url) for s in _stories(changes.new)]
    edited = [
        Beside(what="edited", held=s.title, known=stored[s.id].title, published=s.published, url=s.url)
        for s in _stories(changes.edits)
    ]
    told = {s.id for s in _stories(changes.edits)}
    shown = told | {s.id for s in _stories(changes.modified)} | set(changes.unmodified)
    rest = [
        Beside(
            what="known" if id in shown else "missing",
            held=story.title if id in shown else None,
            known=story.title,
            published=story.published,
            url=story.url,
        )
        for id, story in stored.items()
        if id not in told
    ]
    return new + edited + sorted(rest, key=lambda beside: beside.what == "known")


def _stories(changed: Sequence[NewStory | ModifiedStory]) -> list[Story]:
    return [change.story for change in changed]


def replay(poller: Poller, store: Store, slug: str, *, apply: bool) -> list[PollReport]:
    """Read the kept pages with today's code, newest first, and say or write what changes.

    Each story is taken from the newest page that shows it, so that an older version never returns.
    Nothing counts as gone, and validators stay as they are. Unseen stories of a page that no poll would
    believe (a flood that was rejected) are left out, and the report says so.
    """
    source = poller.source(slug)
    done: set[str] = set()
    newest_first = sorted(store.snapshots(slug), key=lambda s: s.page.fetched_at, reverse=True)
    return [
        _replay_page(poller, store, source, snapshot, done, apply=apply, newest=n == 0)
        for n, snapshot in enumerate(newest_first)
    ]


def _replay_page(
    poller: Poller,
    store: Store,
    source: SourceConfig,
    snapshot: Snapshot,
    done: set[str],
    *,
    apply: bool,
    newest: bool,
) -> PollReport:
    """A page that repairs nothing ends no hold, unless it is the newest and believed."""
    claim = poller.claim(source)
    started = poller.now()
    state = store.source_state(source.slug) or SourceState(slug=source.slug)
    unread = replace(state, page_digest=None)
    attempt = poller.read(source, unread, snapshot.page, trusted=True)
    if attempt.outcome not in ("ok", "unchanged"):
        store.release(claim, started)
        return poller.report(source, attempt, started, state)
    shown = {*attempt.changes.unmodified, *(m.story.id for m in attempt.changes.modified)}
    doubted = poller.read(source, unread, snapshot.page).hold if attempt.changes.new else None
    repairs = _repairs(attempt.changes, done, adds=doubted is None)
    attempt = replace(attempt, page=None, digest=state.page_digest, changes=repairs)
    attempt = replace(attempt, outcome="ok" if attempt.changes else "unchanged")
    done |= shown
    if apply and (attempt.changes or (newest and doubted is None)):
        report = poller.record(source, state, claim, started, attempt)
    else:
        store.release(claim, started)
        report = poller.report(source, attempt, started, state)
    told = f"unseen stories were left out: {'; '.join(doubted.reasons)}" if doubted else report.error
    return replace(report, error=told)


def _repairs(changes: Changes, done: set[str], *, adds: bool) -> Changes:
    """What a kept page adds or mends; never what it lacks, nor what a newer page has settled."""
    return Changes(
        new=changes.new if adds else (),
        modified=tuple(m for m in changes.modified if m.story.id not in done),
        unmodified=changes.unmodified,
    )


def record_case(poller: Poller, store: Store, slug: str, directory: Path) -> Path:
    """Make the newest kept page of a source a golden case below `directory`; gives its folder.

    Raises FeedsvcError where no page is kept or the case is already there.
    """
    source = poller.source(slug)
    snapshots = store.snapshots(slug)
    if not snapshots:
        raise FeedsvcError(f"no page of {slug} is kept (poll it first)")
    newest = max(snapshots, key=lambda s: s.page.fetched_at)
    folder = directory / source.extractor / f"{slug}-{newest.page.fetched_at:%Y%m%d}-{newest.digest[:8]}"
    if folder.exists():
        raise FeedsvcError(f"{folder} is already there (its page has not changed)")
    files = _case_files(poller, source, newest)
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def _case_files(poller: Poller, source: SourceConfig, snapshot: Snapshot) -> dict[str, bytes]:
    page = snapshot.page
    try:
        expected = golden(poller.extract(source, page))
    except SourceError as error:
        raise FeedsvcError(f"{source.slug}: the newest kept page gives no stories: {error}") from error
    return {
        KINDS.get(page.media_type, "page.data"): page.content,
        "meta.toml": _meta(source, snapshot).encode(),
        "expected.json": (json.dumps(expected, ensure_ascii=False, indent=1) + "\n").encode(),
    }


def golden(extraction: Extraction) -> dict[str, Any]:
    """What a golden case expects, as JSON values; reasons and attempts are words for people."""
    stories = [story.to_json() for story in extraction.stories]
    for story in stories:
        story.pop("reasons")
    return {
        "dropped": extraction.dropped,
        "truncated": extraction.truncated,
        "next_url": extraction.next_url,
        "page_kind": extraction.page_kind,
        "stories": stories,
    }


def _meta(source: SourceConfig, snapshot: Snapshot) -> str:
    """What a golden case needs to be read again; strings are written as JSON, which TOML reads too."""
    page = snapshot.page
    values = {
        "extractor": source.extractor,
        "url": page.url,
        "media_type": page.media_type,
        "charset": page.charset,
        "timezone": source.timezone.key,
        "article_id": source.article_id,
        "language": source.language,
        "now": page.fetched_at,
        "options": dict(source.options) or None,
    }
    return "".join(f"{name} = {toml_value(v)}\n" for name, v in values.items() if v is not None)


def toml_value(value: object) -> str:
    """A string, number, flag, time, list or table as inline TOML."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {toml_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
