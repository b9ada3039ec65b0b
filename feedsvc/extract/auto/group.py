"""Blocks of the same shape."""

from __future__ import annotations

from dataclasses import dataclass

from feedsvc.extract.auto.storyblock import Block


@dataclass(frozen=True, slots=True)
class Group:
    """Same-shaped blocks in page order, and what they are worth."""

    blocks: tuple[Block, ...]
    score: float
    said: float
    """How much their titles say, in letters, on average."""
    tag: str
    token: str = ""
    stretched: str = ""
    """`after`, `before`, `rows` or `lines` where the blocks reach beyond their element."""
    reasons: tuple[str, ...] = ()
    ranges: tuple[tuple[int, int, int], ...] = ()
    """Item, start and end of every block, the unread ones too."""
