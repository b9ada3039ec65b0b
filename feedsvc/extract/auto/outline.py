"""A page as flat lists in document order, so that any part of it is a range of numbers.

`outline` walks the tree once, without recursion; furniture that no reader sees (scripts, forms) is
left out. What `auto` asks of a block (its links, headings, dates) is then a slice of a sorted list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.extract.auto.components import acts, component_title, is_component
from feedsvc.extract.auto.elementdates import DATED, DATES_SAID, MAX_PARTS, date_at
from feedsvc.extract.auto.rowaddress import SAYING, leads_away, own_address
from feedsvc.extract.dom import node_text


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(words.split())


MAX_ELEMENTS = 30_000
"""A page with more is read up to there."""
HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
_NOTED = HEADINGS | {"main"}
"""Tags that matter without attributes."""
_BREAKING = HEADINGS | word_set("br p div li td")
"""Tags that part words; that one stands inside is known without writing the element out."""
_UNSEEN = word_set(
    "script style noscript template svg iframe object select option button input textarea canvas video "
    "audio head dialog math map"
)
_SERIAL = re.compile(r"[0-9a-f]{8}(?:[-_]?[0-9a-f]{4}){3}[-_]?[0-9a-f]{12}", re.IGNORECASE)
"""A number that programs give, in which letters stand by chance."""
_TOKENS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_a-zA-Z]+")
_FURNITURE_TAGS = word_set("nav footer")
_FURNITURE_ROLES = word_set("navigation contentinfo banner search menu menubar tablist dialog")
_FURNITURE = word_set(
    "nav navbar navigation menu submenu footer foot breadcrumb breadcrumbs pagination pager paginator "
    "social share sharing cookie cookies consent toolbar skip topbar masthead copyright comments"
)
_ASIDE = word_set(
    "sidebar side aside widget widgets related popular trending recommended recommend promo promos most "
    "ticker hot rank ranking ads ad advert sponsored sponsor banner rail partners tagcloud archives"
)
_PAID = word_set("ads ad advert advertisement sponsored sponsor promo promoted")
_POST = word_set("hentry post type-post type-topic status-publish")
_TAXON = re.compile(r"(?:\w+[-_])?(?:tag|category|cat|author|user)-")
_ACTING = word_set("role") | SAYING
"""Attributes that may make a heading or a link of an element."""
_FURNISHED = word_set("id role hidden")
"""Attributes that may make furniture of an element."""
_NEUTRAL = word_set("html body main article")
(_TEXT_NODE,) = (node.tag_id for node in LexborHTMLParser("<p>text").css("p")[0].iter(include_text=True))
TEXT = "-text"
"""The tag of a text that stands between elements."""
SPOKEN = 12
"""Letters of a button from which on its words are more than a label."""
MAX_ROW = 300
"""Elements of a row that acts as a link."""
_WIDE = re.compile("[\u2e80-\U0010ffff]")


class Hit(NamedTuple):
    """Something found at an element: its number and its text, and for a link where it leads.

    A tuple, because tuples are compared by their first value without a call, and hits are looked up often.
    """

    at: int
    text: str
    href: str = ""
    sure: bool = True
    """For a date: day, month and year are there."""


@dataclass(slots=True)
class Outline:
    """The page's elements and texts by number; `end[i]` is the first number after what is inside i."""

    nodes: list[LexborNode] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    attributes: list[dict[str, str | None]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """The element's own words (of its direct text nodes), folded."""
    classes: list[tuple[str, ...]] = field(default_factory=list)
    tokens: list[frozenset[str]] = field(default_factory=list)
    """Words of class and id: `postMeta-date` → post, meta, date."""
    steps: list[str] = field(default_factory=list)
    """Tag and classes without numbers, as one word."""
    furniture: list[int] = field(default_factory=list)
    """0 content, 1 beside the content, 2 navigation and the like; inherited."""
    paths: list[int] = field(default_factory=list)
    """Equal for elements of equal place: tags and classes of all ancestors."""
    main: tuple[int, int] | None = None
    links: list[Hit] = field(default_factory=list)
    acting: list[Hit] = field(default_factory=list)
    """Links that lead nowhere without a script: their words, and no address."""
    headings: list[Hit] = field(default_factory=list)
    dates: list[Hit] = field(default_factory=list)
    blocks: dict[Any, Any] = field(default_factory=dict)
    """What was read at a place of it, so that lists with the same blocks read them once."""
    letters: list[int] = field(default_factory=list)
    """How many letters the elements before each number say."""
    _words: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.nodes)

    def words(self, number: int) -> str:
        """All that the element says, found out once."""
        words = self._words.get(number)
        if words is None:
            breaks = not _BREAKING.isdisjoint(self.tags[number + 1 : self.ends[number]])
            words = self._words[number] = node_text(self.nodes[number], breaks=breaks)
        return words

    def within(self, hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
        """The hits at start ≤ number < end."""
        places: Sequence[tuple[object, ...]] = hits
        if start >= end:
            return ()
        first = bisect_left(places, (start,))
        return hits[first : bisect_left(places, (end,), first)]


def outline(tree: LexborHTMLParser, *, scriptless: bool = False) -> Outline:
    """The page's outline; `scriptless` as those see it whose browsers run no scripts."""
    out = Outline()
    if tree.body is not None:
        _walk(tree.body, out, _UNSEEN - {"noscript"} if scriptless else _UNSEEN)
    _collect(out)
    return out


def words_of(name: str) -> list[str]:
    """The lower-case words of a class name: `entryMeta_date-2` → entry, meta, date."""
    return [word.lower() for word in _TOKENS.findall(name)]


def weight(text: str) -> int:
    """Length of a text in Latin letters: a CJK character says as much as two and a half."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text)) * 3 // 2


_Waiting = tuple[LexborNode, str, int, str]
"""A node, its tag, the number of the element that it stands in, and what it says where it is a text."""


def _walk(body: LexborNode, out: Outline, unseen: frozenset[str]) -> None:
    entry = _Entry()
    rows, enter = entry.rows, entry.enter
    names: dict[int, str] = {}
    waiting: list[_Waiting] = [(body, body.tag or "", -1, "")]
    while waiting and len(rows) < MAX_ELEMENTS:
        node, tag, parent, text = waiting.pop()
        if tag == TEXT:
            enter(node, tag, parent, text, {})
        elif tag not in unseen or opens_more(node):
            text, inner = _inside(node, len(rows), names)
            enter(node, tag, parent, text, node.attributes)
            if inner:
                waiting += reversed(inner)
    entry.hand_over(out)
    _end(out)


def _end(out: Outline) -> None:
    """Lets every element end where the last one inside it does."""
    ends, parents = out.ends, out.parents
    for number in range(len(ends) - 1, 0, -1):
        parent = parents[number]
        if ends[parent] < (end := ends[number]):
            ends[parent] = end


def _inside(node: LexborNode, number: int, names: dict[int, str]) -> tuple[str, Sequence[_Waiting]]:
    """The element's own text, and what in it has a place of its own: elements, and texts between links.

    `names` are the page's tags by the parser's numbers, which are read faster; "" for what is no element.
    """
    child = node.first_child
    if child is None:
        return "", ()
    if child.tag_id == _TEXT_NODE and child.next is None:
        return " ".join((child.text_content or "").split()), ()
    own: list[str] = []
    inner: list[_Waiting] = []
    linked = told = False
    while child is not None:
        kind = child.tag_id
        if kind == _TEXT_NODE:
            own.append(text := "" if child.is_empty_text_node else child.text_content or "")
            if text and not text.isspace():
                told = True
                inner.append((child, TEXT, number, " ".join(text.split())))
        else:
            tag = names.get(kind)
            if tag is None:
                tag = names[kind] = (child.tag or "") if child.is_element_node else ""
            if tag:
                linked = linked or tag == "a"
                inner.append((child, tag, number, ""))
        child = child.next
    if not told or (len(own) > 1 and linked):
        return "", inner
    return " ".join(" ".join(own).split()), [one for one in inner if one[1] != TEXT]


def opens_more(node: LexborNode) -> bool:
    """Whether the element is a button that names what it opens, in parts as of a row."""
    if node.tag != "button" or weight(node_text(node)) < SPOKEN:
        return False
    return len([child for child in node.iter() if child.tag in ("span", "div", "p")]) > 1


class _Named(NamedTuple):
    """What the tag and the classes of an element say."""

    classes: tuple[str, ...]
    tokens: frozenset[str]
    kind: int
    """Equal for equal tags and classes but those with digits, which tell no element from its like."""
    step: str
    shown: str
    """Classes whose words are the element's own."""
    furniture: int
    """What tag and classes alone make of it."""


_Placed = tuple[int, int, tuple[str, ...], frozenset[str], str]
"""What stands in a row of all alike: path, furniture, classes, tokens and step."""
_Row = tuple[int, int, LexborNode, str, int, dict[str, str | None], str, tuple[str, ...], frozenset[str], str]
"""An element: path, furniture, node, tag, parent, attributes, text, classes, tokens and step."""


class _Entry:
    """Takes elements for an outline; what tags and classes say is found out once for all alike."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self._paths: dict[tuple[int, int], int] = {}
        self._known: dict[tuple[str, str], _Named] = {}
        self._placed: dict[tuple[str, str, int, int], _Placed] = {}
        self._kinds: dict[tuple[str, tuple[str, ...]], int] = {}

    def enter(
        self, node: LexborNode, tag: str, parent: int, text: str, attributes: dict[str, str | None]
    ) -> None:
        """Takes the node in, which says this text itself."""
        above, inherited = 0, 0
        if parent >= 0:
            row = self.rows[parent]
            above, inherited = row[0], row[1]
        key = (tag, (attributes.get("class") if attributes else None) or "", above, inherited)
        placed = self._placed.get(key)
        if placed is None:
            placed = self._placed[key] = self._place(*key)
        path, place, classes, tokens, step = placed
        if attributes and not _FURNISHED.isdisjoint(attributes):
            tokens, place = self._furnished(key, attributes)
        if tag == "header" and parent == 0:
            place = 2
        self.rows.append((path, place, node, tag, parent, attributes, text, classes, tokens, step))

    def _place(self, tag: str, given: str, above: int, inherited: int) -> _Placed:
        """What tag and classes say in a place where elements are entered below such a path."""
        named = self._named(tag, given)
        path = self._paths.setdefault((above, named.kind), len(self._paths) + 1)
        return path, max(named.furniture, inherited), named.classes, named.tokens, named.step

    def _furnished(
        self, key: tuple[str, str, int, int], attributes: dict[str, str | None]
    ) -> tuple[frozenset[str], int]:
        """Tokens and furniture of an element of which more than tag and classes tells."""
        tag, given, _, inherited = key
        named, identifier = self._named(tag, given), attributes.get("id")
        tokens = _tokens(named.shown, identifier) if identifier else named.tokens
        return tokens, max(_furniture(tag, tokens, attributes), inherited)

    def _named(self, tag: str, given: str) -> _Named:
        known = self._known.get((tag, given))
        if known is None:
            known = self._known[tag, given] = self._name(tag, given)
        return known

    def hand_over(self, out: Outline) -> None:
        """Gives the outline what was taken, each kind of it in a list."""
        columns: Any = map(list, zip(*self.rows, strict=True))
        out.paths, out.furniture, out.nodes, out.tags, out.parents, *others = columns
        out.attributes, out.texts, out.classes, out.tokens, out.steps = others
        out.ends = list(range(1, len(self.rows) + 1))
        out.letters = list(accumulate(map(len, out.texts), initial=0))

    def _name(self, tag: str, given: str) -> _Named:
        classes = tuple(sorted(set(given.split()[:20])))
        stable = tuple(c for c in classes if not any(ch.isdigit() for ch in c))
        shown = " ".join(_own_classes(classes))
        tokens = _tokens(shown, "")
        kind = self._kinds.setdefault((tag, stable), len(self._kinds))
        return _Named(classes, tokens, kind, ".".join((tag, *stable)), shown, _furniture(tag, tokens, {}))


def _tokens(shown: str, given: str) -> frozenset[str]:
    """The words of classes and of an id."""
    return frozenset(words_of(_SERIAL.sub(" ", f"{shown} {given}"[:300])))


def _own_classes(classes: Sequence[str]) -> Sequence[str]:
    """The classes but the hooks of scripts (`js-navigation-item`) and a post's tags (`tag-widgets`)."""
    classes = [c for c in classes if not c.startswith("js-")] or classes
    if not _POST & set(classes):
        return classes
    return [c for c in classes if not _TAXON.match(c)]


def _furniture(tag: str, tokens: frozenset[str], attributes: dict[str, str | None]) -> int:
    role = attributes.get("role") or ""
    if tag in _FURNITURE_TAGS or role in _FURNITURE_ROLES or "hidden" in attributes:
        return 2
    if tag in _NEUTRAL:
        return int(tag == "article" and not tokens.isdisjoint(_PAID))
    if not tokens.isdisjoint(_FURNITURE) and "no" not in tokens:  # `no-footer` says that there is none
        return 2
    return 1 if tag == "aside" or role == "complementary" or not tokens.isdisjoint(_ASIDE) else 0


def _collect(out: Outline) -> None:
    noted = {"a", *_NOTED, *filter(is_component, set(out.tags))}
    for number, (tag, attributes) in enumerate(zip(out.tags, out.attributes, strict=True)):
        if tag in noted or (attributes and not _ACTING.isdisjoint(attributes)):
            _collect_at(out, number, tag, attributes)
    out.dates = _dates(out)


def _collect_at(out: Outline, number: int, tag: str, attributes: dict[str, str | None]) -> None:
    """Notes what the element is of main part, link, and heading."""
    if out.main is None and (tag == "main" or attributes.get("role") == "main"):
        out.main = (number, out.ends[number])
    if is_component(tag) and (title := component_title(attributes)):
        if href := _href(out, number):
            out.links.append(Hit(number, title, href))
    elif tag == "a" and (href := _href(out, number)):
        out.links.append(Hit(number, _link_text(out, number), href))
    elif tag == "a" and acts(attributes):
        out.acting.append(Hit(number, out.words(number)))
    elif href := _row_address(out, number):
        out.links.append(Hit(number, _row_text(out, number), href))
    elif tag in HEADINGS or attributes.get("role") == "heading":
        out.headings.append(Hit(number, out.words(number)))


def _dates(out: Outline) -> list[Hit]:
    """The dates without those around others that say no less."""
    found: list[Hit] = []  # the last first, as what stands inside an element comes behind it
    dated = {words for words in set(out.tokens) if not DATED.isdisjoint(words)}
    saying = {"time", *filter(is_component, set(out.tags))}
    rows = [*zip(out.tags, out.ends, out.attributes, out.tokens, out.texts, strict=True)]
    for number in range(len(out) - 1, -1, -1):
        tag, end, attributes, tokens, text = rows[number]
        told = text or tag in saying or tokens in dated or 2 < end - number <= MAX_PARTS + 1
        if not told and (not attributes or DATES_SAID.isdisjoint(attributes)):  # as most elements
            continue
        inner = found[-1] if found and found[-1].at < end else None
        if date := date_at(out, number, tag, inner):
            found.append(Hit(number, date[0], sure=date[1]))
    found.reverse()
    return [d for k, d in enumerate(found) if not _holds_better(out, d, found[k + 1 : k + 2])]


def _holds_better(out: Outline, date: Hit, following: Sequence[Hit]) -> bool:
    """Whether the next date stands inside this one's element and says no less."""
    return any(d.at < out.ends[date.at] and d.sure >= date.sure for d in following)


def _href(out: Outline, number: int) -> str:
    href = (out.attributes[number].get("href") or "").strip()
    refused = href.startswith("#") or href.lower().startswith(("javascript:", "mailto:", "tel:", "data:"))
    return "" if refused else href


def _row_address(out: Outline, number: int) -> str:
    """Where a row leads that holds no link."""
    href = own_address(out.tags[number], out.attributes[number])
    inside = range(number + 1, out.ends[number])
    if not href or len(inside) > MAX_ROW:
        return ""
    inner = {_href(out, n) for n in inside if out.tags[n] == "a"} - {""}
    clicked = inner and href not in inner and leads_away(out.attributes[number])
    return href if not inner or clicked else ""


def _row_text(out: Outline, number: int) -> str:
    """The words of a row that leads somewhere; none where links in it have words of their own."""
    linked = any(out.tags[n] == "a" and _href(out, n) for n in range(number + 1, out.ends[number]))
    return "" if linked else out.words(number)


def _link_text(out: Outline, number: int) -> str:
    text = out.words(number)
    full = " ".join((out.attributes[number].get("title") or "").split())
    if not full or not text.rstrip().endswith(("…", "...", "．．")):
        return text
    bare = text.rstrip().rstrip("….．").rstrip()
    return full if bare and full.casefold().startswith(bare.casefold()) else text
