"""Rows of a list of papers that have none: a meeting whose agenda was never linked.

    <tr><td>4 May 2026</td><td>Budget committee</td><td><a href="/a/42.pdf">Agenda</a></td></tr>
    <tr><td>20 April 2026</td><td>Harbour board</td><td></td></tr>
    <tr><td>6 April 2026</td><td>Budget committee</td><td><a href="/a/41.pdf">Agenda</a></td></tr>

gives all. The other rows are called by words beside links that say but the name of a paper; a row without a
link has its words and its day where those have theirs. What is still to come waits for its paper, or its day:
days to come date no story, so that it would be told again with its paper. So does what stands before all that
have one; behind them stand sums and notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from feedsvc.extract.auto.alone import but_date
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.linkworth import names_nothing
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.pastdays import is_past
from feedsvc.extract.auto.rowpieces import Span, tops
from feedsvc.extract.auto.rowtitle import names_story
from feedsvc.extract.auto.storyblock import Block

FEWEST = 3
LARGEST = 40
"""Elements of a row; what has more is a part of the page."""
_Place = tuple[int, tuple[str, ...]]
"""The part of the row in which an element stands, counted, and the elements from there to the row."""


def with_unlinked(out: Outline, group: Group) -> Group:
    """The group with its rows that lead nowhere, in page order."""
    blocks = group.blocks
    if len(blocks) < FEWEST or len(blocks) >= len(group.ranges) or group.stretched:
        return group
    if out.fetched is None or not all(_is_called_beside(out, block) for block in blocks):
        return group
    read = {block.item for block in blocks}
    first, last = blocks[0].item, blocks[-1].item
    rest = (s for s in group.ranges if first < s[0] < last and s[0] not in read and s[2] - s[1] <= LARGEST)
    added = [row for span in rest if (row := _row(out, span, blocks))]
    return replace(group, blocks=tuple(sorted((*blocks, *added), key=lambda b: b.start))) if added else group


def _is_called_beside(out: Outline, block: Block) -> bool:
    """Whether words outside a link that names nothing are its title, and a day stands apart from them."""
    apart = block.link.href and not block.link.at <= block.title_at < out.ends[block.link.at]
    if not (apart and names_nothing(block.link.text) and block.date and block.date.sure):
        return False
    within = block.start <= min(block.date.at, block.title_at) < block.end
    return within and _said(out, block.title_at) == block.title


def _row(out: Outline, span: Span, blocks: Sequence[Block]) -> Block | None:
    """The story of a row without a link, which has its parts where the others have theirs."""
    item, start, end = span
    if out.within(out.links, start, end) or out.furniture[item]:
        return None
    date = next(_days(out, span, blocks), None)
    title = next(_titles(out, span, blocks), None) if date and is_past(date, blocks, out.fetched) else None
    return Block(item, start, end, title, title.text, title.at, False, date) if title else None


def _days(out: Outline, span: Span, blocks: Sequence[Block]) -> Iterator[Hit]:
    there = {_place(out, block, block.date.at) for block in blocks if block.date}
    return (d for d in out.within(out.dates, *span[1:]) if d.sure and _at(out, span, d.at) in there)


def _titles(out: Outline, span: Span, blocks: Sequence[Block]) -> Iterator[Hit]:
    named = Counter(_place(out, block, block.title_at) for block in blocks).most_common(1)[0][0]
    known = {block.title for block in blocks}
    for at in range(span[1], span[2]):
        if _at(out, span, at) == named and ((said := _said(out, at)) in known or names_story(said)):
            yield Hit(at, said)


def _place(out: Outline, block: Block, at: int) -> _Place:
    return _at(out, (block.item, block.start, block.end), at)


def _at(out: Outline, span: Span, at: int) -> _Place:
    item, way, above = span[0], [], at
    while above > item:
        way.append(out.steps[above])
        above = out.parents[above]
    return sum(part <= at for part in tops(out, item + 1, span[2])), tuple(way)


def _said(out: Outline, at: int) -> str:
    return but_date(out.texts[at] or out.words(at))
