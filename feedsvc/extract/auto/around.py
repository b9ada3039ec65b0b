"""What stands around a page's stories is their frame, whatever it is called.

    <div id="skip-to-content"><main> … stories … </main></div>
    <div class="ajax-pagination"><article> … </article><article> … </article> … </div>
    <ul class="menu"><li><h3><a href="/n/7">…</a></h3><time>…</time></li> … </ul>

No story is furniture for the name of what holds all of them: the main part, more words than a way to further
pages has, or every day of the page beside every second link. What is called so inside stays it.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.placewords import furniture_of
from feedsvc.extract.auto.words import word_set

_NONE: frozenset[str] = frozenset()
_SMALL = word_set("skip pagination pager paginator breadcrumb breadcrumbs copyright")
"""Names of what says little."""
_LISTS = word_set("menu submenu")
"""Names of lists of links, which no days stand beside."""
LITTLE = 600
"""Letters that what is called so may say."""
FEWEST = 3


def unframe(out: Outline) -> None:
    """Lets the names of such frames say nothing of what is in them."""
    if out.main and out.furniture[out.main[0]] and not _stands_aside(out, out.main[0]):
        _renew(out, out.main[0], 0)
    for number in _misnamed(out):
        if out.furniture[number] and not _stands_aside(out, number):
            names = out.tokens[number] - _SMALL - _LISTS
            own = furniture_of(out.tags[number], names, out.attributes[number])
            _renew(out, number, max(own, out.furniture[out.parents[number]]))


def _misnamed(out: Outline) -> Iterator[int]:
    for number in out.called(_SMALL):
        if out.letters[out.ends[number]] - out.letters[number] > LITTLE:
            yield number
    if any(date.sure and not out.furniture[date.at] for date in out.dates):
        return
    for number in out.called(_LISTS):
        place = number, out.ends[number]
        days = sum(date.sure for date in out.within(out.dates, *place))
        if days >= FEWEST and 2 * days >= len(out.within(out.links, *place)):
            yield number


def _renew(out: Outline, start: int, furniture: int) -> None:
    """Finds out again what is furniture in an element that is so much of it."""
    out.furniture[start] = furniture
    for number in range(start + 1, out.ends[start]):
        own = furniture_of(out.tags[number], out.tokens[number], out.attributes[number])
        out.furniture[number] = max(own, out.furniture[out.parents[number]])


def _stands_aside(out: Outline, number: int) -> bool:
    """Whether a tag, a role or `hidden` of an element around it, and no mere name, makes furniture of it."""
    while number >= 0:
        if furniture_of(out.tags[number], _NONE, out.attributes[number]):
            return True
        number = out.parents[number]
    return False
