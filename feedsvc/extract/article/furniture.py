"""What stands in an article's element and is none of its words: boxes, bylines, its headline, anchors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from feedsvc.clean.hidden import UNSEEN
from feedsvc.clean.phrases import BY
from feedsvc.clean.phrases.beside import HEARD, PAID, TAKES
from feedsvc.extract.article.nodes import drop, folded, linked, text_of
from feedsvc.extract.article.words import (
    BUILT,
    DOUBTED,
    DROPPED,
    LEAD,
    LIVE_ROLES,
    NOTES,
    PEOPLE,
    TOOLS,
    is_named,
)
from feedsvc.extract.datetext import find_date

THIRD = 1 / 3
"""An element with more of the article's words than this is no furniture, whatever it is called."""
SHORT = 150
FIRST_LINES = 5
_ANCHOR = re.compile(r"[¶#§🔗\s]*")
_SHARES = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:(?:twitter|x)\.com/(?:intent/(?:tweet|post)|share)|facebook\.com/(?:sharer|share\.php|dialog/(?:share|feed))"
    r"|linkedin\.com/(?:shareArticle|sharing/)|pinterest\.[a-z.]{2,6}/pin/create|api\.whatsapp\.com/send/?\?text=|wa\.me/\?|t\.me/share"
    r"|reddit\.com/submit|bsky\.app/intent|news\.ycombinator\.com/submitlink|vk\.com/share\.php|share\.flipboard\.com)",
    re.IGNORECASE,
)
"""Where networks take what somebody wants to tell others."""
_BY = re.compile(rf"\W*{BY}(?!\w)", re.IGNORECASE)
_SENTENCE = re.compile(r"\w[.!?…。！？؟]['\"”’»)]*$")
_TITLES = ("h1", "h2", "h3", "div", "p", "header", "span", "strong", "b", "font")
_LINES = ("p", "div", "span", "small", "center")
_PAID = re.compile(rf"[\W_]*{PAID}[\W_]*", re.IGNORECASE)
_BESIDE = re.compile(
    rf"[\W_]*(?:{HEARD}|(?!\d{{1,3}}:)(?:{TAKES})"
    r"|(?:reading time|lesezeit)\s?:?\s?\d{1,3}\s?min\w{0,6})[\W_]*",
    re.IGNORECASE,
)
"""That one can listen, how long it takes to read; `3:45 min` is how long a song is."""
_INLINE = ("span", "small", "em", "strong", "b", "i", "u")
LONGEST_SHARE = 60
_NO_LEADS = ("li", "td", "tr", "table", "ol", "figure", "figcaption", "pre")
Element = etree._Element


def without_furniture(place: Element, hits: Mapping[Element, int], title: str) -> None:
    """Drop it; `hits` says where the article's words stand."""
    _without_headline(place, hits)
    for is_furniture in (
        _is_beside(hits, hits.get(place, 0)),
        _is_title(title),
        _is_lead(place, hits),
        _is_anchor,
        _is_share,
        _is_label,
    ):
        _without(place, is_furniture)
    _without_bylines(place)


def _without(place: Element, is_furniture: Callable[[Element], bool]) -> None:
    """Drop every element inside that is furniture, with all it holds."""
    waiting = list(place)
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or is_furniture(element):
            drop(element)
        else:
            waiting += list(element)


def _without_headline(place: Element, hits: Mapping[Element, int]) -> None:
    """Drop the first `h1`, unless words of the article stand before it."""
    for element in place.iter("*"):
        if element.tag == "h1":
            drop(element)
            return
        if hits.get(element) and not any(hits.get(child) for child in element):
            return


def _is_beside(hits: Mapping[Element, int], total: int) -> Callable[[Element], bool]:
    """Whether an element is called something that stands around articles, or is shown to nobody."""

    def judged(element: Element) -> bool:
        if element.tag in DROPPED:
            return True
        own = hits.get(element, 0)
        if own > THIRD * total or is_named(element, NOTES):
            return False
        hidden = element.get("hidden") is not None or UNSEEN.search(element.get("style") or "") is not None
        if _is_source(element) or (element.find("pre") is not None and is_named(element, TOOLS)):
            return False
        if hidden or element.tag in ("nav", "aside", "footer") or element.get("role") in LIVE_ROLES:
            return True
        return is_named(element) or (not own and _is_doubted(element))

    return judged


def _is_source(element: Element) -> bool:
    """Whether it says who is quoted."""
    above = element.getparent()
    return element.tag == "footer" and above is not None and above.tag == "blockquote"


def _is_doubted(element: Element) -> bool:
    """Whether an element without known words is called something that may be furniture, and looks so."""
    if is_named(element, DOUBTED):
        return element.find(".//audio") is None and element.find(".//video") is None
    return is_named(element, BUILT) and linked(element) > 0.3 * len(text_of(element))


def _is_title(title: str) -> Callable[[Element], bool]:
    """Whether an element is the article's headline, which is shown above its text anyway."""
    wanted = folded(title).casefold()

    def judged(element: Element) -> bool:
        if len(wanted) < 4 or element.tag not in _TITLES:
            return False
        return text_of(element, len(wanted) + 4).rstrip("¶# ").casefold() == wanted

    return judged


def _is_lead(place: Element, hits: Mapping[Element, int]) -> Callable[[Element], bool]:
    """Whether an element is a short line of names, dates or tags above or below the article's words."""
    between = _between_words(place, hits)

    def judged(element: Element) -> bool:
        if element in between or element.tag in _NO_LEADS or not is_named(element, LEAD):
            return False
        short = element.tag == "ul" or len(text_of(element, SHORT)) < SHORT
        return short and (element.find(".//img") is None or is_named(element, PEOPLE))

    return judged


def _between_words(place: Element, hits: Mapping[Element, int]) -> set[Element]:
    """The elements from the article's first known words to its last ones."""
    order = [*place.iter("*")]
    known = [n for n, element in enumerate(order) if hits.get(element) and element is not place]
    return set(order[known[0] : known[-1] + 1]) if known else set()


def _without_bylines(place: Element) -> None:
    """Drop the lines of names and dates with which the article begins."""
    lines = [one for one in place.iter("p", "div", "span", "address", "time") if not one.findall(".//p")]
    for line in lines[:FIRST_LINES]:
        text = text_of(line, SHORT)
        if len(text) >= SHORT or _SENTENCE.search(text):
            return
        date = find_date(text)
        if _BY.match(text) or (date and 2 * len(date[0]) + 12 >= len(text)):
            drop(line)


def _is_label(element: Element) -> bool:
    """Whether all that an element says is what stands beside the text, or how long that is."""
    if element.tag not in _LINES or next(element.iter("audio", "video", "img"), None) is not None:
        return False
    text = text_of(element, SHORT)
    return bool(_PAID.fullmatch(text) or (_BESIDE.fullmatch(text) and _is_line(element)))


def _is_line(element: Element) -> bool:
    """Whether no words stand beside it, as in a sentence or the entry of a list."""
    above, before = element.getparent(), element.getprevious()
    if above is None or above.tag in _NO_LEADS:
        return False
    beside = f"{(above.text if before is None else before.tail) or ''}{element.tail or ''}"
    return not any(map(str.isalnum, beside))


def _is_share(element: Element) -> bool:
    """Whether an element is a link to tell others of the article by, and no part of what is told."""
    if element.tag != "a" or not _SHARES.match(element.get("href") or ""):
        return False
    line = _line_of(element)
    told = text_of(line, SHORT)
    few = len(told) - linked(line) <= LONGEST_SHARE and len(text_of(element, SHORT)) <= LONGEST_SHARE
    return few and not _SENTENCE.search(told)


def _line_of(element: Element) -> Element:
    """The block in whose line an element stands."""
    above = element.getparent()
    while above is not None and above.tag in _INLINE and above.getparent() is not None:
        above = above.getparent()
    return element if above is None else above


def _is_anchor(element: Element) -> bool:
    """Whether an element is a link to the heading that it stands in."""
    if element.tag != "a" or len(element) or not element.text:
        return False
    return _ANCHOR.fullmatch(element.text) is not None
