"""Titles that JSON gives with markup: their words, and where they lead."""

from __future__ import annotations

import re
from html import unescape

from feedsvc.clean.plain import is_markup
from feedsvc.clean.references import decode_entities
from feedsvc.clean.wording import html_to_text

_LINKED = re.compile(
    r"<a\b[^<>]{0,500}?\shref\s*=\s*(?:\"([^\"<>]{1,2000})\"|'([^'<>]{1,2000})')", re.IGNORECASE
)


def plain_title(title: str) -> str:
    """The words of a title, without markup and references."""
    return html_to_text(title) if is_markup(title) else decode_entities(title)


def linked_in(title: str) -> str | None:
    """The address that the title links (`<a href="/7">Second quay opens</a>`), or None."""
    found = _LINKED.search(title)
    return unescape(found[1] or found[2]) if found else None
