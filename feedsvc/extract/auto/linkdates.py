"""Days that stand but in the addresses of stories: `/2026/11/28/the-ferry`."""

from __future__ import annotations

from feedsvc.extract.addressdate import day_in
from feedsvc.extract.auto.outline import Hit
from feedsvc.extract.auto.storyblock import Block


def day_in_link(block: Block) -> Hit | None:
    """The day that the address of the block's link names, or None."""
    day = day_in(block.link.href)
    return Hit(block.link.at, day) if day else None
