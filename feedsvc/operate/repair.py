"""A page that changed its shape is read again: known stories are looked for in every list that it has.

    repair = find_repair(case, page)   # NoRepair says why there is none
    repair.after                       # how the page is to be read now, beside repair.before
    repair.doubts                      # what speaks against applying it without asking; nothing: sure

Where no list of the page is sure, the feeds that it links are looked at (`elsewhere`), if they may be had.
Nothing is written; pages are read in the child alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feedsvc.config import SourceConfig
from feedsvc.decide.refound import Fit, doubts, fit_of, is_remnant
from feedsvc.errors import SourceError
from feedsvc.extract.pagekind import in_words
from feedsvc.models import Extraction, KnownStory, Page, Survey
from feedsvc.operate.case import Case, NoRepair
from feedsvc.operate.detect import detect
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding
from feedsvc.operate.refining import read_in, refined
from feedsvc.poll.reading import settings_of

WORDS = 18_000
"""Letters of known titles that a page's lists are looked at for."""
CLOSE = 0.9
"""Share of the most stories found, and of the best reading, from which on a list may be the better one."""
LEAST = 2
"""Known stories that a list must show, where so many are known."""
WALLS = ("captcha", "consent", "login", "age", "region", "rate", "soft-404")
"""Kinds of pages that stand in for the wanted one, though they may show some of its stories."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Repair:
    """How a source's page is to be read now, and what that means."""

    before: SourceConfig
    after: SourceConfig
    page: Page
    """The one that was read so: the source's, or the feed that takes its place."""
    fit: Fit
    announces: tuple[str, ...]
    """Titles of the stories that it would newly publish."""
    doubts: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether it may be applied without asking."""
        return not self.doubts

    @property
    def confidence(self) -> float:
        """The share of the known stories found, less for each doubt."""
        return round(self.fit.share * 0.8 ** len(self.doubts), 2)

    @property
    def moves(self) -> bool:
        """Whether another address is read from now on."""
        return self.before.url != self.after.url

    def values(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "source": self.before.slug,
            "known": self.fit.possible,
            "found": self.fit.found,
            "announces": len(self.announces),
            "confidence": self.confidence,
            "before": self._way_of(self.before),
            "after": self._way_of(self.after),
            "titles": list(self.announces),
            "doubts": list(self.doubts),
        }

    def _way_of(self, source: SourceConfig) -> dict[str, Any]:
        return ({"url": source.address} if self.moves else {}) | way_of(source)

    def told(self) -> str:
        """One sentence."""
        found = f"{self.fit.found} of {self.fit.possible} known stories"
        asked = ", asked with what the page's scripts post" if self.after.body != self.before.body else ""
        where = f"at {self.after.address}{asked}" if self.moves else "on the page as it is now"
        return f"{self.after.extractor} finds {found} {where}"


def way_of(source: SourceConfig) -> dict[str, Any]:
    """How a source's page is read: its extractor, options, and what is known of its dates."""
    learned = {"date_order": source.date_order, "date_language": source.date_language}
    learned |= {"render": source.render if source.render != "never" else None}
    options = {"extractor": source.extractor, "options": dict(source.options)}
    return options | {name: value for name, value in learned.items() if value}


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
    detection = detect(page, run, _survey(case, page, like), timezone=case.source.timezone.key)
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


def _survey(case: Case, page: Page, like: str) -> Survey:
    try:
        return case.children.survey(page, like)
    except SourceError:
        return Survey()


def _by_list(case: Case, page: Page, detection: Detection) -> Repair:
    best = best_list(detection, case, page.fetched_at)
    if best is None:
        raise NoRepair(_nothing(detection, case))
    _raise_if_read_well(case, page, best)
    elsewhere = _shown(detection, case.known)
    after, found = _as_before(case, page, best) or refined(best, case, page)
    return weighed(case, after, found, page, elsewhere, _walls(detection))


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


def _walls(detection: Detection) -> list[str]:
    kind = detection.page_kind
    return [f"{in_words(kind)}, or looks like one"] if kind in WALLS else []


def _shown(detection: Detection, known: Sequence[KnownStory]) -> set[str]:
    """Ids of the known stories that any list of the page shows."""
    return {pair.known.id for f in detection.findings for pair in fit_of(f.found, known).pairs}


def best_list(detection: Detection, case: Case, now: datetime) -> Finding | None:
    """The list with the known stories: of those that show about as many the one that reads them best."""
    fits = [(fit_of(f.found, case.known, now=now), f) for f in detection.findings if f.stories and not f.url]
    most = max((fit.found for fit, _ in fits), default=0)
    if most < min(LEAST, len(case.known)):
        return None
    close = [(fit, f) for fit, f in fits if fit.found >= CLOSE * most]
    well = CLOSE * max(fit.quality for fit, _ in close)
    close = [(fit, f) for fit, f in close if fit.quality >= well]
    fit, best = max(close, key=lambda one: _rank(one[0], one[1], case.source))
    # Two headlines beside an article, and three that tempt to sign in, are no list of it.
    few = (len(case.known) > LEAST and fit.found <= LEAST) or detection.page_kind in WALLS
    return None if few and is_remnant(fit, case.known) else best


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


def _rank(fit: Fit, finding: Finding, source: SourceConfig) -> tuple[int, float, bool, bool]:
    """How many stories, then what is read of them; of equals the same strategy, then written selectors."""
    same = finding.strategy == source.extractor
    return fit.found + fit.news, round(fit.quality, 1), same, finding.strategy == "selectors"


def _nothing(detection: Detection, case: Case) -> str:
    what = f"hardly any of its {len(case.known)} known stories is found on the page"
    kind = f", which looks like a {detection.page_kind} page" if detection.page_kind else ""
    return f"{case.source.slug}: {what}{kind}"


def weighed(
    case: Case,
    after: SourceConfig,
    found: Extraction,
    page: Page,
    elsewhere: Collection[str] = (),
    against: Sequence[str] = (),
) -> Repair:
    """The way to read the page as a repair, with all that speaks against it."""
    changes, remembered = case.compare(after, found)
    fit = fit_of(found.stories, case.known, elsewhere, page.fetched_at)
    reasons = case.judged(found, changes, remembered)
    return Repair(
        before=case.source,
        after=after,
        page=page,
        fit=fit,
        announces=tuple(n.story.title for n in changes.new),
        doubts=(*doubts(fit, changes, case.known), *against, *reasons),
    )
