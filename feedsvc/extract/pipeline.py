"""One page becomes parsed stories: pick the strategy → extract → clean each story.

Runs inside the killable child (`child.py`); pure but for the parsers it calls.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from html import unescape
from typing import Any

from feedsvc.clean.embeds import media_files
from feedsvc.clean.html import (
    clean_paragraphs,
    content_and_text,
    markup_to_text,
    paragraphs_to_html,
)
from feedsvc.clean.media import media_type_of
from feedsvc.clean.names import clean_names, without_addresses
from feedsvc.clean.pictures import first_picture
from feedsvc.clean.sentences import first_sentence
from feedsvc.clean.teaser import cut_off
from feedsvc.clean.text import clean_text, cut_text, fold
from feedsvc.clean.urls import article_number, canonical_url, file_url, joined_url, link_url, without_fragment
from feedsvc.errors import ExtractError
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.base import Extractor, ExtractSettings, OptionsError, RawExtraction, UseFallback
from feedsvc.extract.dating import Dates
from feedsvc.extract.dom import refuse_nested_page
from feedsvc.extract.further import following
from feedsvc.extract.pagekind import SCRIPTED, in_words, page_kind
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Extraction, Image, Page, ParsedStory, Related

MAX_STORIES = 1000
"""More stories than any page of news shows; the rest is ignored."""
MAX_TITLE = 500
MAX_SUMMARY = 2000
OPENING = 100
FEW = 3
"""A page with fewer stories than this may still be a captcha or consent page."""
Clean = Callable[[RawStory, str, ExtractSettings, datetime | None], ParsedStory | None]
"""Makes a raw story safe and comparable, or nothing of it: `clean_story`."""
_BASE = re.compile(rb"<base\b[^>]*?\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


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
    kind = page_kind(page) if len(stories) < FEW and not next_url else None
    kind = None if stories and kind == SCRIPTED else kind  # what it carries is there without them
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


def clean_story(
    raw: RawStory, base: str, settings: ExtractSettings, published: datetime | None
) -> ParsedStory | None:
    """The story made safe and comparable, or None where nothing of it can be shown."""
    (content, text), reasons = _content(raw, base), dict(raw.reasons)
    headline = without_addresses(clean_text(raw.title, MAX_TITLE, isolates=True))
    summary = _summary(raw.summary) if raw.summary else ""
    if teaser := cut_off(text):  # never content (feeds.md, 13); as text it is still compared and searched
        content, text, summary = "", teaser, _longer(summary, fold(teaser, isolates=True))
        reasons["summary"] = "the content, which was cut off"
    title = headline or opening(text or summary) or without_addresses(clean_text(raw.stand_in, OPENING))
    url = _url(raw, base)
    if not title:
        return None
    return ParsedStory(
        title=title,
        url=url,
        article=article_number(without_fragment(url), settings.article_id) if url else None,
        guid=clean_text(raw.guid, 1000) or None,
        authors=clean_names(raw.authors),
        published=published,
        section=clean_text(raw.section, 100) or None,
        summary=summary,
        content=content,
        text=text,
        related=tuple(_related(raw.related, base)),
        images=tuple(_images((*raw.images, *_shown_in(raw, base, teaser)), base)),
        tags=tuple(filter(None, dict.fromkeys(clean_text(tag, 100) for tag in raw.tags[:50]))),
        language=(clean_text(raw.language, 35) if raw.language else None) or settings.language,
        headline_given=bool(headline),
        reasons=reasons,
    )


def base_url(page: Page) -> str:
    """The address against which the page's links are resolved: its `<base>`, or its own."""
    found = _BASE.search(page.content[:20_000]) if b"<base" in page.content[:20_000].lower() else None
    href = unescape(found[1].decode("ascii", "ignore")) if found else ""
    return (canonical_url(href, page.url) if href else None) or page.url


def _url(raw: RawStory, base: str) -> str | None:
    """The story's link, or None where there is none that a reader may follow (`javascript:`, `mailto:`)."""
    link = (raw.link or "").strip()
    return link_url(link, base) if link else None


def _is_furniture(raw: RawStory, base: str) -> bool:
    """Whether nothing speaks for a candidate: a dead link (`javascript:void(0)`), no date and no text."""
    if not raw.link or raw.published or raw.summary or raw.content or raw.paragraphs:
        return False
    return _url(raw, base) is None and not _leads_nowhere(raw.link.strip(), base)


def _leads_nowhere(link: str, base: str) -> bool:
    """Whether a relative link has nothing to be relative to, as on a page kept in a file."""
    return not base.startswith(("http:", "https:")) and re.match(r"[a-zA-Z][\w+.-]*:", link) is None


def _content(raw: RawStory, base: str) -> tuple[str, str]:
    """The story's content as safe HTML and as text."""
    if raw.content:
        return content_and_text(raw.content, _content_base(raw, base))
    paragraphs = clean_paragraphs(raw.paragraphs)
    return paragraphs_to_html(paragraphs), "\n".join(paragraphs)


def _content_base(raw: RawStory, base: str) -> str:
    return (canonical_url(raw.base, base) if raw.base else None) or base


def _summary(markup: str) -> str:
    return without_addresses(clean_text(markup_to_text(markup), MAX_SUMMARY, isolates=True))


def _longer(summary: str, teaser: str) -> str:
    """Of a summary and the beginning of the content the one that says more."""
    return max(clean_text(teaser, MAX_SUMMARY, isolates=True), cut_off(summary) or summary, key=len)


def opening(text: str) -> str:
    """The opening sentence, cut at a word boundary to at most 100 characters with an ellipsis."""
    return cut_text(first_sentence(clean_text(text.partition("\n")[0], 2000, isolates=True)), OPENING)


def _related(found: Iterable[Related], base: str) -> Iterator[Related]:
    for related in found:
        if title := without_addresses(clean_text(related.title)):
            to = canonical_url if related.rel == "related" else file_url
            url = to(related.url, base) if related.url else None
            yield Related(title=title, url=url, rel=related.rel, media_type=related.media_type)


def _shown_in(raw: RawStory, base: str, teaser: str) -> Iterator[Image]:
    """The films and sounds in the content, and its first picture where the content itself is not kept."""
    place = _content_base(raw, base)
    for address, kind in media_files(raw.content or ""):
        yield Image(url=joined_url(place, address), media_type=kind)
    lost = (raw.content if teaser else None) or raw.summary or ""
    wanted = "<img" in lost and not any(image.is_picture for image in raw.images)
    if picture := first_picture(lost) if wanted else "":
        yield Image(url=joined_url(place, picture))


def _images(found: Iterable[Image], base: str) -> Iterator[Image]:
    known = set[str]()
    for image in found:
        url = file_url(image.url, base)
        if url and url not in known:
            known.add(url)
            kind = media_type_of(url, image.media_type)
            yield replace(image, url=url, media_type=kind, title=clean_text(image.title) or None)
