"""The list of a page that shows the known stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from feedsvc.config import SourceConfig
from feedsvc.decide.fit import Fit, fit_of
from feedsvc.decide.refound import is_remnant
from feedsvc.extract.pagekind import in_words
from feedsvc.models import KnownStory
from feedsvc.operate.case import Case
from feedsvc.operate.detection import Detection
from feedsvc.operate.finding import Finding

CLOSE = 0.9
"""Share of the most stories found, and of the best reading, from which on a list may be the better one."""
LEAST = 2
"""Known stories that a list must show, where so many are known."""
STANDING_IN = ("captcha", "consent", "login", "age", "region", "rate", "soft-404")
"""Kinds of pages that stand in for the wanted one, though they may show some of its stories."""


def walls_of(detection: Detection) -> list[str]:
    """What speaks against every list of a page that stands in for another one."""
    kind = detection.page_kind
    return [f"{in_words(kind)}, or looks like one"] if kind in STANDING_IN else []


def shown_of(detection: Detection, known: Sequence[KnownStory]) -> set[str]:
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
    few = (len(case.known) > LEAST and fit.found <= LEAST) or detection.page_kind in STANDING_IN
    return None if few and is_remnant(fit, case.known) else best


def _rank(fit: Fit, finding: Finding, source: SourceConfig) -> tuple[int, float, bool, bool]:
    """How many stories, then what is read of them; of equals the same strategy, then written selectors."""
    same = finding.strategy == source.extractor
    return fit.found + fit.news, round(fit.quality, 1), same, finding.strategy == "selectors"
