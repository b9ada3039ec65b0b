"""What entries share besides their words, so that feedgen writes what is the same for all of them once.

    entry            →  its texts, and the shape that they have     `Words`, `shape_of`
    shape            →  an entry with signs for texts               `sample`
    feedgen's bytes  →  parted at the signs                         `parted`
    the parts        +  texts and dates of each entry               `filled`

Making a tree of elements costs the same whatever is in it, and a source's stories have a handful of shapes.
How a text is written where its sign stands (`&` as `&amp;`, `&amp;amp;` or `&#x26;`) is read from the sign,
which holds each such character: nothing here knows a format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, NamedTuple

from feedsvc.models import Image, Related
from feedsvc.render.entry import Entry

Forms = tuple[tuple[bytes, bytes], ...]
"""How characters are written that are not written as they are."""
PUBLISHED, UPDATED = datetime(1001, 1, 1, tzinfo=UTC), datetime(1002, 2, 2, tzinfo=UTC)
_OPEN, _NEXT, _CLOSE = "\ue000", "\ue001", "\ue002"
_SIGN = re.compile(f"{_OPEN}([0-9]+)([^{_CLOSE}]*){_CLOSE}")
_HELD = ("", '>"', '&<>"')
"""What a sign holds for an empty text, for a plain one, and for one with signs of markup."""
_DATES = 2
_CONTENT = 4
"""The number of an entry's content among its texts."""


class Shape(NamedTuple):
    """All that an entry's bytes depend on besides its texts and dates."""

    kinds: bytes
    """Of every text whether it is empty (0), plain (1) or has signs of markup (2)."""
    counts: tuple[int, int, int]
    """How many authors, categories and related stories there are."""
    replies: tuple[str, ...]
    files: tuple[str, ...]
    page_type: str
    language: str | None


class Pattern(NamedTuple):
    """The bytes of a shape without texts and dates."""

    parts: tuple[bytes, ...]
    """What is the same for all, with an empty place for a text between each two."""
    choose: Callable[[Sequence[bytes]], Sequence[bytes]]
    """The text of each place, from the dates and all texts."""
    written: tuple[tuple[int, int, Forms], ...]
    """A place, the text in it, and how that is written there."""
    marked: tuple[tuple[int, int, Forms], ...]
    """The same of texts with signs of markup alone."""


class Words:
    """An entry's texts as bytes; what formats write in the same way is written once for all of them."""

    __slots__ = ("_written", "kinds", "quote", "texts")

    def __init__(self, entry: Entry) -> None:
        self.texts = [text.encode() for text in texts_of(entry)]
        self.kinds = bytes([1 + (b"<" in text or b"&" in text) if text else 0 for text in self.texts])
        others = b"".join(self.texts[:_CONTENT] + self.texts[_CONTENT + 1 :])
        self.quote = self.kinds[_CONTENT] == 1 or b">" in others or b'"' in others
        """Whether a plain text may have a sign that is written in another way, as few have."""
        self._written: dict[tuple[int, Forms], bytes] = {}

    def written(self, number: int, forms: Forms) -> bytes:
        """A text in this way of writing."""
        known = self._written.get((number, forms))
        if known is not None:
            return known
        text = self.texts[number]
        for char, form in forms:
            text = text.replace(char, form)
        return self._written.setdefault((number, forms), text)


def is_usual(entry: Entry) -> bool:
    """Whether its shape and texts tell all of it: no episode, no length of a file, nothing odd in a type."""
    types = (entry.page_type, *(i.media_type for i in entry.images), *(r.media_type for r in entry.links))
    return (
        "\r" not in entry.content
        and entry.id.isprintable()
        and all(link.rel == "replies" for link in entry.links)
        and all(image.is_plain for image in entry.images)
        and all(map(str.isascii, types))
    )


def texts_of(entry: Entry) -> list[str]:
    """Every text that differs from story to story, in a fixed order; "" where there is none."""
    texts = [entry.id, entry.title, entry.link, entry.summary, entry.content, entry.via or ""]
    texts += entry.authors
    texts += entry.categories
    for related in (*entry.related, *entry.links):
        texts += (related.title, related.url or "")
    for image in entry.images:
        texts += (image.url, image.title or "")
    return texts


def shape_of(entry: Entry, words: Words) -> Shape:
    """The shape of an entry with these texts."""
    return Shape(
        words.kinds,
        (len(entry.authors), len(entry.categories), len(entry.related)),
        tuple(link.media_type for link in entry.links),
        tuple(image.media_type for image in entry.images),
        entry.page_type,
        entry.language,
    )


def sample(shape: Shape) -> Entry:
    """The entry of this shape that has signs for texts and dates of its own."""
    sign = map(_sign, range(_DATES, _DATES + len(shape.kinds)), shape.kinds)
    authors, categories, related = shape.counts
    return Entry(
        id=next(sign),
        title=next(sign),
        link=next(sign),
        summary=next(sign),
        content=next(sign),
        via=next(sign) or None,
        authors=tuple(next(sign) for _ in range(authors)),
        categories=tuple(next(sign) for _ in range(categories)),
        related=tuple(Related(title=next(sign), url=next(sign) or None) for _ in range(related)),
        links=tuple(_reply(sign, kind) for kind in shape.replies),
        images=tuple(
            Image(url=next(sign), title=next(sign) or None, media_type=kind) for kind in shape.files
        ),
        page_type=shape.page_type,
        language=shape.language,
        published=PUBLISHED,
        updated=UPDATED,
    )


def _reply(sign: Iterator[str], kind: str) -> Related:
    return Related(title=next(sign), url=next(sign) or None, rel="replies", media_type=kind)


def _sign(number: int, kind: int) -> str:
    return f"{_OPEN}{number}{''.join(_NEXT + held for held in _HELD[kind])}{_CLOSE}" if kind else ""


def parted(text: str, dates: Sequence[str]) -> Pattern:
    """A sample's text at its signs; `dates` are how its two are written there."""
    for number, date in enumerate(dates):
        text = text.replace(date, f"{_OPEN}{number}{_CLOSE}")
    parts, at = list[bytes](), 0
    signs = list(_SIGN.finditer(text))
    for sign in signs:
        parts += (text[at : sign.start()].encode(), b"")
        at = sign.end()
    written = [(2 * place + 1, int(sign[1]) - _DATES, _forms(sign[2])) for place, sign in enumerate(signs)]
    marked = [one for one, sign in zip(written, signs, strict=True) if sign[2].count(_NEXT) == len(_HELD[2])]
    choose: Any = itemgetter(*(int(sign[1]) for sign in signs))
    return Pattern((*parts, text[at:].encode()), choose, *(_with_forms(some) for some in (written, marked)))


def _with_forms(written: Sequence[tuple[int, int, Forms]]) -> tuple[tuple[int, int, Forms], ...]:
    return tuple(one for one in written if one[2])


def _forms(held: str) -> Forms:
    given = held.split(_NEXT)[1:]
    plain = next((chars for chars in _HELD if len(chars) == len(given)), "")
    pairs = zip(plain, given, strict=True)
    return tuple((char.encode(), form.encode()) for char, form in pairs if char != form)


def filled(pattern: Pattern, words: Words, dates: tuple[str, str]) -> bytes:
    """The bytes of the entry that has these texts and dates."""
    parts = list(pattern.parts)
    published, updated = dates
    parts[1::2] = pattern.choose([published.encode(), updated.encode(), *words.texts])
    for at, number, forms in pattern.written if words.quote else pattern.marked:
        parts[at] = words.written(number, forms)
    return b"".join(parts)
