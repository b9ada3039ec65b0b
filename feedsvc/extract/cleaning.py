"""One raw story becomes one that is safe and comparable: its words, its content, what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import structs
from msgspec.structs import replace

from feedsvc.clean.embeds import media_files
from feedsvc.clean.html import clean_paragraphs, content_and_text, markup_to_text, paragraphs_to_html
from feedsvc.clean.media import media_type_of
from feedsvc.clean.misread import reread
from feedsvc.clean.names import clean_names, without_addresses
from feedsvc.clean.pictures import first_picture
from feedsvc.clean.sentences import first_sentence
from feedsvc.clean.teaser import cut_off
from feedsvc.clean.text import clean_text, cut_text, fold
from feedsvc.clean.urls import (
    article_number,
    canonical_url,
    file_url,
    joined_url,
    link_url,
    shown_url,
    without_fragment,
)
from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Image, ParsedStory, Related

MAX_TITLE = 500
MAX_SUMMARY = 2000
OPENING = 100


def clean_story(
    raw: RawStory, base: str, settings: ExtractSettings, published: datetime | None
) -> ParsedStory | None:
    """The story made safe and comparable, or None where nothing of it can be shown."""
    raw = _reread(raw)
    (content, text), reasons = _content(raw, base), dict(raw.reasons)
    headline = without_addresses(clean_text(raw.title, MAX_TITLE, isolates=True))
    summary = _summary(raw.summary) if raw.summary else ""
    if teaser := cut_off(text):  # never content; as text it is still compared and searched
        content, text, summary = "", teaser, _longer(summary, fold(teaser, isolates=True))
        reasons["summary"] = "the content, which was cut off"
    title = headline or opening(text or summary) or without_addresses(clean_text(raw.stand_in, OPENING))
    url = story_url(raw, base)
    if not title:
        return None
    return ParsedStory(
        title=title,
        url=url,
        article=_number(url, settings) if url else None,
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
        language=(_tag(raw.language) if raw.language else None) or settings.language,
        headline_given=bool(headline),
        reasons=reasons,
    )


def _reread(raw: RawStory) -> RawStory:
    """The story with the texts that were misread before they came here as they were meant."""
    given = raw.title, raw.summary, raw.content, *raw.authors
    if "".join(filter(None, given)).isascii():
        return raw
    title, summary, content, *authors = (text and reread(text) for text in given)
    if (title, summary, content, *authors) == given:
        return raw
    return structs.replace(raw, title=title, summary=summary, content=content, authors=tuple(authors))


def story_url(raw: RawStory, base: str) -> str | None:
    """The story's link, or None where there is none that a reader may follow (`javascript:`, `mailto:`)."""
    link = (raw.link or "").strip()
    return link_url(link, base) if link else None


def _number(url: str, settings: ExtractSettings) -> str | None:
    """The number in the address of the page, or in that of what its scripts show."""
    page, shown = without_fragment(url), shown_url(url)
    number = article_number(page, settings.article_id)
    return article_number(shown, settings.article_id) if number is None and shown != page else number


def _content(raw: RawStory, base: str) -> tuple[str, str]:
    """The story's content as safe HTML and as text."""
    if raw.content:
        return content_and_text(raw.content, _content_base(raw, base))
    paragraphs = clean_paragraphs(raw.paragraphs)
    return paragraphs_to_html(paragraphs), "\n".join(paragraphs)


def _content_base(raw: RawStory, base: str) -> str:
    return (canonical_url(raw.base, base) if raw.base else None) or base


def _tag(language: str) -> str:
    """The tag as BCP 47 writes it, where a program wrote that of a locale (`en_US`)."""
    return clean_text(language, 35).partition(".")[0].replace("_", "-")


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
            kind, title = media_type_of(url, image.media_type), clean_text(image.title) or None
            if image.is_plain:  # nearly all are; `replace` asks for every field by its name
                yield Image(url=url, media_type=kind, title=title)
            else:
                yield replace(image, url=url, media_type=kind, title=title)
