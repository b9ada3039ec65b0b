"""The blocks of a group with the date of each, as far as it is known."""

from __future__ import annotations

from feedsvc.extract.auto.outline import Hit
from feedsvc.extract.auto.storyblock import Block

Dated = list[tuple[Block, Hit | None]]


def mostly(dates: Dated) -> bool:
    """Whether at least half of the blocks have a date."""
    return 2 * sum(date is not None for _, date in dates) >= len(dates)
