"""The days of a life: of a birth and a death the second one is the news.

    <div class="dates">March 3, 1940 – November 25, 2026</div>

gives "November 25, 2026". Days that lie nearer are when something begins and ends.
"""

from __future__ import annotations

import re

from feedsvc.extract.datetext import find_date

_YEARS = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
LIFE = 15
"""Years from which on two days are those of a life."""


def end_of_life(text: str) -> tuple[str, bool] | None:
    """The second of two complete dates that lie years apart; None where the text has no two such dates."""
    years = [int(year) for year in _YEARS.findall(text)]
    if len(years) != 2 or years[1] - years[0] < LIFE:
        return None
    first = find_date(text)
    rest = text.partition(first[0])[2] if first and first[1] else ""
    second = find_date(rest)
    return second if second and second[1] else None
