"""A page as flat lists in document order, so that any part of it is a range of numbers.

`outline` walks the tree once, without recursion; furniture that no reader sees (scripts, forms) is
left out. What `auto` asks of a block (its links, headings, dates) is then a slice of a sorted list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress
from operator import not_, or_, sub
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.extract.auto.components import acts, component_title, is_component
from feedsvc.extract.auto.elementdates import DATED, DATES_SAID, MAX_BADGE, MAX_LEAF, MAX_PARTS, date_at
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
_FEW = range(3, MAX_PARTS + 2)
"""Elements of what a date may be put together in."""
_NOWHERE = (0, 0)
"""Path and furniture of what stands above the page."""
_NEUTRAL = word_set("html body main article")
_LINK_NODE, _TEXT_NODE = (
    node.tag_id for node in LexborHTMLParser("<p><a></a>text").css("p")[0].iter(include_text=True)
)
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
    said: dict[int, str] = field(default_factory=dict)
    """All that an element says, where it is known already."""
    _called: dict[frozenset[str], list[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.nodes)

    def words(self, number: int) -> str:
        """All that the element says, found out once."""
        words = self.said.get(number)
        if words is None:
            breaks = not _BREAKING.isdisjoint(self.tags[number + 1 : self.ends[number]])
            words = self.said[number] = node_text(self.nodes[number], breaks=breaks)
        return words

    def called(self, words: frozenset[str]) -> list[int]:
        """The elements that a class or id calls one of these words, in page order, found out once."""
        known = self._called.get(words)
        if known is None:
            naming = {tokens for tokens in set(self.tokens) if not words.isdisjoint(tokens)}
            places = map(naming.__contains__, self.tokens) if naming else ()
            known = self._called[words] = list(compress(range(len(self)), places))
        return known

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


def _walk(body: LexborNode, out: Outline, unseen: frozenset[str]) -> None:
    entry = _Entry()
    entry.take(body, unseen)
    entry.hand_over(out)
    _end(out)


def _end(out: Outline) -> None:
    """Lets every element end where the last one inside it does."""
    ends = out.ends
    for number, parent in zip(range(len(ends) - 1, 0, -1), reversed(out.parents), strict=False):
        end = ends[number]
        if ends[parent] < end:
            ends[parent] = end


def _is_mixed(node: LexborNode) -> bool:
    """Whether links stand among texts in the element, so that each text has a place of its own."""
    kinds = [child.tag_id for child in node.iter(include_text=True)]
    return kinds.count(_TEXT_NODE) > 1 and _LINK_NODE in kinds


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
_Key = tuple[str, str, int, int]
"""What rows are alike by: tag and class as it is written, path and furniture of the row above."""


class _Entry:
    """Takes elements for an outline; what tags and classes say is found out once for all alike."""

    def __init__(self) -> None:
        self._rows: list[tuple[LexborNode, str, int, dict[str, str | None], str]] = []
        self._places: list[_Placed] = []
        self._bare: dict[int, str] = {}
        """The words of elements in which but a text stands."""
        self._paths: dict[tuple[int, int], int] = {}
        self._known: dict[tuple[str, str], _Named] = {}
        self._placed: dict[_Key, _Placed] = {}
        self._kinds: dict[tuple[str, tuple[str, ...]], int] = {}

    def take(self, body: LexborNode, unseen: frozenset[str]) -> None:
        """Takes in what is seen of the page; one loop without calls, as there are thousands of elements."""
        rows, places, known, above = self._rows, self._places, self._placed, body.parent
        numbers = {above.mem_id: -1} if above else {}  # of every row, by its node's identity
        mixed: set[int] = set()  # the elements whose texts have places of their own
        names: dict[int, str] = {}  # tags by the parser's numbers, which are read faster; "" for none
        nodes: Iterator[Any] = body.traverse(include_text=True)  # each of which has a parent
        for node in nodes:
            if node.tag_id == _TEXT_NODE:
                if mixed and node.parent.mem_id in mixed:
                    self._take_text(node, numbers[node.parent.mem_id])
                continue
            parent = numbers.get(node.parent.mem_id)
            if parent is None:  # stands in what is unseen
                continue
            tag = names.get(node.tag_id)
            if tag is None:
                tag = names[node.tag_id] = (node.tag or "") if node.is_element_node else ""
            if not tag or (tag in unseen and not opens_more(node)):
                continue
            if (number := len(rows)) >= MAX_ELEMENTS:
                break
            numbers[node.mem_id] = number
            attributes, text = node.attributes, node.text(deep=False, separator=" ")
            if text and (text := " ".join(text.split())):
                if node.first_child.next is None:
                    self._bare[number] = text
                elif _is_mixed(node):
                    mixed.add(node.mem_id)
                    text = ""
            path, inherited, *_ = places[parent] if parent >= 0 else _NOWHERE
            key = (tag, attributes.get("class") or "", path, inherited)
            placed = known.get(key) or self._place(key)
            if not _FURNISHED.isdisjoint(attributes) or (tag == "header" and parent == 0):
                placed = self._furnished(key, placed, attributes, parent)
            places.append(placed)
            rows.append((node, tag, parent, attributes, text))

    def _take_text(self, node: LexborNode, parent: int) -> None:
        """Takes the text in, which stands among links."""
        text = " ".join((node.text_content or "").split())
        if text and len(self._rows) < MAX_ELEMENTS:
            key = (TEXT, "", *self._places[parent][:2])
            self._places.append(self._placed.get(key) or self._place(key))
            self._rows.append((node, TEXT, parent, {}, text))

    def _place(self, key: _Key) -> _Placed:
        """What tag and classes say in a place where elements are entered below such a path."""
        tag, given, above, inherited = key
        named = self._named(tag, given)
        path = self._paths.setdefault((above, named.kind), len(self._paths) + 1)
        placed = (path, max(named.furniture, inherited), named.classes, named.tokens, named.step)
        self._placed[key] = placed
        return placed

    def _furnished(
        self, key: _Key, placed: _Placed, attributes: dict[str, str | None], parent: int
    ) -> _Placed:
        """With tokens and furniture of an element of which more than tag and classes tells."""
        tag, given, _, inherited = key
        named, identifier = self._named(tag, given), attributes.get("id")
        tokens = _tokens(named.shown, identifier) if identifier else named.tokens
        place = max(_furniture(tag, tokens, attributes), inherited)
        if tag == "header" and parent == 0:
            place = 2
        return placed[0], place, placed[2], tokens, placed[4]

    def _named(self, tag: str, given: str) -> _Named:
        known = self._known.get((tag, given))
        if known is None:
            known = self._known[tag, given] = self._name(tag, given)
        return known

    def hand_over(self, out: Outline) -> None:
        """Gives the outline what was taken, each kind of it in a list."""
        rows: Any = map(list, zip(*self._rows, strict=True))
        out.nodes, out.tags, out.parents, out.attributes, out.texts = rows
        places: Any = map(list, zip(*self._places, strict=True))
        out.paths, out.furniture, out.classes, out.tokens, out.steps = places
        out.ends = list(range(1, len(out.nodes) + 1))
        out.letters = list(accumulate(map(len, out.texts), initial=0))
        out.said = self._bare

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
    named, acting = map(noted.__contains__, out.tags), map(not_, map(_ACTING.isdisjoint, out.attributes))
    for number in compress(range(len(out)), map(or_, named, acting)):
        _collect_at(out, number, out.tags[number], out.attributes[number])
    out.dates = _dates(out)


def _collect_at(out: Outline, number: int, tag: str, attributes: dict[str, str | None]) -> None:
    """Notes what the element is of main part, link, and heading."""
    if out.main is None and (tag == "main" or attributes.get("role") == "main"):
        out.main = (number, out.ends[number])
    if tag == "a" and (href := _href(out, number)):
        out.links.append(Hit(number, _link_text(out, number), href))
    elif is_component(tag) and (title := component_title(attributes)):
        if href := _href(out, number):
            out.links.append(Hit(number, title, href))
    elif tag == "a" and acts(attributes):
        out.acting.append(Hit(number, out.words(number)))
    elif href := _row_address(out, number):
        out.links.append(Hit(number, _row_text(out, number), href))
    elif tag in HEADINGS or attributes.get("role") == "heading":
        out.headings.append(Hit(number, out.words(number)))


def _dates(out: Outline) -> list[Hit]:
    """The dates without those around others that say no less."""
    found: list[Hit] = []  # the last first, as what stands inside an element comes behind it
    tags, ends = out.tags, out.ends
    for number in _may_be_dated(out):
        inner = found[-1] if found and found[-1].at < ends[number] else None
        if date := date_at(out, number, tags[number], inner):
            found.append(Hit(number, date[0], sure=date[1]))
    found.reverse()
    return [d for k, d in enumerate(found) if not _holds_better(out, d, found[k + 1 : k + 2])]


def _may_be_dated(out: Outline) -> list[int]:
    """The elements that a date may be said at, the last first: what is marked, or says little."""
    everything, texts = range(len(out)), out.texts
    saying = {"time", *filter(is_component, set(out.tags))}
    tagged = map(saying.__contains__, out.tags)
    marked = compress(everything, map(or_, tagged, map(not_, map(DATES_SAID.isdisjoint, out.attributes))))
    leaves = (n for n in compress(everything, texts) if len(texts[n]) <= MAX_LEAF)
    return sorted({*marked, *out.called(DATED), *leaves, *_small(out)}, reverse=True)


def _small(out: Outline) -> list[int]:
    """The elements of a few parts that say but little, and nothing themselves."""
    ends, texts, letters = out.ends, out.texts, out.letters
    sizes = map(sub, ends, range(len(out)))
    few = compress(range(len(out)), map(_FEW.__contains__, sizes))
    return [n for n in few if not texts[n] and 0 < letters[ends[n]] - letters[n] <= MAX_BADGE]


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
    text, given = out.words(number), out.attributes[number].get("title")
    full = " ".join(given.split()) if given else ""
    if not full or not text.rstrip().endswith(("…", "...", "．．")):
        return text
    bare = text.rstrip().rstrip("….．").rstrip()
    return full if bare and full.casefold().startswith(bare.casefold()) else text
