"""One strategy tried on a page: what it finds, or why it finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from feedsvc.errors import ExtractError, SourceError
from feedsvc.extract.pagekind import in_words
from feedsvc.models import Extraction, Page, ParsedStory, Survey
from feedsvc.operate.finding import Finding

Run = Callable[[str, Mapping[str, Any]], Extraction]
"""Extracts the page with a strategy and its options; raises SourceError."""
SAMPLES = 3
"""Titles that stand for all."""


class Surveys(Protocol):
    """The killable child, as far as it looks for a page's lists (extract.child.ExtractorPool)."""

    def survey(self, page: Page, like: str = "") -> Survey: ...


def surveyed(children: Surveys, page: Page, like: str) -> Survey:
    """The page's lists; none where looking for them fails, which costs nothing else."""
    try:
        return children.survey(page, like)
    except SourceError:
        return Survey()


def finding_of(name: str, options: Mapping[str, Any], run: Run) -> Finding:
    """What a strategy finds with these options, or why it finds nothing."""
    return tried_with(name, options, run)[0]


def tried_with(name: str, options: Mapping[str, Any], run: Run) -> tuple[Finding, Extraction | None]:
    """The same beside what was extracted, None where that failed."""
    try:
        extraction = run(name, options)
    except SourceError as error:
        return _failed(name, options, error), None
    return finding_from(name, options, extraction), extraction


def _failed(name: str, options: Mapping[str, Any], error: SourceError) -> Finding:
    finding = Finding(strategy=name, options=options, reason=_reason(error))
    if not isinstance(error, ExtractError):
        return finding
    return replace(finding, attempts=error.attempts, page_kind=error.kind, feeds=error.feeds)


def finding_from(name: str, options: Mapping[str, Any], extraction: Extraction) -> Finding:
    """What a strategy found, told as the finding of one."""
    stories = extraction.stories

    def count(has: Callable[[ParsedStory], object]) -> int:
        return sum(bool(has(story)) for story in stories)

    return Finding(
        strategy=name,
        options=options,
        stories=len(stories),
        dated=count(lambda s: s.published),
        linked=count(lambda s: s.url),
        authored=count(lambda s: s.authors),
        headlined=count(lambda s: s.headline_given),
        distinct=len({story.title for story in stories}),
        titles=tuple(story.title for story in stories[:SAMPLES]),
        found=stories,
        reason=in_words(extraction.page_kind) if extraction.page_kind else "",
        attempts=extraction.attempts,
        page_kind=extraction.page_kind,
        further=extraction.further,
        feeds=extraction.feeds,
        proposals=extraction.proposals,
        date_order=extraction.date_order,
        date_language=extraction.date_language,
        date_doubt=extraction.date_doubt,
        doubts=extraction.doubts,
    )


def _reason(error: SourceError) -> str:
    text = str(error)
    inner = text.removeprefix("no stories on the page (")
    return inner.removesuffix(")") if inner != text else text
