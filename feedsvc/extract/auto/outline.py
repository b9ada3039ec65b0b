"""A page as flat lists in document order, so that any part of it is a range of numbers.

`outline` walks the tree once, without recursion; furniture that no reader sees (scripts, forms) is
left out. What `auto` asks of a block (its links, headings, dates) is then a slice of a sorted list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.extract.auto.datelabels import is_date_label, labelled_date
from feedsvc.extract.auto.rowaddress import own_address
from feedsvc.extract.datetext import bare_date, find_date
from feedsvc.extract.dom import node_text


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(words.split())


MAX_ELEMENTS = 30_000
"""A page with more is read up to there."""
HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
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
    "date time datetime timestamp published posted pubdate datum fecha day when age updated created"
)
_PROPERTIES = word_set("datePublished startDate dateCreated")
_PAID = word_set("ads ad advert advertisement sponsored sponsor promo promoted")
_POST = word_set("hentry post type-post type-topic status-publish")
_TAXON = re.compile(r"(?:\w+[-_])?(?:tag|category|cat|author|user)-")
_NEUTRAL = word_set("html body main article")
_LASTS = word_set("read reading duration length runtime video cook prep total")
"""What says how long something lasts, which is no age."""
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
_WORD = re.compile(r"[^\W\d_]+")
_FULL_STOP = re.compile(r"[.!?。！？…][\"”’»)]*$")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found at an element: its number and its text, and for a link where it leads."""

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
    headings: list[Hit] = field(default_factory=list)
    dates: list[Hit] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.nodes)

    def within(self, hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
        """The hits at start ≤ number < end."""
        return hits[bisect_left(hits, start, key=_place) : bisect_left(hits, end, key=_place)]


def _place(hit: Hit) -> int:
    return hit.at


def outline(tree: LexborHTMLParser) -> Outline:
    """The page's outline."""
    out = Outline()
    if tree.body is not None:
        _walk(tree.body, out)
    _collect(out)
    return out


def words_of(name: str) -> list[str]:
    """The lower-case words of a class name: `entryMeta_date-2` → entry, meta, date."""
    return [word.lower() for word in _TOKENS.findall(name)]


def weight(text: str) -> int:
    """Length of a text in Latin letters: a CJK character says as much as two and a half."""
    wide = sum(1 for c in text if c >= "\u2e80")
    return len(text) + wide * 3 // 2


def _walk(body: LexborNode, out: Outline) -> None:
    paths: dict[tuple[int, str, tuple[str, ...]], int] = {}
    waiting: list[tuple[LexborNode | None, int]] = [(body, -1)]
    while waiting:
        node, parent = waiting.pop()
        if node is None:  # everything inside `parent` has been seen
            out.ends[parent] = len(out.nodes)
            continue
        hides = node.tag in _UNSEEN and not opens_more(node)
        if len(out.nodes) >= MAX_ELEMENTS or hides:
            continue
        number = _enter(node, parent, out, paths)
        if node.tag == TEXT:
            continue
        waiting.append((None, number))
        own: list[str] = []
        inner: list[tuple[LexborNode | None, int]] = []
        for child in node.iter(include_text=True):
            if child.tag == TEXT:
                own.append(child.text(deep=False))
            if child.is_element_node or (child.tag == TEXT and own[-1].strip()):
                inner.append((child, number))
        mixed = len(own) > 1 and any(child is not None and child.tag == "a" for child, _ in inner)
        if not mixed:  # texts between links need a place of their own, others are their element's
            out.texts[number] = " ".join(" ".join(own).split())
            inner = [(child, up) for child, up in inner if child is None or child.tag != TEXT]
        waiting += reversed(inner)


def opens_more(node: LexborNode) -> bool:
    """Whether the element is a button that names what it opens, in parts as of a row."""
    if node.tag != "button" or weight(node_text(node)) < SPOKEN:
        return False
    return len([child for child in node.iter() if child.tag in ("span", "div", "p")]) > 1


def _enter(
    node: LexborNode, parent: int, out: Outline, paths: dict[tuple[int, str, tuple[str, ...]], int]
) -> int:
    tag = node.tag or ""
    attributes = node.attributes if tag != TEXT else {}
    classes = tuple(sorted(set((attributes.get("class") or "").split()[:20])))
    named = f"{' '.join(_own_classes(classes))} {attributes.get('id') or ''}"[:300]
    tokens = frozenset(words_of(_SERIAL.sub(" ", named)))
    stable = tuple(c for c in classes if not any(ch.isdigit() for ch in c))
    above = out.paths[parent] if parent >= 0 else 0
    number = len(out.nodes)
    out.nodes.append(node)
    out.tags.append(tag)
    out.parents.append(parent)
    out.ends.append(number + 1)
    out.attributes.append(attributes)
    out.texts.append(" ".join(node.text(deep=False).split()) if tag == TEXT else "")
    out.classes.append(classes)
    out.tokens.append(tokens)
    out.steps.append(".".join((tag, *stable)))
    out.paths.append(paths.setdefault((above, tag, stable), len(paths) + 1))
    inherited = out.furniture[parent] if parent >= 0 else 0
    own = 2 if tag == "header" and parent == 0 else _furniture(tag, tokens, attributes)
    out.furniture.append(max(inherited, own))
    return number


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
        return int(tag == "article" and bool(tokens & _PAID))
    if tokens & _FURNITURE and "no" not in tokens:  # `no-footer` says that there is none
        return 2
    return 1 if tag == "aside" or role == "complementary" or tokens & _ASIDE else 0


def _collect(out: Outline) -> None:
    for number, tag in enumerate(out.tags):
        if out.main is None and (tag == "main" or out.attributes[number].get("role") == "main"):
            out.main = (number, out.ends[number])
        if tag == "a" and (href := _href(out, number)):
            out.links.append(Hit(number, _link_text(out, number), href))
        elif href := _row_address(out, number):
            out.links.append(Hit(number, node_text(out.nodes[number]), href))
        elif tag in HEADINGS or out.attributes[number].get("role") == "heading":
            out.headings.append(Hit(number, node_text(out.nodes[number])))
        if date := _date_at(out, number, tag):
            out.dates.append(Hit(number, date[0], sure=date[1]))
    out.dates = [d for k, d in enumerate(out.dates) if not _holds_better(out, d, out.dates[k + 1 : k + 2])]


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
    if len(inside) > MAX_ROW:
        return ""
    return "" if href and any(out.tags[n] == "a" and _href(out, n) for n in inside) else href


def _link_text(out: Outline, number: int) -> str:
    text = node_text(out.nodes[number])
    full = " ".join((out.attributes[number].get("title") or "").split())
    bare = text.rstrip().rstrip("….．").rstrip()
    cut = bool(bare) and text.rstrip().endswith(("…", "...", "．．"))
    return full if cut and full.casefold().startswith(bare.casefold()) else text


def _date_at(out: Outline, number: int, tag: str) -> tuple[str, bool] | None:
    attributes, own = out.attributes[number], out.texts[number]
    if given := (attributes.get("datetime") or "").strip():  # time, relative-time, time-ago …
        return find_date(given) or (given, True)
    for name in ("title", "data-date", "data-datetime", "data-time", "data-published"):
        text = attributes.get(name) if tag != "a" else None
        if text and len(text) < 60 and (found := find_date(text)) and found[1]:
            return found
    if found := _property(attributes):
        return found
    labelled = tag == "time" or bool(out.tokens[number] & DATED)
    if labelled and number + 1 < out.ends[number] <= number + 12:
        # Day, month and year may have an element each.
        whole = " ".join(out.nodes[number].text(separator=" ").split())
        return find_date(whole) if len(whole) <= 60 else None
    if not own:
        return _badge(out, number)
    if len(own) > MAX_LEAF:
        return None
    if is_date_label(own):
        return labelled_date(out.nodes[number])
    leaf = find_date(own) or (bare_date(own) if labelled and not out.tokens[number] & _LASTS else None)
    if leaf is None or (not labelled and _in_sentence(own, leaf[0])):
        return None
    if tag == "a" and not leaf[1] and not _WORD.search(own):  # `26-09` that leads somewhere is a number
        return None
    return leaf if leaf[1] or labelled or len(own) <= 2 * len(leaf[0]) + 12 else None


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
    if not number + 2 < out.ends[number] <= number + 1 + MAX_PARTS:
        return None
    whole = " ".join(filter(None, out.texts[number : out.ends[number]]))
    found = find_date(whole) if len(whole) <= MAX_BADGE else None
    return found if found == (whole, True) else None
