"""What an operator decides of a held poll: accept it, reject it, and see it beside what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.errors import FeedsvcError
from feedsvc.models import (
    Claim,
    Extraction,
    Hold,
    KnownStory,
    ModifiedStory,
    NewStory,
    Outcome,
    PollReport,
    Story,
)
from feedsvc.operate.mending import take_over
from feedsvc.operate.proposal import kept_proposal, look
from feedsvc.operate.way import Repair
from feedsvc.poll.attempt import Attempt
from feedsvc.poll.poller import Poller
from feedsvc.store import Store


def review(poller: Poller, store: Store, slug: str, action: str) -> PollReport:
    """Publish what is held of a source (`accept`), or drop it for good (`reject`).

    A page that changed its shape is accepted by the repair that reads it, where that is sure. A rejected page
    counts as read: it is not held again while its bytes stay the same.
    """
    source = poller.sources.named(slug)
    if action == "accept" and (repair := _sure_repair(poller, store, slug)):
        return take_over(poller, store, repair)
    with poller.claimed(source) as claim:
        return _decided(poller, store, source, claim, action)


def _decided(poller: Poller, store: Store, source: SourceConfig, claim: Claim, action: str) -> PollReport:
    slug, started = source.slug, poller.now()
    hold, state = store.hold(slug), store.source_state(slug)
    if hold is None or state is None:
        store.release(claim, started)
        raise FeedsvcError(f"nothing of {slug} is held")
    attempt = Attempt(outcome=Outcome.UNCHANGED, digest=hold.page_digest)
    if action == "accept":
        if not hold.stories:
            store.release(claim, started)
            mends = f"feedsvc heal {slug} looks for another way to read it"
            raise FeedsvcError(f"{slug}: an empty page cannot be accepted (reject drops it, {mends})")
        extraction = Extraction(strategy=source.extractor, stories=hold.stories)
        attempt = poller.decider.decide(source, state, replace(attempt, extraction=extraction), trusted=True)
    return poller.record(source, state, claim, started, attempt)


def _sure_repair(poller: Poller, store: Store, slug: str) -> Repair | None:
    """What reads the held page without a doubt; where nothing of it is held, it may be fetched again."""
    hold = store.hold(slug)
    if hold is None or poller.sources.named(slug).heal == "off":
        return None
    try:
        repair = kept_proposal(poller, store, slug) if hold.stories else look(poller, store, slug)[0]
    except FeedsvcError:
        return None
    return repair if repair and repair.is_sure else None


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
    source = poller.sources.named(hold.source)
    extraction = Extraction(strategy=source.extractor, stories=hold.stories)
    changes, known = poller.decider.compare(source, extraction)
    stored = {story.id: story for story in known}
    new = [Beside(what="new", held=s.title, published=s.published, url=s.url) for s in _stories(changes.new)]
    edited = [
        Beside(what="edited", held=s.title, known=stored[s.id].title, published=s.published, url=s.url)
        for s in _stories(changes.edits)
    ]
    told = {s.id for s in _stories(changes.edits)}
    shown = told | {s.id for s in _stories(changes.modified)} | set(changes.unmodified)
    as_known = [_known(story) for id, story in stored.items() if id in shown - told]
    missing = [_missing(s) for id, s in stored.items() if id not in shown and _stands(s, hold.source)]
    return new + edited + missing + as_known


def _known(story: KnownStory) -> Beside:
    title = story.title
    return Beside(what="known", held=title, known=title, published=story.published, url=story.url)


def _missing(story: KnownStory) -> Beside:
    return Beside(what="missing", known=story.title, published=story.published, url=story.url)


def _stands(story: KnownStory, source: str) -> bool:
    """Whether the source's last good page had the story: its namesakes of other sources miss nothing here."""
    seen = story.sighting(source)
    return seen is not None and seen.gone is None


def _stories(changed: Sequence[NewStory | ModifiedStory]) -> list[Story]:
    return [change.story for change in changed]
