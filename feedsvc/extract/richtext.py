"""Text that an API sends as a tree of blocks (Portable Text, Contentful, ProseMirror …), as HTML.

    [{"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "Second quay"}]}]
    {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "It opens."}]}]}

gives `<h2>Second quay</h2>` and `<p>It opens.</p>`. Blocks of an unknown kind are paragraphs; what has no
text, pictures included, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

MAX_DEPTH = 20
_INSIDE = ("content", "children", "blocks", "nodes", "root", "document", "leaves", "items")
_KINDS = ("nodeType", "style", "type", "_type", "tag", "object")
_HEADING = re.compile(r"^h(?:eading)?[-_]?([1-6])$", re.IGNORECASE)
_ELEMENTS = (
    (re.compile(r"ordered[-_]?list|^ol$|numbered", re.IGNORECASE), "ol"),
    (re.compile(r"list[-_]?item|^li$", re.IGNORECASE), "li"),
    (re.compile(r"list|^ul$", re.IGNORECASE), "ul"),
    (re.compile(r"quote", re.IGNORECASE), "blockquote"),
    (re.compile(r"code[-_]?block|^pre", re.IGNORECASE), "pre"),
)
_MARKS = (("bold", "strong"), ("strong", "strong"), ("italic", "em"), ("em", "em"), ("code", "code"))
_UNORDERED = re.compile(r"unordered|bullet", re.IGNORECASE)


def rich_html(value: Any) -> str:
    """The HTML of a tree of blocks; "" where the value is none."""
    blocks = value if isinstance(value, list) else [value]
    if not blocks or not all(isinstance(one, dict) and _is_block(one) for one in blocks):
        return ""
    return "".join(_html(one, 0) for one in blocks)


def _is_block(one: Mapping[str, Any]) -> bool:
    return (
        (
            any(kind in one for kind in _KINDS)
            and any(isinstance(one.get(name), list | dict) for name in (*_INSIDE, "data"))
        )
        or isinstance(one.get("root"), dict)
        or isinstance(one.get("blocks"), list)
    )


def _html(node: Mapping[str, Any], depth: int) -> str:
    if isinstance(text := _text_of(node), str):
        return _inline(text, node)
    inner = "".join(_html(one, depth + 1) for one in _inside(node)) if depth < MAX_DEPTH else ""
    data = node.get("data")
    if not inner and isinstance(data, dict):  # EditorJS writes HTML into its blocks
        inner = data["text"] if isinstance(data.get("text"), str) else _listed(data)
    if not inner.strip():
        return ""
    if (href := _href(node, data)) is not None:
        return f'<a href="{escape(href)}">{inner}</a>'
    element = _element(node)
    return f"<{element}>{inner}</{element}>" if element else inner


def _listed(data: Mapping[str, Any]) -> str:
    items = data.get("items")
    words = [one for one in items if isinstance(one, str)] if isinstance(items, list) else []
    return "".join(f"<li>{one}</li>" for one in words)


def _text_of(node: Mapping[str, Any]) -> Any:
    """The words of a leaf."""
    if any(isinstance(node.get(name), list) for name in _INSIDE):
        return None
    return node["text"] if "text" in node else node.get("value") if node.get("nodeType") == "text" else None


def _inline(text: str, node: Mapping[str, Any]) -> str:
    shown = escape(text, quote=False).replace("\n", "<br>")
    marks = _list(node.get("marks"))
    kinds = [mark.get("type") if isinstance(mark, dict) else mark for mark in marks]
    for name, element in _MARKS:
        if name in kinds or node.get(name) is True:
            shown = f"<{element}>{shown}</{element}>"
    attrs = [mark.get("attrs") for mark in marks if isinstance(mark, dict)]
    links = [one.get("href") for one in attrs if isinstance(one, dict)]
    href = next((link for link in links if isinstance(link, str)), None)
    return f'<a href="{escape(href)}">{shown}</a>' if href else shown


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _inside(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for name in _INSIDE:
        found = node.get(name)
        inner = [found] if isinstance(found, dict) else found if isinstance(found, list) else ()
        yield from (one for one in inner if isinstance(one, dict))


def _href(node: Mapping[str, Any], data: Any) -> str | None:
    told = [node.get("url"), data.get("uri") if isinstance(data, dict) else None]
    return next((one for one in told if isinstance(one, str) and one), None)


def _element(node: Mapping[str, Any]) -> str:
    """The element of a block; "" of what only holds others."""
    kinds = [str(node[name]) for name in _KINDS if isinstance(node.get(name), str)]
    attrs = node.get("attrs") if isinstance(node.get("attrs"), dict) else {}
    for kind in kinds:
        if kind in ("doc", "document", "root") or kind.startswith("text"):
            return ""
        if heading := _HEADING.match(kind):
            return f"h{heading[1]}"
        if kind in ("heading", "header"):
            data = node.get("data") if isinstance(node.get("data"), dict) else {}
            level = {**(data or {}), **(attrs or {})}.get("level", 2)
            return f"h{level}" if level in range(1, 7) else "h2"
        for known, element in _ELEMENTS:
            if known.search(kind):
                return "ul" if element == "ol" and _UNORDERED.search(kind) else element
    if isinstance(node.get("listItem"), str):
        return "li"
    return "" if "root" in node or not kinds else "p"
