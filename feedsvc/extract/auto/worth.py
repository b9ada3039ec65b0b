"""What a group of blocks is worth: as much as they look like stories."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from operator import sub
from statistics import fmean
from typing import NamedTuple

from feedsvc.clean.datewords import has_digit
from feedsvc.extract.auto.blocklinks import enclosing_link
from feedsvc.extract.auto.dayheads import day_heads
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.rowpieces import Span, tops
from feedsvc.extract.auto.storyblock import Block

SAMPLE = 40
"""Blocks of a group that are looked at for its score."""
MANY = 25
"""Blocks of which more are worth no more."""
BESIDE = 0.4
"""What a block is worth of which but an author, a reply or a date could be the title."""
DAY = 0.6
"""What a block is worth that is called by its day alone, beside one with words."""
UNLINKED = 0.5
"""What a block without an address is worth."""
FURNITURE = (1.0, 0.3, 0.05)
"""What a block is worth in the content, beside it and in navigation."""
SHORT = 10
"""Titles below this are names, menus and numbers."""
MAX_FURTHER = 400
"""Letters of further text that count."""
NOT_FURTHER = 30
"""Letters besides the title that a block has anyway."""
LARGE = 1000
"""Elements of a block from which on it is hardly one story's."""


def worth_of(out: Outline, blocks: Sequence[Block], said: Sequence[int]) -> tuple[float, tuple[str, ...]]:
    """How much the blocks look like stories, of whose titles each says so much, and why."""
    dated = fmean([0.0 if b.date is None else 1.0 if b.date.sure else 0.8 for b in blocks])
    headed = fmean([b.heading for b in blocks])
    words = fmean([min(letters, 60) / 60 for letters in said])
    further = fmean([further_text(out, b) for b in blocks])
    crowd = fmean([min(b.extra, 6) for b in blocks])
    titles = Counter(b.title for b in blocks)
    value = 0.2 + (1 + words) * dated + 1.0 * headed + 1.2 * words + 1.2 * further
    value *= min(len(blocks), MANY) ** 0.6 / (1 + crowd)
    value *= 0.3 if 2 * len(titles) < len(blocks) and not _apart(out, blocks) else 1.0
    value *= fmean([letters >= SHORT for letters in said])
    value *= fmean([DAY if b.date and b.title == b.date.text else 1.0 for b in blocks])
    value *= fmean([BESIDE if b.beside else 1.0 if b.link.href else UNLINKED for b in blocks])
    value *= fmean([FURNITURE[out.furniture[b.item]] for b in blocks])
    if out.main and not all(out.main[0] <= b.item < out.main[1] for b in blocks):
        value *= 0.4
    told = (f"{dated:.0%} dated", f"{headed:.0%} with headings", f"score {value:.1f}")
    return value, told


def _apart(out: Outline, blocks: Sequence[Block]) -> bool:
    """Whether each block has a day, and a link of its own that says its title, as a board's meetings."""
    if any(not b.link.at <= b.title_at < out.ends[b.link.at] for b in blocks):
        return False
    days = {block.date.text for block in blocks if block.date and block.date.sure}
    return len(days) == len({block.link.href for block in blocks} - {""}) == len(blocks)


def further_text(out: Outline, block: Block) -> float:
    """How much text the block has besides its title, 0 … 1."""
    letters, last = out.letters, min(block.end, block.start + 200)
    enough = letters[block.start] + MAX_FURTHER + len(block.title)
    length = letters[bisect_right(letters, enough, block.start, last)] - letters[block.start]
    return min(max(length - len(block.title) - NOT_FURTHER, 0), MAX_FURTHER) / MAX_FURTHER


# -- without reading -------------------------------------------------------------------------------


class Before(NamedTuple):
    """What stands before each number of an outline: letters, dates, links, and what names stories without."""

    letters: list[int]
    dates: list[int]
    links: list[int]
    names: list[int]


def counted(out: Outline) -> Before:
    """The letters and finds of the page, so that those of any part of it are a difference."""
    found = (out.dates, out.links, (*out.headings, *out.acting))
    return Before(out.letters, *(_counts(len(out), hits) for hits in found))


def _counts(length: int, hits: Sequence[Hit]) -> list[int]:
    marks = [0] * length
    for hit in hits:
        marks[hit.at] = 1
    return list(accumulate(marks, initial=0))


def at_most(out: Outline, spans: Sequence[Span], before: Before) -> float:
    """What the blocks at these places could be worth; 0 where fewer than half can be read.

    That all of them have headings and long titles is not looked into.
    """
    sample = spans[:SAMPLE]
    links = before.links
    fit = [one for one in sample if links[one[1]] < links[one[2]] or _may_be_read(out, one, before)]
    if 2 * len(fit) < len(sample):
        return 0.0
    dated = _dated_at_most(out, fit, before, len(sample) / 2)  # half may be unread
    items, starts, ends = zip(*fit, strict=True)
    most: int = max(map(sub, *(map(before.letters.__getitem__, places) for places in (ends, starts))))
    further = min(max(most - NOT_FURTHER, 0), MAX_FURTHER) / MAX_FURTHER
    value = (0.2 + 2 * dated + 1.0 + 1.2 + 1.2 * further) * math.pow(min(len(fit), MANY), 0.6)
    return value * FURNITURE[min(map(out.furniture.__getitem__, items))]


def _dated_at_most(out: Outline, fit: Sequence[Span], before: Before, enough: float) -> float:
    """The part of so many blocks that may have dates; once there are enough, the others are not looked at."""
    may_be = 0
    if day_heads(out):  # any row may be of the day above it
        return 1.0
    for _, start, end in fit:
        if before.dates[start] < before.dates[end] or _says_number(out, start, end):
            may_be += 1
            if may_be >= enough:
                return 1.0
    return may_be / enough


def _may_be_read(out: Outline, span: Span, before: Before) -> bool:
    """Whether what holds no link stands in one, or has a date beside a name."""
    item, start, end = span
    dated = before.dates[start] < before.dates[end]
    if dated and (out.alone or before.names[start] < before.names[end]):
        return True
    return enclosing_link(out, item) is not None


def _says_number(out: Outline, start: int, end: int) -> bool:
    """Whether a number is said there, which might be a date's; what is large is not looked through."""
    if end - start > LARGE:
        return True
    return any(has_digit(out.nodes[at].text()) for at in tops(out, start, end))
