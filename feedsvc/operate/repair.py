"""A page that changed its shape is read again: known stories are looked for in every list that it has.

    repair = find_repair(source, page, children, compare, known, now)    # NoRepair says why there is none
    repair.after                       # how the page is to be read now, beside repair.before
    repair.doubts                      # what speaks against applying it without asking; nothing: sure

Nothing is fetched and nothing written; the page is read in the child alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, Protocol, cast

from feedsvc.config import SourceConfig
from feedsvc.decide.refound import Fit, doubts, fit_of
from feedsvc.errors import FeedsvcError, SourceError
from feedsvc.extract.base import ExtractSettings
from feedsvc.models import Changes, Extraction, KnownStory, Page, Survey
from feedsvc.operate.detect import Detection, Finding, Run, detect
from feedsvc.operate.fields import EVERY, Relearn, Stored, fitting
from feedsvc.poll.reading import settings_of

Compare = Callable[[SourceConfig, Extraction], tuple[Changes, Sequence[KnownStory]]]
"""What stories mean against the store (Decider.compare)."""
Judge = Callable[[Extraction, Changes, Sequence[KnownStory]], Sequence[str]]
"""Why a poll would not believe them; nothing where it would."""
ORDER = "-date_order"
"""Stands among options for the order of days and months that a page is read with."""
PAGING = ("pages", "next")
WORDS = 18_000
"""Letters of known titles that a page's lists are looked at for."""
CLOSE = 0.9
"""Share of the most stories found from which on another list may be the better one."""
LEAST = 3
"""Known stories that a list must show, where so many are known."""
Order = Literal["DMY", "MDY", "YMD"]
DATE_ORDERS: tuple[Order, ...] = ("DMY", "MDY", "YMD")


class Children(Protocol):
    """The killable child, as repairs need it (extract.child.ExtractorPool)."""

    def extract(self, page: Page, settings: ExtractSettings, now: datetime) -> Extraction: ...
    def survey(self, page: Page, like: str = "") -> Survey: ...
    def relearn(self, page: Page, item: str, stories: Sequence[Mapping[str, str]]) -> dict[str, str]: ...


class NoRepair(FeedsvcError):
    """There is nothing to propose; the text says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Repair:
    """How a source's page is to be read now, and what that means."""

    before: SourceConfig
    after: SourceConfig
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

    def values(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "source": self.before.slug,
            "known": self.fit.possible,
            "found": self.fit.found,
            "announces": len(self.announces),
            "confidence": self.confidence,
            "before": way_of(self.before),
            "after": way_of(self.after),
            "titles": list(self.announces),
            "doubts": list(self.doubts),
        }

    def told(self) -> str:
        """One sentence."""
        found = f"{self.fit.found} of {self.fit.possible} known stories"
        return f"{self.after.extractor} finds {found} on the page as it is now"


def way_of(source: SourceConfig) -> dict[str, Any]:
    """How a source's page is read: its extractor, options, and what is known of its dates."""
    learned = {"date_order": source.date_order, "date_language": source.date_language}
    options = {"extractor": source.extractor, "options": dict(source.options)}
    return options | {name: value for name, value in learned.items() if value}


def find_repair(
    source: SourceConfig,
    page: Page,
    children: Children,
    compare: Compare,
    judged: Judge,
    known: Sequence[KnownStory],
    stored: Stored,
) -> Repair:
    """The best way to read the known stories of the source from the page; raises NoRepair."""
    if not known:
        raise NoRepair(f"{source.slug}: no story of it is known that could be looked for")
    run = _reader(source, page, children)
    like = " ".join(k.title for k in known)[:WORDS]
    detection = detect(page, run, _survey(children, page, like), timezone=source.timezone.key)
    best = _best(detection, source, known)
    if best is None:
        raise NoRepair(_nothing(detection, source, known))
    if _reads_as_well(source, page, children, best, known):
        raise NoRepair(f"{source.slug}: its page is read as it was, there is nothing to mend")
    elsewhere = _shown(detection, known)
    way = _refined(
        best, source, known, stored, run, lambda item, values: children.relearn(page, item, values)
    )
    return _weighed(source, way, compare, judged, known, elsewhere)


def _survey(children: Children, page: Page, like: str) -> Survey:
    try:
        return children.survey(page, like)
    except SourceError:
        return Survey()


def _reader(source: SourceConfig, page: Page, children: Children) -> Run:
    """Reads the page in the child as the source's, with another strategy, its dates to be learned anew."""
    base = replace(settings_of(source), date_order=None, date_language=None)

    def run(name: str, options: Mapping[str, Any]) -> Extraction:
        given = dict(options)
        order = given.pop(ORDER, None)
        settings = replace(base, extractor=name, options=given, date_order=order)
        return children.extract(page, settings, page.fetched_at)

    return run


def _shown(detection: Detection, known: Sequence[KnownStory]) -> set[str]:
    """Ids of the known stories that any list of the page shows."""
    return {pair.known.id for f in detection.findings for pair in fit_of(f.found, known).pairs}


def _best(detection: Detection, source: SourceConfig, known: Sequence[KnownStory]) -> Finding | None:
    """The list with the known stories: of those that show about as many the one that reads them best."""
    fits = [(fit_of(f.found, known), f) for f in detection.findings if f.stories and not f.url]
    most = max((fit.found for fit, _ in fits), default=0)
    if most < min(LEAST, len(known)):
        return None
    close = [(fit, f) for fit, f in fits if fit.found >= CLOSE * most]
    order = sorted(close, key=lambda one: _rank(one[0], one[1], source), reverse=True)
    return order[0][1]


def _reads_as_well(
    source: SourceConfig, page: Page, children: Children, best: Finding, known: Sequence[KnownStory]
) -> bool:
    """Whether what the source says now reads the known stories no worse."""
    try:
        found = children.extract(page, settings_of(source), page.fetched_at)
    except SourceError:
        return False
    now, then = fit_of(found.stories, known), fit_of(best.found, known)
    return now.found >= then.found and now.quality >= CLOSE * then.quality


def _rank(fit: Fit, finding: Finding, source: SourceConfig) -> tuple[float, float, bool, bool]:
    """What is read of the stories, then how many; of equals the same strategy, then written selectors."""
    same = finding.strategy == source.extractor
    return round(fit.quality, 1), fit.found, same, finding.strategy == "selectors"


def _nothing(detection: Detection, source: SourceConfig, known: Sequence[KnownStory]) -> str:
    what = f"none of its {len(known)} known stories is found on the page"
    kind = f", which looks like a {detection.page_kind} page" if detection.page_kind else ""
    return f"{source.slug}: {what}{kind}"


# -- the found way, made the source's ----------------------------------------------------------------------


def _refined(
    finding: Finding,
    source: SourceConfig,
    known: Sequence[KnownStory],
    stored: Stored,
    run: Run,
    relearn: Relearn,
) -> tuple[SourceConfig, Extraction]:
    """The source as it is to be read, and its stories: dates as known, and the fields that it had."""
    tried = list(_tries(finding.strategy, finding.options, run))
    if not tried:
        raise NoRepair(f"{source.slug}: {finding.reason or 'what was found cannot be read twice'}")
    order, found = max(tried, key=lambda one: fit_of(one[1].stories, known).quality)

    def read(options: Mapping[str, Any]) -> Extraction:
        return run(finding.strategy, {**options, ORDER: order} if order else options)

    options = dict(finding.options)
    if finding.strategy == "selectors":
        had = source.options if source.extractor == "selectors" else EVERY
        pairs = fit_of(found.stories, known).pairs
        options = fitting(
            options, had, pairs, stored, relearn, lambda given: fit_of(read(given).stories, known).pairs
        )
        found = read(options)
    after = replace(
        source,
        extractor=finding.strategy,
        options=options | _paging(finding.strategy, source),
        date_order=order or cast(Order | None, found.date_order),
        date_language=found.date_language,
    )
    return after, found


def _paging(strategy: str, source: SourceConfig) -> dict[str, Any]:
    """Further pages under numbered addresses; a link to the next one stood in the old page."""
    numbered = "{" in str(source.options.get("next", "")) or source.options.get("next") is None
    if strategy != source.extractor or not numbered:
        return {}
    return {name: source.options[name] for name in PAGING if name in source.options}


def _tries(strategy: str, options: Mapping[str, Any], run: Run) -> Iterator[tuple[Order | None, Extraction]]:
    """The stories with the order of days and months as the page tells it, and in every other order."""
    for order in (None, *DATE_ORDERS):
        try:
            yield order, run(strategy, {**options, ORDER: order} if order else options)
        except SourceError:
            continue


def _weighed(
    source: SourceConfig,
    way: tuple[SourceConfig, Extraction],
    compare: Compare,
    judged: Judge,
    known: Sequence[KnownStory],
    elsewhere: set[str],
) -> Repair:
    after, found = way
    changes, remembered = compare(after, found)
    fit = fit_of(found.stories, known, elsewhere)
    against = (*doubts(fit, changes, known), *judged(found, changes, remembered))
    return Repair(
        before=source,
        after=after,
        fit=fit,
        announces=tuple(n.story.title for n in changes.new),
        doubts=tuple(against),
    )
