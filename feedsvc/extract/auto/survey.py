"""Every list that a page has, each with the selectors that read it: what `feedsvc new` offers.

    <ul class="news"> … </ul>  <ul class="events"> … </ul>  →  two proposals, the better list first

`auto` reads the best list and those that go with it; here every other one is named too, also those below
the floor of worth, with what they are instead of stories. Each names its blocks by selectors that were
tried on the page, so that a list which none can name is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from feedsvc.decide.similarity import says
from feedsvc.extract.auto.blocks import readings
from feedsvc.extract.auto.floor import below_floor
from feedsvc.extract.auto.group import Group
from feedsvc.extract.auto.isdata import is_data
from feedsvc.extract.auto.jsonguess import guess_lists
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.stateguess import guess_states
from feedsvc.extract.auto.structure import believed_groups, whole
from feedsvc.extract.auto.suggest import suggest
from feedsvc.extract.auto.walk import outline
from feedsvc.extract.base import UseFallback
from feedsvc.extract.dom import attribute, node_text, parse_html
from feedsvc.extract.jsonvalue import read_value
from feedsvc.extract.pagebase import base_url
from feedsvc.extract.state.carried import states
from feedsvc.models import Page, Proposal, Survey

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MOST_LISTS = 8
MOST_STATES = 3
"""Lists of JSON, and of what scripts carry."""
MOST_FEEDS = 3
MOST_LINKS = 2000
_FEED = re.compile(
    r"(?:/(?:feeds?|rss|atom)(?:\.xml|\.php)?|\.(?:rss|atom)|/(?:feed|rss|atom|index)\.xml"
    r"|[?&;](?:feed|format|type|alt)=(?:rss2?|atom|feed))/?$",
    re.IGNORECASE,
)
_FEED_WORDS = re.compile(r"(?:rss|atom)(?:[ -]?(?:2\.0|1\.0))?(?:[ -]?feeds?)?|(?:news)?feed", re.IGNORECASE)
_FEED_HOSTS = ("feed", "feeds", "rss")
SAME = 0.7
"""Share of the links of two groups from which on they are one list."""
CROWDED = 2.0
"""Stories a block from which on the blocks hold lists and are no stories."""


def survey(page: Page, like: str = "") -> Survey:
    """The lists of the page, the best first, and what it says of itself; an empty survey of a trap.

    Lists that show the words of `like` come before all others, though they look like no stories.
    """
    if is_data(page):
        return Survey(lists=tuple(_of_json(page)))
    try:
        tree = parse_html(page)
    except UseFallback:
        return Survey()
    return Survey(
        lists=(*_lists(outline(tree), tree, like), *_carried(tree, page)),
        generator=_said(tree, "meta[name=generator i][content]", "content").lower(),
        canonical=_said(tree, "link[rel~=canonical][href]", "href"),
        feeds=tuple(islice(dict.fromkeys(_feeds(tree, base_url(page))), MOST_FEEDS)),
    )


def _of_json(page: Page) -> Iterator[Proposal]:
    """The lists of JSON that is the page."""
    with suppress(UseFallback):
        for options in guess_lists(read_value(page.text, "the page"))[:MOST_STATES]:
            yield Proposal(extractor="json", options=options)


def _carried(tree: LexborHTMLParser, page: Page) -> Iterator[Proposal]:
    """The lists that its scripts carry."""
    for options in guess_states(states(tree, page.text), tree, page.url)[:MOST_STATES]:
        yield Proposal(extractor="state", options=options)


def _said(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return attribute(node, name)[:500] if node is not None else ""


def _feeds(tree: LexborHTMLParser, base: str) -> Iterator[str]:
    """Links of the page's own site, or of a host for feeds, whose address or whole text says feed."""
    home = _site(base)
    for link in tree.css("a[href]")[:MOST_LINKS]:
        with suppress(ValueError):
            address = urljoin(base, attribute(link, "href"))
            ours = address.startswith(("http://", "https://")) and _site(address) in (home, "")
            if ours and (_FEED.search(address) or _FEED_WORDS.fullmatch(node_text(link))):
                yield address


def _site(address: str) -> str:
    """The host without `www.`; empty for hosts that are there for feeds."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return "" if host.partition(".")[0] in _FEED_HOSTS else host


def _lists(out: Outline, tree: LexborHTMLParser, like: str) -> Iterator[Proposal]:
    def shows(group: Group) -> bool:
        return bool(like) and any(says(block.title, like) for block in group.blocks)

    groups = believed_groups(out, shows)
    groups.sort(key=shows, reverse=True)  # keeps the order of equals
    named: list[Group] = []
    unnamed: list[Group] = []
    for group in filter(_is_list, groups):
        if len(named) == MOST_LISTS or len(unnamed) == MOST_LISTS:
            return
        if any(_is_part(group, one) for one in named) or any(_is_less(group, one) for one in unnamed):
            continue
        options = _selectors(out, tree, whole(out, group))
        (named if options else unnamed).append(group)
        if options:
            yield Proposal(extractor="selectors", options=options, refused=_refused(out, whole(out, group)))


def _selectors(out: Outline, tree: LexborHTMLParser, group: Group) -> dict[str, str]:
    own = set(group.blocks)
    found = [reading for reading in readings(out, [group]) if reading.block in own]
    return suggest(tree, out, group, found) or suggest(tree, out, group, found, dated=False)


def _refused(out: Outline, group: Group) -> str:
    """What the group is instead of stories where most of it is undated; empty where it may be some."""
    undated = 2 * sum(block.date is not None for block in group.blocks) < len(group.blocks)
    return (undated and below_floor(out, group.blocks)) or ""


def _is_list(group: Group) -> bool:
    return sum(block.extra for block in group.blocks) < CROWDED * len(group.blocks)


def _is_part(group: Group, other: Group) -> bool:
    """Whether the group is the other one seen otherwise, a choice out of its blocks, or a part of each."""
    return _is_same(group, other) or _is_less(group, other)


def _is_same(group: Group, other: Group) -> bool:
    ours, theirs = _links(group), _links(other)
    return len(ours & theirs) >= SAME * len(ours | theirs)


def _is_less(group: Group, other: Group) -> bool:
    """Whether the group is a choice out of the other's blocks, or a part of each of them.

    A run of the other's blocks is a list of its own: two sections may be made alike.
    """
    if _is_same(group, other):
        return False
    shared = _links(group) & _links(other)
    places = [n for n, block in enumerate(other.blocks) if block.link.href in shared]
    return _stands_in(group, other) or (bool(places) and places[-1] - places[0] + 1 > len(places))


def _stands_in(group: Group, other: Group) -> bool:
    """Whether each block is a part of one of the other's, such as the line that names its author."""
    inside = all(any(b.start <= own.item < b.end for b in other.blocks) for own in group.blocks)
    return inside and len(group.blocks) <= len(other.blocks)


def _links(group: Group) -> set[str]:
    return {block.leads for block in group.blocks}
