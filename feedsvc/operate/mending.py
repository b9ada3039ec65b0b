"""A source whose page changed its shape gets a proposal, and where it says `heal = "auto"` the mended file.

held → repair found → "ask": said with the reasons of the hold
                    → "auto", and sure: file rewritten, page read anew, known stories keep their ids
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feedsvc.config import SourceConfig
from feedsvc.decide.trust import judge
from feedsvc.errors import FeedsvcError
from feedsvc.models import Changes, Extraction, KnownStory, Page, PollReport, SourceState, Validators
from feedsvc.operate.repair import NoRepair, Repair, find_repair
from feedsvc.operate.rewrite import rewrite
from feedsvc.poll.attempt import Attempt
from feedsvc.poll.poller import Poller
from feedsvc.store import Store

MOST_KNOWN = 200
"""Known stories that are looked for, the latest ones."""


class Mender:
    """What a poller asks when a source's page is held (poller.Mend)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(
        self, poller: Poller, source: SourceConfig, state: SourceState, attempt: Attempt
    ) -> tuple[SourceConfig, Attempt]:
        """The source and attempt as they are mended; as they were where nothing can be, or none shall."""
        if source.heal == "off" or attempt.page is None or attempt.hold is None:
            return source, attempt
        standing = self._store.hold(source.slug)
        if source.heal == "ask" and standing and standing.held_at == attempt.hold.held_at:
            return source, replace(attempt, hold=replace(attempt.hold, reasons=standing.reasons))
        try:
            repair = proposal(poller, self._store, source, state, attempt.page)
            if source.heal == "auto" and repair.is_sure:
                return repair.after, applied(poller, repair, state, attempt.page)
        except NoRepair:
            return source, attempt
        except FeedsvcError as error:
            return source, _also(attempt, f"could not be mended: {error}")
        return source, _also(attempt, hint(repair))


def hint(repair: Repair) -> str:
    """The proposal as a reason of the hold tells it."""
    doubt = f", doubtful: {repair.doubts[0]}" if repair.doubts else ""
    return f"{repair.told()}{doubt} (feedsvc heal {repair.before.slug} shows it, --apply takes it over)"


def _also(attempt: Attempt, reason: str) -> Attempt:
    """The held attempt with one more reason."""
    assert attempt.hold is not None
    return replace(attempt, hold=replace(attempt.hold, reasons=(*attempt.hold.reasons, reason)))


def proposal(poller: Poller, store: Store, source: SourceConfig, state: SourceState, page: Page) -> Repair:
    """How this page of the source can be read; raises NoRepair."""

    def judged(found: Extraction, changes: Changes, known: Sequence[KnownStory]) -> Sequence[str]:
        return judge(found, changes, known, state.history, poller.now()).reasons

    known = store.known_stories(source.slug, (), ())[-MOST_KNOWN:]
    stored = {story.id: story for story in store.stories([k.id for k in known])}
    return find_repair(source, page, poller.children, poller.decider.compare, judged, known, stored)


def applied(poller: Poller, repair: Repair, state: SourceState, page: Page) -> Attempt:
    """The page as it is read from now on, once the source's file says so; raises FeedsvcError."""
    file = poller.file(repair.before.slug)
    rewrite(file, repair.before, repair.after, poller.now())
    poller.reads_anew(repair.after)
    attempt = poller.read(repair.after, state, page, trusted=True)
    told = f"its page has changed and is read in another way: {repair.told()}"
    return replace(attempt, mended=f"{told}; the old options stand in {file.name} as comments")


def look(poller: Poller, store: Store, slug: str) -> tuple[Repair, Page]:
    """A proposal for the source's page as it is now, or as it was kept where it cannot be had."""
    source, state = poller.source(slug), store.source_state(slug) or SourceState(slug=slug)
    page = _page(poller, store, source)
    return proposal(poller, store, source, state, page), page


def _page(poller: Poller, store: Store, source: SourceConfig) -> Page:
    try:
        page = poller.fetcher.fetch(source, Validators())
    except FeedsvcError:
        kept = store.snapshots(source.slug)
        if not kept:
            raise
        return kept[0].page
    if not isinstance(page, Page):
        raise FeedsvcError(f"{source.slug}: the server says that its page has not changed (try again)")
    return page


def kept_proposal(poller: Poller, store: Store, slug: str) -> Repair | None:
    """A proposal for the newest kept page of the source; None where there is none. Nothing is fetched."""
    kept, state = store.snapshots(slug), store.source_state(slug)
    if not kept or state is None:
        return None
    try:
        return proposal(poller, store, poller.source(slug), state, kept[0].page)
    except NoRepair:
        return None


def heal(poller: Poller, store: Store, slug: str) -> tuple[Repair, PollReport]:
    """Apply the proposal: the file is rewritten, the page read anew, published and told of."""
    repair, page = look(poller, store, slug)
    claim = poller.claim(repair.before)
    started = poller.now()
    try:
        state = store.source_state(slug) or SourceState(slug=slug)
        attempt = applied(poller, repair, state, page)
    except BaseException:
        store.release(claim, started)
        raise
    return repair, poller.record(repair.after, state, claim, started, attempt)
