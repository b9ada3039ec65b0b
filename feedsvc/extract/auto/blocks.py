"""What stands in one block of a page's repeated structure: author, section, summary, text, image."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

import re2

from feedsvc.clean.phrases import ALONE, AND, BY, READ_ON
from feedsvc.extract.auto.blockdates import block_dates
from feedsvc.extract.auto.choice import single_blocks
from feedsvc.extract.auto.marked import AUTHOR, Marked, is_related, marked_in
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.structure import Group
from feedsvc.extract.auto.tags import HEADINGS, TEXT
from feedsvc.extract.auto.words import weight, word_set
from feedsvc.extract.datetext import find_date
from feedsvc.extract.dom import as_html, attribute, image_source, is_bare
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Image

WHOLE_TEXT = 500
"""Two paragraphs and this many letters are the story itself, less is a summary of it."""
MAX_SUMMARY = 600
_SMALL = word_set("avatar icon logo emoji gravatar pixel spacer")
_BY = re.compile(
    rf"^(?:(?:posted|written|published)\s+)?{BY}[:\s]\s*(?=\S)"
    r"|^(?:作者|记者|文|撰文|著者|編集)\s?[:：/／]\s?",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"/(?:@|(?:authors?|profiles?|contributors?|writers?)/)[^/?#]+/?(?:[?#].*)?$", re.IGNORECASE
)
"""Addresses of the pages of people."""
_POSTED = re.compile(
    r"(?:(?:posted|written|published|submitted|started|story|text|words|photo)\b.*\s)?by$", re.I
)
_BETWEEN = re.compile(r"\s*[|·•／—–]\s*|\s+[-/]\s+|\s{3,}")
_SIGN = re.compile(r"[|·•／—–/-]|\s{3}")
"""What stands in everything between; most texts have none, and a set of signs is found at once."""
_NAMES = re.compile(r"\s*[,、;&]\s*(?:and\s)?|\s+(?:and|und|et|y|e)\s+")
_AND = re.compile(rf"[\s,、;&]*{AND}?\s*", re.IGNORECASE)
"""What stands between the elements of co-authors."""
_LABELS = word_set(
    "posted written published author authors autor autorin auteur autore by von par por di автор"
)
"""What stands before a name and is none."""
_RELATED = "rel or itemprop author"
_WHEN = re.compile(r"\s+(?:on|at|am|um|le|el|il|in)(?:\s.*)?$", re.IGNORECASE)
_MORE = re.compile(
    # Behind the end of a sentence or with a capital words may follow; in the middle of one none may.
    r"(?:(?:^|\s*(?:\[?…\]?|\[?\.\.\.\]?)\s*|(?<=[.!?。！？\"”’»)\]])\s*|\s+(?=(?-i:[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ])))"
    rf"(?:{READ_ON}.{{0,60}}|{ALONE}\W*)|\s*(?:{READ_ON}|{ALONE})[^\w.!?。]*)$",
    re.IGNORECASE,
)
_DOTTED = str.maketrans("ıİ", "ii")
"""Letters that `re` takes for an `i` where case does not count, and re2 does not."""
_LEADS_ON = re2.compile("(?i)" + re.sub(r"\(\?<?!\\w\)", "", f"{READ_ON}|{ALONE}").translate(_DOTTED))
"""The same words wherever they stand: most texts have none, and re2 tells it at a hundredth of the price."""
_LONGEST_MORE = 150
"""Characters at a text's end in which its way to the rest stands."""


@dataclass(frozen=True, slots=True)
class _Span:
    out: Outline
    marked: Marked
    block: Block

    def numbers(self) -> range:
        return range(self.block.start, self.block.end)

    def leaves(self) -> Iterator[tuple[int, str]]:
        """Every element with words of its own, outside the title."""
        block, texts = self.block, self.out.texts
        for number in compress(self.numbers(), texts[block.start : block.end]):
            if not self._in_title(number):
                yield number, texts[number]

    def among(self, places: Sequence[int]) -> Sequence[int]:
        """Those of some elements of the page that stand in the block."""
        first = bisect_left(places, self.block.start)
        return places[first : bisect_left(places, self.block.end, first)]

    def named(self, places: Sequence[int]) -> Iterator[tuple[int, str]]:
        """The text of every element among these, which a class names so, outside the title."""
        for number in self.among(places):
            if not self._in_title(number):
                yield number, self.out.words(number)

    def _in_title(self, number: int) -> bool:
        own = self.out.texts[number]
        return own == self.block.title or self.out.tags[number] in HEADINGS


@dataclass(frozen=True, slots=True)
class Reading:
    """The story that a block shows, and where it shows the parts of it."""

    block: Block
    story: RawStory
    places: Mapping[str, int]
    """The element that says just this, for every one of author (the first), section, summary, image."""


class _Said(NamedTuple):
    """What a block says, in the words of the element at this number."""

    text: str
    at: int


def readings(out: Outline, groups: Sequence[Group]) -> tuple[Reading, ...]:
    """The blocks of the groups and what stands alone beside them, read as stories, in page order."""
    dates = {block: date for group in groups for block, date in block_dates(out, group)}
    dates |= {block: block.date for block in single_blocks(out, groups)}
    ordered = sorted(dates, key=lambda block: block.start)
    marked = marked_in(out)
    return tuple(_reading(_Span(out, marked, block), dates[block]) for block in ordered)


def _reading(span: _Span, date: Hit | None) -> Reading:
    out, block = span.out, span.block
    authors, by, author_at = _authors(span)
    content = _content(span)
    summary = None if content else _summary(span, authors, date)
    section = _section(span, authors)
    image = _image(span)
    author = _Said(authors[0], author_at) if authors else None
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
        section=section.text if section else None,
        summary=as_html(summary.text) if summary else None,
        content=content,
        images=(Image(url=image.text),) if image else (),
        reasons={name: why for name, why in reasons.items() if why},
    )
    said = {"author": author, "section": section, "summary": summary}
    places = {name: _innermost(out, one) for name, one in said.items() if one}
    places |= {"image": image.at} if image else {}
    return Reading(block, story, {name: at for name, at in places.items() if at is not None})


def _innermost(out: Outline, said: _Said) -> int | None:
    """The innermost element there that says just this; None where it says more."""
    letters, ends = out.letters, out.ends
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


# -- author and section ----------------------------------------------------------------------------


def _authors(span: _Span) -> tuple[tuple[str, ...], str, int]:
    """The names, what says that they are authors, and where the first one stands."""
    for number in span.among(span.marked.authors_by_rel):
        if names := _joint_names(span, number):
            return names, _RELATED, _first_author(span, number)
    found = [
        (n, text)
        for n, text in span.named(span.marked.authors)
        if n == span.block.item or n > span.block.start
    ]
    for number, _ in sorted(found, key=lambda hit: len(hit[1])):
        if names := _joint_names(span, number):
            return names, "class names it", _first_author(span, number)
    for link in span.out.within(span.out.links, span.block.start, span.block.end):
        person = _PROFILE.search(link.href) and link.href != span.block.link.href
        if person and (names := _joint_names(span, link.at)):
            return names, "links a profile", _first_author(span, link.at)
    return _after_by(span)


def _first_author(span: _Span, number: int) -> int:
    return co_authors(span.out, span.block, number)[0]


def _joint_names(span: _Span, number: int) -> tuple[str, ...]:
    """The names in an element and in those of its co-authors, where it has a name."""
    if not _names(span.out.words(number)):
        return ()
    found = (_names(span.out.words(n)) for n in co_authors(span.out, span.block, number))
    return tuple(dict.fromkeys(name for names in found for name in names))


def co_authors(out: Outline, block: Block, number: int) -> list[int]:
    """The elements of the authors who are named together with that of this element, itself among them.

    They are marked alike, and only words such as `and` stand between them.
    """
    parent = out.parents[number]
    if number == block.item or parent < 0 or not _mark(out, number):
        return [number]
    places = {out.nodes[n].mem_id: n for n in _children(out, parent) if out.tags[n] != TEXT}
    run: list[int] = []
    for node in out.nodes[parent].iter(include_text=True):
        at = places.get(node.mem_id)
        if at is not None and block.start <= at < block.end and _alike(out, at, number):
            run.append(at)
        elif not node.is_comment_node and not _AND.fullmatch(node.text()):
            if number in run:
                break
            run = []
    return run


def _alike(out: Outline, one: int, other: int) -> bool:
    same = out.tags[one] == out.tags[other] and out.tokens[one] == out.tokens[other]
    return same and _mark(out, one) == _mark(out, other) and bool(_names(out.words(one)))


def _mark(out: Outline, number: int) -> str:
    """What says that the element names an author; empty where nothing does."""
    own = out.attributes[number]
    if is_related(own):
        return _RELATED
    if out.tokens[number] & AUTHOR and out.tags[number] != TEXT:
        return "class names it"
    return "links a profile" if _PROFILE.search(own.get("href") or "") else ""


def _after_by(span: _Span) -> tuple[tuple[str, ...], str, int]:
    previous = ""
    for number, text in span.leaves():
        if (_BY.match(text) and (names := _names(text))) or (
            previous[-2:].lower() == "by"
            and len(previous) < 30
            and _POSTED.fullmatch(previous)
            and (names := _names(text))
        ):
            return names, f"text {text[:60]!r}", number
        for part in _BETWEEN.split(text)[1:] if _SIGN.search(text) else ():
            if _BY.match(part) and (names := _names(part)):
                return names, f"text {text[:60]!r}", number
        previous = text
    return (), "", span.block.item


def _names(text: str) -> tuple[str, ...]:
    """The names in `By Ann Lee and Bo Ek | 4 March 2026`."""
    if len(text) > 200:
        return ()
    bare = _BY.sub("", _BETWEEN.split(text.strip())[0])
    if date := find_date(bare):
        bare = bare.partition(date[0])[0]
    bare = _WHEN.sub("", bare).strip(" ,;:·|-–")
    if bare.casefold() in _LABELS:
        return ()
    names = [name.strip() for name in _NAMES.split(bare)]
    good = [n for n in names if 2 <= len(n) <= 60 and any(c.isalpha() for c in n) and len(n.split()) <= 5]
    return tuple(dict.fromkeys(good)) if len(good) == len(names) else ()


def _section(span: _Span, authors: Sequence[str]) -> _Said | None:
    def fits(text: str) -> bool:
        return (
            2 <= len(text) <= 40 and text not in authors and text != span.block.title and not find_date(text)
        )

    for number in span.among(span.marked.sections_by_rel):
        if fits(text := span.out.words(number)):
            return _Said(text, number)
    found = [
        _Said(text, n) for n, text in span.named(span.marked.sections) if n != span.block.item and fits(text)
    ]
    return min(found, key=lambda said: len(said.text)) if found else None


# -- words and picture -----------------------------------------------------------------------------


def _summary(span: _Span, authors: Sequence[str], date: Hit | None) -> _Said | None:
    for number, text in span.named(span.marked.summaries):
        if number != span.block.item and weight(text) >= 20:
            return _shortened(text, number)
    for number, text in _passages(span):
        if date and number == date.at and len(text) < len(date.text) + 60:
            continue
        if text in authors or _BY.match(text) or weight(text) < 40:
            continue
        return _shortened(text, number)
    return None


def _passages(span: _Span) -> Iterator[tuple[int, str]]:
    """Paragraphs first, then any other text that stands alone."""
    out = span.out
    title = span.block.title
    for number in span.numbers():
        if out.tags[number] in ("p", "blockquote", "dd") and number != span.block.item:
            text = out.words(number)
            if title not in text:
                yield number, text
    for number, text in span.leaves():
        if out.tags[number] not in ("a", "time", "button", "figcaption"):
            yield number, text


def _shortened(text: str, at: int) -> _Said | None:
    if more := _ends_in_more(text):
        text = (text[: more.start()] + ("…" if "…" in text or "..." in text else "")).strip()
    if len(text) > MAX_SUMMARY:
        text = text[: text.rfind(" ", 0, MAX_SUMMARY)].rstrip(" ,;:") + "…"
    return _Said(text, at) if text else None


def _ends_in_more(text: str) -> re.Match[str] | None:
    start = max(0, len(text) - _LONGEST_MORE)
    end = text[start:]
    return _MORE.search(text, start) if _LEADS_ON.search(_undotted(end)) else None


def _undotted(text: str) -> str:
    return text if text.isascii() else text.translate(_DOTTED)


def _content(span: _Span) -> str | None:
    """The story's paragraphs where the block shows it whole."""
    out = span.out
    found = [n for n in span.among(span.marked.paragraphs) if weight(out.texts[n]) >= 20]
    if len(found) < 2:
        return None
    parents = [out.parents[n] for n in found]
    body = max(sorted(set(parents)), key=parents.count)
    parts = [
        n
        for n in _children(out, body)
        if out.tags[n] in _BODY_TAGS and span.block.start <= n < span.block.end
    ]
    text = " ".join(out.words(n) for n in parts if out.tags[n] == "p")
    if weight(text) < WHOLE_TEXT or _ends_in_more(text) or text.rstrip().endswith(("…", "...", "[…]")):
        return None
    return "".join(out.nodes[n].html or "" for n in parts)


_BODY_TAGS = word_set("p ul ol blockquote pre figure table h3 h4 h5")


def _children(out: Outline, parent: int) -> Iterator[int]:
    at = parent + 1
    while at < out.ends[parent]:
        yield at
        at = out.ends[at]


def _image(span: _Span) -> _Said | None:
    """The address of the block's picture."""
    out = span.out
    for number in span.among(span.marked.images):
        if not out.tokens[number].isdisjoint(_SMALL):
            continue
        sizes = [attribute(out.nodes[number], side) for side in ("width", "height")]
        if any(size.isascii() and size.isdigit() and int(size) < 48 for size in sizes):
            continue
        if source := image_source(out.nodes[number]):
            return _Said(source, number)
    return None
