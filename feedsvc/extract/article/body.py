"""Where an article stands on its page, and its markup without what stands between its paragraphs.

trafilatura knows which words of a page are its article's, but it rewrites them, and leaves out pictures,
captions, definitions and code. So its words only show the place: the smallest element that holds nearly all
of them is the article, and what is left of that without furniture comes as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml import html as lxml_html

from feedsvc.extract.article.nodes import folded, linked, text_of
from feedsvc.extract.article.opening import with_opening
from feedsvc.extract.article.uncovered import uncover
from feedsvc.extract.article.words import DROPPED, LEAD, is_named

NEARLY = 0.85
"""Share of the article's known words from which on an element holds it."""
PARAGRAPH, PARAGRAPH_SIGNS = 100, 40
"""From here on a text is a paragraph; shorter ones are lines, of which teasers and boxes are made too."""
ENOUGH = 500
"""Characters of one paragraph that count: a long program is not more than the words around it."""
LONG, LONG_SIGNS = 25, 10
"""Characters from which on a text is known again; signs say more."""
FEWEST_PICTURES = 3
_SMALL_WORDS = "p li span font b em strong blockquote h2 h3 pre code ul ol dl dt dd figure"
_OF_ITS_OWN = frozenset(("h1", "h2", "time", "article", "address"))
_TOO_SMALL = frozenset(_SMALL_WORDS.split())


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
    tree = body if body is not None else tree
    uncover(tree)
    return tree


def find_body(body: etree._Element, known: str) -> etree._Element | None:
    """The element that holds the article of which `known` is the text; None where it holds none of it."""
    known = folded(known)
    hits = _weights(body, known) or hits_in(body, known)
    total = hits.get(body, 0)
    if not total:
        return None
    place = body
    while (inner := _holder(place, hits, NEARLY * total)) is not None:
        place = inner
    if place.tag == "pre" and place.getparent() is not None and _is_all(place, body, known):
        return place  # a letter in an archive
    return with_opening(_widened(place), body)


def _is_all(place: etree._Element, body: etree._Element, known: str) -> bool:
    """Whether the known words stand there and hardly anywhere else."""
    hits = hits_in(body, known)
    return hits.get(place, 0) >= NEARLY * hits[body]


def hits_in(body: etree._Element, known: str) -> dict[etree._Element, int]:
    """How many characters of the known text stand inside each element."""
    return _summed(body, ((element, len(text)) for element, text in _known(body, known)))


def _weights(body: etree._Element, known: str) -> dict[etree._Element, int]:
    """The same by what tells an article's text: paragraphs below the headline, hardly lines, no links."""
    headline = body.find(".//h1")
    found = [(element, _weight(text)) for element, text in _known(body, known) if element.tag != "a"]
    if headline is not None:
        before = _before(headline, body)
        below = [(element, weight) for element, weight in found if element not in before]
        if 2 * sum(weight for _, weight in below) >= sum(weight for _, weight in found):
            found = below
    return _summed(body, found)


def _weight(text: str) -> int:
    paragraph = len(text) >= (PARAGRAPH_SIGNS if text > "\u2e80" else PARAGRAPH)
    return min(len(text), ENOUGH) if paragraph else len(text) // 4


def _before(headline: etree._Element, body: etree._Element) -> set[etree._Element]:
    """The elements that end before the headline begins."""
    around = set(headline.iterancestors("*"))
    found = set[etree._Element]()
    for element in body.iter(etree.Element):
        if element is headline:
            return found - around
        found.add(element)
    return found - around


def _known(body: etree._Element, known: str) -> Iterator[tuple[etree._Element, str]]:
    """The texts that are part of the known one, with the elements that they stand in."""
    for element, text in _texts(body):
        if len(text) >= (LONG_SIGNS if text > "\u2e80" else LONG) and text in known:
            yield element, text


def _summed(body: etree._Element, found: Iterable[tuple[etree._Element, int]]) -> dict[etree._Element, int]:
    """For each element the sum of what stands inside it."""
    sums: dict[etree._Element, int] = {}
    for element, amount in found:
        place: etree._Element | None = element
        while place is not None:
            sums[place] = sums.get(place, 0) + amount
            place = None if place is body else place.getparent()
    return sums


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
    if _is_one_of_parts(place):
        return next(place.iterancestors("*"))
    wide = next(place.iterancestors("article", "main"), None)
    if wide is not None and _pictures(wide) >= _pictures(place) + FEWEST_PICTURES:
        return wide
    return place


def _is_one_of_parts(place: etree._Element) -> bool:
    """Whether the article goes on in siblings that are called like the place: advertisements part many."""
    name = place.get("class")
    if not name or place.tag != "div" or place.getparent() is None or is_named(place):
        return False
    alike = [one for one in place.itersiblings("div") if one.get("class") == name]
    return bool(alike) and all(map(_goes_on, (place, *alike)))


def _goes_on(part: etree._Element) -> bool:
    """Whether it is paragraphs without a headline, a time or an author of its own, as posts have."""
    text = text_of(part)
    if part.find("p") is None or len(text) < PARAGRAPH or linked(part) > len(text) / 5:
        return False
    return not any(one.tag in _OF_ITS_OWN or is_named(one, LEAD) for one in part.iter("*"))


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
