"""The lines between a headline and its article's text, which many pages keep in an element of their own.

<h1>Title</h1> <p class="standfirst">Sentences.</p> <p class="byline">…</p> <div class="text">…</div>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from feedsvc.extract.article.words import LEAD, is_named

SHORTEST, LONGEST = 40, 800
_SENTENCE = re.compile(r"[.!?…。！？؟]['\"”’»)]*$")
Element = etree._Element


def with_opening(place: Element, body: Element) -> Element:
    """The place, begun with the sentences that stand between the headline and it."""
    found = list(_between(place, body))
    for line in found:
        above = line.getparent()
        if above is not None:
            line.tail = None
            above.remove(line)
    if not found:
        return place
    begun = etree.SubElement(place, "div")
    for line in reversed(found):
        line.tag = "p"
        begun.append(line)
    place.remove(begun)
    begun.tail, place.text = place.text, None
    place.insert(0, begun)
    return place


def _between(place: Element, body: Element) -> Iterator[Element]:
    """Lines of sentences in front of the place, nearest first, where a headline stands before them."""
    waiting = list[Element]()
    here: Element | None = place if body.find(".//h1") is not None else None
    while here is not None and here is not body and here.find(".//h1") is None:
        for before in here.itersiblings("*", preceding=True):
            if before.tag == "h1":
                yield from waiting
                return
            headline = before.find(".//h1")
            waiting += _lines(before, headline)
            if headline is not None:
                yield from waiting
                return
        here = here.getparent()


def _lines(block: Element, headline: Element | None) -> list[Element]:
    """The lines of sentences in the block, last first; those behind the headline where it holds that."""
    if is_named(block) or block.tag in ("nav", "aside", "footer", "form"):
        return []
    found = [one for one in [block, *block.iterdescendants("p", "div", "h2")] if _is_line(one, block)]
    if headline is not None:
        behind = set(headline.itersiblings("*"))
        found = [one for one in found if one in behind]
    return found[::-1]


def _is_line(one: Element, block: Element) -> bool:
    if one.tag not in ("p", "div", "h2") or any(
        inner.tag in ("p", "div", "ul", "ol", "table") for inner in one.iter("*") if inner is not one
    ):
        return False
    text = " ".join("".join(map(str, one.itertext())).split())
    named = any(is_named(above) or is_named(above, LEAD) for above in (one, *_up_to(one, block)))
    return (
        SHORTEST <= len(text) <= LONGEST
        and not named
        and _SENTENCE.search(text) is not None
        and one.find(".//a") is None
    )


def _up_to(one: Element, block: Element) -> Iterator[Element]:
    for above in one.iterancestors("*"):
        yield above
        if above is block:
            return
