"""Where a story begins and ends whose parts stand side by side in one element with those of all others.

    <b>4 March</b> <h2><a href="/2">…</a></h2> <p>…</p> <b>3 March</b> <h2><a href="/1">…</a></h2> <p>…</p>

What stands before the first headline as it does before each is that headline's, what stands behind the last
one as behind each is the last one's. Read from one headline to the next, each would have the day of the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.rowpieces import Span, tops

FEWEST = 3
MOST = 0.7
"""Part of the headlines from which to the next one is as far as usual: a box may stand between two."""
MOST_APART = 12
"""Elements from one story's headline to the next one's, at most."""


def in_turns(out: Outline, members: Sequence[int]) -> list[Span]:
    """Each member with what goes with it, where the parts of most take turns; else empty."""
    parent = out.parents[members[0]]
    if len(members) < FEWEST or any(out.parents[number] != parent for number in members):
        return []
    row = list(tops(out, parent + 1, out.ends[parent]))
    at = {number: place for place, number in enumerate(row)}
    places = [at[number] for number in members]
    kinds = [out.paths[number] for number in row]
    size, first = _usual(places)
    if not size:
        return []
    between = kinds[first + 1 : first + 1 + size]
    lead, tail = _lead(kinds[: places[0]], between), _tail(kinds[places[-1] + 1 :], between)
    cut = 0 < tail == len(kinds) - places[-1] - 1  # the last one may have fewer parts
    if lead + tail != size and not (cut and lead + tail < size):
        return []
    tail = size - lead
    starts = [_start(kinds, place, between[tail:]) for place in places]
    nexts = zip(places, starts[1:], strict=False)
    last = min(places[-1] + tail, len(row) - 1)
    ends = [*(_end(kinds, place + tail, start, between) for place, start in nexts), last]
    return [(n, row[a], out.ends[row[b]]) for n, a, b in zip(members, starts, ends, strict=True)]


def _usual(places: Sequence[int]) -> tuple[int, int]:
    """How many elements stand between most neighbours, and the first place with as many; else zeros."""
    sizes = [b - a - 1 for a, b in pairwise(places)]
    size, count = Counter(sizes).most_common(1)[0]
    fits = 0 < size <= MOST_APART and count >= MOST * len(sizes)
    return (size, places[sizes.index(size)]) if fits else (0, 0)


def _lead(before: Sequence[int], between: Sequence[int]) -> int:
    """How many elements stand before the first member as before others."""
    pairs = enumerate(zip(reversed(before), reversed(between), strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(before), len(between)))


def _tail(behind: Sequence[int], between: Sequence[int]) -> int:
    """How many elements stand behind the last member as behind others."""
    pairs = enumerate(zip(behind, between, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(behind), len(between)))


def _start(kinds: Sequence[int], place: int, lead: Sequence[int]) -> int:
    """Where what stands before a member begins, of which some may lack."""
    left = list(reversed(lead))
    while left and place and kinds[place - 1] in left:
        place -= 1
        left = left[left.index(kinds[place]) + 1 :]
    return place


def _end(kinds: Sequence[int], last: int, start: int, between: Sequence[int]) -> int:
    """The last element of a member's part: before the next one's, and before what no other has there."""
    strange = (n for n in range(last + 1, start) if kinds[n] not in between)
    return min(next(strange, start), start) - 1
