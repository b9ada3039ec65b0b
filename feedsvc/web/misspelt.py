"""Parameters that are nearly a filter's name: whoever mistypes one would subscribe to everything. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

MOST_SLIPS = 2
"""Letters that may be wrong, missing or too many."""


@lru_cache(maxsize=1024)
def misspelt(name: str, known: frozenset[str]) -> str | None:
    """The known name that `name` is meant to be; None where it is one itself, or like none of them.

    A known name of no more letters than may be wrong is like everything, so only its case counts.

    >>> misspelt("exlude", frozenset({"exclude", "q"}))
    'exclude'
    """
    if name in known:
        return None
    slips = {word: distance(name.lower(), word) for word in sorted(known) if alike_in_length(name, word)}
    near = [word for word, count in slips.items() if count <= min(MOST_SLIPS, (len(word) - 1))]
    return min(near, key=slips.__getitem__, default=None)


def alike_in_length(one: str, other: str) -> bool:
    """Whether so few slips can lie between the two at all."""
    return abs(len(one) - len(other)) <= MOST_SLIPS


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or exchanged to make one word of the other (Levenshtein)."""
    row: Iterable[int] = range(len(other) + 1)
    for n, letter in enumerate(one, 1):
        before, last = list(row), n
        row = [last]
        for m, wanted in enumerate(other, 1):
            last = min(before[m] + 1, last + 1, before[m - 1] + (letter != wanted))
            row.append(last)
    return list(row)[-1]
