"""Days that stand but in the addresses of stories, as blogs and papers make them: `/2026/11/28/the-ferry`."""

from __future__ import annotations

import re
from datetime import date

from feedsvc.extract.auto.outline import Hit
from feedsvc.extract.auto.storyblock import Block

_DAY = re.compile(r"(?<![\d-])((?:19|20)\d\d)([/-])(\d{1,2})\2(\d{1,2})(?=[/_.-]|$)(?![.-]?\d)")


def day_in_link(block: Block) -> Hit | None:
    """The day that the address of the block's link names, or None."""
    path = block.link.href.partition("?")[0].partition("#")[0]
    found = _DAY.search(path)
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None
    return Hit(block.link.at, day.isoformat())
