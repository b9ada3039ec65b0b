"""Ways to other stories between and below an article's paragraphs.

<p>Read also: <a>…</a></p>      <h3>Related</h3> <ul> … </ul>      <ul> links at the end </ul>
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import takewhile

from lxml import etree

from feedsvc.clean.phrases import ALSO, READ_ON, alternatives
from feedsvc.clean.phrases.beside import CONTENTS
from feedsvc.extract.article.nodes import drop, linked, text_of

LONGEST = 300
LONGEST_LABEL = 60
LONGEST_PAGER, MOST_LETTERS = 100, 16
_NUMBER = re.compile(r"\d{1,3}")
_OTHER = re.compile(r"[\W\d_]+")
_LABELS = ("h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b")
_LABEL = re.compile(rf"(?:{alternatives('related')}|{ALSO}|{READ_ON})\s*[:：>»→]*", re.IGNORECASE)
_LEADS_ON = re.compile(
    rf"\W*(?:{ALSO}|{alternatives('related')}|more (?:from|on|about) [^:：]{{1,40}}(?=[:：]))\s*[:：|-]",
    re.IGNORECASE,
)
_MORE = re.compile(r"\W*more\b", re.IGNORECASE)
_CONTENTS = re.compile(rf"{CONTENTS}\s*[:：]?", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|odt|rtf|epub)(?:[?#]|$)", re.IGNORECASE)
LONGEST_LANGUAGE = 25
Element = etree._Element


def without_ways_on(place: Element, hits: Mapping[Element, int]) -> None:
    """Drop them; `hits` says where the article's words stand."""
    for line in [one for one in place.iter("p", "div", "strong", "b", "ul") if one is not place]:
        if _is_way_on(line) or _is_pager(line):
            drop(line)
    _without_other_stories(place)
    _without_lists_of_links(place, hits)


def _is_way_on(element: Element) -> bool:
    """Whether an element is a line that leads to another story: `Read also: …`."""
    if element.find(".//a") is None:
        return False
    text = text_of(element, LONGEST)
    if len(text) >= LONGEST or not _LEADS_ON.match(text) or linked(element) <= 0.4 * len(text):
        return False
    # `More about the slip: it was built in 1880.` is a sentence.
    return not (_MORE.match(text) and text.endswith((".", "。")))


def _is_pager(line: Element) -> bool:
    """Whether a line leads to pages by their numbers, and says hardly anything else."""
    text = text_of(line, LONGEST_PAGER)
    if len(text) > LONGEST_PAGER or not {"1", "2"} <= set(_NUMBER.findall(text)):
        return False
    few = len(_OTHER.sub("", text)) <= MOST_LETTERS
    return few and any(_NUMBER.fullmatch(text_of(link, LONGEST_LABEL)) for link in line.iter("a"))


def _without_other_stories(place: Element) -> None:
    """Drop what stands below a line that announces other stories, as far as it is made of links."""
    for label in [one for one in place.iter(*_LABELS) if _LABEL.fullmatch(text_of(one, LONGEST_LABEL))]:
        line = _alone(label, place)
        stories = list(takewhile(_is_stories, line.itersiblings("*")))
        for found in (line, *stories) if stories else ():
            drop(found)


def _alone(label: Element, place: Element) -> Element:
    """The label with the elements that hold nothing else."""
    above = label.getparent()
    while (
        above is not None
        and above is not place
        and text_of(above, LONGEST_LABEL) == text_of(label, LONGEST_LABEL)
    ):
        label, above = above, above.getparent()
    return label


def _is_stories(block: Element) -> bool:
    """Whether a block below such a line holds headlines of other stories."""
    links = len(block.findall(".//a")) + (block.tag == "a")
    mostly = linked(block) >= 0.5 * len(text_of(block))
    return (
        bool(links)
        and block.tag not in ("h1", "h2", "figure")
        and (mostly or (links > 1 and block.tag != "p"))
    )


class _Places:
    """Where the named places of a page stand, looked for once and where something leads to them."""

    def __init__(self, place: Element) -> None:
        self._place = place

    @cached_property
    def _order(self) -> tuple[dict[str, int], dict[Element, int]]:
        named, lists = dict[str, int](), dict[Element, int]()
        for n, one in enumerate(self._place.getroottree().iter("*")):
            if one.tag in ("ul", "ol"):
                lists[one] = n
            named |= {name: n for name in (one.get("id"), one.get("name")) if name}
        return named, lists

    def all_below(self, found: Element, names: Iterable[str]) -> bool:
        """Whether all places (`#a`) stand behind a list."""
        named, lists = self._order
        return found in lists and all(named.get(name[1:], -1) > lists[found] for name in names)


def _without_lists_of_links(place: Element, hits: Mapping[Element, int]) -> None:
    """Drop lists of nothing but links with which the article ends."""
    places = _Places(place)
    for found in [*place.iter("ul", "ol")]:
        text = text_of(found)
        links = len(found.findall(".//a"))
        if links < 2 or linked(found) < 0.9 * len(text):
            continue
        if _lists_itself(found, places) or _is_in_languages(found):
            _without_list(found)
        elif hits.get(found) or _lead_away(found):
            continue
        elif not _follows(found, place, hits):
            drop(found)


def _lists_itself(found: Element, places: _Places) -> bool:
    """Whether all its links lead to places below it, or to such of a page that calls it its contents."""
    names = [link.get("href") or "" for link in found.iter("a")]
    if not all(name.startswith("#") and name != "#" for name in names):
        return False
    return _label_of(found) is not None or places.all_below(found, names)


def _is_in_languages(found: Element) -> bool:
    """Whether its links lead to the page in other languages, named by these; no files of a report."""
    return all(
        link.get("hreflang")
        and len(text_of(link, LONGEST_LANGUAGE)) <= LONGEST_LANGUAGE
        and not _FILE.search(link.get("href") or "")
        for link in found.iter("a")
    )


def _label_of(found: Element) -> Element | None:
    """The line above a list that calls it a table of contents."""
    above = found.getprevious()
    if above is None or above.tag not in _LABELS:
        return None
    return above if _CONTENTS.fullmatch(text_of(above, LONGEST_LABEL)) else None


def _without_list(found: Element) -> None:
    """Drop a table of contents with the line that calls it one."""
    label = _label_of(found)
    if label is not None:
        drop(label)
    drop(found)


def _lead_away(found: Element) -> bool:
    """Whether most of its links lead to other sites: those are the article's references."""
    hrefs = [link.get("href") or "" for link in found.iter("a")]
    return 2 * sum(1 for href in hrefs if href.startswith(("http://", "https://", "//"))) > len(hrefs)


def _follows(found: Element, place: Element, hits: Mapping[Element, int]) -> bool:
    """Whether words of the article stand behind it."""
    here: Element | None = found
    while here is not None and here is not place:
        if any(hits.get(after) for after in here.itersiblings()):
            return True
        here = here.getparent()
    return False
