"""A source whose page changed its shape gets a proposal, and where it says `heal = "auto"` the mended file.

held → repair found → "ask": said with the reasons of the hold
                    → "auto", and sure: file rewritten, page read anew, known stories keep their ids
"""

from __future__ import annotations

from msgspec.structs import replace

from feedsvc.config import SourceConfig
from feedsvc.errors import FeedsvcError
from feedsvc.models import Hold, PollReport, SourceState
from feedsvc.operate.case import NoRepair
from feedsvc.operate.proposal import case_of, elsewhere_of, look
from feedsvc.operate.repair import find_repair
from feedsvc.operate.rewrite import rewrite
from feedsvc.operate.way import Repair
from feedsvc.poll.attempt import PROPOSED, Attempt
from feedsvc.poll.drawing import is_place
from feedsvc.poll.poller import Poller
from feedsvc.store import Store

MOST_OF_A_POLL = 1
"""Other addresses that a poll asks for."""
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
    if source.may_draw or attempt.page is None or not is_place(poller.children, attempt.page):
        return attempt
    return _also(attempt, f"what its scripts draw may show them (feedsvc heal {source.slug} looks)")


def _also(attempt: Attempt, reason: str) -> Attempt:
    """The held attempt with one more reason."""
    assert attempt.hold is not None
    return replace(attempt, hold=replace(attempt.hold, reasons=(*attempt.hold.reasons, reason)))


def applied(poller: Poller, repair: Repair, state: SourceState) -> Attempt:
    """The page as it is read from now on, once the source's file says so; raises FeedsvcError."""
    file = poller.sources.file(repair.before.slug)
    rewrite(file, repair.before, repair.after, poller.now())
    poller.sources.reads_anew(repair.after)
    attempt = poller.judge.read(repair.after, state, repair.page, trusted=True)
    told = f"its page has changed and is read in another way: {repair.told()}"
    return replace(attempt, mended=f"{told}; the old options stand in {file.name} as comments")


def heal(poller: Poller, store: Store, slug: str) -> tuple[Repair, PollReport]:
    """Apply the proposal: the file is rewritten, the page read anew, published and told of."""
    repair, _ = look(poller, store, slug)
    return repair, take_over(poller, store, repair)


def take_over(poller: Poller, store: Store, repair: Repair) -> PollReport:
    """The file rewritten, the page read so, published and told of; raises FeedsvcError."""
    with poller.claimed(repair.before) as claim:
        started = poller.now()
        try:
            state = store.source_state(repair.before.slug) or SourceState(slug=repair.before.slug)
            attempt = applied(poller, repair, state)
        except BaseException:
            store.release(claim, started)
            raise
        return poller.record(repair.after, state, claim, started, attempt)
