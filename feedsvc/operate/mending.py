"""A source whose page changed its shape gets a proposal, and where it says `heal = "auto"` the mended file.

held → repair found → "ask": said with the reasons of the hold
                    → "auto", and sure: file rewritten, page read anew, known stories keep their ids
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feedsvc.config import SourceConfig
from feedsvc.decide.trust import judge
from feedsvc.errors import FeedsvcError, FetchError, SourceError
from feedsvc.models import (
    Changes,
    Extraction,
    Hold,
    KnownStory,
    Page,
    PollReport,
    SourceState,
    State,
    Validators,
)
from feedsvc.operate.case import Case, NoRepair
from feedsvc.operate.elsewhere import Elsewhere
from feedsvc.operate.redrawn import drawn_repair
from feedsvc.operate.repair import find_repair
from feedsvc.operate.rewrite import former_ways, rewrite
from feedsvc.operate.way import Repair
from feedsvc.poll.attempt import PROPOSED, Attempt
from feedsvc.poll.drawing import is_drawn, is_place
from feedsvc.poll.poller import Poller
from feedsvc.poll.reading import GONE, Reader, fetch_further
from feedsvc.store import Store

MOST_KNOWN = 200
"""Known stories that are looked for, the latest ones."""
MOST_ADDRESSES, MOST_OF_A_POLL = 3, 1
"""Other addresses that are asked for: by a command, and by a poll."""
NOT_MENDED = "could not be mended"


class Mender:
    """What a poller asks when a source's page is held (poller.Mend)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._looked: dict[str, tuple[str, str | None]] = {}
        """What each source said of repairs, and its page, when it was last looked through."""

    def __call__(
        self, poller: Poller, source: SourceConfig, state: SourceState, attempt: Attempt
    ) -> tuple[SourceConfig, Attempt]:
        """The source and attempt as they are mended; as they were where nothing can be, or none shall."""
        if source.heal == "off" or attempt.page is None or attempt.hold is None:
            return source, attempt
        standing = self._store.hold(source.slug)
        if standing and standing.held_at == attempt.hold.held_at and self._has_looked(source, standing):
            return source, replace(attempt, hold=replace(attempt.hold, reasons=standing.reasons))
        self._looked[source.slug] = (source.heal, attempt.digest)
        try:
            case = case_of(poller, self._store, source, state)
            repair = find_repair(case, attempt.page, elsewhere_of(poller, case, MOST_OF_A_POLL))
            if source.heal == "auto" and repair.is_sure:
                return repair.after, applied(poller, repair, state)
        except NoRepair:
            return source, _to_be_drawn(poller, source, attempt)
        except FeedsvcError as error:
            return source, _also(attempt, f"{NOT_MENDED}: {error}")
        return source, replace(_also(attempt, hint(repair)), proposes=True)

    def _has_looked(self, source: SourceConfig, standing: Hold) -> bool:
        """Whether the held page was looked through, and nothing can have changed since."""
        if any(reason.startswith(NOT_MENDED) for reason in standing.reasons):
            return False  # its file may be writable now
        return source.heal == "ask" or self._looked.get(source.slug) == ("auto", standing.page_digest)


def hint(repair: Repair) -> str:
    """The proposal as a reason of the hold tells it."""
    doubt = f", doubtful: {repair.doubts[0]}" if repair.doubts else ""
    return f"{repair.told()}{doubt} {PROPOSED}{repair.before.slug} shows it, --apply takes it over)"


def _to_be_drawn(poller: Poller, source: SourceConfig, attempt: Attempt) -> Attempt:
    """The attempt, with what a browser may find: no poll starts one where the source does not say so."""
    if source.render != "never" or attempt.page is None or not is_place(poller.children, attempt.page):
        return attempt
    return _also(attempt, f"what its scripts draw may show them (feedsvc heal {source.slug} looks)")


def _also(attempt: Attempt, reason: str) -> Attempt:
    """The held attempt with one more reason."""
    assert attempt.hold is not None
    return replace(attempt, hold=replace(attempt.hold, reasons=(*attempt.hold.reasons, reason)))


def case_of(poller: Poller, store: Store, source: SourceConfig, state: SourceState) -> Case:
    """What a repair of the source is looked for with."""

    def judged(found: Extraction, changes: Changes, known: Sequence[KnownStory]) -> Sequence[str]:
        return judge(found, changes, known, state.history, poller.now()).reasons

    known = store.known_stories(source.slug, (), ())[-MOST_KNOWN:]
    stored = {story.id: story for story in store.stories([k.id for k in known])}
    return Case(
        source=source,
        known=known,
        stored=stored,
        children=poller.children,
        compare=poller.decider.compare,
        judged=judged,
        former=tuple(former_ways(poller.file(source.slug), source)),
    )


def elsewhere_of(poller: Poller, case: Case, most: int) -> Elsewhere:
    """Looks at other addresses as polls of the source do."""
    reader = Reader(poller.fetcher, poller.children)
    return Elsewhere(case, lambda url: fetch_further(poller.fetcher, case.source, url), reader.read, most)


def applied(poller: Poller, repair: Repair, state: SourceState) -> Attempt:
    """The page as it is read from now on, once the source's file says so; raises FeedsvcError."""
    file = poller.file(repair.before.slug)
    rewrite(file, repair.before, repair.after, poller.now())
    poller.reads_anew(repair.after)
    attempt = poller.read(repair.after, state, repair.page, trusted=True)
    told = f"its page has changed and is read in another way: {repair.told()}"
    return replace(attempt, mended=f"{told}; the old options stand in {file.name} as comments")


def look(poller: Poller, store: Store, slug: str) -> tuple[Repair, Page]:
    """A proposal for the source as its page is now, or as it was kept where it cannot be had; and the page.

    Fetches the page, and where that is not enough the feeds that it links, or what it has moved to.
    """
    source, state = poller.source(slug), store.source_state(slug) or SourceState(slug=slug)
    case = case_of(poller, store, source, state)
    elsewhere = elsewhere_of(poller, case, MOST_ADDRESSES)
    try:
        repair = _found(poller, case, _fetched(poller, source, state), elsewhere)
    except FetchError as error:
        repair = _without_page(case, state, error, elsewhere, store)
    return repair, repair.page


def _found(poller: Poller, case: Case, page: Page, elsewhere: Elsewhere) -> Repair:
    """By the page as it is, the feeds that it links, and where both hold nothing by what its scripts draw."""
    if case.source.render != "never" and is_drawn(case.source, page, poller.children):
        return _drawn(poller, case, page)
    try:
        return find_repair(case, page, elsewhere)
    except NoRepair as error:
        if error.is_well or not case.known or not is_place(poller.children, page):
            raise
        plain = error
    try:
        return _drawn(poller, case, page)
    except NoRepair as error:
        raise NoRepair(f"{plain}; {error}") from error


def _drawn(poller: Poller, case: Case, page: Page) -> Repair:
    """By what a browser makes of the page; raises NoRepair where there is none, or it finds nothing."""
    source = case.source
    if not case.known:
        raise NoRepair(f"{source.slug}: no story of it is known that could be looked for")
    try:
        rendered = poller.rendered(source, page)
    except SourceError as error:
        raise NoRepair(
            f"{source.slug}: its page is drawn by JavaScript and needs a browser ({error})"
        ) from error
    return drawn_repair(
        case, rendered, lambda asked: fetch_further(poller.fetcher, source, asked.url, asked.body)
    )


def _fetched(poller: Poller, source: SourceConfig, state: SourceState) -> Page:
    page = poller.fetch(source, state, Validators())
    if not isinstance(page, Page):
        raise FeedsvcError(f"{source.slug}: the server says that its page has not changed (try again)")
    return page


def _without_page(
    case: Case, state: SourceState, error: FetchError, elsewhere: Elsewhere, store: Store
) -> Repair:
    """By the kept page of a source that is held; else by what takes the place of one that is gone."""
    kept = store.snapshots(case.source.slug)
    if state.state is State.HELD and kept:
        return find_repair(case, kept[0].page, elsewhere)
    if error.status not in GONE or not case.known:
        raise error
    return elsewhere.moved(error)


def kept_proposal(poller: Poller, store: Store, slug: str) -> Repair | None:
    """A proposal for the newest kept page of the source; None where there is none. Nothing is fetched."""
    kept, state = store.snapshots(slug), store.source_state(slug)
    source = poller.source(slug)
    if not kept or state is None or source.heal == "off":
        return None
    try:
        return find_repair(case_of(poller, store, source, state), kept[0].page)
    except NoRepair:
        return None


def heal(poller: Poller, store: Store, slug: str) -> tuple[Repair, PollReport]:
    """Apply the proposal: the file is rewritten, the page read anew, published and told of."""
    repair, _ = look(poller, store, slug)
    return repair, take_over(poller, store, repair)


def take_over(poller: Poller, store: Store, repair: Repair) -> PollReport:
    """The file rewritten, the page read so, published and told of; raises FeedsvcError."""
    claim = poller.claim(repair.before)
    started = poller.now()
    try:
        state = store.source_state(repair.before.slug) or SourceState(slug=repair.before.slug)
        attempt = applied(poller, repair, state)
    except BaseException:
        store.release(claim, started)
        raise
    return poller.record(repair.after, state, claim, started, attempt)
