"""Selectors for a list whose stories are known, however they were read: the way of correcting any of them.

    stories "Second quay opens", "Ferry is late", known from JSON that the page carries

    <div class="row"><h3>Second quay opens</h3> …</div><div class="row"><h3>Ferry is late</h3> …</div>
    →  {"item": "div.row", "title": "h3", …}

The item of a story is the largest element that shows its title and that of no other one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice, pairwise
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.clean.text import fold
from feedsvc.decide.similarity import bare_words
from feedsvc.extract.base import UseFallback
from feedsvc.extract.dom import attribute, node_text, parse_html
from feedsvc.extract.elementnames import is_made_up
from feedsvc.extract.pointing.aim import date_attribute, is_date
from feedsvc.extract.pointing.numbers import Numbers, numbers_of, upwards
from feedsvc.extract.pointing.point import point
from feedsvc.extract.pointing.ways import names
from feedsvc.extract.relearn import relearn, says_value
from feedsvc.extract.wire import Way
from feedsvc.models import Page

LEAST = 2
"""Stories that must be shown for a list to be told from its surroundings."""
SHOWING = "h1, h2, h3, h4, h5, h6, a, b, strong, em, i, td, th, dt, dd, li, p, span, div, time"
MOST_FOUND = 2
"""Times the items that their selector may match: what shows no title is no story."""
MOST_ABOVE, MOST_TRIED, MOST_LOOKED_AT = 5, 80, 5


def listed(page: Page, stories: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Options of selectors that read the stories of these titles; empty where the page lists them nowhere.

    A story is its `title`, and what else is known of it in words (author, section, summary).
    """
    tree = parse_html(page)
    titles = _titles(tree, Counter(fold(story["title"]) for story in stories))
    items = _items(titles)
    if len(items) < LEAST or (selector := _selector(tree, items, titles)) is None:
        return {}
    options: dict[str, Way] = {"item": selector, "title": "*"}
    numbers = numbers_of(tree)
    for name, node in _examples(items, titles, numbers):
        with suppress(UseFallback):
            options |= point(page, options, name, numbers.of(node))
    if options["title"] == "*":
        return {}
    options |= {name: rule for name, rule in relearn(page, selector, stories).items() if name not in options}
    for name, node in _beside(items, titles, numbers, stories):
        if name not in options:
            with suppress(UseFallback):
                options |= point(page, options, name, numbers.of(node))
    return options


def _titles(tree: LexborHTMLParser, wanted: Counter[str]) -> list[LexborNode]:
    """The innermost elements that show each title, so many of the first as stories have it."""
    found: dict[str, list[LexborNode]] = {title: [] for title in wanted}
    for node in tree.css(SHOWING):
        if (text := node_text(node)) not in wanted:
            continue
        shown = found[text]
        around = {one.mem_id for one in upwards(node)}
        if shown and shown[-1].mem_id in around:
            shown[-1] = node
        elif len(shown) < wanted[text]:
            shown.append(node)
    return [node for shown in found.values() for node in shown]


def _items(titles: Sequence[LexborNode]) -> list[LexborNode]:
    """Of each title the largest element around it that holds no other one."""
    chains = [upwards(title) for title in titles]
    held = Counter(node.mem_id for chain in chains for node in chain)
    return [[node for node in chain if held[node.mem_id] == 1][-1] for chain in chains]


def _selector(
    tree: LexborHTMLParser, items: Sequence[LexborNode], titles: Sequence[LexborNode]
) -> str | None:
    """The selector that matches the items, and as little else as any."""
    wanted = {item.mem_id for item in items}
    loose: dict[str, int] = {}
    for selector in islice(_candidates(items, titles), MOST_TRIED):
        found = {node.mem_id for node in tree.css(selector)}
        if found == wanted:
            return selector
        if wanted < found and len(found) <= MOST_FOUND * len(wanted):
            loose[selector] = len(found)
    return min(loose, key=loose.__getitem__, default=None)


def _candidates(items: Sequence[LexborNode], titles: Sequence[LexborNode]) -> Iterator[str]:
    own = _shared(items)
    yield from own
    above = [item.parent for item in items]
    for level in range(MOST_ABOVE):
        around = [node for node in above if node is not None]
        if len(around) < len(above):
            break
        for outer in _shared(around):
            yield from (f"{outer} > {name}" if level == 0 else f"{outer} {name}" for name in own)
        above = [node.parent for node in around]
    if all(item.mem_id != title.mem_id for item, title in zip(items, titles, strict=True)):
        yield from (f"{name}:has({inner})" for name in own for inner in _shared(titles))


def _shared(nodes: Sequence[LexborNode]) -> list[str]:
    """The names that all of them have, readable ones first."""
    counts = Counter(name for node in nodes for name in set(names(node)))
    shared = [name for name in names(nodes[0]) if counts[name] == len(nodes)]
    return sorted(shared, key=lambda name: ("." not in name, is_made_up(name)))


def _examples(
    items: Sequence[LexborNode], titles: Sequence[LexborNode], numbers: Numbers
) -> Iterator[tuple[str, LexborNode]]:
    """An element of each field, of the first story that shows one."""
    yield "title", titles[0]
    pairs = list(zip(items, titles, strict=True))[:MOST_LOOKED_AT]
    if link := next((node for item, title in pairs if (node := _link(item, title)) is not None), None):
        yield "link", link
    starts = sorted(map(numbers.of, items))[: MOST_LOOKED_AT + 1]
    spans = [(0, starts[0]), *pairwise(starts)]
    for start, end in (*spans[1:], spans[0]):  # what stands before the list may date its first story
        if date := next(filter(_is_dated, numbers.nodes[start:end]), None):
            yield "date", date
            return


def _beside(
    items: Sequence[LexborNode],
    titles: Sequence[LexborNode],
    numbers: Numbers,
    stories: Sequence[Mapping[str, str]],
) -> Iterator[tuple[str, LexborNode]]:
    """Elements between a story's item and the next one that say what is known of it."""
    known = {fold(story["title"]): story for story in stories}
    for (item, title), after in list(pairwise(zip(items, titles, strict=True)))[:MOST_LOOKED_AT]:
        between = numbers.nodes[numbers.of(item) : numbers.of(after[0])]
        for name, value in known.get(node_text(title), {}).items():
            if name != "title" and (node := _saying(between, bare_words(value))) is not None:
                yield name, node


def _saying(nodes: Sequence[LexborNode], wanted: tuple[str, ...]) -> LexborNode | None:
    """The element that says these words with the fewest others, the innermost of those."""
    told = ((bare_words(node_text(node)), node) for node in nodes[::-1])
    found = [(len(said), node) for said, node in told if says_value(said, wanted)]
    return min(found, key=lambda one: one[0])[1] if found else None


def _link(item: LexborNode, title: LexborNode) -> LexborNode | None:
    """The link around or in the title, else the first one of its item."""
    around = next((node for node in upwards(title) if node.tag == "a" and attribute(node, "href")), None)
    return around or title.css_first("a[href]") or item.css_first("a[href]")


def _is_dated(node: LexborNode) -> bool:
    """Whether the element is a `time`, or the innermost one whose words are a date."""
    if node.tag == "time":
        return True
    innermost = all(child.is_text_node for child in node.iter(include_text=True))
    return innermost and bool(date_attribute(node) or is_date(node_text(node)))
