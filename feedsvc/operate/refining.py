"""A list that was found, made the source's: its dates as they are known, and the fields that it had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from feedsvc.clean.numberdates import ORDERS, DateOrder
from feedsvc.config import SourceConfig
from feedsvc.decide.fit import fit_of
from feedsvc.decide.pair import Pair
from feedsvc.errors import SourceError
from feedsvc.models import Extraction, Page
from feedsvc.operate.case import Case, Children, NoRepair
from feedsvc.operate.fields import EVERY, fitting, headline
from feedsvc.operate.finding import Finding
from feedsvc.operate.tries import Run
from feedsvc.poll.reading import settings_of

ORDER = "-date_order"
"""Stands among options for the order of days and months that a page is read with."""
PAGING = ("pages", "next")


def read_in(children: Children, source: SourceConfig, page: Page) -> Run:
    """Reads the page in the child as the source's, with another strategy, its dates to be learned anew."""
    base = replace(settings_of(source), date_order=None, date_language=None)

    def run(name: str, options: Mapping[str, Any]) -> Extraction:
        given = dict(options)
        order = given.pop(ORDER, None)
        settings = replace(base, extractor=name, options=given, date_order=order)
        return children.extract(page, settings, page.fetched_at)

    return run


def refined(finding: Finding, case: Case, page: Page) -> tuple[SourceConfig, Extraction]:
    """The source as it is to be read, and its stories; raises NoRepair."""
    source, run = case.source, read_in(case.children, case.source, page)
    tried = list(_tries(finding.strategy, finding.options, run))
    if not tried:
        raise NoRepair(f"{source.slug}: {finding.reason or 'what was found cannot be read twice'}")
    order, found = max(tried, key=lambda one: fit_of(one[1].stories, case.known).quality)
    options = dict(finding.options)
    if finding.strategy == "selectors":
        options, found = _with_fields(options, found, order, case, page)
    after = replace(
        source,
        extractor=finding.strategy,
        options=options | _paging(finding.strategy, source),
        date_order=order or cast(DateOrder | None, found.date_order),
        date_language=found.date_language,
    )
    return after, found


def _with_fields(
    options: dict[str, Any], found: Extraction, order: DateOrder | None, case: Case, page: Page
) -> tuple[dict[str, Any], Extraction]:
    """The selectors with those of the fields that the source had."""
    run = read_in(case.children, case.source, page)

    def read(given: Mapping[str, Any]) -> Extraction:
        return run("selectors", {**given, ORDER: order} if order else given)

    def relearn(item: str, values: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
        return case.children.relearn(page, item, values)

    def pairs_of(given: Mapping[str, Any]) -> Sequence[Pair]:
        return fit_of(read(given).stories, case.known).pairs

    had = case.source.options if case.source.extractor == "selectors" else EVERY
    options = headline(options, fit_of(found.stories, case.known).pairs, relearn, pairs_of)
    options = fitting(options, had, pairs_of(options), case.stored, relearn, pairs_of)
    return options, read(options)


def _paging(strategy: str, source: SourceConfig) -> dict[str, Any]:
    """Further pages under numbered addresses; a link to the next one stood in the old page."""
    numbered = "{" in str(source.options.get("next", "")) or source.options.get("next") is None
    if strategy != source.extractor or not numbered:
        return {}
    return {name: source.options[name] for name in PAGING if name in source.options}


def _tries(
    strategy: str, options: Mapping[str, Any], run: Run
) -> Iterator[tuple[DateOrder | None, Extraction]]:
    """The stories with the order of days and months as the page tells it, and in every other order."""
    for order in (None, *ORDERS):
        try:
            yield order, run(strategy, {**options, ORDER: order} if order else options)
        except SourceError:
            continue
