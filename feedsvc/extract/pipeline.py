"""One page becomes parsed stories: pick the strategy → extract → clean each story.

Runs inside the killable child (`child.py`); pure but for the parsers it calls.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from feedsvc.clean.text import clean_text
from feedsvc.clean.urls import canonical_url, joined_url
from feedsvc.errors import ExtractError
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.base import Extractor, ExtractSettings, OptionsError, RawExtraction, UseFallback
from feedsvc.extract.cleaning import MAX_TITLE, clean_story, story_url
from feedsvc.extract.dating import Dates
from feedsvc.extract.dom import refuse_nested_page
from feedsvc.extract.further import following
from feedsvc.extract.movedpage import moved_to
from feedsvc.extract.pagebase import base_url
from feedsvc.extract.pagekind import SCRIPTED, in_words, page_kind
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Extraction, Page, ParsedStory

MAX_STORIES = 1000
"""More stories than any page of news shows; the rest is ignored."""
FEW = 3
"""A page with fewer stories than this may still be a captcha or consent page."""
Clean = Callable[[RawStory, str, ExtractSettings, datetime | None], ParsedStory | None]
"""Makes a raw story safe and comparable, or nothing of it: `clean_story`."""


def run(page: Page, settings: ExtractSettings, now: datetime, clean: Clean | None = None) -> Extraction:
    """The cleaned stories of a page, or the page that has them; raises ExtractError where there are none.

    `clean` is what cleans a story in place of `clean_story`.
    """
    raw = _extract(page, settings)
    base = base_url(page)
    kept = _without_furniture(raw, settings, base)
    dates = Dates(page, settings, now, kept[:MAX_STORIES])
    stories, dropped = _clean_all(kept[:MAX_STORIES], base, settings, dates, clean or clean_story)
    dropped += len(raw.stories) - len(kept)
    next_url = canonical_url(raw.next_url, base) if raw.next_url else None
    next_url = next_url or (None if stories else moved_to(page))
    kind = _kind(page, len(stories)) if len(stories) < FEW and not next_url else None
    if not stories and not next_url:
        raise _nothing(settings, raw, kind, dropped, base)
    strategy = raw.strategy or settings.extractor
    attempts = raw.attempts or (f"{settings.extractor}: {len(stories)} stories",)
    return Extraction(
        strategy=strategy,
        stories=stories,
        dropped=dropped,
        attempts=(*attempts, *(f"{strategy}: {note}" for note in dates.notes())),
        next_url=next_url,
        further=raw.further,
        leads=tuple(filter(None, (canonical_url(lead, base) for lead in raw.leads))),
        page_title=clean_text(raw.page_title, MAX_TITLE) or None,
        page_kind=kind,
        doubts=raw.doubts,
        truncated=raw.truncated,
        feeds=_absolute(raw.feeds, base),
        proposals=raw.proposals,
        **dates.told(),
    )


def _kind(page: Page, count: int) -> str | None:
    """What a page of so few stories stands in as."""
    kind = page_kind(page)
    return None if count and kind == SCRIPTED else kind  # what it carries is there without scripts


def make_extractor(settings: ExtractSettings) -> Extractor[Any]:
    """The source's strategy with its options; raises ExtractError naming source and option."""
    if settings.extractor not in EXTRACTORS:
        raise ExtractError(f"unknown extractor {settings.extractor!r}", source=settings.source)
    try:
        return EXTRACTORS[settings.extractor].make(settings)
    except OptionsError as error:
        raise ExtractError(f"{settings.extractor}: options: {error}", source=settings.source) from error


def _extract(page: Page, settings: ExtractSettings) -> RawExtraction:
    extractor = make_extractor(settings)
    try:
        refuse_nested_page(page)
    except UseFallback as reason:  # nothing else may parse it either
        told = f"{settings.extractor}: the page {reason}"
        raise ExtractError(f"no stories: {told}", attempts=(told,), source=settings.source) from reason
    try:
        found = extractor.extract(page)
        next_url = found.next_url or following(page, extractor.options, settings.url, len(found.stories))
        noted = found.attempts or (f"{settings.extractor}: {len(found.stories)} stories",)
        lost = getattr(extractor.options, "pages", 1) > 1 and not next_url
        attempts = (*noted, f"{settings.extractor}: no link to a further page") if lost else found.attempts
        return replace(found, next_url=next_url, attempts=attempts)
    except UseFallback as reason:
        return RawExtraction(attempts=(f"{settings.extractor}: {reason}",))


def _absolute(addresses: Iterable[str], base: str) -> tuple[str, ...]:
    """The addresses as they stand, made absolute; what is none is left out."""
    return tuple(filter(None, dict.fromkeys(joined_url(base, address) for address in addresses)))


def _nothing(
    settings: ExtractSettings, raw: RawExtraction, kind: str | None, dropped: int, base: str
) -> ExtractError:
    what = f"no stories: {in_words(kind)}" if kind else "no stories on the page"
    if dropped:
        what = f"no usable stories ({dropped} dropped)"
    attempts = raw.attempts or (f"{settings.extractor}: {what}",)
    return ExtractError(
        f"{what} ({'; '.join(attempts)})",
        attempts=attempts,
        kind=kind or raw.page_kind,
        feeds=_absolute(raw.feeds, base),
        source=settings.source,
    )


def _without_furniture(raw: RawExtraction, settings: ExtractSettings, base: str) -> tuple[RawStory, ...]:
    """The candidates without those that only look like stories, where the strategy goes by looks."""
    strategy = EXTRACTORS.get(raw.strategy or settings.extractor)
    if strategy is None or not strategy.by_looks:
        return raw.stories
    return tuple(story for story in raw.stories if not _is_furniture(story, base))


def _clean_all(
    kept: Sequence[RawStory], base: str, settings: ExtractSettings, dates: Dates, clean: Clean
) -> tuple[tuple[ParsedStory, ...], int]:
    """Every story cleaned; a story that cannot be costs only itself and is counted."""
    stories: list[ParsedStory] = []
    dropped = 0
    for raw, published in zip(kept, dates.moments(), strict=True):
        try:
            story = clean(raw, base, settings, published)
        except (ValueError, TypeError, OverflowError, RecursionError):
            story = None
        if story:
            stories.append(story)
        else:
            dropped += 1
    return tuple(stories), dropped


def _is_furniture(raw: RawStory, base: str) -> bool:
    """Whether nothing speaks for a candidate: a dead link (`javascript:void(0)`), no date and no text."""
    if not raw.link or raw.published or raw.summary or raw.content or raw.paragraphs:
        return False
    return story_url(raw, base) is None and not _leads_nowhere(raw.link.strip(), base)


def _leads_nowhere(link: str, base: str) -> bool:
    """Whether a relative link has nothing to be relative to, as on a page kept in a file."""
    return not base.startswith(("http:", "https:")) and re.match(r"[a-zA-Z][\w+.-]*:", link) is None
