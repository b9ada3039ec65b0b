"""Lists with days that stand beside a page's news, and are none of it: events, vacancies, a network's posts.

    <h2>News</h2> <ul>…</ul>   <div><h3>Upcoming events</h3> <ul><li>5 May <a href="/events/7">…</a></li> …

The heading above such a list says so, or the folder of its addresses, or their site, or what its days end.
A page's own heading right above it says that the page is of it; one of news and events is of news.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from feedsvc.clean.phrases.beside import EVENTS, NEWS
from feedsvc.extract.auto.addresses import is_document
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.headed import inside, upwards
from feedsvc.extract.auto.ofgroup import dated_part, is_dated
from feedsvc.extract.auto.outline import Hit, Outline
from feedsvc.extract.auto.pastdays import is_past
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.ofchange import is_of_end

LONGEST = 40
"""Letters of a heading that says what a list holds."""
SEEN = 6
"""Blocks of a list that tell of what it is."""
BOXES = 4
"""Boxes of news and of others side by side, at most; lists have more parts."""
NEARLY = 0.6
"""Part of the best list's worth from which on another one may be meant."""
_EVENTS = re.compile(EVENTS, re.IGNORECASE)
_NEWS = re.compile(NEWS, re.IGNORECASE)
_NETWORK = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)?(?:twitter|x|t|facebook|fb|instagram|linkedin|youtube|youtu|vimeo|flickr|tiktok|vk|threads)"
    r"\.(?:com|co|be|me|net)/",
    re.IGNORECASE,
)
_JOINTS = re.compile(r"[-_/.+]")


def stands_beside_news(out: Outline, group: Group) -> bool:
    """Whether the list tells of days to come, of ends, or is posts of a network: not what the page is of."""
    if _is_of(out, group):
        return False
    if _most(group, lambda b: b.date is not None and is_of_end(out.nodes[b.date.at], b.date.text)):
        return True
    if _most(group, lambda b: _of_network(b.link.href)) or _most(group, lambda b: _of_events(b.link.href)):
        return True
    return _is_headed_so(out, group)


def news_beside(out: Outline, believed: Sequence[Group]) -> list[Group]:
    """The list of news worth nearly as much as the best one, which stands beside news, and lesser ones."""
    best = believed[0]
    if not is_dated(best):
        return []
    apart = (group for group in believed[1:] if group.score >= NEARLY * best.score and _is_apart(group, best))
    dated = (group for group in apart if dated_part(group) >= dated_part(best))
    news = next((group for group in dated if not stands_beside_news(out, group)), None)
    lesser = believed[believed.index(news) :] if news else []
    return [group for group in lesser if not stands_beside_news(out, group)]


def days_to_come(out: Outline, best: Group) -> set[int]:
    """The items of the dated list that stand in a box of such, where other boxes of it hold news."""
    boxes: dict[int, list[Block]] = {}
    for block in best.blocks:
        boxes.setdefault(out.parents[block.item], []).append(block)
    if not 1 < len(boxes) <= BOXES or not is_dated(best):
        return set()
    parts = [replace(best, blocks=tuple(blocks)) for blocks in boxes.values()]
    beside = [part for part in parts if stands_beside_news(out, part) and not _is_over(out, part)]
    return {b.item for part in beside for b in part.blocks} if len(beside) < len(parts) else set()


def _is_over(out: Outline, group: Group) -> bool:
    """Whether most of its days are past: they are told of, as news are."""
    return _most(group, lambda b: b.date is not None and is_past(b.date, group.blocks, out.fetched))


def _is_of(out: Outline, group: Group) -> bool:
    """Whether the page's title or own heading tells of events, or that stands right above the list."""
    own = [hit for hit in out.headings if out.tags[hit.at] == "h1"]
    told = any(map(_says_events, (out.title, *(hit.text for hit in own))))
    return told or _heading_above(out, group) in own


def _is_apart(group: Group, best: Group) -> bool:
    links = {block.leads for block in best.blocks}
    return not any(block.leads in links for block in group.blocks)


def _most(group: Group, fits: Callable[[Block], bool]) -> bool:
    seen = group.blocks[:SEEN]
    return 2 * sum(map(fits, seen)) > len(seen)


@lru_cache(maxsize=4096)
def _of_network(href: str) -> bool:
    return _NETWORK.match(href) is not None


def _is_headed_so(out: Outline, group: Group) -> bool:
    heading = _heading_above(out, group)
    if heading is None or len(heading.text) > LONGEST or not _says_events(heading.text):
        return False
    return not _most(group, lambda b: is_document(b.link.href))  # an agenda of papers is no calendar


def _heading_above(out: Outline, group: Group) -> Hit | None:
    first = group.blocks[0]
    above = (
        h for h in upwards(out.headings, first) if not inside(out, group, h.at) and _heads(out, h, first)
    )
    return next(above, None)


def _heads(out: Outline, heading: Hit, block: Block) -> bool:
    """Whether the block stands in the element that the heading begins."""
    top = heading.at
    while out.parents[top] > 0 and out.words(out.parents[top]) == heading.text:  # in a box of its own
        top = out.parents[top]
    return block.item < out.ends[out.parents[top]]


@lru_cache(maxsize=4096)
def _says_events(text: str) -> bool:
    """Whether the words tell of days to come, and not of news beside them."""
    return _EVENTS.search(text) is not None and _NEWS.search(text) is None


def _of_events(href: str) -> bool:
    if is_document(href):
        return False
    path = href.partition("//")[2].partition("/")[2] if "//" in href else href
    return _says_events(_JOINTS.sub(" ", path.partition("?")[0].rpartition("/")[0]))
