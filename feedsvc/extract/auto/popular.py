"""What stands below a heading such as "Most read" is beside the content, whatever its place is called.

    <div class="col-2"><h3>Most read</h3><ol><li><a href="/n/7">Second quay opens</a></li> …</ol></div>

The page's own heading is none of these: what it heads are the stories of the page.
"""

from __future__ import annotations

import re
from functools import lru_cache

from feedsvc.clean.phrases.beside import POPULAR
from feedsvc.extract.auto.outline import Hit, Outline

_POPULAR = re.compile(rf"\W*{POPULAR}\W*", re.IGNORECASE)
LONGEST = 40


def put_beside(out: Outline) -> None:
    """Lets the lists below such headings stand beside the content."""
    for heading in out.headings:
        if len(heading.text) <= LONGEST and out.tags[heading.at] != "h1" and _says_popular(heading.text):
            for number in _below(out, heading):
                out.furniture[number] = max(out.furniture[number], 1)


@lru_cache(maxsize=4096)
def _says_popular(text: str) -> bool:
    return _POPULAR.fullmatch(text) is not None


def _below(out: Outline, heading: Hit) -> range:
    """What follows the heading in the element that it begins, up to the next one as large."""
    top = heading.at
    while out.parents[top] > 0 and out.words(out.parents[top]) == heading.text:  # in a box of its own
        top = out.parents[top]
    start, end = out.ends[top], out.ends[out.parents[top]]
    others = (other.at for other in out.within(out.headings, start, end) if _is_as_large(out, other, heading))
    return range(start, next(others, end))


def _is_as_large(out: Outline, other: Hit, heading: Hit) -> bool:
    return out.tags[other.at] <= out.tags[heading.at]
