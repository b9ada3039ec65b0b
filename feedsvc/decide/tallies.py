"""Numbers that stand before or behind most titles of a page: ranks, degrees, how many answered.

    1. Quay opens      2. Ferry sails    …    →    2. Quay opens      1. Ferry sails
    Quay opens (12)    Ferry sails (3)   …    →    Quay opens (14)    Ferry sails (3)

In a title alone such a number may be a part of what it says: `Minutes (2)`, `3. Liga`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

FEWEST = 5
"""Titles of a page from which on anything is told of them."""
MOST = 0.5
"""The part of them that bear such a number, where it counts."""
_TALLIES = (
    re.compile(r"\A(?:#\d{1,3}[.):]?|\d{1,3}[.)])\s+"),
    re.compile(r"\A[+-]?\d{1,5}\s?°\s*(?:[-–—|:]\s*)?"),
    re.compile(r"\s*[(\[（]\d{1,6}[)\]）]\s*\Z"),
)

Tally = re.Pattern[str]
"""How a number stands at titles."""


def tallies_of(titles: Sequence[str]) -> tuple[Tally, ...]:
    """How numbers stand at most of these titles."""
    fewest = max(FEWEST, MOST * len(titles))
    return tuple(tally for tally in _TALLIES if sum(map(bool, map(tally.search, titles))) >= fewest)


def without_tallies(title: str, tallies: Sequence[Tally]) -> str:
    """The title without numbers that stand so; as it is where nothing else is left."""
    for tally in tallies:
        title = tally.sub("", title, count=1) or title
    return title
