"""How far blocks reach beyond their elements, to the next one or back to the last."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median_low

from feedsvc.extract.auto.dayheads import day_heads
from feedsvc.extract.auto.kin import Kin, leading
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.siblings import gaps, reach, reach_back
from feedsvc.extract.auto.tags import HEADINGS, TEXT
from feedsvc.extract.auto.turns import in_turns

_HEADS = HEADINGS | {"dt"}
FEWEST = 3
SEEN = 5
"""Elements of a kind that tell whether they say anything."""


def stretched(out: Outline, kin: Kin) -> Iterator[tuple[str, list[tuple[int, int, int]]]]:
    """The ways in which the kin's blocks may reach beyond their elements, and where each is then."""
    if _are_empty(out, kin.members):
        yield "before", _between(out, kin.members)
        return
    if turns := in_turns(out, kin.members):
        yield "around", turns
        return
    if (names := leading(out, kin)) and in_turns(out, names):  # which are read without the texts between
        return
    if kin.leads:  # which of the lines between two of them is of which one is not told
        return
    if kin.tag != TEXT or not _end_lines(out, kin.members):
        yield "after", _after(out, kin.members)
    if kin.tag not in _HEADS and not _headed(out, kin.members):  # which head what follows
        yield "before", _before(out, kin.members)


def _headed(out: Outline, members: list[int]) -> bool:
    """Whether lines that say a day are among the elements or stand between them."""
    return any(members[0] <= head < members[-1] for head in day_heads(out))


def _are_empty(out: Outline, members: list[int]) -> bool:
    """Whether the elements of one parent say nothing and lead nowhere, and so stand between what does."""
    if len(members) < FEWEST or out.parents[members[0]] != out.parents[members[-1]]:
        return False
    if not out.within(out.dates, members[0], members[-1]):
        return False
    letters, ends = out.letters, out.ends
    seen = members[:SEEN]
    return not any(letters[ends[n]] - letters[n] or out.within(out.links, n, ends[n]) for n in seen)


def _between(out: Outline, members: list[int]) -> list[tuple[int, int, int]]:
    """What ends at each of the elements, and what stands behind the last one."""
    ranges = _before(out, members)
    last, end = out.ends[members[-1]], out.ends[out.parents[members[-1]]]
    usual = max(end - start for _, start, end in ranges)
    return [*ranges, (last, last, end)] if last < end <= last + usual else ranges


def _end_lines(out: Outline, members: list[int]) -> bool:
    """Whether most texts end lines of the page's source and begin none: they say something of the line."""
    texts = [out.nodes[number].text(deep=False).replace("\r", "").strip(" \t") for number in members]
    ends = sum(text.endswith("\n") and not text.startswith("\n") for text in texts)
    return 2 * ends > len(texts)


def _after(out: Outline, members: list[int]) -> list[tuple[int, int, int]]:
    """Each block reaches to the next one; the last one as far as is usual."""
    between = gaps(out, members)
    usual = median_low(sorted(between.values())) if between else 0
    ranges = []
    for place, number in enumerate(members):
        following = members[place + 1] if place + 1 < len(members) else -1
        if following >= 0 and out.parents[following] == out.parents[number]:
            ranges.append((number, number, _before_heading(out, number, following)))
        else:
            ranges.append((number, number, reach(out, number, usual)))
    return ranges


def _before_heading(out: Outline, number: int, following: int) -> int:
    """Where the block ends before the next one: a heading in front of that belongs to it."""
    last, at = number, out.ends[number]
    while at < following:
        last, at = at, out.ends[at]
    heads = last != number and _is_heading(out, last) and out.tags[number] not in HEADINGS
    return last if heads else following


def _is_heading(out: Outline, number: int) -> bool:
    """Whether the element is a heading, or holds one and no link."""
    if out.tags[number] in HEADINGS:
        return True
    end = out.ends[number]
    return bool(out.within(out.headings, number, end)) and not out.within(out.links, number, end)


def _before(out: Outline, members: list[int]) -> list[tuple[int, int, int]]:
    """Each block begins where the last one ended; the first one reaches back as far as is usual."""
    between = [gap for gap in gaps(out, members).values() if gap]
    usual = median_low(sorted(between)) if between else 0
    ranges = []
    for place, number in enumerate(members):
        previous = members[place - 1] if place else -1
        same = previous >= 0 and out.parents[previous] == out.parents[number]
        start = out.ends[previous] if same else reach_back(out, number, usual)
        ranges.append((number, start, out.ends[number]))
    return ranges
