"""Numbers that stand before or behind most titles of a page: ranks, degrees, how many answered.

    1. Quay opens      2. Ferry sails    …    →    2. Quay opens      1. Ferry sails
    Quay opens (12)    Ferry sails (3)   …    →    Quay opens (14)    Ferry sails (3)
    [12] Quay opens    [+3] Ferry sails  …    →    [14] Quay opens    [+3] Ferry sails

In a title alone such a number may be a part of what it says: `Minutes (2)`, `3. Liga`. So may it in all of
them where it is a year, or before titles that it does not count: `12. session`, `11. session`, `#4711`. All
others, of as many digits in brackets before all titles, name them: `[4711] Crane falls`, `[4709] Quay opens`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

FEWEST = 5
"""Titles of a page from which on anything is told of them."""
MOST = 0.5
"""The part of them that bear such a number, where it counts."""
CODE = 3
"""Digits of the number of a case."""
RANKED = 0.7
"""The part of ranks that follow the one above them."""
_RANK = re.compile(r"\A(?:#(\d{1,3})[.):]?|(\d{1,3})[.)])\s+")
_COUNT = re.compile(r"\A[(\[（](?!(?:19|20)\d\d[)\]）])([+-]?\d{1,6})[)\]）]\s+")
_TALLIES = (
    _RANK,
    re.compile(r"\A[+-]?\d{1,5}\s?°\s*(?:[-–—|:]\s*)?"),
    _COUNT,
    re.compile(r"\s*[(\[（](?!(?:19|20)\d\d[)\]）])\d{1,6}[)\]）]\s*\Z"),
)

Tally = re.Pattern[str]
"""How a number stands at titles."""


def tallies_of(titles: Sequence[str]) -> tuple[Tally, ...]:
    """How numbers stand at most of these titles."""
    fewest = max(FEWEST, MOST * len(titles))
    often = (tally for tally in _TALLIES if sum(map(bool, map(tally.search, titles))) >= fewest)
    return tuple(tally for tally in often if _counts(tally, titles))


def _counts(tally: Tally, titles: Sequence[str]) -> bool:
    """Whether numbers that stand so may count, and name no titles."""
    if tally is _COUNT:
        return not are_codes(titles)
    return tally is not _RANK or are_ranks(titles)


def are_codes(titles: Iterable[str]) -> bool:
    """Whether the numbers in brackets before titles are all others, of as many digits: those of cases."""
    numbers = [found[1] for found in map(_COUNT.match, titles) if found]
    digits = {len(number) for number in numbers}
    return len(digits) == 1 and max(digits) >= CODE and len(set(numbers)) == len(numbers)


def are_ranks(titles: Iterable[str]) -> bool:
    """Whether the numbers before titles count them from the top of the page."""
    ranks = [int(found[1] or found[2]) for found in map(_RANK.match, titles) if found]
    following = sum(one + 1 == other for one, other in pairwise(ranks))
    return following >= RANKED * (len(ranks) - 1) and max(ranks) <= 2 * len(ranks)


def without_tallies(title: str, tallies: Sequence[Tally]) -> str:
    """The title without numbers that stand so; as it is where nothing else is left."""
    for tally in tallies:
        title = tally.sub("", title, count=1) or title
    return title
