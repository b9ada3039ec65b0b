"""What a source's file says of its articles: where their text stands, and what of it is left out.

article = { content = "div.text", remove = [".advert", "p.note"] }
"""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from feedsvc.extract.article.body import page_tree
from feedsvc.extract.article.foreign import above_of
from feedsvc.extract.article.form import as_markup
from feedsvc.extract.article.nodes import drop
from feedsvc.extract.article.words import DROPPED
from feedsvc.extract.base import UseFallback


def without(markup: str, selectors: Sequence[str]) -> str:
    """The page without the elements that these select."""
    if not selectors:
        return markup
    tree = LexborHTMLParser(markup)
    for selector in selectors:
        for node in tree.css(selector):
            node.decompose()
    return tree.html or ""


def chosen(markup: str, selector: str) -> str:
    """The markup of what the selector selects, all of it; raises UseFallback where that is nothing."""
    found = LexborHTMLParser(markup).css(selector)
    selected = {node.mem_id for node in found}
    outer = [node for node in found if selected.isdisjoint(above.mem_id for above in above_of(node))]
    inner = "".join(node.html or "" for node in outer)
    body = page_tree(f"<div>{inner}</div>") if inner else None
    if body is None:
        raise UseFallback(f"has nothing at article.content {selector!r}")
    for element in [*body.iter(*DROPPED)]:
        drop(element)
    return as_markup(body)
