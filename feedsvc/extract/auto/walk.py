"""The walk that makes a page's outline: once over the tree, without recursion.

Furniture that no reader sees (scripts, forms) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import accumulate, islice, repeat
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.extract.auto.around import unframe
from feedsvc.extract.auto.finds import collect
from feedsvc.extract.auto.outline import Outline
from feedsvc.extract.auto.placewords import furniture_of, tokens_of
from feedsvc.extract.auto.popular import put_beside
from feedsvc.extract.auto.tagnames import said_by
from feedsvc.extract.auto.tags import TEXT
from feedsvc.extract.auto.words import weight, word_set
from feedsvc.extract.dom import node_text, page_title

MAX_ELEMENTS = 30_000
"""A page with more is read up to there."""
_UNSEEN = word_set(
    "script style noscript template svg iframe object select option button input textarea canvas video "
    "audio head dialog math map"
)
_FURNISHED = word_set("id role hidden")
"""Attributes that may make furniture of an element."""
_NOWHERE = (0, 0)
"""Path and furniture of what stands above the page."""
SPOKEN = 12
"""Letters of a button from which on its words are more than a label."""
_LINK_NODE, _TEXT_NODE = (
    node.tag_id for node in LexborHTMLParser("<p><a></a>text").css("p")[0].iter(include_text=True)
)


def outline(
    tree: LexborHTMLParser,
    *,
    scriptless: bool = False,
    folder: str | None = None,
    fetched: datetime | None = None,
) -> Outline:
    """The page's outline, `folder` the last name in its address; `scriptless` as seen without scripts."""
    out = Outline(title=page_title(tree) or "", folder=folder, fetched=fetched)
    if tree.body is not None:
        _walk(tree.body, out, _UNSEEN - {"noscript"} if scriptless else _UNSEEN)
    collect(out)
    unframe(out)
    put_beside(out)
    return out


def _walk(body: LexborNode, out: Outline, unseen: frozenset[str]) -> None:
    entry = _Entry()
    entry.take(body, unseen)
    entry.hand_over(out)
    _end(out)


def _end(out: Outline) -> None:
    """Lets every element end where the last one inside it does."""
    ends = out.ends
    last = dict(zip(out.parents, range(len(ends)), strict=True))  # in each element, parents in page order
    last.pop(-1, None)
    for parent, inside in reversed(last.items()):
        ends[parent] = ends[inside]


def _is_mixed(node: LexborNode) -> bool:
    """Whether links stand among texts in the element, so that each text has a place of its own."""
    kinds = [child.tag_id for child in node.iter(include_text=True)]
    return kinds.count(_TEXT_NODE) > 1 and _LINK_NODE in kinds


def opens_more(node: LexborNode) -> bool:
    """Whether the element is a button that names what it opens, in parts as of a row."""
    if node.tag != "button" or weight(node_text(node)) < SPOKEN:
        return False
    return len([child for child in node.iter() if child.tag in ("span", "div", "p")]) > 1


def _is_masthead(tag: str, above: int) -> bool:
    """Whether the element is the header of the whole page: the path of the body is the first one."""
    return tag == "header" and above == 1


_Above = tuple[int, int]
"""Path and furniture of a row, which place those in it."""
_Placed = tuple[int, int, tuple[str, ...], frozenset[str], str, _Above]
"""What stands in a row of all alike: path, furniture, classes, tokens and step; the first two once more."""
_Key = tuple[str, str | None, _Above]
"""What rows are alike by: tag and class as it is written, and the row above."""


class _Entry:
    """Takes elements for an outline; what tags and classes say is found out once for all alike."""

    def __init__(self) -> None:
        self._rows: list[tuple[LexborNode, str, int, dict[str, str | None]]] = []
        self._texts: dict[int, str] = {}
        self._mixed: dict[int, bool] = {}
        """Whether the texts of an element, by its number, have places of their own."""
        self._places: list[_Placed] = []
        self._bare: dict[int, str] = {}
        """The words of elements in which but a text stands."""
        self._paths: dict[tuple[int, tuple[str, ...]], int] = {}
        self._placed: dict[_Key, _Placed] = {}

    def take(self, body: LexborNode, unseen: frozenset[str]) -> None:
        """Takes in what is seen of the page; one loop without calls, as there are thousands of elements."""
        self._take_body(body)
        rows, places, known = self._rows, self._places, self._placed
        numbers = {body.mem_id: 0}  # of every row, by its node's identity
        names: dict[int, str] = {}  # of tags that are seen, by the parser's numbers, which are read faster
        nodes: Iterator[Any] = body.traverse(include_text=True, skip_empty=True)  # each of which has a parent
        for node in islice(nodes, 1, None):
            parent = numbers.get(node.parent.mem_id)
            if parent is None:  # stands in what is unseen
                continue
            kind = node.tag_id
            if kind == _TEXT_NODE:
                self._take_text(node, parent)
                continue
            tag = names.get(kind)
            if tag is None:
                tag = (node.tag or "") if node.is_element_node else ""
                if not tag or (tag in unseen and not opens_more(node)):
                    continue
                if tag not in unseen:
                    names[kind] = tag
            if (number := len(rows)) >= MAX_ELEMENTS:  # of those before, texts may follow
                continue
            numbers[node.mem_id] = number
            attributes = node.attributes
            key = (tag, attributes.get("class"), places[parent][5])
            placed = known.get(key) or self._place(key)
            if not _FURNISHED.isdisjoint(attributes):
                placed = self._furnished(key, placed, attributes)
            places.append(placed)
            rows.append((node, tag, parent, attributes))

    def _take_body(self, body: LexborNode) -> None:
        attributes = body.attributes
        key = (body.tag or "", attributes.get("class"), _NOWHERE)
        self._places.append(self._furnished(key, self._place(key), attributes))
        self._rows.append((body, key[0], -1, attributes))

    def _take_text(self, node: LexborNode, parent: int) -> None:
        """Adds the text to those of its element, or takes it in alone where it stands among links."""
        text = " ".join((node.text_content or "").split())
        if not text:
            return
        known = self._texts.get(parent)
        if known:
            self._texts[parent] = f"{known} {text}"
        elif node.prev is None and node.next is None:
            self._texts[parent] = self._bare[parent] = text
        elif self._is_mixed(parent):
            self._take_part(text, node, parent)
        else:
            self._texts[parent] = text

    def _is_mixed(self, number: int) -> bool:
        """Whether links stand among texts in the element, found out once."""
        if number not in self._mixed:
            self._mixed[number] = _is_mixed(self._rows[number][0])
        return self._mixed[number]

    def _take_part(self, text: str, node: LexborNode, parent: int) -> None:
        if len(self._rows) < MAX_ELEMENTS:
            key = (TEXT, None, self._places[parent][5])
            self._places.append(self._placed.get(key) or self._place(key))
            self._texts[len(self._rows)] = text
            self._rows.append((node, TEXT, parent, {}))

    def _place(self, key: _Key) -> _Placed:
        """What tag and classes say in a place where elements are entered below such a path."""
        tag, given, (above, inherited) = key
        named = said_by(tag, given)
        path = self._paths.setdefault((above, named.kind), len(self._paths) + 1)
        furniture = 2 if _is_masthead(tag, above) else max(named.furniture, inherited)
        placed = (path, furniture, named.classes, named.tokens, named.step, (path, furniture))
        self._placed[key] = placed
        return placed

    def _furnished(self, key: _Key, placed: _Placed, attributes: dict[str, str | None]) -> _Placed:
        """With tokens and furniture of an element of which more than tag and classes tells."""
        tag, given, (above, inherited) = key
        named, identifier = said_by(tag, given), attributes.get("id")
        tokens = tokens_of(named.shown, identifier) if identifier else named.tokens
        place = 2 if _is_masthead(tag, above) else max(furniture_of(tag, tokens, attributes), inherited)
        return placed[0], place, placed[2], tokens, placed[4], (placed[0], place)

    def hand_over(self, out: Outline) -> None:
        """Gives the outline what was taken, each kind of it in a list."""
        rows: Any = map(list, zip(*self._rows, strict=True))
        out.nodes, out.tags, out.parents, out.attributes = rows
        out.texts = list(map(self._texts.get, range(len(out.nodes)), repeat("")))
        places: Any = map(list, zip(*self._places, strict=True))
        out.paths, out.furniture, out.classes, out.tokens, out.steps, _ = places
        out.ends = list(range(1, len(out.nodes) + 1))
        out.letters = list(accumulate(map(len, out.texts), initial=0))
        out.said = self._bare
