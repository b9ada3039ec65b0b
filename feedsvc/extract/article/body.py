"""Where an article stands on its page, and its markup without what stands between its paragraphs.

trafilatura knows which words of a page are its article's, but it rewrites them, and leaves out pictures,
captions, definitions and code. So its words only show the place: the smallest element that holds nearly all
of them is the article, and what is left of that without furniture comes as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from feedsvc.extract.article.nodes import folded
from feedsvc.extract.article.opening import with_opening
from feedsvc.extract.article.words import DROPPED, is_named

NEARLY = 0.85
"""Share of the article's known words from which on an element holds it."""
LONG, LONG_SIGNS = 25, 10
"""Characters from which on a text is known again; signs say more."""
FEWEST_PICTURES = 3
_TOO_SMALL = ("p", "li", "span", "font", "b", "em", "strong", "blockquote", "h2", "h3")


def page_tree(markup: str) -> etree._Element | None:
    """The page as a tree without scripts, forms and what else has no words of an article."""
    try:
        # A declared encoding would be refused in a text that is decoded already.
        tree = lxml_html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", markup),
            parser=lxml_html.HTMLParser(remove_comments=True, remove_pis=True),
        )
    except (etree.ParserError, ValueError):
        return None
    body = tree.find("body")
    return body if body is not None else tree


def find_body(body: etree._Element, known: str) -> etree._Element | None:
    """The element that holds the article of which `known` is the text; None where it holds none of it."""
    hits = hits_in(body, folded(known), links=False) or hits_in(body, folded(known))
    total = hits.get(body, 0)
    if not total:
        return None
    place = body
    while (inner := _holder(place, hits, NEARLY * total)) is not None:
        place = inner
    return with_opening(_widened(place), body)


def hits_in(body: etree._Element, known: str, *, links: bool = True) -> dict[etree._Element, int]:
    """How many characters of the known text stand inside each element; without `links` none of theirs."""
    hits: dict[etree._Element, int] = {}
    for element, text in _texts(body):
        if not links and element.tag == "a":
            continue
        if len(text) >= (LONG_SIGNS if text > "\u2e80" else LONG) and text in known:
            place: etree._Element | None = element
            while place is not None:
                hits[place] = hits.get(place, 0) + len(text)
                place = None if place is body else place.getparent()
    return hits


def _texts(body: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every text with the element that it stands in."""
    for element in body.iter(etree.Element):
        if element.tag in DROPPED:
            continue
        if element.text:
            yield element, folded(element.text)
        above = element.getparent()
        if element.tail and element is not body and above is not None:
            yield above, folded(element.tail)


def _holder(place: etree._Element, hits: dict[etree._Element, int], least: float) -> etree._Element | None:
    return next((child for child in place if hits.get(child, 0) >= least), None)


def _widened(place: etree._Element) -> etree._Element:
    """The article that the place is a part of, where it says so or has its pictures beside the place."""
    for above in place.iterancestors("*"):
        if "articleBody" in (above.get("itemprop") or ""):
            return above
    place = next(one for one in (place, *place.iterancestors("*")) if one.tag not in _TOO_SMALL)
    wide = next(place.iterancestors("article", "main"), None)
    if wide is not None and _pictures(wide) >= _pictures(place) + FEWEST_PICTURES:
        return wide
    return place


def _pictures(place: etree._Element) -> int:
    """How many pictures with words stand in it, outside of furniture."""
    found = place.iter("figure")
    return sum(
        1 for figure in found if figure.find(".//figcaption") is not None and not _is_beside(figure, place)
    )


def _is_beside(element: etree._Element, place: etree._Element) -> bool:
    for above in element.iterancestors("*"):
        if above is place:
            return False
        if above.tag in ("nav", "aside", "footer") or is_named(above):
            return True
    return False
