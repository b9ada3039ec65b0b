"""Microdata of a page as the same plain values that JSON-LD gives (HTML standard, section 5).

<div itemscope itemtype="https://schema.org/NewsArticle">
  <h2 itemprop="headline">Second quay opens</h2>
</div>
→ {"@type": "NewsArticle", "headline": "Second quay opens"}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.extract.dom import attribute, image_source, node_text

MAX_NODES = 20_000
MAX_DEPTH = 8
_MARKUP = ("articleBody",)
_TITLES = ("headline", "name")
_LABELS = frozenset(["label", "kicker", "badge", "category", "section", "overline"])
_ADDRESSES = {"a": "href", "link": "href", "area": "href", "meta": "content", "data": "value"}


def microdata(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    """The page's top-level items, in page order."""
    tops = tree.css("[itemscope]:not([itemprop])")
    return [_item(node, 0) for node in tops if attribute(node, "itemtype")]


def _item(node: LexborNode, depth: int) -> dict[str, Any]:
    kind = attribute(node, "itemtype").split(" ")[0].rstrip("/").rpartition("/")[2]
    values: dict[str, Any] = {"@type": kind}
    if identifier := attribute(node, "itemid"):
        values["@id"] = identifier
    for found in _properties(node) if depth < MAX_DEPTH else ():
        for name in attribute(found, "itemprop").split():
            _add(values, name, _value(found, name, depth))
    return values


def _properties(item: LexborNode) -> Iterator[LexborNode]:
    """The item's own properties: those of items inside it are theirs."""
    waiting = _children(item)[::-1]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.pop()
        own = node.attributes
        if "itemprop" in own:
            yield node
        if "itemscope" not in own:
            waiting += _children(node)[::-1]


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter())


def _value(node: LexborNode, name: str, depth: int) -> Any:
    own = node.attributes
    if "itemscope" in own:
        return _item(node, depth + 1)
    if node.tag in ("img", "source", "video", "audio", "iframe", "embed"):
        return image_source(node)
    if node.tag == "time":
        return attribute(node, "datetime") or node_text(node)
    if own.get("content"):
        return attribute(node, "content")
    if node.tag in _ADDRESSES:
        return attribute(node, _ADDRESSES[node.tag])
    if name in _MARKUP:
        return (node.inner_html or "").strip()
    return _unlabelled(node) if name in _TITLES else node_text(node)


def _unlabelled(node: LexborNode) -> str:
    """The words of a title without the label that it begins with: `<b class=label>Region</b>Quay opens`."""
    text = node_text(node)
    first = next(iter(node.iter()), None)
    if first is None or _LABELS.isdisjoint(attribute(first, "class").split()):
        return text
    label = node_text(first)
    return text[len(label) :].lstrip(" :|–-") or text if text.startswith(label) else text


def _add(values: dict[str, Any], name: str, value: Any) -> None:
    if not value:
        return
    if name not in values:
        values[name] = value
    elif isinstance(values[name], list):
        values[name].append(value)
    else:
        values[name] = [values[name], value]
