"""What stands in one block of a page's repeated structure: author, section, summary, text, image."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedsvc.extract.auto.blockauthors import authors_of
from feedsvc.extract.auto.blockdates import block_dates
from feedsvc.extract.auto.blockpictures import is_behind, pictures_of
from feedsvc.extract.auto.blockspan import Said, Span
from feedsvc.extract.auto.blockwords import content_of, summary_of
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.marked import marked_in
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.singles import single_blocks
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.tags import TEXT
from feedsvc.extract.auto.titlemarks import is_mark
from feedsvc.extract.datetext import find_date
from feedsvc.extract.dom import as_html, is_bare
from feedsvc.extract.ofchange import is_of_end
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Image


@dataclass(frozen=True, slots=True)
class Reading:
    """The story that a block shows, and where it shows the parts of it."""

    block: Block
    story: RawStory
    places: Mapping[str, int]
    """The element that says just this, for every one of author (the first), section, summary, image."""


def readings(out: Outline, groups: Sequence[Group]) -> tuple[Reading, ...]:
    """The blocks of the groups and what stands alone beside them, read as stories, in page order."""
    dates = {block: date for group in groups for block, date in block_dates(out, group)}
    dates |= {block: block.date for block in single_blocks(out, groups)}
    ordered = sorted(dates, key=lambda block: block.start)
    marked = marked_in(out)
    spans = [Span(out, marked, block) for block in ordered]
    pictures = zip(spans, pictures_of(spans), strict=True)
    return tuple(_reading(span, dates[span.block], picture) for span, picture in pictures)


def _reading(span: Span, date: Hit | None, image: Said | None) -> Reading:
    out, block = span.out, span.block
    authors, by, author_at = authors_of(span)
    content = content_of(span)
    summary = None if content else summary_of(span, authors, date)
    section = _section(span, authors)
    author = Said(authors[0], author_at) if authors else None
    reasons = {
        "title": "heading" if block.heading else "link text",
        "link": "the block's main link" if block.link.href else "",
        "date": f"text {date.text!r}" if date else "",
        "author": by if authors else "",
        "section": "labelled" if section else "",
        "summary": "first text" if summary else "",
        "content": "paragraphs" if content else "",
    }
    story = RawStory(
        title=block.title,
        link=block.link.href or None,
        authors=authors,
        published=date.text if date else None,
        ends=date is not None and (date.ends or is_of_end(out.nodes[date.at], date.text)),
        section=section.text if section else None,
        summary=as_html(summary.text) if summary else None,
        content=content,
        images=(Image(url=image.text),) if image else (),
        reasons={name: why for name, why in reasons.items() if why},
    )
    said = {"author": author, "section": section, "summary": summary}
    places = {name: _innermost(out, one) for name, one in said.items() if one}
    places |= {"image": image.at} if image and not is_behind(out, image) else {}
    return Reading(block, story, {name: at for name, at in places.items() if at is not None})


def _innermost(out: Outline, said: Said) -> int | None:
    """The innermost element there that says just this; None where it says more."""
    letters, ends = out.letters, out.ends
    if ends[said.at] == said.at + 1 and out.texts[said.at] == said.text and out.tags[said.at] != TEXT:
        return said.at
    all_of_it = out.words(said.at) == said.text  # what holds not all of its letters says less
    whole = letters[ends[said.at]] - letters[said.at]
    for number in range(ends[said.at] - 1, said.at - 1, -1):
        if all_of_it and letters[ends[number]] - letters[number] != whole:
            continue
        if out.tags[number] != TEXT and _says(out, number, said.text):
            return number
    return None


def _says(out: Outline, number: int, text: str) -> bool:
    if out.texts[number] == text:
        return True
    node = out.nodes[number]
    if len(text) <= 40 or is_bare(node):  # most are too short, or say their own text alone
        return False
    if len(node.text()) < len(text) - text.count(" "):
        return False
    return out.words(number) == text


def _section(span: Span, authors: Sequence[str]) -> Said | None:
    def fits(text: str) -> bool:
        other = text in authors or text == span.block.title or is_mark(text)
        return 2 <= len(text) <= 40 and not other and not find_date(text)

    for number in span.among(span.marked.sections_by_rel):
        if fits(text := span.out.words(number)):
            return Said(text, number)
    called = (n for n in span.named(span.marked.sections) if n != span.block.item)
    found = [Said(text, n) for n in called if fits(text := span.out.words(n))]
    return min(found, key=lambda said: len(said.text)) if found else None
