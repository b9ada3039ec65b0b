"""A page that changed its shape is read again: known stories are looked for in every list that it has.

    repair = find_repair(case, page)   # NoRepair says why there is none
    repair.after                       # how the page is to be read now, beside repair.before
    repair.doubts                      # what speaks against applying it without asking; nothing: sure

Where no list of the page is sure, the feeds that it links are looked at (`elsewhere`), if they may be had.
Nothing is written; pages are read in the child alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from feedsvc.config import SourceConfig
from feedsvc.decide.fit import fit_of
from feedsvc.errors import SourceError
from feedsvc.models import Extraction, Page
from feedsvc.operate.case import Case, NoRepair
from feedsvc.operate.detect import detect
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.knownlists import CLOSE, best_list, shown_of, walls_of
from feedsvc.operate.refining import read_in, refined
from feedsvc.operate.tries import surveyed
from feedsvc.operate.way import Repair, weighed
from feedsvc.poll.reading import settings_of

WORDS = 18_000
"""Letters of known titles that a page's lists are looked at for."""
Elsewhere = Callable[[Detection], Iterator[Repair]]
"""Repairs that read another address than the page's; each costs a request."""


def find_repair(case: Case, page: Page, elsewhere: Elsewhere = lambda _: iter(())) -> Repair:
    """The best way to read the known stories of the source; raises NoRepair.

    A list of the page that is sure is taken; where there is none, what stands elsewhere is looked at, too.
    """
    if not case.known:
        raise NoRepair(f"{case.source.slug}: no story of it is known that could be looked for")
    like = " ".join(k.title for k in case.known)[:WORDS]
    run = read_in(case.children, case.source, page)
    detection = detect(page, run, surveyed(case.children, page, like), timezone=case.source.timezone.key)
    found, none = None, NoRepair("")
    try:
        found = _by_list(case, page, detection)
    except NoRepair as error:
        if error.is_well:
            raise
        none = error
    if found and found.is_sure:
        return found
    every = [*([found] if found else []), *elsewhere(detection)]
    best = max(every, key=_weight, default=None)  # the first of equals
    if best is None:
        raise none
    return best


def _weight(repair: Repair) -> tuple[bool, float, int]:
    """A repair that is sure before others, then the one that finds more."""
    return repair.is_sure, repair.confidence, repair.fit.found


def _by_list(case: Case, page: Page, detection: Detection) -> Repair:
    best = best_list(detection, case, page.fetched_at)
    if best is None:
        raise NoRepair(_nothing(detection, case))
    _raise_if_read_well(case, page, best)
    elsewhere = shown_of(detection, case.known)
    after, found = _as_before(case, page, best) or refined(best, case, page)
    return weighed(case, after, found, page, elsewhere, walls_of(detection))


def _as_before(case: Case, page: Page, best: Finding) -> tuple[SourceConfig, Extraction] | None:
    """The way in which the page was read before, where it looks again as it did then."""
    wanted = fit_of(best.found, case.known)
    for former in case.former:
        if former.url == case.source.url and (found := _read(case, page, former)):
            fit = fit_of(found.stories, case.known)
            if fit.found >= wanted.found and fit.quality >= CLOSE * wanted.quality:
                return former, found
    return None


def _read(case: Case, page: Page, source: SourceConfig) -> Extraction | None:
    try:
        return case.children.extract(page, settings_of(source), page.fetched_at)
    except SourceError:
        return None


def _raise_if_read_well(case: Case, page: Page, best: Finding) -> None:
    """Raises where what the source says now reads the known stories no worse than the list."""
    source = case.source
    found = _read(case, page, source)
    if found is None:
        return
    now, then = fit_of(found.stories, case.known), fit_of(best.found, case.known)
    if now.found < then.found or now.quality < CLOSE * then.quality:
        return
    changes, remembered = case.compare(source, found)
    told = f"{source.slug}: its page is read as it was, there is nothing to mend"
    if reasons := case.judged(found, changes, remembered):
        publishes = f"feedsvc review {source.slug} accept publishes what is held"
        raise NoRepair(f"{told} in its options: {reasons[0]} ({publishes})")
    raise NoRepair(told, is_well=True)


def _nothing(detection: Detection, case: Case) -> str:
    what = f"hardly any of its {len(case.known)} known stories is found on the page"
    kind = f", which looks like a {detection.page_kind} page" if detection.page_kind else ""
    return f"{case.source.slug}: {what}{kind}"
