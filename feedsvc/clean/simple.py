"""Markup of paragraphs, emphasis and links alone, as most stories have it: nothing is to be found in it."""

from __future__ import annotations

import re

_TAG = r"<(?:(?:p|b|i|em|strong|br)>(?!\s*+https?:)|/(?:p|b|i|em|strong|a)>|a href=\"[^\"<>]*+\">)"
"""One of them; an address that is all of a paragraph would become a link."""
_SIMPLE = re.compile(rf"[^<]*+(?:{_TAG}[^<]*+)*+")


def is_simple(markup: str) -> bool:
    """Whether it needs no more than to be made safe; in brackets stand the shortcodes of blogs' programs."""
    return "[" not in markup and _SIMPLE.fullmatch(markup) is not None
