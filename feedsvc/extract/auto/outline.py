"""A page as flat lists in document order, so that any part of it is a range of numbers.

`outline` walks the tree once, without recursion; furniture that no reader sees (scripts, forms) is
left out. What `auto` asks of a block (its links, headings, dates) is then a slice of a sorted list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.extract.auto.components import DATES, acts, component_title, is_component
from feedsvc.extract.auto.datelabels import is_date_label, labelled_date
from feedsvc.extract.auto.lives import end_of_life
from feedsvc.extract.auto.rowaddress import SAYING, leads_away, own_address
from feedsvc.extract.datetext import bare_date, find_date
from feedsvc.extract.dom import node_text


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(words.split())


MAX_ELEMENTS = 30_000
"""A page with more is read up to there."""
HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
_NOTED = HEADINGS | {"main"}
"""Tags that matter without attributes."""
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
DATED = word_set(
    "date time datetime timestamp published posted pubdate datum fecha data tarih dato day when age updated "
    "created"
)
_PROPERTIES = word_set("datePublished startDate dateCreated")
_SAYING = ("title", "data-date", "data-datetime", "data-time", "data-published")
"""Attributes that say a date."""
_DATES_SAID = frozenset(["datetime", "itemprop", *_SAYING])
_PAID = word_set("ads ad advert advertisement sponsored sponsor promo promoted")
_POST = word_set("hentry post type-post type-topic status-publish")
_TAXON = re.compile(r"(?:\w+[-_])?(?:tag|category|cat|author|user)-")
_ACTING = word_set("role") | SAYING
"""Attributes that may make a heading or a link of an element."""
_FURNISHED = word_set("id role hidden")
"""Attributes that may make furniture of an element."""
_NEUTRAL = word_set("html body main article")
_LASTS = word_set("read reading duration length runtime video cook prep total")
"""What says how long something lasts, which is no age."""
_TEXT_NODE = LexborHTMLParser("<p>text").css("p")[0].first_child.tag_id
TEXT = "-text"
"""The tag of a text that stands between elements."""
SPOKEN = 12
"""Letters of a button from which on its words are more than a label."""
MAX_ROW = 300
"""Elements of a row that acts as a link."""
MAX_PARTS = 6
MAX_BADGE = 30
MAX_LEAF = 100
"""Longer texts that mention a date are prose, not datelines."""
SENTENCE = 8
"""Words beside a date from which on a text with a full stop is prose too."""
_WIDE = re.compile("[\u2e80-\U0010ffff]")
_WORD = re.compile(r"[^\W\d_]+")
_FULL_STOP = re.compile(r"[.!?。！？…][\"”’»)]*$")


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
    _words: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.nodes)

    def words(self, number: int) -> str:
        """All that the element says, found out once."""
        words = self._words.get(number)
        if words is None:
            words = self._words[number] = node_text(self.nodes[number])
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
    names: dict[int, str] = {}
    waiting: list[_Waiting] = [(body, body.tag or "", -1, "")]
    while waiting:
        node, tag, parent, text = waiting.pop()
        if len(entry.rows) >= MAX_ELEMENTS or (tag in unseen and not opens_more(node)):
            continue
        if tag == TEXT:
            entry.enter(node, tag, parent, " ".join(text.split()))
            continue
        text, inner = _inside(node, len(entry.rows), names)
        entry.enter(node, tag, parent, text)
        inner.reverse()
        waiting += inner
    entry.hand_over(out)
    _end(out)


def _end(out: Outline) -> None:
    """Lets every element end where the last one inside it does."""
    ends = out.ends
    for number in range(len(ends) - 1, 0, -1):
        parent = out.parents[number]
        ends[parent] = max(ends[parent], ends[number])


def _inside(node: LexborNode, number: int, names: dict[int, str]) -> tuple[str, list[_Waiting]]:
    """The element's own text, and what in it has a place of its own: elements, and texts between links.

    `names` are the page's tags by the parser's numbers, which are read faster; "" for what is no element.
    """
    own: list[str] = []
    inner: list[_Waiting] = []
    linked = told = False
    child = node.first_child
    while child is not None:
        kind = child.tag_id
        if kind == _TEXT_NODE:
            own.append(text := "" if child.is_empty_text_node else child.text_content or "")
            if text and not text.isspace():
                told = True
                inner.append((child, TEXT, number, text))
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


_Row = tuple[int, int, LexborNode, str, int, dict[str, str | None], str, tuple[str, ...], frozenset[str], str]
"""An element: path, furniture, node, tag, parent, attributes, text, classes, tokens and step."""


class _Entry:
    """Takes elements for an outline; what tags and classes say is found out once for all alike."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self._paths: dict[tuple[int, int], int] = {}
        self._known: dict[tuple[str, str], _Named] = {}
        self._kinds: dict[tuple[str, tuple[str, ...]], int] = {}

    def enter(self, node: LexborNode, tag: str, parent: int, text: str) -> None:
        """Takes the node in, which says this text itself."""
        attributes = node.attributes if tag != TEXT else {}
        key = (tag, attributes.get("class") or "")
        named = self._known.get(key)
        if named is None:
            named = self._known[key] = self._name(*key)
        given = attributes.get("id")
        tokens = named.tokens if not given else _tokens(named.shown, given)
        above, inherited = self.rows[parent][:2] if parent >= 0 else (0, 0)
        path = self._paths.setdefault((above, named.kind), len(self._paths) + 1)
        if tag == "header" and parent == 0:
            own = 2
        elif not attributes or _FURNISHED.isdisjoint(attributes):
            own = named.furniture
        else:
            own = _furniture(tag, tokens, attributes)
        place = own if own > inherited else inherited
        self.rows.append(
            (path, place, node, tag, parent, attributes, text, named.classes, tokens, named.step)
        )

    def hand_over(self, out: Outline) -> None:
        """Gives the outline what was taken, each kind of it in a list."""
        columns: Any = map(list, zip(*self.rows, strict=True))
        out.paths, out.furniture, out.nodes, out.tags, out.parents, *others = columns
        out.attributes, out.texts, out.classes, out.tokens, out.steps = others
        out.ends = list(range(1, len(self.rows) + 1))

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
    for number, (tag, attributes) in enumerate(zip(out.tags, out.attributes, strict=True)):
        if tag == "a" or tag in _NOTED or (attributes and _may_be_noted(tag, attributes)):
            _collect_at(out, number, tag, attributes)
    out.dates = _dates(out)


def _may_be_noted(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element may be a link or a heading by what it has, as few are."""
    return not _ACTING.isdisjoint(attributes) or is_component(tag)


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
    for number in range(len(out) - 1, -1, -1):
        inner = found[-1] if found and found[-1].at < out.ends[number] else None
        if date := _date_at(out, number, out.tags[number], inner):
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


def _date_at(out: Outline, number: int, tag: str, inner: Hit | None) -> tuple[str, bool] | None:
    """The date that the element says, in which the `inner` one is known."""
    attributes, own = out.attributes[number], out.texts[number]
    if attributes and (found := _date_said(attributes, tag)):
        return found
    end = out.ends[number]
    labelled = tag == "time" or not DATED.isdisjoint(out.tokens[number])
    if labelled and number + 1 < end <= number + 12:
        # Day, month and year may have an element each.
        whole = " ".join(out.nodes[number].text(separator=" ").split())
        return find_date(whole) if len(whole) <= 60 else None
    if not own:
        parts = number + 2 < end <= number + 1 + MAX_PARTS
        return _badge(out, number) if parts and not (inner and inner.sure) else None
    if len(own) > MAX_LEAF:
        return None
    if is_date_label(own):
        return labelled_date(out.nodes[number])
    leaf = find_date(own) or (bare_date(own) if labelled and not out.tokens[number] & _LASTS else None)
    if leaf is None or (not labelled and _in_sentence(own, leaf[0])):
        return None
    leaf = end_of_life(own) or leaf
    if tag == "a" and not leaf[1] and not _WORD.search(own):  # `26-09` that leads somewhere is a number
        return None
    return leaf if leaf[1] or labelled or len(own) <= 2 * len(leaf[0]) + 12 else None


def _date_said(attributes: dict[str, str | None], tag: str) -> tuple[str, bool] | None:
    """The date that an element's attributes say, for programs or under the mouse."""
    if _DATES_SAID.isdisjoint(attributes) and not is_component(tag):
        return None
    if given := (attributes.get("datetime") or "").strip():  # time, relative-time, time-ago …
        return find_date(given) or (given, True)
    for name in (*_SAYING, *DATES) if is_component(tag) else _SAYING:
        text = attributes.get(name) if tag != "a" else None
        if text and len(text) < 60 and (found := find_date(text)) and found[1]:
            return found
    return _property(attributes) if "itemprop" in attributes else None


def _property(attributes: dict[str, str | None]) -> tuple[str, bool] | None:
    """The complete date of microdata that no reader sees (`<meta itemprop=startDate content=…>`)."""
    if not _PROPERTIES & set((attributes.get("itemprop") or "").split()):
        return None
    found = find_date((attributes.get("content") or "")[:60])
    return found if found and found[1] else None


def _in_sentence(text: str, date: str) -> bool:
    """Whether the date stands in running text: behind other words of a sentence that has an end."""
    before, _, after = text.partition(date)
    words = len(_WORD.findall(f"{before} {after}"))
    return words >= SENTENCE and len(_WORD.findall(before)) > 2 and bool(_FULL_STOP.search(text))


def _badge(out: Outline, number: int) -> tuple[str, bool] | None:
    """The complete date that few short elements make together, and nothing else."""
    whole = " ".join(filter(None, out.texts[number : out.ends[number]]))
    found = find_date(whole) if len(whole) <= MAX_BADGE else None
    return found if found == (whole, True) else None
