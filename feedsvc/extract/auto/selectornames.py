"""Names of elements as selectors: by their classes, those of what is around them, or their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.tags import HEADINGS, TEXT
from feedsvc.extract.elementnames import escaped, is_made_up

_PLAIN = re.compile(r"-?[A-Za-z_][\w-]*")
MAX_ANCESTORS = 5


def names_of(out: Outline, numbers: Sequence[int]) -> list[str]:
    """`tag.class` with the classes that all share, readable ones first, then the bare tag."""
    tag = escaped(out.tags[numbers[0]])
    kinds = set(map(out.classes.__getitem__, numbers))
    shared = [c for c in frozenset.intersection(*map(frozenset, kinds)) if _PLAIN.fullmatch(c)]
    shared.sort(key=lambda c: (is_made_up(c), len(c), c))
    return [f"{tag}.{c}" for c in shared] + [tag]


def names_above(out: Outline, numbers: Sequence[int]) -> Iterator[str]:
    """Nothing, then names of common ancestors from the inside out, with `>` chains last."""
    yield ""
    chain = ""
    at: set[int] = {out.parents[number] for number in numbers}
    for _ in range(MAX_ANCESTORS):
        if not at or min(at) < 0:
            return
        members = sorted(at)
        if len({out.tags[n] for n in members}) > 1:
            return
        names = [*_identifier(out, members), *names_of(out, members)]
        for name in names:
            yield f"{name} >{chain}"
            yield name
        chain = f" {names[0]} >{chain}"
        at = {out.parents[number] for number in members}


def _identifier(out: Outline, numbers: Sequence[int]) -> list[str]:
    given = out.attributes[numbers[0]].get("id") or ""
    return [f"#{given}"] if len(numbers) == 1 and _PLAIN.fullmatch(given) else []


def candidates(out: Outline, numbers: Sequence[int]) -> Iterator[str]:
    """Selectors that may give these elements, the plainest first."""
    common = Counter(map(out.tags.__getitem__, numbers)).most_common(1)[0][0]
    same = [n for n in numbers if out.tags[n] == common]
    own = names_of(out, same)
    if common in HEADINGS or common == "time":
        own = own[::-1]
    yield from own
    parents = [out.parents[n] for n in same]
    if len({out.tags[n] for n in parents}) == 1:
        for above, name in product(names_of(out, parents), own):
            yield f"{above} {name}"
            yield f"{above} > {name}"
    place = Counter(_place(out, n) for n in same).most_common(1)[0][0]
    yield f"{escaped(common)}:nth-child({place})"
    if len({out.tags[n] for n in parents}) == 1:
        yield from (f"{above} > {escaped(common)}:nth-child({place})" for above in names_of(out, parents))


def _place(out: Outline, number: int) -> int:
    at, count = out.parents[number] + 1, 1
    while at < number:
        at, count = out.ends[at], count + (out.tags[at] != TEXT)
    return count
