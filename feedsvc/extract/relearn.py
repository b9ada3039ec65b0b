"""Selectors of fields whose values are known: where in each item the words stand that are looked for.

    <li class="story"> … <p class="by">Von <b>Ann Lee</b></p> <i>City</i> </li>
    items "li.story", a story by Ann Lee in the section City  →  {"author": "p.by b", "section": "i"}

Runs in the child, like everything that parses a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.decide.similarity import bare_words
from feedsvc.extract.base import UseFallback
from feedsvc.extract.dom import node_text, parse_html
from feedsvc.extract.elementnames import css_tag, own_names, place_of
from feedsvc.models import Page

SHARE = 0.8
"""Of the items that must show the value where the selector points."""
MOST_ITEMS, MOST_NODES, MOST_TRIED = 40, 300, 40
LABEL = 3
"""Words that may stand beside a value in its element: "By", "Category:"."""
Values = Mapping[str, str]
"""Field → what a story's field says; `title` as the page says it."""


def relearn(page: Page, item: str, stories: Sequence[Values]) -> dict[str, str]:
    """CSS of each field but the title, for items of this selector; none for what nothing finds."""
    try:
        tree = parse_html(page)
    except UseFallback:
        return {}
    items = list(_paired(tree, item, stories))
    fields = sorted({name for story in stories for name in story} - {"title"})
    found = {name: _selector(name, [(node, s[name]) for node, s in items if s.get(name)]) for name in fields}
    return {name: selector for name, selector in found.items() if selector}


def _paired(
    tree: LexborHTMLParser, item: str, stories: Sequence[Values]
) -> Iterator[tuple[LexborNode, Values]]:
    """Each item with the first story whose title it says."""
    left = list(stories)
    for node in tree.css(item)[:MOST_ITEMS]:
        words = _said(node_text(node))
        story = next((s for s in left if _said(s["title"]) in words), None)
        if story is not None:
            left.remove(story)
            yield node, story


def _said(text: str) -> str:
    return f" {' '.join(bare_words(text))} "


def _selector(name: str, items: Sequence[tuple[LexborNode, str]]) -> str | None:
    """The selector that most items' values were found by, of those that find little else."""
    counts: Counter[str] = Counter()
    for node, value in items:
        counts.update(dict.fromkeys(_names_of(node, value), 1))
    wanted = max(1, SHARE * len(items))
    tried = islice((s for s, count in counts.most_common() if count >= wanted), MOST_TRIED)
    return next((s for s in tried if sum(_gives(n, s, v, name) for n, v in items) >= wanted), None)


def _names_of(item: LexborNode, value: str) -> Iterator[str]:
    """Every selector for an element below the item that says the value, those that say it alone first."""
    wanted = bare_words(value)
    nodes = ((bare_words(node_text(node)), node) for node in item.css("*")[:MOST_NODES])
    says = [(len(said), node) for said, node in nodes if says_value(said, wanted)]
    for _, node in sorted(says, key=lambda one: one[0]):
        own = own_names(node)
        yield from own
        parent = node.parent
        if parent is not None and parent.mem_id != item.mem_id:
            yield from (f"{above} > {name}" for above in own_names(parent) for name in own)
        yield f"{css_tag(node)}:nth-child({place_of(node)})"


def says_value(said: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether the words are the wanted ones, but for a label at one end."""
    if not wanted or not len(wanted) <= len(said) <= len(wanted) + LABEL:
        return False
    return said[-len(wanted) :] == wanted or said[: len(wanted)] == wanted


def _gives(item: LexborNode, selector: str, value: str, name: str) -> bool:
    """Whether the first match below the item says the value; of authors every match is taken."""
    found = item.css(selector)
    texts = {bare_words(node_text(node)) for node in (found if name == "author" else found[:1])}
    return len(texts) == 1 and says_value(texts.pop(), bare_words(value))
