"""Elements around but one other: a block reads the same with them and without.

    <div class="card"><div class="card__inner"><h3><a href="/n/7">Second quay opens</a></h3> …</div></div>

Sites put two or three around each story, and each makes a list of its own, whose blocks are read once.
"""

from __future__ import annotations

from feedsvc.extract.auto.blocklinks import SHARING
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.tags import HEADINGS
from feedsvc.extract.auto.versus import LARGEST, SIDES

_OWN = HEADINGS | {"a", "tr"}
"""Tags that are more than a wrapper."""


def is_wrapper(out: Outline, item: int, end: int) -> bool:
    """Whether a linked block is told by the only element in this one, whatever both are called."""
    inner = item + 1
    if end - item > LARGEST or end - inner < 2 or out.ends[item] != end or out.ends[inner] != end:
        return False
    if out.tags[out.parents[item]] == "a":  # which may be the link
        return False
    if out.texts[item] or not _OWN.isdisjoint((out.tags[item], out.tags[inner])):
        return False
    if not (out.tokens[item].isdisjoint(SIDES) and out.tokens[inner].isdisjoint(SHARING)):
        return False
    links = out.within(out.links, item, end)
    beside = any(out.parents[link.at] == inner for link in links)  # which reads what its parent is called
    return bool(links) and links[0].at > inner and not beside and not _says(out, item)


def _says(out: Outline, item: int) -> bool:
    """Whether the wrapper itself is a heading, a link for scripts or a date."""
    found = (out.headings, out.acting, out.dates)
    return any(out.within(hits, item, item + 1) for hits in found)
