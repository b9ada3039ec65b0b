"""What a style keeps from sight: copies for small screens, keys to sort by.

<div style="display: none">Last post by Zed <time>…</time></div> <div>by Ann <time>…</time></div>
"""

from __future__ import annotations

from feedsvc.clean.hidden import is_hidden
from feedsvc.extract.auto.outline import Outline

CLOSE = 3
"""Elements that are looked at, the one itself and those around it."""


def is_kept_from_sight(out: Outline, number: int) -> bool:
    """Whether the element or one of those close around it has such a style."""
    for _ in range(CLOSE):
        if "style" in out.attributes[number] and is_hidden(out.attributes[number]):
            return True
        number = out.parents[number]
        if number < 0:
            break
    return False
