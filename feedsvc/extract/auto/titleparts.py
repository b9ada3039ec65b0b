"""Titles that a page takes apart: in two links of a heading, in a span a word, in a picture's attributes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from feedsvc.extract.auto.datelines import is_dateline
from feedsvc.extract.auto.linkworth import TITLE
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.tags import TEXT
from feedsvc.extract.auto.words import weight
from feedsvc.extract.datetext import find_date

PART = 12
"""Letters of a part of a card that may be its title."""
FEWEST_WORDS = 3
FEWEST = 3
"""Letters of a picture's title."""


def goes_on(out: Outline, heading: Hit, link: Hit) -> bool:
    """Whether the heading's words go on behind the link: in another one to the same place."""
    inside = out.within(out.links, heading.at, out.ends[heading.at])
    return len(inside) > 1 and sum(other.href == link.href and bool(other.text) for other in inside) > 1


def of_words(out: Outline, start: int, end: int) -> tuple[str, int] | None:
    """The first text of which every word has an element of its own, and where it stands; no date."""
    for number in range(start, end):
        words = _words(out, number)
        text = " ".join(words)
        if len(words) >= FEWEST_WORDS and weight(text) >= 12 and not find_date(text):
            return text, number
    return None


def _words(out: Outline, number: int) -> list[str]:
    """What the children say, where each is one word; else nothing."""
    inside = range(number + 1, out.ends[number])
    flat = all(out.parents[n] == number and out.tags[n] in ("span", "b", "i", "em") for n in inside)
    texts = [out.texts[n] for n in inside] if flat and not out.texts[number] else []
    return texts if all(text and " " not in text for text in texts) else []


def next_part(out: Outline, link: int, label: int, worn: Collection[str]) -> int | None:
    """The next longer part of a link around a whole card that begins with a label, and no date."""
    if not link < label < out.ends[link]:
        return None
    dates = {date.at for date in out.within(out.dates, label, out.ends[link])}
    for number in range(out.ends[label], out.ends[link]):
        text = out.texts[number]
        if weight(text) >= PART and text not in worn and number not in dates and not is_dateline(text):
            return number
    return None


def with_names(out: Outline, links: Sequence[Hit]) -> list[Hit]:
    """The links; where all are pictures without words, with what their attributes say."""
    if any(link.text for link in links):
        return list(links)
    return [Hit(link.at, _name(out, link), link.href) for link in links]


def shown_part(out: Outline, start: int, end: int, label: str) -> int | None:
    """The text of the block that is called a title, or most of the label, which the label ends with.

    So "Read the story: Second quay opens" of a link without words is "Second quay opens", as it stands below.
    """
    inside = [n for n in range(start, end) if out.texts[n] and label.endswith(out.texts[n])]
    called = (n for n in inside if out.tokens[n] & TITLE)
    most = (n for n in inside if 2 * len(out.texts[n]) > len(label))
    return next(called, None) or next(most, None)


def _name(out: Outline, link: Hit) -> str:
    inside = range(link.at, out.ends[link.at])
    given = [
        (out.attributes[n].get(name) or "")
        for name in ("title", "alt", "aria-label")
        for n in inside
        if out.tags[n] != TEXT
    ]
    texts = (" ".join(text.split()) for text in given)
    return next((t for t in texts if weight(t) >= FEWEST and any(c.isalpha() for c in t)), "")
