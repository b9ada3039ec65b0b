"""Parameters that are nearly a filter's name: whoever mistypes one would subscribe to everything. Pure."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile
from operator import eq

SHORTEST = 2
"""Letters of a name that can be mistyped; one of fewer is like everything, so only its case counts."""


@lru_cache(maxsize=1024)
def misspelt(name: str, known: frozenset[str]) -> str | None:
    """The known name that `name` is meant to be; None where it is one itself, or like none of them.

    >>> misspelt("exlude", frozenset({"exclude", "q"}))
    'exclude'
    """
    if name in known:
        return None
    meant = name.lower()
    near = (word for word in sorted(known) if len(word) >= SHORTEST and differ_in_a_slip(meant, word))
    return meant if meant in known else next(near, None)


def differ_in_a_slip(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours are exchanged.

    Two such slips would make words of others: `session`, `auth` and `list` are no filters.
    """
    same = sum(takewhile(bool, map(eq, one, other)))
    this, that = one[same:], other[same:]
    exchanged = this[:2] == that[:2][::-1] and this[2:] == that[2:]
    return exchanged or this[1:] == that[1:] or this[1:] == that or this == that[1:]
