"""How long a text takes, beside its date: neither its clock nor its age.

2026-03-04 10:30 3 min        5 min read · 4 March 2026        2026年3月4日 阅读 3小时
"""

from __future__ import annotations

import re

from feedsvc.clean.phrases import alternatives
from feedsvc.clean.phrases.ages import AGES
from feedsvc.clean.phrases.beside import AGEING

_LETTERS = r"[^\W\d_]"
_SIGNS = r"[\s,;:|·•(\[–—-]"


def _units(*places: int) -> str:
    """Every language's words for what stands at these places of its units."""
    forms = {form for one in AGES for place in places for form in one.units.split()[place].split("/")}
    stems = sorted(forms, key=len, reverse=True)
    return "|".join(
        re.escape(stem.rstrip("*")) + (f"{_LETTERS}*" if stem[-1] == "*" else "") for stem in stems
    )


_MINUTES = rf"\d{{1,3}}\s?(?:{_units(1)})(?!\w)\.?"
_LONG = rf"\d{{1,3}}\s?(?:{_units(1, 2)})(?!\w)\.?"
_AGO = rf"(?!\s?(?:{AGEING}|[之以]?前|전))"
_SAID_BEFORE = re.compile(
    rf"{_SIGNS}*(?<!{_LETTERS}){alternatives('takes')}(?:时间|時間)?\s?[:：]?\s?{_LONG}{_AGO}[)\]]?",
    re.IGNORECASE,
)
"""`Lesezeit: 3 Min.`, but no `read 3 hours ago`."""
_UNSAID = re.compile(
    rf"(?<![\d.:/-])(?P<clock>\d{{1,2}}[:h]\d\d(?::\d\d)?(?:\s?(?:[ap]\.?m\b\.?|Uhr\b))?(?:\s[A-Z]{{2,5}}\b)?)"
    rf"{_SIGNS}+{_LONG}(?:\s?\d{{1,2}}(?:\s?(?:{_units(1)})\.?)?)?[)\]]?$"
    rf"|(?P<day>(?:19|20)\d\d(?:([-/.])\d\d\3\d\d)?|日|(?<![\d.])\d{{1,2}}\.\d\d){_SIGNS}+{_MINUTES}[)\]]?$",
    re.IGNORECASE,
)
"""A time that nothing speaks of, behind a clock or a day: `10:30 1 h 20`, `2026-03-04 3 min`."""


def without_duration(line: str) -> str:
    """The text without how long something takes.

    >>> without_duration("2026-03-04 10:30 3 min")
    '2026-03-04 10:30'
    """
    bare = _SAID_BEFORE.sub("", line)
    bare = _UNSAID.sub(lambda found: found["clock"] or found["day"], bare)
    return line if bare == line else bare.strip(" ,;:|·•–—-")
