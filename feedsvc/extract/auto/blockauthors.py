"""Who a block names as its authors: by `rel`, by a class, by the link to a profile, or behind `By`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedsvc.clean.phrases import AND
from feedsvc.extract.auto.addresses import PERSON
from feedsvc.extract.auto.blocknames import BETWEEN, bylined, names_in
from feedsvc.extract.auto.blockspan import Span
from feedsvc.extract.auto.marked import AUTHOR, is_related
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowauthors import author_cell, is_label, names_writers
from feedsvc.extract.auto.rowpieces import tops
from feedsvc.extract.auto.sight import is_kept_from_sight
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.tags import TEXT
from feedsvc.extract.auto.words import word_set

_POSTED = re.compile(
    r"(?:(?:posted|written|published|submitted|started|story|text|words|photo)\b.*\s)?by\b", re.I
)
MOST_BEFORE = 30
"""Letters of the words before a name, beside which others may stand: "Posted by … on … in …"."""
_SIGN = re.compile(r"[|·•／—–/-]")
"""What stands in everything between in a folded text; most have none, and a set of signs is found at once."""
_AND = re.compile(rf"[\s,、;&]*{AND}?\s*", re.IGNORECASE)
"""What stands between the elements of co-authors."""
_RELATED = "rel or itemprop author"
_PLACED = word_set("first last odd even")
"""Words of classes that say where in a row something stands."""
_NO_NAME = word_set("title role job position bio avatar prep sep")
"""What beside the author a class may name that is no name."""


def authors_of(span: Span) -> tuple[tuple[str, ...], str, int]:
    """The names, what says that they are authors, and where the first one stands."""
    for number in span.among(span.marked.authors_by_rel):
        if names := _joint_names(span, number):
            return names, _RELATED, _first_author(span, number)
    for number in _called(span):
        if names := _joint_names(span, number):
            return names, "class names it", _first_author(span, number)
    for link in span.out.within(span.out.links, span.block.start, span.block.end):
        person = link.href != span.block.link.href and PERSON.search(link.href)
        if person and (names := _joint_names(span, link.at)):
            return names, "links a profile", _first_author(span, link.at)
    cell = author_cell(span.out, span.block.item)
    if cell is not None and (names := names_in(span.out.words(cell))):
        return names, "the table's head names it", cell
    return _after_by(span)


def _called(span: Span) -> Iterator[int]:
    """The elements that a class calls an author's, in page order, those inside another by their length."""
    out, block = span.out, span.block
    inside: list[int] = []
    for number in span.named(span.marked.authors):
        if not (number == block.item or number > block.start) or _is_no_name(out, number):
            continue
        if inside and number >= out.ends[inside[0]]:
            yield from sorted(inside, key=lambda n: len(out.words(n)))
            inside = []
        inside.append(number)
    yield from sorted(inside, key=lambda n: len(out.words(n)))


def _is_no_name(out: Outline, number: int) -> bool:
    return not _NO_NAME.isdisjoint(out.tokens[number]) or is_kept_from_sight(out, number)


def _first_author(span: Span, number: int) -> int:
    return co_authors(span.out, span.block, number)[0]


def _joint_names(span: Span, number: int) -> tuple[str, ...]:
    """The names in an element and in those of its co-authors, where it has a name."""
    if not names_in(span.out.words(number)):
        return ()
    found = (names_in(span.out.words(n)) for n in co_authors(span.out, span.block, number))
    return tuple(dict.fromkeys(name for names in found for name in names))


def co_authors(out: Outline, block: Block, number: int) -> list[int]:
    """The elements of the authors who are named together with that of this element, itself among them.

    They are marked alike, and only words such as `and` stand between them.
    """
    parent = out.parents[number]
    if number == block.item or parent < 0 or not _mark(out, number):
        return [number]
    start = max(parent + 1, block.start)  # a page may show all of its stories in one element
    inside = tops(out, start, min(block.end, out.ends[parent]))
    places = {out.nodes[n].mem_id: n for n in inside if out.tags[n] != TEXT}
    run: list[int] = []
    node = out.nodes[start] if start == block.start else out.nodes[parent].child
    while node is not None:
        at = places.get(node.mem_id)
        if at is not None and _alike(out, at, number):
            run.append(at)
        elif not node.is_comment_node and not _AND.fullmatch(node.text()):
            if number in run:
                break
            run = []
        node = node.next
    return run


def _alike(out: Outline, one: int, other: int) -> bool:
    same = out.tags[one] == out.tags[other] and not (out.tokens[one] ^ out.tokens[other]) - _PLACED
    return same and _mark(out, one) == _mark(out, other) and bool(names_in(out.words(one)))


def _mark(out: Outline, number: int) -> str:
    """What says that the element names an author; empty where nothing does."""
    own = out.attributes[number]
    if is_related(own):
        return _RELATED
    if out.tokens[number] & AUTHOR and out.tags[number] != TEXT:
        return "class names it"
    return "links a profile" if PERSON.search(own.get("href") or "") else ""


def _after_by(span: Span) -> tuple[tuple[str, ...], str, int]:
    previous, before = "", span.block.item
    for number, text in span.leaves():
        if names_writers(previous) and is_label(span.out, before) and (names := names_in(text)):
            return names, f"behind {previous!r}", number
        if _leads(previous, inside=number < span.out.ends[before]) and (names := names_in(text)):
            return names, f"text {text[:60]!r}", number
        for part in (text, *(BETWEEN.split(text)[1:] if _SIGN.search(text) else ())):
            if names := bylined(part):
                return names, f"text {text[:60]!r}", number
        previous, before = text, number
    return (), "", span.block.item


def _leads(previous: str, *, inside: bool) -> bool:
    """Whether a name follows these words; `inside` says that it stands in their element, amid them."""
    if len(previous) >= MOST_BEFORE or "by" not in previous.lower():
        return False
    return bool(_POSTED.fullmatch(previous) or (inside and _POSTED.match(previous)))
