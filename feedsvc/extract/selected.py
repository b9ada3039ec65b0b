"""One page read by an operator's selectors: its items, and the elements and words of each field in them.

reading = Reading(parse_html(page), options)
items = reading.items()
node = reading.shown("date", items[0])      # the element that gives the field: what an operator sees
values, authors = reading.values(items[0])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.extract.base import UseFallback
from feedsvc.extract.dom import attribute
from feedsvc.extract.fieldtext import field_text
from feedsvc.extract.matches import Matches
from feedsvc.extract.paging import Numbered
from feedsvc.extract.rules import Rule
from feedsvc.extract.selectoroptions import FIELDS, SelectorOptions

MAX_ITEMS = 1000
"""A selector that matches more is taken for one that matches everything."""
MAX_NAMES = 20
_MARK = "data-feedsvc-node"


@dataclass(slots=True)
class Reading:
    """One page being read; the XPath view of it is built when first needed."""

    tree: LexborHTMLParser
    options: SelectorOptions
    marked: dict[str, Any] | None = None
    nodes: list[LexborNode] | None = None
    matches: Matches | None = None
    """Where no item stands inside another."""
    rules: dict[str, Rule] = field(init=False)
    """Those of the fields that are asked for."""

    def __post_init__(self) -> None:
        given = {name: getattr(self.options, name) for name in FIELDS}
        self.rules = {name: rule for name, rule in given.items() if rule}

    def items(self) -> list[LexborNode]:
        """The elements of the stories; raises UseFallback where they can be none."""
        rule = self.options.item
        found = self._by_xpath(rule, None) if rule.xpath is not None else self.tree.css(rule.select or "html")
        items = [node for node in found if not isinstance(node, str)]
        _check_count(rule, items)
        self.matches = None if _checked_nested(rule, items) else Matches(items)
        return items

    def values(self, item: LexborNode) -> tuple[dict[str, str], tuple[str, ...]]:
        """What each field of the item says, empty where it says nothing; and all its authors."""
        authors = self._authors(item)
        values = {
            name: self._value(name, rule, item) if name != "author" else next(iter(authors), "")
            for name, rule in self.rules.items()
        }
        for name, rule in self.rules.items():
            if rule.template:
                values[name] = rule.fill(values[name], values)
        if self.options.author and self.options.author.template:
            authors = tuple(filter(None, [values["author"]]))
        return values, authors

    def shown(self, name: str, item: LexborNode) -> LexborNode | None:
        """The element of the item that gives a field; None where none does, or a mere text."""
        rule: Rule | None = getattr(self.options, name)
        return next((node for node, _ in self.found(name, rule, item)), None) if rule else None

    def found(self, name: str, rule: Rule, item: LexborNode) -> Iterator[tuple[LexborNode, str]]:
        """Every element that gives the field by this rule, with what it says."""
        for one in self._matches(rule, item):
            if not isinstance(one, str) and (value := rule.finish(field_text(name, rule, one))):
                yield one, value

    def next_url(self) -> str | None:
        """The address of the next page as it stands there; None without one."""
        rule = self.options.next
        if rule is None or isinstance(rule, Numbered) or self.options.pages == 1:
            return None  # numbered addresses are made by the pipeline
        node = self.tree.body
        value = next(self._strings("link", rule, node), "") if node is not None else ""
        return rule.fill(value, {}) if value else None

    def _value(self, name: str, rule: Rule, item: LexborNode) -> str:
        if name == "content":
            return "".join(self._strings(name, rule, item))
        for found in self._matches(rule, item, first=True):
            if value := rule.finish(field_text(name, rule, found)):
                return value
        return ""

    def _authors(self, item: LexborNode) -> tuple[str, ...]:
        rule = self.options.author
        return tuple(islice(self._strings("author", rule, item), MAX_NAMES)) if rule else ()

    def _strings(self, name: str, rule: Rule, item: LexborNode) -> Iterator[str]:
        for found in self._matches(rule, item):
            if value := rule.finish(field_text(name, rule, found)):
                yield value

    def _matches(self, rule: Rule, item: LexborNode, *, first: bool = False) -> Iterable[LexborNode | str]:
        """What the rule matches in the item; `first` says that the first one is likely to do."""
        if not rule.select or rule.xpath is not None:
            return self._elsewhere(rule, item)
        known = self.matches.inside(item, rule.select) if self.matches else None
        if known is not None:
            return known
        return _one_by_one(item, rule.select) if first else item.css(rule.select)

    def _elsewhere(self, rule: Rule, item: LexborNode) -> Sequence[LexborNode | str]:
        """What is matched by no search of CSS."""
        if rule.xpath is not None:
            return self._by_xpath(rule, item)
        return (item,) if rule.select is not None else ()

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


def _one_by_one(item: LexborNode, select: str) -> Iterator[LexborNode]:
    """What is matched in the item; all of it, which is dear, is searched where the first did not do."""
    first = item.css_first(select)
    if first is not None:
        yield first
        yield from item.css(select)[1:]


def _back(found: Any, nodes: Sequence[LexborNode]) -> LexborNode | str:
    """The tree's own node for an element of the XPath view; anything else as text."""
    if not isinstance(found, etree._Element):
        return str(found)
    mark = found.get(_MARK)
    return nodes[int(mark)] if mark else "".join(str(t) for t in found.itertext())


def _check_count(rule: Rule, items: Sequence[LexborNode]) -> None:
    if not items:
        raise UseFallback(f"item {rule.shown!r} matches nothing on the page")
    if len(items) > MAX_ITEMS or any(node.tag in ("html", "body", "head") for node in items):
        raise UseFallback(f"item {rule.shown!r} matches everything ({len(items)} elements)")


def _checked_nested(rule: Rule, items: Sequence[LexborNode]) -> int:
    """How many of the items contain another one; raises UseFallback where most do."""
    nested = _nested(items)
    if 2 * nested > len(items) > 1:
        raise UseFallback(f"item {rule.shown!r} matches elements inside one another (choose the story's own)")
    return nested


def _nested(items: Sequence[LexborNode]) -> int:
    own = {node.mem_id for node in items}
    containers = set()
    for node in items:
        above = node.parent
        while above is not None and above.mem_id not in containers:
            if above.mem_id in own:
                containers.add(above.mem_id)
            above = above.parent
    return len(containers)
