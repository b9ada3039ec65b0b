"""Where a story begins and ends whose parts stand side by side in one element with those of all others.

    <b>4 March</b> <h2><a href="/2">…</a></h2> <p>…</p> <b>3 March</b> <h2><a href="/1">…</a></h2> <p>…</p>

What stands before the first headline as it does before each is that headline's, what stands behind the last
one as behind each is the last one's. Read from one headline to the next, each would have the day of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowpieces import Span, tops

FEWEST = 3
MOST_APART = 12
"""Elements from one story's headline to the next one's, at most."""


def in_turns(out: Outline, members: Sequence[int]) -> list[Span]:
    """Each member with what goes with it, where the parts of all take turns; else empty."""
    parent = out.parents[members[0]]
    if len(members) < FEWEST or any(out.parents[number] != parent for number in members):
        return []
    row = list(tops(out, parent + 1, out.ends[parent]))
    at = {number: place for place, number in enumerate(row)}
    places = [at[number] for number in members]
    kinds = [out.paths[number] for number in row]
    lead, tail, size = _lead(kinds, places), _tail(kinds, places), _size(places)
    if not size or lead + tail != size:
        return []
    starts = [row[place - lead] for place in places]
    end = row[places[-1] + tail]
    return list(zip(members, starts, [*starts[1:], out.ends[end]], strict=True))


def _size(places: Sequence[int]) -> int:
    """How many elements stand between two members; 0 where these are not always as many, or too many."""
    sizes = {b - a - 1 for a, b in pairwise(places)}
    size = sizes.pop()
    return size if not sizes and size <= MOST_APART else 0


def _lead(kinds: Sequence[int], places: Sequence[int]) -> int:
    """How many elements stand before the first member as before the second."""
    first, second = places[:2]
    most = min(first, second - first - 1)
    return next((n for n in range(most) if kinds[first - n - 1] != kinds[second - n - 1]), most)


def _tail(kinds: Sequence[int], places: Sequence[int]) -> int:
    """How many elements stand behind the last member as behind the one before it."""
    last, before = places[-1], places[-2]
    most = min(len(kinds) - last - 1, last - before - 1)
    return next((n for n in range(most) if kinds[last + n + 1] != kinds[before + n + 1]), most)
