"""Lists of a page without other stories in which nothing leads anywhere: each row has a name and a day."""

from __future__ import annotations

from feedsvc.extract.auto.choice import best_groups
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.profiles import LONG
from feedsvc.extract.auto.words import weight

FEWEST = 3
"""Rows of such a list."""
DISTINCT = 0.8
"""Part of the names that differ from one another."""


def rows_alone(out: Outline) -> list[Group]:
    """The best groups of such rows; the outline knows from then on that they may be stories."""
    out.alone = True
    out.blocks.clear()  # which were read without them
    groups, _ = best_groups(out)
    return groups if groups and all(_are_rows(out, group) for group in groups) else []


def _are_rows(out: Outline, group: Group) -> bool:
    """Whether all stand in the content, with a day each, under names that differ and are no text."""
    blocks = group.blocks
    if any(b.link.href or b.date is None or out.furniture[b.item] for b in blocks):
        return False
    names = {block.title for block in blocks}
    texts = sum(weight(name) > LONG for name in names)
    return len(blocks) >= FEWEST and len(names) >= DISTINCT * len(blocks) and 2 * texts <= len(names)
