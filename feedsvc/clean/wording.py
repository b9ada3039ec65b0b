"""Sanitised HTML as the text that stands in it. Who shows stories needs no more of HTML than this."""

from __future__ import annotations

import re
from html import unescape

from feedsvc.clean.dropped import RUBY
from feedsvc.clean.references import whole_references
from feedsvc.clean.text import clean_lines

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_INLINE_WORDS = """
a abbr b bdi bdo cite code del em i ins kbd mark q s samp small strong sub sup u var
"""
_INLINE = frozenset(_INLINE_WORDS.split()) | RUBY | {"span"}


def html_to_text(markup: str) -> str:
    """Sanitised HTML as plain text: one line per block, white space folded, entities decoded."""
    if "<" in markup:
        folded = markup.isprintable() and "  " not in markup  # as most is, which is told faster than parted
        whole = markup if folded else " ".join(markup.split())
        # Most tags are these, and a replacement costs a fiftieth of a call.
        markup = _TAG.sub(_as_break, whole.replace("<p>", "\n").replace("</p>", "\n"))
    return clean_lines(unescape(whole_references(markup)) if "&" in markup else markup)


def _as_break(tag: re.Match[str]) -> str:
    return "" if tag[2].lower() in _INLINE else "\n"
