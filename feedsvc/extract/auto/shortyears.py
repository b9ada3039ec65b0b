"""Days in titles whose year has two digits, or that are packed: `Minutes 11-20-26`, `20261120 Minutes`.

    <li><a href="/m/41.pdf">11.20.26 Regular meeting</a></li>
    <li><a href="/m/40.pdf">11.6.26 Special meeting</a></li>

Alone such numbers may be a version or a resolution's; where nearly all titles of a list bear one, and they
make different days in one order, they are days. Numbers of which but one part counts on (`Bulletin 3.12.26`,
`Bulletin 3.11.26`) are those of something else, and so is what is called a number (`Resolution 3-12-26`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedsvc.clean.dateorders import learn_order
from feedsvc.clean.numberdates import number_date
from feedsvc.extract.auto.datestaken import Dated
from feedsvc.extract.auto.outline import Hit
from feedsvc.extract.datetext import bare_date

FEWEST = 3
MOST = 0.8
"""Part of the titles that bear one."""
_SHORT = re.compile(r"(?<![^\W_])(?<![./-])\d{1,2}([./-])\d{1,2}\1\d{2}(?![^\W_]|[/-]|\.\d)")
_COUNTED = re.compile(
    r"(?:\b(?:no|nr|num|case|docket|resolution|ordinance|bill|version|v)\b|[°º№#])[.:]?\s?$", re.IGNORECASE
)
"""What stands before a number that is none of a day."""
_PACKED = re.compile(r"(?<![^\W_])(?<![./-])20[0-4]\d{5}(?![^\W_]|[/-]|\.\d)")


def by_short_years(dates: Dated) -> Dated:
    """With the days in the titles, where nearly all of them bear one of these kinds."""
    for told in (_short, _packed):
        days = [told(block.title) for block, _ in dates]
        given = list(filter(None, days))
        if len(given) >= FEWEST and len(given) >= MOST * len(dates) and _differ(given, told is _packed):
            pairs = zip(dates, days, strict=True)
            return [(block, Hit(block.title_at, day) if day else None) for (block, _), day in pairs]
    return dates


def _short(title: str) -> str | None:
    found = list(_SHORT.finditer(title))
    if len(found) != 1 or _COUNTED.search(title[: found[0].start()]):
        return None
    return found[0][0]


def _packed(title: str) -> str | None:
    """The day in the form that everything reads (`2026-11-20`)."""
    found = [text for text in _PACKED.findall(title) if bare_date(text)]
    return f"{found[0][:4]}-{found[0][4:6]}-{found[0][6:]}" if len(found) == 1 else None


def _differ(days: Sequence[str], packed: bool) -> bool:
    """Whether all are days, and on more days of a year than there are years: versions count up the last.

    Those that are not packed are in several months, too.
    """
    order = learn_order(days).order
    if order == "YMD":  # a year, a month and the number of a resolution
        return False
    read = [number_date(day, order) for day in days]
    told = [one for one in read if one and one.year]
    if not (packed or min(len({d.month for d in told}), len({d.day for d in told})) > 1):
        return False
    return len(told) == len(days) and len({(d.month, d.day) for d in told}) > len({d.year for d in told})
