"""The title of a row whose link says but a number or `PDF`: the name that stands beside it.

    <tr><td><a href="/o/23-1701.pdf">23-1701</a></td><td>Miller v. Harbour Board</td><td>03/04/2026</td></tr>

gives "Miller v. Harbour Board", with the number's link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from feedsvc.extract.auto.linkworth import GENERIC, TITLE, VERSION, names_nothing
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.tags import TEXT
from feedsvc.extract.auto.words import weight
from feedsvc.extract.datetext import find_date

FEWEST = 8
"""Letters of a name."""
MOST = 300
"""Letters from which on a text is prose, no name."""
_JOINTS = " –—-|·•,;"
"""What joins a name to what stands beside it."""
_LOWER = re.compile(r"[a-z]{3,}|(?:[A-Z]{2,}\s){3,}")
"""Words, in small letters or several in capital ones, that no number of a register has."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_OWN_SCRIPT = re.compile("[\u0900-\u1fff\u2e80-\U0010ffff]")
"""Letters of scripts in which a word has few, or signs between them (`कर`), and no number of a register."""
CAPTION = re.compile(
    r"\s(?:v\.?|vs\.?|versus|c\.|contra|gegen|\./\.)\s|^(?:in re|ex parte|(?:in the )?matter of)\b"
    r"|^(?:[A-Z]-){2,}",
    re.IGNORECASE,
)
"""The names of parties against one another."""


@lru_cache(maxsize=4096)
def is_code(text: str) -> bool:
    """Whether the text is a register's number, such as `XN/DIS 20457:2026`, and no version or caption."""
    bare = text.isascii() and any(map(str.isdigit, text)) and not _LOWER.search(text)
    return bare and not VERSION.fullmatch(text) and not CAPTION.search(text)


@lru_cache(maxsize=4096)
def says_little(text: str) -> bool:
    """Whether a link's words are no title: a file's or docket's number, `PDF`; a version is one."""
    words = [word for word in _WORD.findall(text.casefold()) if word not in GENERIC]
    wide = not text.isascii() and _OWN_SCRIPT.search(text)
    named = words or wide or CAPTION.search(text)
    return (not named or names_nothing(text)) and not VERSION.fullmatch(text)


def row_title(out: Outline, place: tuple[int, int, int], link: Hit) -> tuple[str, int] | None:
    """The row's longest other text that reads like a name, and its element; None where there is none.

    The place is the row's item, and where its block begins and ends.
    """
    item, start, end = place
    row = _row(out, item, link)
    inside = item <= link.at < out.ends[item]
    cells = (row + 1, out.ends[row]) if inside else (start, end)
    own = [(out.texts[row], row)] if inside else []
    beside = ((text.strip(_JOINTS), at) for text, at in [*own, *_beside(out, *cells, link)])
    found = [(text, at) for text, at in beside if names_story(text)]
    return _called(out, *max(found, key=lambda one: (weight(one[0]), -one[1]))) if found else None


def _called(out: Outline, text: str, at: int) -> tuple[str, int]:
    """The part of the text that is called its title, where that is most of it; else the text."""
    inside = range(at + 1, out.ends[at]) if out.tags[at] != TEXT else ()
    parts = ((out.texts[n], n) for n in inside if out.tokens[n] & TITLE)
    return next((part for part in parts if part[0] in text and 2 * len(part[0]) > len(text)), (text, at))


def _row(out: Outline, item: int, link: Hit) -> int:
    """The innermost element around the item's content that has more than one part."""
    while item + 1 <= link.at and out.ends[item + 1] == out.ends[item] and out.tags[item + 1] != "a":
        item += 1
    return item


def _beside(out: Outline, at: int, last: int, link: Hit) -> Iterator[tuple[str, int]]:
    """The cells but the link's, of which the words outside the link count."""
    while at < last:
        end = out.ends[at]
        if at <= link.at < end:
            outside = (n for n in range(at, end) if not link.at <= n < out.ends[link.at])
            yield from ((out.texts[n], n) for n in outside if out.texts[n])
        else:
            yield _seen(out, at), at
        at = end


def _seen(out: Outline, at: int) -> str:
    """The words of an element without those that no reader sees (a list of choices, a script)."""
    texts = " ".join(filter(None, out.texts[at : out.ends[at]]))
    whole = texts if out.tags[at] == TEXT else out.words(at)
    return whole if len(whole) <= len(texts) else texts


def names_story(text: str) -> bool:
    """Whether the text may name a story: neither a label, nor little but a date, nor prose."""
    if text.endswith((":", "：")):
        return False
    date = find_date(text)
    rest = text.replace(date[0], " ", 1) if date else text  # of a key to sort by no letters are left
    named = weight(rest) >= FEWEST + bool(date) and any(map(str.isalpha, rest))
    return named and weight(text) <= MOST and not says_little(text)
