"""When the pages of a sitemap are from, where `lastmod` only says when they were edited.

    https://p.example/read/101620055    2026-03-04
    https://p.example/read/101480001    2026-03-04     an old page, edited today
    https://p.example/read/101480777    2025-06-01

The second page is no younger than the third, which has a higher number: it is from June at the latest. So is
read only where numbers rise with the dates; and a day in an address dates its page anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from feedsvc.clean.urls import url_parts

OLD_MONTHS = 2
"""Months after which an edit of a page is no news."""
OLD = timedelta(days=60)
FEWEST = 10
"""Fewer numbered pages do not show that numbers rise."""
MOST = 0.8
_DATED = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?(?=[/-])")
_NUMBER = re.compile(r"(?<![\d.])\d{3,15}(?=\D*$)")


def edited(loc: str, lastmod: str) -> str | None:
    """When a page last changed; the month in its address where that is long ago: its edit is no news.

    Where nothing says that it changed, the day in its address is its date.
    """
    dated, changed = _DATED.search(url_parts(loc).path), _DATED.search(f"/{lastmod[:7]}/")
    if dated and dated[3] and not lastmod:
        return "-".join(dated.groups())
    if not dated or not changed or _months(changed) - _months(dated) < OLD_MONTHS:
        return lastmod or None
    return f"{dated[1]}-{dated[2]}-{dated[3] or '01'}"


def no_later_than(locs: Sequence[str], dates: Sequence[datetime]) -> list[datetime | None]:
    """For each page when it is from at the latest, where its number says that its edit was long after."""
    numbers = [_number(loc) for loc in locs]
    placed = sorted((number, n) for n, number in enumerate(numbers) if number is not None)
    found: list[datetime | None] = [None] * len(locs)
    if len(placed) < max(FEWEST, MOST * len(locs)) or not _rise([dates[n] for _, n in placed]):
        return found
    latest = datetime.max.replace(tzinfo=dates[0].tzinfo)
    for _, n in reversed(placed):
        if dates[n] - latest > OLD:
            found[n] = latest
        latest = min(latest, dates[n])
    return found


def _rise(dates: Sequence[datetime]) -> bool:
    """Whether most dates are no earlier than the one before, and they differ at all."""
    kept = [date for date, after in pairwise(dates) if date <= after]
    return len(set(dates)) > len(dates) // 2 and len(kept) >= MOST * (len(dates) - 1)


def _number(loc: str) -> int | None:
    found = _NUMBER.search(url_parts(loc).path)
    return int(found[0]) if found else None


def _months(dated: re.Match[str]) -> int:
    return 12 * int(dated[1]) + int(dated[2])
