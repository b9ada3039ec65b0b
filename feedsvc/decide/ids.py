"""A new story's id, minted once and stored for good.

Made of the story's surest name, so that a store put back from yesterday's copy gives today's stories the
ids that readers already know, and they are not shown again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID, uuid5

STORIES = UUID("0b1c6a52-6f0e-5d53-8b7e-2f6d8f3c9a41")
"""Namespace of ids made of names (RFC 9562, section 5.5)."""


def mint_id(strong_keys: Collection[str], random: Callable[[], UUID]) -> str:
    """The id for a story of these strong keys; a random one where it has none of its own.

    `article:` sorts before `guid:` and `url:`: of several names the one that lasts longest is taken.
    """
    return str(uuid5(STORIES, min(strong_keys)) if strong_keys else random())
