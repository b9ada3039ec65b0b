"""An article's element without what stands between its paragraphs, as markup that survives sanitising.

    <div><h1>Title</h1><div>Text <a>#</a></div><div class="share">…</div></div>   →   <p><p>Text </p></p>

The sanitiser keeps no `div`, so that texts of two would grow together: what is a block becomes a paragraph,
and the sanitiser's parser puts paragraphs inside of others in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import takewhile

from lxml import etree
from lxml import html as lxml_html

from feedsvc.clean.phrases import ALSO, BY, READ_ON, alternatives
from feedsvc.extract.article.body import folded, hits_in
from feedsvc.extract.article.words import BUILT, DOUBTED, DROPPED, LEAD, LIVE_ROLES, NOTES, is_named
from feedsvc.extract.datetext import find_date

THIRD = 1 / 3
"""An element with more of the article's words than this is no furniture, whatever it is called."""
SHORT = 150
LONGEST_LABEL = 60
_LABELS = ("h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b")
_BLOCKS = (
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "center",
    "details",
    "summary",
    "address",
    "aside",
)
_CELLS = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ANCHOR = re.compile(r"[¶#§🔗\s]*")
_LABEL = re.compile(rf"(?:{alternatives('related')}|{ALSO}|{READ_ON})\s*[:：>»→]*", re.IGNORECASE)
_LEADS_ON = re.compile(rf"\W*(?:{ALSO}|{alternatives('related')})\s*[:：|-]", re.IGNORECASE)
_BY = re.compile(rf"\W*{BY}(?![\w])", re.IGNORECASE)
_SENTENCE = re.compile(r"\w[.!?…。！？؟]['\"”’»)]*$")
FIRST_LINES = 5
Element = etree._Element


def tidied(place: Element, known: str, title: str) -> str:
    """The markup of what the element holds of the article; `known` is text that is surely the article's."""
    hits = hits_in(place, known)
    for is_furniture in (_is_beside(hits, hits.get(place, 0)), _is_title(title), _is_lead(hits), _is_anchor):
        _without(place, is_furniture)
    _without(place, _is_way_on)
    _without_bylines(place)
    _without_other_stories(place)
    _without_lists_of_links(place, hits)
    for table in [*place.iter("table")]:
        _as_blocks(table) if is_layout(table) else None
    for code in place.iter("pre"):
        _as_lines(code)
    for block in place.iter(*_BLOCKS):
        block.tag = "p"
    inner = lxml_html.tostring(place, encoding="unicode", with_tail=False)
    return f"<p>{inner[inner.index('>') + 1 : inner.rindex('<')]}</p>"


def _without(place: Element, is_furniture: Callable[[Element], bool]) -> None:
    """Drop every element inside that is furniture, with all it holds."""
    waiting = list(place)
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or is_furniture(element):
            drop(element)
        else:
            waiting += list(element)


def drop(element: Element) -> None:
    """Take the element out of its tree and leave the text behind it."""
    above, before = element.getparent(), element.getprevious()
    if above is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        above.text = (above.text or "") + element.tail
    above.remove(element)


def text_of(element: Element, most: int = 100_000) -> str:
    """All text inside, folded; of a long one only so much that it is longer than `most`."""
    parts, length = list[str](), 0
    for part in element.itertext():
        parts.append(str(part))
        length += len(part.strip())
        if length > most:
            break
    return folded("".join(parts))


# -- what is furniture -------------------------------------------------------------------------------


def _is_beside(hits: Mapping[Element, int], total: int) -> Callable[[Element], bool]:
    """Whether an element is called something that stands around articles, or is shown to nobody."""

    def judged(element: Element) -> bool:
        if element.tag in DROPPED:
            return True
        own = hits.get(element, 0)
        if own > THIRD * total or is_named(element, NOTES):
            return False
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None
        if hidden or element.tag in ("nav", "aside", "footer") or element.get("role") in LIVE_ROLES:
            return True
        return is_named(element) or (not own and is_named(element, DOUBTED)) or _is_built(element, own)

    return judged


def _is_built(element: Element, own: int) -> bool:
    return not own and is_named(element, BUILT) and _linked(element) > 0.3 * len(text_of(element))


def _is_title(title: str) -> Callable[[Element], bool]:
    """Whether an element is the article's headline, which is shown above its text anyway."""
    wanted = folded(title).casefold()

    def judged(element: Element) -> bool:
        if element.tag == "h1":
            return True
        if len(wanted) < 4 or element.tag not in _TITLES:
            return False
        return text_of(element, len(wanted) + 4).rstrip("¶# ").casefold() == wanted

    return judged


_TITLES = ("h2", "h3", "div", "p", "header", "span", "strong", "b", "font")


def _is_lead(hits: Mapping[Element, int]) -> Callable[[Element], bool]:
    """Whether an element is a short line of names, dates or tags, and none of the article's words."""

    def judged(element: Element) -> bool:
        if hits.get(element) or element.tag in (
            "li",
            "td",
            "tr",
            "table",
            "ul",
            "ol",
            "figure",
            "figcaption",
            "pre",
        ):
            return element.tag == "ul" and is_named(element, LEAD) and not hits.get(element)
        return (
            is_named(element, LEAD)
            and len(text_of(element, SHORT)) < SHORT
            and element.find(".//img") is None
        )

    return judged


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


def _is_anchor(element: Element) -> bool:
    """Whether an element is a link to the heading that it stands in."""
    return (
        element.tag == "a"
        and bool(len(element) == 0 and _ANCHOR.fullmatch(text_of(element)))
        and bool(element.text)
    )


def _is_way_on(element: Element) -> bool:
    """Whether an element is a line that leads to another story: `Read also: …`."""
    if element.tag not in ("p", "div", "strong", "b") or element.find(".//a") is None:
        return False
    text = text_of(element, 2 * SHORT)
    return len(text) < 2 * SHORT and _LEADS_ON.match(text) is not None and _linked(element) > 0.4 * len(text)


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
    mostly = _linked(block) >= 0.5 * len(text_of(block))
    return (
        bool(links)
        and block.tag not in ("h1", "h2", "figure")
        and (mostly or (links > 1 and block.tag != "p"))
    )


def _without_lists_of_links(place: Element, hits: Mapping[Element, int]) -> None:
    """Drop lists of nothing but links with which the article ends."""
    for found in [*place.iter("ul", "ol")]:
        text = text_of(found)
        links = len(found.findall(".//a"))
        if links < 2 or _linked(found) < 0.9 * len(text) or hits.get(found) or _lead_away(found):
            continue
        if not _follows(found, place, hits):
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


def _linked(element: Element) -> int:
    """Characters inside that are links."""
    return sum(len(text_of(link)) for link in element.iter("a"))


# -- form --------------------------------------------------------------------------------------------


def is_layout(table: Element) -> bool:
    """Whether a table only puts things beside one another: it holds another, headings, or long paragraphs."""
    if table.find(".//th") is not None and table.get("role") != "presentation":
        return False
    cells = [*table.iter("td")]
    inner = any(
        table.find(f".//{tag}") is not None for tag in ("table", "h1", "h2", "h3", "pre", "blockquote")
    )
    several = any(len(cell.findall("p")) > 1 or len(cell.findall(".//br")) > 3 for cell in cells)
    return inner or several or len(cells) < 2 or table.get("role") == "presentation"


def _as_blocks(table: Element) -> None:
    """Make blocks of the table and its own cells; data tables inside it stay."""
    waiting = [table]
    while waiting:
        element = waiting.pop()
        element.tag = "div"
        waiting += [child for child in element if child.tag in _CELLS and child.tag != "table"]


def _as_lines(code: Element) -> None:
    """Lines that are elements of their own become lines of text."""
    for line in code.iter("div", "p", "li", "tr"):
        line.tag = "span"
        line.tail = "\n" + (line.tail or "").lstrip("\n")
