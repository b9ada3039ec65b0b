"""Which words may be a headline."""

from __future__ import annotations

import re

from feedsvc.extract.byline.lines import Line

_SENTENCE_END = re.compile(r"[.。!！…]\W*$")
_ARTICLE_LINK = re.compile(r"\d{5,}")
NO_HEADLINE = re.compile(r"[^\W\d]+(?:\W+[^\W\d]+){0,2}\W*")
TEASER_END = re.compile(r"(?<!\b[A-Z])(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?:\.|。|…)\W*$")


def is_headline_like(text: str) -> bool:
    """Whether a line could be a headline: some words, no sentence's end."""
    return (8 <= len(text) <= 220 and not _SENTENCE_END.search(text)) or _is_cjk_title(text)


def _is_cjk_title(text: str) -> bool:
    return 4 <= len(text) <= 60 and text[0] >= "\u2e80" and not _SENTENCE_END.search(text)


def leads_to_article(line: Line) -> bool:
    """Whether all of the line is a link with an article's number in its address."""
    return line.linked and _ARTICLE_LINK.search(line.href or "") is not None


def is_label(text: str) -> bool:
    """Whether it is a page's label, such as WORLD, rather than a headline in capitals."""
    return text.isupper() and len(text) < 30 and NO_HEADLINE.fullmatch(text) is not None
