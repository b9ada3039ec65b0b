"""The names in a line of a block, beside its day and other words: `By Ann Lee and Bo Ek | 4 March 2026`."""

from __future__ import annotations

import re

from feedsvc.clean.people import PARTICLES
from feedsvc.clean.phrases import AND, BY
from feedsvc.clean.phrases.beside import CHANGED, DATE_LABEL
from feedsvc.clean.phrases.columnheads import WRITERS
from feedsvc.clean.phrases.weekdays import weekday_beside
from feedsvc.extract.auto.words import word_set
from feedsvc.extract.datetext import find_date

_BYLINE = re.compile(
    rf"^(?:(?:posted|written|published|added|started|submitted|opened|asked)\s+)?{BY}[:\s]\s*(?=\S)"
    rf"|^(?:{WRITERS}\s?[:：]|(?:作者|记者|文|撰文|著者|編集)\s?[:：/／])\s?",
    re.IGNORECASE,
)
"""What bylines begin with."""
MOST_BESIDE = 20
"""Letters that a line says beside the day before its names: "Published on"."""
_BEHIND = re.compile(rf"(?<=\d)[\s,]+(?={BY}\s)", re.IGNORECASE)
BETWEEN = re.compile(r"\s*[|·•／—–]\s*|\s+[-/]\s+|\s{3,}")
"""What stands between the parts of a line."""
_NAMES = re.compile(r"\s*[,、;&]\s*(?:and\s)?|\s+(?:and|und|et)\s+")
_JOINED = re.compile(rf"\s+{AND}\s+")
"""What also stands in a name: "José Ortega y Gasset"."""
_WITH = word_set("avec con com mit med with the")
"""What stands in names and joins them to those of agencies: "Par Anne Roi avec AFP"."""
_LABELS = word_set(
    "posted written published author authors autor autorin auteur autore by von par por di автор on added "
    "asked created opened started submitted opublikowano publicerad publicerat publisert udgivet publiceret "
    "julkaistu"
)
"""What stands before a name and is none."""
_OF_DAYS = re.compile(rf"(?:{DATE_LABEL}|{CHANGED})", re.IGNORECASE)
"""What stands before a day and is no name, besides the day's own: "Updated", "Publié"."""
_WHEN = re.compile(
    r"\s+(?:(?:[Oo]n|[Aa]t|am|um|in|ON|AT|IN)(?!\s['’]t\b)(?:\s.*)?|(?:le|el|il)(?:\s+(?:[\da-zà-ÿ].*)?)?)$"
)
"""When or where it was written, and no name: "Tuan Le", "Mohamed el Baradei", "Sophie in ’t Veld"."""


def names_in(text: str) -> tuple[str, ...]:
    """The names in `By Ann Lee and Bo Ek | 4 March 2026`."""
    if len(text) > 200:
        return ()
    bare = BETWEEN.split((_behind_day(text) or text).strip())[0]
    if by := _BYLINE.match(bare):
        bare = bare[by.end() :]
    if date := find_date(bare):
        bare = bare.partition(date[0])[0]
    bare = _WHEN.sub("", bare).strip(" ,;:·|-–")
    if _is_label(bare) or (date and not weekday_beside(bare)[0].strip()):
        return ()
    names = [name.strip() for part in _NAMES.split(bare) for name in _parted(part)]
    good = [n for n in names if 2 <= len(n) <= 60 and any(c.isalpha() for c in n) and len(n.split()) <= 5]
    return tuple(dict.fromkeys(good)) if len(good) == len(names) else ()


def _is_label(text: str) -> bool:
    return text.casefold() in _LABELS or _OF_DAYS.fullmatch(text) is not None


def _parted(text: str) -> list[str]:
    """The names that a word joins which also stands in names: those are of several words, or all of one."""
    names = _JOINED.split(text)
    return names if len({" " in name.strip() for name in names}) == 1 else [text]


def bylined(text: str) -> tuple[str, ...]:
    """The names in a line that begins as bylines do; none in other words ("Von Montag an", "Por fin")."""
    if not (_BYLINE.match(text) or _BEHIND.search(text)):  # as nearly all lines, which are not looked into
        return ()
    found = _BYLINE.match(_behind_day(text) or text)
    names, by = (names_in(text), found[0].strip()) if found else ((), "")
    if " " in by or by.endswith((":", "：")):  # "Posted by", "Author:"
        return names
    return names if all(_may_be_name(name, english=by.lower() == "by") for name in names) else ()


def _may_be_name(name: str, *, english: bool) -> bool:
    """Whether the words begin as names do, with a capital, and go on so, which in English they need not."""
    words = [word for word in name.split() if word not in PARTICLES and word not in _WITH]
    if english:
        return " " not in name or bool(words and not words[0].islower())
    return not any(map(str.islower, words))


def _behind_day(text: str) -> str:
    """What follows the day in "Published on 3 March 2026 by Ann Lee"; empty where it is no byline."""
    place = _BEHIND.search(text)
    before = text[: place.start()] if place else ""
    date = find_date(before) if before else None
    return text[place.end() :] if place and date and len(before) <= len(date[0]) + MOST_BESIDE else ""
