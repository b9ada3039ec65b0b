"""What stands among the blocks of a list and is no story of it: a way to its next page, an advertisement.

    <li><a href="/n/7">Second quay opens</a> <time>…</li>
    <li><a href="?offset=20">Load more stories</a></li>
    <li><small>Sponsored</small> <a href="https://boots.example/?ad=7">Boots that never leak</a> <time>…</li>

gives the first one. A way stands first or last, without a date where the others have theirs, or says nothing
else; a box to subscribe is the only one without a day and with a title that leads nowhere, and leads to no
more of itself; an advertisement says that it is one, and leads to another site than the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from feedsvc.clean.phrases import READ_ON
from feedsvc.clean.phrases.beside import NEXT_PAGE, PAID
from feedsvc.extract.auto.addressforms import form_of
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.storyblock import Block
from feedsvc.extract.further import counts_pages

LABEL = 24
"""Letters of what says that a card is paid for, at most."""
FEWEST_BESIDE_BOX = 3
"""Stories with days and linked titles beside which what has neither is a box."""
FEWEST = 2
"""Stories beside which something is none."""
_NEXT = re.compile(rf"\W*{NEXT_PAGE}\W*", re.IGNORECASE)
_ON = re.compile(rf"\W*{READ_ON}", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\[[^\[\]]*[^\W\d_]{3}[^\[\]]*\]")
"""A way through what is listed, as programs draw it: "[ thread ]", "[To Parent Directory]"."""
_PAID = re.compile(rf"\W*{PAID}\W*", re.IGNORECASE)


def without_ways(blocks: list[Block]) -> list[Block]:
    """The blocks without the ways to further pages at their beginning and end."""
    for end in (-1, 0):
        while len(blocks) > FEWEST and not _has_day(blocks[end]) and _leads_on(blocks, blocks[end]):
            blocks = blocks[:-1] if end else blocks[1:]
    return blocks


def _has_day(block: Block) -> bool:
    """Whether a day stands in the block, and not above it."""
    return block.date is not None and block.start <= block.date.at < block.end


def _leads_on(blocks: Sequence[Block], block: Block) -> bool:
    if _says_next(block.title):
        return True
    if _IN_BRACKETS.fullmatch(block.title):
        few = 2 * sum(_IN_BRACKETS.fullmatch(b.title) is not None for b in blocks) <= len(blocks)
        return few and not form_of(block.link.href)[0]  # a story has a number or a title in its address
    counted = counts_pages(block.link.href)
    others = [other for other in blocks if other is not block]
    return counted and all(b.date and not counts_pages(b.link.href) for b in others)


@lru_cache(maxsize=4096)
def _says_next(title: str) -> bool:
    return _NEXT.fullmatch(title) is not None


def without_paid(out: Outline, blocks: list[Block]) -> list[Block]:
    """The blocks without those that say they are advertisements and lead elsewhere."""
    if not any("//" in block.link.href for block in blocks):
        return blocks
    sites = [_site(block.link.href) for block in blocks]
    (own, count), *others = Counter(sites).most_common()
    if not others or 2 * count <= len(blocks):
        return blocks
    return [b for b, site in zip(blocks, sites, strict=True) if site == own or not is_paid(out, b)]


def without_boxes(out: Outline, blocks: list[Block]) -> list[Block]:
    """The blocks without a box among them: the only one without a day, whose title leads nowhere either.

    A story may have neither, too; its link says that there is more of it.
    """
    apart = [block for block in blocks if block.date is None and not _is_titled_by_link(out, block)]
    if len(apart) != 1 or len(blocks) <= FEWEST_BESIDE_BOX or _ON.match(apart[0].link.text):
        return blocks
    others = [block for block in blocks if block is not apart[0]]
    told = all(block.date and _is_titled_by_link(out, block) for block in others)
    return others if told else blocks


def _is_titled_by_link(out: Outline, block: Block) -> bool:
    link = block.link.at
    return link <= block.title_at < out.ends[link] or block.title_at <= link < out.ends[block.title_at]


def _site(href: str) -> str:
    """The host of an address; empty for one of the page's own site."""
    before, sign, rest = href.partition("//")
    return rest.partition("/")[0].lower() if sign and (not before or before.endswith(":")) else ""


def is_paid(out: Outline, block: Block) -> bool:
    """Whether a part of the block says that it is an advertisement."""
    inside = (text for text in out.texts[block.start : block.end] if 0 < len(text) <= LABEL)
    return any(map(_PAID.fullmatch, inside))
