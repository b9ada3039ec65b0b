"""Another text of the rows that may be their title as well: what makes a choice between columns doubtful.

    <tr><td>Routes 12, 14</td><td>Diversion by the old mill <a href="/n/7">more</a></td></tr>

Of two texts that differ from row to row, of which none is linked or called a title, the longer one may be it;
so may one beside titles that differ but in a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from feedsvc.extract.auto.linkworth import TITLE
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.profiles import Profile, is_prose, letters_of, profiles_of
from feedsvc.extract.auto.rowfields import rows_of
from feedsvc.extract.auto.rowpieces import trimmed
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.auto.words import weight

FEWEST = 3
MOST = 0.9
"""Part of the rows that have the other text, and in which it differs."""
LONGER = 1.3


def other_title(out: Outline, blocks: Sequence[Block]) -> str | None:
    """The first row's other text that is as much a title; None where the rows say plainly what theirs is."""
    if len(blocks) < FEWEST or (_are_plain(out, blocks) and not _differ_in_numbers(blocks)):
        return None
    rows = rows_of(out, [(block.item, block.start, block.end) for block in blocks])
    columns = profiles_of(out, rows, blocks)
    said = fmean(weight(block.title) for block in blocks)
    titles = {trimmed(block.title) for block in blocks}
    rivals = (c for c in columns if _may_be(c) and not titles & set(c.texts))
    longer = (c for c in rivals if fmean(map(weight, c.texts)) >= LONGER * said)
    return next((next(iter(column.texts)) for column in longer), None)


def _are_plain(out: Outline, blocks: Sequence[Block]) -> bool:
    return 2 * sum(_is_plain(out, block) for block in blocks) >= len(blocks)


def _differ_in_numbers(blocks: Sequence[Block]) -> bool:
    """Whether the titles are the same but for numbers ("Episode 7")."""
    return 2 * len({letters_of(block.title) for block in blocks}) <= len(blocks)


def _is_plain(out: Outline, block: Block) -> bool:
    """Whether the title is a heading, or linked, or called one."""
    linked = block.link.at <= block.title_at < out.ends[block.link.at]
    return block.heading or linked or block.pieced or not out.tokens[block.title_at].isdisjoint(TITLE)


def _may_be(column: Profile) -> bool:
    enough = column.names >= MOST and column.distinct >= MOST and column.called >= 0
    return enough and 2 * sum(map(is_prose, column.texts)) < len(column.texts)
