"""`selectors`: the operator says where things stand, in CSS (or XPath where CSS cannot).

The page:

    <article class="story">
      <h2><a href="/2026/harbour-101.html">Harbour opens a second quay</a></h2>
      <p class="meta"><time datetime="2026-03-04T08:00:00+01:00">4 March</time> by <b>Ann Lee</b></p>
      <p class="lead">Ships no longer wait.</p>
    </article>

The source's file:

    extractor = "selectors"
    [options]
    item    = "article.story"
    title   = "h2"
    link    = "h2 a@href"
    date    = "time@datetime"
    author  = ".meta b"
    summary = ".lead"
    # a table where one string is not enough:
    # date = { select = ".meta", regex = "(\\\\d+ \\\\w+ \\\\d+)", format = "%d %B %Y" }
    # link = { select = "h2 a", attr = "data-id", template = "https://example.org/read/{value}" }
    # date = { xpath = "preceding::h3[1]" }
    # next = "a.next@href"             # or "?page={n}"
    # pages = 3

The result: one story, "Harbour opens a second quay", /2026/harbour-101.html, by Ann Lee, published
2026-03-04 07:00 UTC, with the lead as its summary.

Selectors are looked up inside the item; the empty one is the item itself. Without `@attribute` a
link gives its address, an image its source, a `time` its machine-readable date, all else its text; a
date may stand among other words. Words are no address: an `a` without `href` gives no link, and another
element's text gives one only where it begins with http://, https:// or /.
"""

# ruff: noqa: RUF009 (option() makes a dataclass field, it is no shared default)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.config.options import KeyedProblem, option
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.cut import looks_cut
from feedsvc.extract.datetext import find_date
from feedsvc.extract.dom import as_html, attribute, image_source, node_text, page_title, parse_html
from feedsvc.extract.further import Numbered, Paged, is_numbered, numbered
from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.rules import Rule, fitting_format, rule
from feedsvc.models import Image, Page

FIELDS = ("title", "link", "date", "author", "section", "summary", "content", "image")
MAX_ITEMS = 1000
"""A selector that matches more is taken for one that matches everything."""
ADDRESSES = ("link", "image")
MAX_NAMES = 20
MAX_BARE_DATE = 30
"""Longer texts hold more than a date."""
_MARK = "data-feedsvc-node"
_ADDRESS = re.compile(r"(?:https?://|/)\S+", re.IGNORECASE)


def _field(name: str) -> Any:
    return option(rule(name, FIELDS), None)


def _next(value: Any) -> Any:
    """A rule for the link to the next page, or a template of numbered addresses."""
    return numbered(value) if is_numbered(value) else rule("next", FIELDS)(value)


@dataclass(frozen=True, kw_only=True, slots=True)
class SelectorOptions(Paged):
    """Where the stories and their fields stand."""

    item: Rule = option(rule("item", FIELDS))
    title: Rule | None = _field("title")
    link: Rule | None = _field("link")
    date: Rule | None = _field("date")
    author: Rule | None = _field("author")
    section: Rule | None = _field("section")
    summary: Rule | None = _field("summary")
    content: Rule | None = _field("content")
    image: Rule | None = _field("image")
    next: Rule | Numbered | None = option(_next, None)


class Selectors(Extractor[SelectorOptions]):
    """Reads stories from where the operator's selectors point."""

    name = "selectors"
    reads = "anything that CSS selectors or XPath can point at"
    unproposed = "no selectors could be proposed (write them by hand)"
    hints = (
        "# Further fields, each CSS, CSS@attribute or { select, xpath, attr, regex, format, template }:",
        '# author = ".byline a"',
        '# section = ".category"',
        '# summary = "p"',
        '# image = "img"',
        '# next = "a.next@href"          # with pages = 3: further pages',
    )
    Options = SelectorOptions
    by_looks = True

    def extract(self, page: Page) -> RawExtraction:
        """The stories of the page; raises UseFallback naming the option that found nothing."""
        reading = _Reading(parse_html(page), self.options)
        items = reading.items()
        stories = tuple(reading.story(item) for item in items)
        notes = _notes(self.options, stories)
        cut = looks_cut(page.text)
        return RawExtraction(
            stories=stories[:-1] if cut else stories,  # the last one may be half a story
            next_url=reading.next_url(),
            attempts=(f"selectors: {len(stories)} stories{notes}",),
            page_title=page_title(reading.tree),
            truncated=cut,
        )

    @classmethod
    def check_options(cls, options: SelectorOptions) -> list[KeyedProblem]:
        """Stories need words, and items are elements."""
        problems = []
        if not (options.title or options.summary or options.content):
            problems.append(("title", "is missing (give title, or summary or content)"))
        if options.item.attr or options.item.regex or options.item.template:
            problems.append(("item", "selects elements (attr, regex and template have no meaning here)"))
        return problems


@dataclass(slots=True)
class _Reading:
    """One page being read; the XPath view of it is built when first needed."""

    tree: LexborHTMLParser
    options: SelectorOptions
    marked: dict[str, Any] | None = None
    nodes: list[LexborNode] | None = None

    def items(self) -> list[LexborNode]:
        rule = self.options.item
        found = self._by_xpath(rule, None) if rule.xpath is not None else self.tree.css(rule.select or "html")
        items = [node for node in found if not isinstance(node, str)]
        _check_items(rule, items)
        return items

    def story(self, item: LexborNode) -> RawStory:
        authors = self._authors(item)
        values = {
            name: self._value(name, item) if name != "author" else next(iter(authors), "")
            for name in FIELDS
            if getattr(self.options, name)
        }
        for name in values:
            rule: Rule = getattr(self.options, name)
            if rule.template:
                values[name] = rule.fill(values[name], values)
        if self.options.author and self.options.author.template:
            authors = tuple(filter(None, [values["author"]]))
        return _story(values, authors, self.options)

    def next_url(self) -> str | None:
        rule = self.options.next
        if rule is None or isinstance(rule, Numbered) or self.options.pages == 1:
            return None  # numbered addresses are made by the pipeline
        node = self.tree.body
        value = next(self._strings("link", rule, node), "") if node is not None else ""
        return rule.fill(value, {}) if value else None

    def _value(self, name: str, item: LexborNode) -> str:
        rule: Rule = getattr(self.options, name)
        found = self._strings(name, rule, item)
        return "".join(found) if name == "content" else next(found, "")

    def _authors(self, item: LexborNode) -> tuple[str, ...]:
        rule = self.options.author
        return tuple(islice(self._strings("author", rule, item), MAX_NAMES)) if rule else ()

    def _strings(self, name: str, rule: Rule, item: LexborNode) -> Iterator[str]:
        for found in self._matches(rule, item):
            if value := rule.finish(_read(name, rule, found)):
                yield value

    def _matches(self, rule: Rule, item: LexborNode) -> Sequence[LexborNode | str]:
        if rule.xpath is not None:
            return self._by_xpath(rule, item)
        if not rule.select:
            return (item,) if rule.select is not None else ()
        return item.css(rule.select)

    def _by_xpath(self, rule: Rule, item: LexborNode | None) -> Sequence[LexborNode | str]:
        marked, nodes = self._views()
        context = marked.get(str(attribute(item, _MARK)) if item is not None else "0")
        if context is None:
            return []
        try:
            found = rule.xpath(context)
        except etree.XPathError as error:
            raise UseFallback(f"xpath {rule.shown!r} failed: {error}") from error
        return [_back(one, nodes) for one in (found if isinstance(found, list) else [found])]

    def _views(self) -> tuple[dict[str, Any], list[LexborNode]]:
        if self.marked is None or self.nodes is None:
            self.nodes = self.tree.css("*")
            for number, node in enumerate(self.nodes):
                node.attrs[_MARK] = str(number)
            twin = lxml_html.document_fromstring(self.tree.html or "<html></html>")
            self.marked = {mark: e for e in twin.iter() if (mark := e.get(_MARK))}
        return self.marked, self.nodes


def _read(name: str, rule: Rule, found: LexborNode | str) -> str:
    if isinstance(found, str):
        return found.strip()
    if name == "content" and not rule.attr:
        return (found.inner_html or "").strip()
    value = attribute(found, rule.attr) if rule.attr else _usual(name, found) or _worded(name, rule, found)
    if name != "date" or rule.regex or rule.formats:
        return value
    return _dateline(value if rule.attr else _parted(found, value))


def _dateline(text: str) -> str:
    """The date in `Posted by Ann Lee on March 4, 2026`; the text itself where it has no complete one."""
    found = find_date(text) if len(text) > MAX_BARE_DATE else None
    return found[0] if found and found[1] else text


def _parted(node: LexborNode, text: str) -> str:
    """The date of a badge whose day, month and year have an element each; else the text."""
    parted = " ".join(node.text(separator=" ").split())
    if parted.replace(" ", "") != text.replace(" ", "") or find_date(text):
        return text
    found = find_date(parted)
    return found[0] if found and found[1] else text


def _usual(name: str, node: LexborNode) -> str:
    if name == "link":
        return attribute(node, "href")
    if name == "image":
        return image_source(node)
    return attribute(node, "datetime") if name == "date" and node.tag == "time" else ""


def _worded(name: str, rule: Rule, node: LexborNode) -> str:
    """The node's text; empty where an address is asked for and the text is none."""
    if name not in ADDRESSES:
        return node_text(node)
    text = "" if node.tag == "a" else node_text(node)
    return text if rule.regex or rule.template or _ADDRESS.fullmatch(text) else ""


def _back(found: Any, nodes: Sequence[LexborNode]) -> LexborNode | str:
    """The tree's own node for an element of the XPath view; anything else as text."""
    if not isinstance(found, etree._Element):
        return str(found)
    mark = found.get(_MARK)
    return nodes[int(mark)] if mark else "".join(str(t) for t in found.itertext())


def _check_items(rule: Rule, items: Sequence[LexborNode]) -> None:
    if not items:
        raise UseFallback(f"item {rule.shown!r} matches nothing on the page")
    if len(items) > MAX_ITEMS or any(node.tag in ("html", "body", "head") for node in items):
        raise UseFallback(f"item {rule.shown!r} matches everything ({len(items)} elements)")
    if 2 * _nested(items) > len(items) > 1:
        raise UseFallback(f"item {rule.shown!r} matches elements inside one another (choose the story's own)")


def _nested(items: Sequence[LexborNode]) -> int:
    """How many of the items contain another one."""
    own = {node.mem_id for node in items}
    containers = set()
    for node in items:
        above = node.parent
        while above is not None and above.mem_id not in containers:
            if above.mem_id in own:
                containers.add(above.mem_id)
            above = above.parent
    return len(containers)


def _story(values: dict[str, str], authors: tuple[str, ...], options: SelectorOptions) -> RawStory:
    date = values.get("date") or None
    formats = options.date.formats if options.date else ()
    return RawStory(
        title=values.get("title") or None,
        link=values.get("link") or None,
        authors=authors,
        published=date,
        date_format=fitting_format(date, formats) if date else None,
        section=values.get("section") or None,
        summary=as_html(values.get("summary")),
        content=values.get("content") or None,
        images=(Image(url=values["image"]),) if values.get("image") else (),
        reasons={name: getattr(options, name).shown for name, value in values.items() if value},
    )


def _notes(options: SelectorOptions, stories: Sequence[RawStory]) -> str:
    """What found nothing, as the end of a sentence; raises UseFallback where no story has words."""
    empty = [n for n in FIELDS if getattr(options, n) and not any(n in s.reasons for s in stories)]
    words = [n for n in ("title", "summary", "content") if getattr(options, n)]
    if set(words) <= set(empty):
        raise UseFallback(f"{_shown(options, words)} matches nothing in {len(stories)} items")
    return f"; {_shown(options, empty)} matches nothing in them" if empty else ""


def _shown(options: SelectorOptions, names: Sequence[str]) -> str:
    return " and ".join(f"{name} {getattr(options, name).shown!r}" for name in names)
