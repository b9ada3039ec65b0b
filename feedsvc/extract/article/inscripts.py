"""The article that a page's scripts carry, where the page shows none before they have run.

<script id="__NEXT_DATA__" type="application/json">
  {"props": {"post": {"title": "Second quay opens", "content": "<p>Ships no longer wait …</p>"}}}</script>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from feedsvc.clean.html import markup_to_text
from feedsvc.clean.plain import is_markup
from feedsvc.extract.article.words import DOUBTED, FURNITURE, word_set, words_in
from feedsvc.extract.dom import parse_html
from feedsvc.extract.jsontexts import texts_in
from feedsvc.extract.richtext import rich_html
from feedsvc.extract.state.carried import states
from feedsvc.models import Page

LEAST = 300
"""Characters of markup from which on a text may be an article."""
MOST_VALUES = 20_000
MAX_DEPTH = 30
LONGEST_NAME = 100
APART = 2
"""How many times as long as any other one the article must be: else there are several."""
_BESIDE = FURNITURE | DOUBTED | word_set("author authors bio privacy policy terms legal disclaimer faq")
"""Words of names under which a page's state holds what is no article: `cookieBanner`, `privacy_policy`."""


def carried_article(page: Page) -> str:
    """Its markup; "" where the scripts carry none, or several."""
    known = states(parse_html(page), page.text)
    texts = texts_in(known, _markup, most=MOST_VALUES, depth=MAX_DEPTH, into=_articles_in)
    found = sorted({text for text in texts if len(text) >= LEAST}, key=len)
    if not found or (len(found) > 1 and len(found[-1]) < APART * len(found[-2])):
        return ""
    return found[-1] if len(markup_to_text(found[-1])) >= LEAST // 2 else ""


def _markup(value: Any) -> str:
    """The value where it is markup, or the markup of a tree of blocks; "" for anything else."""
    if isinstance(value, str):
        return value if "<p" in value and is_markup(value) else ""
    return rich_html(value) if isinstance(value, dict | list) else ""


def _articles_in(value: dict[str, Any]) -> Iterator[Any]:
    return (one for name, one in value.items() if _BESIDE.isdisjoint(words_in(str(name)[:LONGEST_NAME])))
