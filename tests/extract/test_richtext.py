"""Text as a tree of blocks becomes HTML; anything else does not."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.extract.richtext import MAX_DEPTH, rich_html


def words(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": text, **more}


@pytest.mark.parametrize(
    ("value", "html"),
    [
        pytest.param([{"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "Quay"}]}, {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": "a < b", "marks": ["strong"]}]}], "<h2>Quay</h2><p><strong>a &lt; b</strong></p>", id="Portable Text"),
        pytest.param({"nodeType": "document", "content": [{"nodeType": "heading-3", "content": [{"nodeType": "text", "value": "Quay"}]}, {"nodeType": "unordered-list", "content": [{"nodeType": "list-item", "content": [{"nodeType": "text", "value": "one"}]}]}, {"nodeType": "hyperlink", "data": {"uri": "https://p.example/"}, "content": [{"nodeType": "text", "value": "more"}]}]}, '<h3>Quay</h3><ul><li>one</li></ul><a href="https://p.example/">more</a>', id="Contentful"),
        pytest.param({"type": "doc", "content": [{"type": "heading", "attrs": {"level": 4}, "content": [words("Quay")]}, {"type": "paragraph", "content": [words("It "), words("opens", marks=[{"type": "bold"}]), words(".", marks=[{"type": "link", "attrs": {"href": "/7"}}])]}]}, '<h4>Quay</h4><p>It <strong>opens</strong><a href="/7">.</a></p>', id="ProseMirror"),
        pytest.param({"root": {"type": "root", "children": [{"type": "quote", "children": [words("Quay")]}]}}, "<blockquote>Quay</blockquote>", id="Lexical"),
        pytest.param({"time": 1, "blocks": [{"type": "header", "data": {"text": "Quay", "level": 3}}, {"type": "paragraph", "data": {"text": "It <b>opens</b>."}}, {"type": "list", "data": {"style": "ordered", "items": ["one"]}}]}, "<h3>Quay</h3><p>It <b>opens</b>.</p><ul><li>one</li></ul>", id="EditorJS"),
        pytest.param("<p>One.</p>", "", id="markup"),
        pytest.param([{"id": 1, "title": "Quay"}], "", id="objects of another kind"),
        pytest.param({"rendered": "<p>One.</p>"}, "", id="an object"),
        pytest.param([], "", id="nothing"),
        pytest.param(None, "", id="null"),
    ],
)  # fmt: skip
def test_it_becomes(value: Any, html: str) -> None:
    assert rich_html(value) == html


def test_depth_has_an_end() -> None:
    value: dict[str, Any] = {"type": "paragraph", "content": [words("deep")]}
    for _ in range(3 * MAX_DEPTH):
        value = {"type": "paragraph", "content": [value]}
    assert rich_html(value) == ""
