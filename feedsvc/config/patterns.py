"""Checks of what finds something: CSS selectors in a page, a regular expression in an address."""

from __future__ import annotations

from typing import Any

from feedsvc.config.checks import shown, words
from feedsvc.config.options import Wrong


def css(value: Any) -> str:
    """A CSS selector; the empty one means the element itself."""
    # Only what reads pages has any: others need not load a parser.
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    if not isinstance(value, str):
        raise ValueError("must be text (a CSS selector)")
    try:
        if value.strip():
            LexborHTMLParser("<p>").css_first(value)
    except SelectolaxError:
        raise ValueError(f"{value!r} is no CSS selector (for example 'article h2 a')") from None
    return value.strip()


def some_css(value: Any) -> str:
    """A CSS selector that is not empty."""
    if not css(value):
        raise Wrong("is empty (write a CSS selector, such as 'article .text')")
    return css(value)


def article_id(value: Any) -> str:
    """A regular expression (RE2) whose only group is the number of an article in its address."""
    import re2  # few sources have any

    quiet = re2.Options()
    quiet.log_errors = False
    try:
        groups = re2.compile(words(value), quiet).groups
    except re2.error as error:
        raise Wrong(f"{shown(value)} is not a regular expression: {_reason(error)} (RE2 syntax)") from None
    if groups != 1:
        raise Wrong(f"{shown(value)} has {groups} groups (exactly one, such as '-(\\d+)\\.html$')")
    return str(value)


def _reason(error: Exception) -> str:
    first = error.args[0] if error.args else error
    return first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)
