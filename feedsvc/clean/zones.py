"""Time zones as pages write them behind a clock: `16:05 +0900`, `4:05 p.m. EST`, `16:05 (GMT+2)`.

A name means what it does most often: `EST` … `PST` America, `IST` India, `CST` America; unless the
source's own zone bears it (`CST` in Asia/Shanghai, `IST` in Europe/Dublin). Names that are also words in
capitals (`ART`, `EAT`, `MET`, `WEST`) count at the end of a date only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOURS: Mapping[str, float] = {
    **{"UTC": 0, "GMT": 0, "Z": 0, "WET": 0},
    **{"BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3},
    **{"PKT": 5, "IST": 5.5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "MYT": 8, "PHT": 8, "AWST": 8},
    **{"JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13},
    **{"EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8},
    **{"AKDT": -8, "AKST": -9, "HST": -10, "BRT": -3},
}
_WORDS: Mapping[str, float] = {
    **{"WEST": 1, "MET": 1, "WAT": 1, "MEST": 2, "CAT": 2, "IDT": 3, "EAT": 3, "TRT": 3, "ART": -3},
    **{"ADT": -3, "NDT": -2.5, "NST": -3.5, "AST": -4, "GST": 4, "NPT": 5.75, "COT": -5},
}
"""Names that are words too: only where a date ends in them."""
_ALL = {**_WORDS, **_HOURS}
MOST_REMEMBERED = 2048
"""Short lines with a date of which is kept what they say by themselves."""
_AMERICAN = {
    **{"ET": "America/New_York", "CT": "America/Chicago"},
    **{"MT": "America/Denver", "PT": "America/Los_Angeles"},
}
"""Eastern time in winter and summer, and so on.

`ET` is a word too: only behind `a.m.` and `p.m.`, and where a date ends in it.
"""
_NAMES = "|".join(name for name in _HOURS if name not in ("Z", "UTC", "GMT"))
_HOUR = r"(?:\+(?:0?\d|1[0-4])|[-−](?:0?\d|1[0-2]))"
_FULL = r"(?:\+(?:0\d|1[0-4])|[-−](?:0\d|1[0-2])):?(?:00|30|45)"
ZONE = (
    rf"(?:(?:\s?Uhr)?\s?\(?(?:(?i:UTC|GMT)(?:\s?{_HOUR}(?::?(?:00|30|45))?)?|(?-i:{_NAMES}))"
    rf"|(?<=[mM.])\s?\(?(?-i:{'|'.join(_AMERICAN)})"
    rf"|(?:\s|(?=\+)){_FULL}"  # "10:00-12:00" is from ten to twelve
    r"|(?<=\d)(?-i:Z))(?!\w|[-+'’.:]\w)\)?"
)
"""The zone behind a clock, as a regular expression; a longer word that begins like one is none."""
_PLACE = (
    r"\s(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z]\w{2,20}(?:/[A-Z]\w{2,20})?"
)
"""A zone by its place, as PHP writes it behind a clock."""
_AT_THE_END = "|".join((*_WORDS, *_AMERICAN))
_LAST = re.compile(
    r"(?<=\d[:.h时時：]\d\d)(?P<rest>[:.]\d\d(?:[.,]\d{1,9})?)?(?P<half>\s?[AaPp]\.?[Mm]\.?)?"
    rf"(?P<zone>{ZONE}|{_PLACE}|\s[+-]\d\d|(?:\s[+-]|\+)\d:?(?:00|30|45)|\s\(?(?:{_AT_THE_END})\)?)\s*$"
)
_OFFSET = re.compile(r"([-+−])(\d{1,2}):?(\d\d)?\)?$")


@lru_cache(maxsize=MOST_REMEMBERED)
def zone_apart(line: str) -> tuple[str, str]:
    """The line without the zone it ends in, and the zone; an empty one where it carries none."""
    found = _LAST.search(line)
    return (line[: found.start("zone")], found["zone"].strip(" ()")) if found else (line, "")


def zone_of(written: str, moment: datetime, own: tzinfo) -> tzinfo:
    """What a written zone means at a moment, in a source whose own zone is this one."""
    if not written:
        return own
    if "/" in written:
        return _of_place(written) or own
    if found := _OFFSET.search(written):
        past = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(past if found[1] == "+" else -past)
    name = written.removeprefix("Uhr").strip(" (").upper()
    if name in _AMERICAN:
        return ZoneInfo(_AMERICAN[name])
    hours = _ALL.get(name)
    if hours is None or moment.replace(tzinfo=own).tzname() == name:
        return own
    return timezone(timedelta(hours=hours))


def _of_place(name: str) -> tzinfo | None:
    """The zone of a place, or None where there is no such place."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
