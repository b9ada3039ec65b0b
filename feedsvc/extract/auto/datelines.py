"""Headings that say but a day, which head a story and do not name it.

    <h3>Mar 4, 2026 — Posted Mar 1, 2026 9:15 AM</h3><p><a href="/a/7.pdf">Council, regular meeting</a></p>

gives "Council, regular meeting".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from feedsvc.clean.datewords import has_digit
from feedsvc.clean.wordeddates import find_worded
from feedsvc.extract.auto.linkworth import MONEY, VERSION, names_nothing
from feedsvc.extract.auto.outline import Hit
from feedsvc.extract.auto.words import weight
from feedsvc.extract.datetext import find_date

MOST_DATES = 3
BESIDES = 12
"""Letters that a dateline may say besides its dates ("Monday", "Posted")."""
NAMED = 12
"""Letters of a link that names the story better than a day does."""
_JOINTS = " –—-|·:,;()[]"
_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_dateline(text: str) -> bool:
    """Whether the text is a date with its month's name or year, or two, with a word or two beside them."""
    rest, sure = text, False
    for _ in range(MOST_DATES):
        found = find_date(rest)
        if found is None:
            break
        rest, sure = rest.replace(found[0], " ", 1), sure or found[1] or _names_day(found[0])
    if not sure or sum(map(len, _LETTERS.findall(rest))) > BESIDES:
        return False
    return not (has_digit(rest) and VERSION.fullmatch(rest.strip(_JOINTS)))


@lru_cache(maxsize=1024)
def version_behind_date(text: str) -> str:
    """The version in a heading that begins with a day: `2026-11-10 – Version 3.40.1`; empty for others."""
    found = find_date(text)
    if found is None or not found[1] or not text.startswith(found[0]):
        return ""
    rest = text[len(found[0]) :].strip(_JOINTS)
    return rest if VERSION.fullmatch(rest) else ""


def _names_day(date: str) -> bool:
    worded = find_worded(date)
    return worded is not None and not worded.weak


def goes_on(rest: str) -> bool:
    """Whether what follows a day is of its sentence: `met on 3 March to vote`, `3月3日に開かれ`."""
    return rest[:1].isalnum() or rest.lstrip(" ,")[:1].islower()


def naming(headings: Sequence[Hit], links: Sequence[Hit]) -> list[Hit]:
    """The headings that may name the story: no datelines, where another one or a link does."""
    headings = [h for h in headings if not _is_price(h.text)] if links else headings
    names = [heading for heading in headings if not is_dateline(heading.text)]
    if len(names) == len(headings) or any(weight(h.text) >= NAMED for h in names):
        return names
    inside = {link.text for link in links for h in headings if link.text and link.text in h.text}
    told = any(weight(k.text) >= NAMED and k.text not in inside and not names_nothing(k.text) for k in links)
    return names if told else list(headings)


@lru_cache(maxsize=4096)
def _is_price(text: str) -> bool:
    return MONEY.search(text) is not None and not _WORD.search(MONEY.sub(" ", text))


def day_of(headings: Iterable[Hit]) -> Hit | None:
    """The day that a heading says and nothing else, though its parts may have elements of their own."""
    lines = (h for h in headings if has_digit(h.text) and is_dateline(h.text))
    for heading in lines:
        if (found := find_date(heading.text)) and found[1]:
            return Hit(heading.at, found[0])
    return None
