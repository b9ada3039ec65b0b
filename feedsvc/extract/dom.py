"""Small reads of an HTML tree that several strategies share."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedsvc.clean.pictures import picture_address
from feedsvc.extract.base import UseFallback
from feedsvc.extract.carriedmarkup import carried_markup
from feedsvc.extract.shadow import has_roots, opened
from feedsvc.models import Page

_BREAKS = re.compile("<br|</p>|</div>|</li>|</td>|</h")
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-srcset", "srcset")

_BYTES = ("utf-8", "utf8", "ascii", "us-ascii")
"""Charsets in which the bytes of markup are its characters."""
MAX_DEPTH = 10_000
"""Elements inside one another; parsing takes seconds from some thirty thousand on."""
# All but elements that have no inside, or that end where the next one of their kind begins.
# JSON may write `<\/p>`.
_NESTING = re.compile(
    r"<((?:\\?/)?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th"
    r"|thead|tbody|tfoot|option|optgroup|rp|rt)\b)[a-z]",
    re.IGNORECASE,
)


def parse_html(page: Page) -> LexborHTMLParser:
    """The page as a tree, or the markup that its JSON carries; what its components show stands in it.

    Raises UseFallback where its nesting would hold up every parser.
    """
    text = page.text
    if (carried := parse_carried(text)) is not None:
        return carried
    refuse_nesting(text)
    return LexborHTMLParser(opened(text) if has_roots(text) else markup_of(page, text))


def parse_carried(text: str) -> LexborHTMLParser | None:
    """The markup that JSON carries, as a tree; None for a text that is none or carries none.

    Raises UseFallback where its nesting would hold up every parser.
    """
    if not (markup := carried_markup(text)):
        return None
    refuse_nesting(markup)
    return LexborHTMLParser(opened(markup) if has_roots(markup) else markup)


def markup_of(page: Page, text: str) -> str | bytes:
    """What the parser reads of a page with this text: UTF-8 as it came, which spares encoding it again."""
    whole = page.charset.lower() in _BYTES and "\ufffd" not in text
    return page.content if whole and not page.content.startswith(BOM_UTF8) else text


def refuse_nested_page(page: Page) -> None:
    """`refuse_nesting` for a page, whose bytes alone tell of most that they cannot nest so deep."""
    if page.charset.lower() not in _BYTES or page.content.count(b"<") > MAX_DEPTH:
        refuse_nesting(page.text)


def refuse_nesting(markup: str) -> None:
    """Raises UseFallback where the markup nests deeper than any parser takes in reasonable time."""
    if markup.count("<") <= MAX_DEPTH:
        return
    depth = 0
    for closing in _NESTING.findall(markup):
        depth = max(depth - 1, 0) if closing else depth + 1
        if depth > MAX_DEPTH:
            raise UseFallback(f"nests more than {MAX_DEPTH} elements, which is refused")


def is_bare(node: LexborNode) -> bool:
    """Whether nothing but one text stands in the node, as in most."""
    only = node.first_child
    return only is not None and only.next is None and only.is_text_node


def node_text(node: LexborNode, *, breaks: bool = False) -> str:
    """The node's text with white space folded; line breaks and blocks separate words.

    `breaks` says that such are known to stand inside.
    """
    only = node.first_child
    while only is not None and only.next is None:  # as most are; a single text has nothing to look for
        if only.is_text_node:
            return " ".join((only.text_content or "").split())
        only = only.first_child
    apart = " ".join(node.text(separator=" ").split())
    if breaks or " " not in apart:
        return apart
    joined = " ".join(node.text().split())
    if apart == joined:  # whatever stands inside, which is dear to write out
        return apart
    return apart if _BREAKS.search(node.inner_html or "") else joined


def attribute(node: LexborNode, name: str) -> str:
    """The attribute's value without surrounding white space; empty where there is none."""
    return (node.attributes.get(name) or "").strip()


def image_source(node: LexborNode) -> str:
    """The address of an `img` or `source`, lazily loaded ones too; empty where it is inline data."""
    return source_of(node.attributes)


def source_of(attributes: Mapping[str, str | None]) -> str:
    """`image_source` of the element that has these attributes."""
    source = (attributes.get("src") or "").strip()
    if source and not source.startswith("data:"):  # it may hold the place for another
        given = "srcset" in attributes or any(name.startswith("data-") for name in attributes)
        return picture_address(attributes) if given else source
    for name in _LAZY:
        value = (attributes.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return value.split(",")[0].split()[0] if name.endswith("srcset") else value
    return ""


def meta_content(tree: LexborHTMLParser, *names: str) -> str:
    """The content of the first `meta` with one of these names or properties, in the order asked."""
    for name in names:
        quoted = json.dumps(name)
        node = tree.css_first(f"meta[property={quoted}], meta[name={quoted}]")
        if node is not None and (content := attribute(node, "content")):
            return content
    return ""


def page_title(tree: LexborHTMLParser) -> str | None:
    """The text of the page's `title`."""
    node = tree.css_first("head > title")
    return node_text(node) or None if node is not None else None


def as_html(text: str | None) -> str | None:
    """Plain text escaped, for the fields that are read as HTML."""
    return escape(text, quote=False) if text else None


def fill_template(template: str, values: Mapping[str, str]) -> str:
    """The template with each `{name}` replaced; names without a value become empty."""
    parts = template.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        filled.append(values.get(name, "") + rest if closed else "{" + part)
    return "".join(filled)


def template_names(template: str) -> list[str]:
    """The names that stand in braces in a template."""
    return [p.partition("}")[0] for p in template.split("{")[1:] if "}" in p]
