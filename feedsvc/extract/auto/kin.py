"""Elements of equal place and tag, or also of equal class, of which each may show a story of one list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import and_, eq, lt
from typing import NamedTuple

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.words import word_set

MIN_BLOCKS = 3
MAX_GROUPS = 3000
LONGEST_LINE = 200
"""Letters of a paragraph from which on it tells more than a link that it begins with."""
MOST_BESIDE = 60
"""Letters beside a link in a paragraph that names a story: its day, its kind."""
_NAVIGATION = 2
"""The furniture of navigation and the like."""
_INLINE = word_set("b i em strong span small u s sub sup img br time font abbr code label wbr ins q")
_PARAGRAPHS = word_set("p div ul ol h1 h2 h3 h4 h5 h6 article section dl table")
_APART = word_set("html body main head") | _INLINE
"""What is no block, or only where it holds some."""


class Kin(NamedTuple):
    """Elements in page order, their tag, and the class by which they were chosen, if any."""

    members: list[int]
    tag: str
    token: str = ""
    leads: bool = False
    """Whether each leads others of its place, which are no members."""


def kin_of(out: Outline) -> Iterator[Kin]:
    """All kin of the page, outer and unclassed ones before their parts."""
    plain: dict[tuple[int, str], list[int]] = defaultdict(list)
    classed: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for (above, tag, classes), members in _alike(out).items():
        plain[above, tag] += members
        for token in classes:
            classed[above, tag, token] += members
    groups = [Kin(sorted(members), tag) for (_, tag), members in plain.items()]
    groups += [
        Kin(sorted(members), tag, token)
        for (above, tag, token), members in classed.items()
        if len(members) < len(plain[above, tag])
    ]
    for kin in groups[:MAX_GROUPS]:
        if len(kin.members) > 1:
            yield kin
            yield from _by_parent(out, kin)
            yield from _leading(out, kin)


def _alike(out: Outline) -> dict[tuple[int, str, tuple[str, ...]], list[int]]:
    """The elements that may be blocks, by the path above them, their tag and classes."""
    found: dict[tuple[int, str, tuple[str, ...]], list[int]] = defaultdict(list)
    paths = [*out.paths, 0]  # the last one for what has no parent, which is −1
    rows = zip(map(paths.__getitem__, out.parents), out.tags, out.classes, strict=True)
    for number, row in compress(enumerate(rows), map(_NAVIGATION.__ne__, out.furniture)):
        tag = row[1]
        if tag not in _APART or (tag in _INLINE and _holds_blocks(out, number)):
            found[row].append(number)
    return found


def has_gaps(out: Outline, members: Sequence[int]) -> bool:
    """Whether something stands between neighbours of one parent."""
    following = members[1:]
    apart = map(lt, map(out.ends.__getitem__, members), following)
    parents = (map(out.parents.__getitem__, numbers) for numbers in (members, following))
    return any(map(and_, apart, map(eq, *parents)))


def _holds_blocks(out: Outline, number: int) -> bool:
    """Whether an element that should stand in lines has paragraphs or the like in it."""
    return not _PARAGRAPHS.isdisjoint(out.tags[number + 1 : min(out.ends[number], number + 40)])


def _leading(out: Outline, kin: Kin) -> Iterator[Kin]:
    """Of paragraphs those that are a link and little else, where texts stand between them, as kin."""
    if not kin.token and (members := leading(out, kin)):
        yield kin._replace(members=members, leads=True)


def leading(out: Outline, kin: Kin) -> list[int]:
    """Those paragraphs, found out once; empty where all are such, or too few."""
    if kin.tag != "p":
        return []
    key = (leading, tuple(kin.members))
    if key not in out.blocks:
        out.blocks[key] = [n for n in kin.members if _is_link(out, n)]
    members: list[int] = out.blocks[key]
    return members if MIN_BLOCKS <= len(members) < len(kin.members) else []


def _is_link(out: Outline, number: int) -> bool:
    """Whether the paragraph begins with a link, or says little beside some."""
    end = out.ends[number]
    links = out.within(out.links, number, end)
    if not links:
        return False
    letters = out.letters[end] - out.letters[number]
    begins = letters < LONGEST_LINE and out.letters[links[0].at] == out.letters[number]
    return begins or letters - sum(len(link.text) for link in links) <= MOST_BESIDE


def _by_parent(out: Outline, kin: Kin) -> Iterator[Kin]:
    """The kin's parts: two lists of equal place may be a menu and the news."""
    counts = Counter(map(out.parents.__getitem__, kin.members))
    if len(counts) == 1 or max(counts.values()) < MIN_BLOCKS:  # as of most kin
        return
    wanted = {parent for parent, count in counts.items() if MIN_BLOCKS <= count < len(kin.members)}
    parts: dict[int, list[int]] = {parent: [] for parent in wanted}
    for number in kin.members if wanted else ():
        if (parent := out.parents[number]) in wanted:
            parts[parent].append(number)
    yield from (kin._replace(members=parts[parent]) for parent in counts if parent in wanted)
