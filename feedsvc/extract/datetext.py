"""Dates inside other text, as pages in several languages write them.

Only their place is found here; what they mean is decided by `clean.dates`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from feedsvc.clean.ages import bare_age, find_age, find_day
from feedsvc.clean.clocks import AT
from feedsvc.clean.dateshapes import ERA, MINGUO, PERSIAN_YEAR
from feedsvc.clean.datewords import has_digit, with_digits
from feedsvc.clean.numberdates import BETWEEN, number_date
from feedsvc.clean.phrases.beside import CHANGED, DATE_LABEL, TAKES
from feedsvc.clean.phrases.columnheads import ISSUED
from feedsvc.clean.phrases.weekdays import weekday_beside
from feedsvc.clean.wordeddates import find_worded
from feedsvc.clean.zones import ZONE

MAX_TEXT = 400
FEW = 12
"""Letters that may stand beside a day near now (`Posted today`)."""

_CLOCK = (
    rf"(?:,?\s(?:{AT}\s|[-–|]\s)?"
    r"(?:\d{1,2}[:.h]\d{2}(?!\.\d)(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?(?:[ap]\.?m\b\.?|Uhr\b|h\b))"
    rf"(?:{ZONE})?)?"
)
_YEAR = r"(?:19|20)\d{2}"
_DAY, _OF_YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_BY_SHAPE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d/]){_YEAR}-\d{{1,2}}-\d{{1,2}}(?!\d)"
        rf"(?:[T\s]{{1,2}}\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,9}})?)?"
        rf"(?:\s?(?:Z\b|[+-]\d{{2}}(?::?\d{{2}})?(?!\d))|{ZONE})?|\s{AT}\s\d{{1,2}}[:.]\d{{2}}(?![.\d]))?",
        rf"{_YEAR}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일](?:(?:\s?[(（][^\W\d_][)）])?\s?\d{{1,2}}[:：时時]\d{{2}}分?(?:{ZONE})?)?",
        rf"(?<![\d/.]){_YEAR}([./])\s?\d{{1,2}}\1\s?\d{{1,2}}(?![\d/])(?:\.?\s\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:{ZONE})?)?",
    )
)
_BY_NUMBERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d.]){_DAY}\.(?:\s?{_OF_YEAR}\.?)?\s?{BETWEEN}\s?{_DAY}\.\s?{_OF_YEAR}\.\s?{_YEAR}(?!\d)",
        rf"(?<![\d/])\d{{1,2}}/\d{{1,2}}\s?{BETWEEN}\s?\d{{1,2}}/\d{{1,2}}/{_YEAR}(?!\d)",
        rf"(?<![\d/.-])\d{{1,2}}([./-])\d{{1,2}}\1(?:{_YEAR}|25\d\d)(?!\d){_CLOCK}",
        rf"(?<![\d.])\d{{1,2}}\.\s\d{{1,2}}\.\s{_YEAR}(?!\d){_CLOCK}",
        rf"(?<![\d/.-]){PERSIAN_YEAR}([/-])(?:0?[1-9]|1[0-2])\1{_DAY}(?![\d/-])(?:\s\d{{1,2}}:\d{{2}}(?!\d))?",
        r"(?<!\w)['’‘]\d{2}([./])\s?(?:0?[1-9]|1[0-2])\1\s?(?:0?[1-9]|[12]\d|3[01])(?![\d./])",
        rf"{ERA}|(?<!\d){MINGUO}|(?<!\w)[RHS]\d{{1,2}}([./])\d{{1,2}}\1\d{{1,2}}(?![\d./])",
    )
)
_SHORT_YEAR = re.compile(
    rf"[\[(（]?((?:(?:{_DAY}/{_OF_YEAR}|{_OF_YEAR}/{_DAY})/\d{{2}}"
    r"|(?:(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])\.(?:0[1-9]|[12]\d|3[01]))\.\d{2}|(?:1[0-4]\d|[0-2]\d)([./-])(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01]))"
    r"(?:,?\s\d{1,2}:\d{2}(?:\s?[ap]m)?)?)[\])）]?(?:\s?[|·–—-]\s?\d{1,2}[:.]\d{2}(?:\s?(?:uhr|h|[ap]m))?)?",
    re.IGNORECASE,
)
"""A whole text that is a date with a year of two digits; inside others it may be a version or a fraction."""
_SHORT_INSIDE = re.compile(r"(?<![\w./-])\d{1,2}([./])\d{1,2}\1\d{2}(?![\w/-]|\.\d)")
_NAMES_DAY = re.compile(rf"{DATE_LABEL}\W{{0,3}}(?:[^\W\d_]{{2,3}}\W{{1,2}})?$", re.IGNORECASE)
_BAR_BEFORE = re.compile(r"(?:^|[|·•])\s*$")
_BAR_BEHIND = re.compile(r"\s*(?:[|·•]|$)")
_JOINTS = " :–—|-·•,;"
"""What joins a date to what stands behind it."""
_ANY_LANGUAGE = re.compile(
    rf"\d{{1,2}}[.,]?\s(?:\w{{1,3}}\s)?[^\W\d_]{{2,15}}[.,]?\s(?:\w{{1,3}}\s)?{_YEAR}{_CLOCK}"
    rf"|[^\W\d_]{{3,15}}\s\d{{1,2}},?\s{_YEAR}{_CLOCK}",
    re.IGNORECASE,
)
"""A whole text of day, a word and a year: a date in whatever language."""
_MONTH_AND_DAY = re.compile(r"(?<!\d)\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일](?:\s?\d{1,2}[:：时時]\d{2}分?)?")
_PACKED = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_BARE_DAY = re.compile(
    r"[\[(（]?((?!\d/\d(?!\d))\d{1,2}(?:[-/]\d{1,2}|\.\s?\d{1,2}\.)"
    r"(?:,? \d{1,2}:\d{2}(?:\s?(?:[ap]\.?m\.?|uhr))?)?)[\])）]?",
    re.IGNORECASE,
)
_CHANGED = re.compile(rf"{CHANGED}[^\d.!?]{{0,20}}$", re.IGNORECASE)
_ISSUED = re.compile(rf"[\W_]*{ISSUED}", re.IGNORECASE)
_TAKES = re.compile(TAKES, re.IGNORECASE)
NEXT = 12
"""Characters (`: on Friday, `) that may stand between a label and its date."""


@lru_cache(maxsize=8192)
def find_date(text: str) -> tuple[str, bool] | None:
    """The first date in a text and whether it is complete (day, month and year), or None."""
    text = text[:MAX_TEXT]
    line = with_digits(text)  # every character keeps its place
    numbered = has_digit(line)
    if not numbered and len(text) > 40:
        return None
    place = (_complete(line) if numbered else None) or _vague(line, numbered=numbered)
    place = _issued(line, place) if place and place[0] else place
    place = _unlasting(line, place) if place and place[1] < len(line) else place
    return (text[place[0] : place[1]].strip(), place[2]) if place else None


def bare_date(text: str) -> tuple[str, bool] | None:
    """What is a date only where something says that a date stands here: `20261128`, `3h`; or None."""
    whole = text.strip()
    if _PACKED.fullmatch(whole):
        return whole, True
    return (whole, False) if len(whole) < FEW and bare_age(whole) else None


_Place = tuple[int, int, bool]
"""Where a date begins and ends, and whether it is complete."""


def _complete(line: str) -> _Place | None:
    """Where the first date with a year stands, in the kind that says the most."""
    if found := _first(_BY_SHAPE, line):
        return *found.span(), True
    if (worded := find_worded(line)) and worded.year:
        return worded.start, worded.end, True
    if found := _first(_BY_NUMBERS, line):
        return *found.span(), True
    whole = _SHORT_YEAR.fullmatch(line.strip().rstrip(_JOINTS))
    return _within(line, whole, complete=True) if whole else _told_short(line)


def _told_short(line: str) -> _Place | None:
    """Where a day whose year has two digits stands behind what names a day, or alone between two bars.

    `Posted on 11/24/26 by …`, `By Ann Lee | 11/24/26 | News`
    """
    found = _SHORT_INSIDE.search(line)
    if found is None or not _SHORT_YEAR.fullmatch(found[0]):
        return None
    alone = _BAR_BEFORE.search(line, 0, found.start()) and _BAR_BEHIND.match(line, found.end())
    return (*found.span(), True) if alone or _NAMES_DAY.search(line, 0, found.start()) else None


def _issued(line: str, place: _Place) -> _Place:
    """The place of the day on which it came out where the first one is that of a change."""
    label = _ISSUED.match(line, place[1]) if _CHANGED.search(line, 0, place[0]) else None
    found = _complete(line[label.end() :]) if label else None
    if label is None or found is None or found[0] > NEXT:
        return place
    return label.end() + found[0], label.end() + found[1], True


def _unlasting(line: str, place: _Place) -> _Place:
    """The place without a clock that is none: what follows says that a text takes so long."""
    takes = _TAKES.search(line, place[0])
    if takes is None or not takes.start() < place[1] < takes.end():
        return place
    return place[0], len(line[: takes.start()].rstrip(" ,;:|·•([–—-")), place[2]


def _first(patterns: tuple[re.Pattern[str], ...], line: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.search(line) for pattern in patterns)), None)


def _within(line: str, found: re.Match[str], *, complete: bool) -> _Place:
    """The place of what was found in the line without the white space around it."""
    start = len(line) - len(line.lstrip()) + found.start(1)
    return start, start + len(found[1]), complete


def _vague(line: str, *, numbered: bool) -> _Place | None:
    """Where a date without a year, an age or a day near now stands."""
    bare = len(line.strip())
    if age := find_age(line):
        return age.start, age.end, False
    if (day := find_day(line)) and (day.clocked or bare <= day.end - day.start + (0 if day.weak else FEW)):
        return day.start, day.end, False
    if not numbered:
        return None
    worded = find_worded(line)
    if worded and (not worded.weak or bare == worded.end - worded.start):
        return worded.start, worded.end, False
    return _whole(line)


def _whole(line: str) -> _Place | None:
    """Where the whole text is a date of a kind that is none inside others."""
    if found := _MONTH_AND_DAY.search(line):
        return *found.span(), False
    if _ANY_LANGUAGE.fullmatch(line.strip()):
        return 0, len(line), True
    apart, weekdays = weekday_beside(line)
    if weekdays and number_date(line, None):
        bare = " ".join(apart.split()).strip(" ,")
        return (0, len(line), False) if _BARE_DAY.fullmatch(bare) else None
    whole = _BARE_DAY.fullmatch(line.strip())
    return _within(line, whole, complete=False) if whole and number_date(whole[1], None) else None
