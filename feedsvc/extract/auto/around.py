"""What stands around a page's main part is its frame, whatever it is called.

    <div id="skip-to-content"><main> … stories … </main></div>

No story is furniture for the name of an element that holds all of them; what is called so inside stays it.
"""

from __future__ import annotations

from feedsvc.extract.auto.furniture import furniture_of
from feedsvc.extract.auto.outline import Outline

_NONE: frozenset[str] = frozenset()


def unframe(out: Outline) -> None:
    """Lets the names of the elements around the main part say nothing of what is in it."""
    if out.main is None or not out.furniture[out.main[0]] or _stands_aside(out, out.main[0]):
        return
    start, end = out.main
    out.furniture[start] = 0
    for number in range(start + 1, end):
        own = furniture_of(out.tags[number], out.tokens[number], out.attributes[number])
        out.furniture[number] = max(own, out.furniture[out.parents[number]])


def _stands_aside(out: Outline, number: int) -> bool:
    """Whether a tag, a role or `hidden` of an element around it, and no mere name, makes furniture of it."""
    while number >= 0:
        if furniture_of(out.tags[number], _NONE, out.attributes[number]):
            return True
        number = out.parents[number]
    return False
