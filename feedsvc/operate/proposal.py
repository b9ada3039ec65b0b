"""The repair that is proposed for a source, as its page is now or as it was kept; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from feedsvc.config import SourceConfig
from feedsvc.decide.trust import judge
from feedsvc.errors import FeedsvcError, FetchError, SourceError
from feedsvc.models import Changes, Extraction, KnownStory, Page, SourceState, State, Validators
from feedsvc.operate.case import Case, NoRepair
from feedsvc.operate.elsewhere import Elsewhere
from feedsvc.operate.redrawn import drawn_repair
from feedsvc.operate.repair import find_repair
from feedsvc.operate.rewrite import former_ways
from feedsvc.operate.way import Repair
from feedsvc.poll.drawing import is_drawn, is_place
from feedsvc.poll.poller import Poller
from feedsvc.poll.reading import GONE, Reader, fetch_further
from feedsvc.store import Store

MOST_KNOWN = 200
"""Known stories that are looked for, the latest ones."""
MOST_ADDRESSES = 3
"""Other addresses that a command asks for."""


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
        former=tuple(former_ways(poller.sources.file(source.slug), source)),
    )


def elsewhere_of(poller: Poller, case: Case, most: int) -> Elsewhere:
    """Looks at other addresses as polls of the source do."""
    reader = Reader(poller.fetcher, poller.children)
    return Elsewhere(case, lambda url: fetch_further(poller.fetcher, case.source, url), reader.read, most)


def look(poller: Poller, store: Store, slug: str) -> tuple[Repair, Page]:
    """A proposal for the source as its page is now, or as it was kept where it cannot be had; and the page.

    Fetches the page, and where that is not enough the feeds that it links, or what it has moved to.
    """
    source, state = poller.sources.named(slug), store.source_state(slug) or SourceState(slug=slug)
    case = case_of(poller, store, source, state)
    elsewhere = elsewhere_of(poller, case, MOST_ADDRESSES)
    try:
        repair = _found(poller, case, _fetched(poller, source, state), elsewhere)
    except FetchError as error:
        repair = _without_page(case, state, error, elsewhere, store)
    return repair, repair.page


def _found(poller: Poller, case: Case, page: Page, elsewhere: Elsewhere) -> Repair:
    """By the page as it is, the feeds that it links, and where both hold nothing by what its scripts draw."""
    if case.source.may_draw and is_drawn(case.source, page, poller.children):
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
        rendered = poller.pages.rendered(source, page)
    except SourceError as error:
        raise NoRepair(
            f"{source.slug}: its page is drawn by JavaScript and needs a browser ({error})"
        ) from error
    return drawn_repair(
        case, rendered, lambda asked: fetch_further(poller.fetcher, source, asked.url, asked.body)
    )


def _fetched(poller: Poller, source: SourceConfig, state: SourceState) -> Page:
    page = poller.pages.fetch(source, state, Validators())
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
    source = poller.sources.named(slug)
    if not kept or state is None or source.heal == "off":
        return None
    try:
        return find_repair(case_of(poller, store, source, state), kept[0].page)
    except NoRepair:
        return None
