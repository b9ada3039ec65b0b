"""`json`: an API, or JSON inside a page, addressed by JMESPath (https://jmespath.org).

The page (an API's answer, or the same inside `<script id="__NEXT_DATA__" type="application/json">`):

    {"data": {"posts": [
      {"id": 7, "headline": "Second quay opens", "slug": "quay-2",
       "by": [{"name": "Ann Lee"}], "at": 1772607600, "desk": {"label": "Trade"}}
    ]}}

The source's file:

    extractor = "json"
    [options]
    # script = "#__NEXT_DATA__"        # CSS of the script, where the JSON stands inside a page
    items   = "data.posts"
    title   = "headline"
    link    = { path = "slug", template = "https://news.example/read/{value}" }
    date    = "at"                     # text, or seconds or milliseconds since 1970
    author  = "by[].name"
    section = "desk.label"
    guid    = "id"

The result: one story, "Second quay opens", https://news.example/read/quay-2, by Ann Lee, section
Trade, published 2026-03-04 07:00 UTC. Paths are looked up inside the item; a template may use
`{value}` and the other fields; `regex` (RE2) keeps its first group. A date without a zone is in that of
the source, or in UTC where its path ends in `_gmt` or `_utc`. Content may be a tree of blocks (`richtext`),
references of JSON:API and Contentful are followed (`jsonrefs`), and two functions are added to JMESPath:
`items(object)` and `replace(text, old, new)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from feedsvc.config.options import KeyedProblem, option
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.dom import page_title, parse_html
from feedsvc.extract.jsonitems import MAX_ITEMS, ItemOptions, stories_of, wordless
from feedsvc.extract.jsonrefs import with_references
from feedsvc.extract.jsonvalue import read_value
from feedsvc.extract.rules import css
from feedsvc.models import Page


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonOptions(ItemOptions):
    """The same for JSON that is the page, or stands in a script of it."""

    script: str | None = option(css, None)


class Json(Extractor[JsonOptions]):
    """Reads stories from JSON by the operator's paths."""

    name = "json"
    reads = "an API, or JSON inside a page, addressed by JMESPath"
    unproposed = "no paths could be proposed: items, title, link (JMESPath)"
    Options = JsonOptions

    def extract(self, page: Page) -> RawExtraction:
        """The stories of the document; raises UseFallback naming the option that found nothing."""
        options = self.options
        data, title = _load(page, options.script)
        items = options.items.values(data)[:MAX_ITEMS]
        if not items:
            raise UseFallback(f"items {options.items.shown!r} finds nothing in the JSON")
        stories, note = stories_of(items, options)
        return RawExtraction(
            stories=stories, attempts=(f"json: {len(stories)} stories{note}",), page_title=title
        )

    @classmethod
    def check_options(cls, options: JsonOptions) -> list[KeyedProblem]:
        """Stories need words."""
        return wordless(options)


def _load(page: Page, script: str | None) -> tuple[Any, str | None]:
    if script is None:
        return with_references(read_value(page.text, "the page")), None
    tree = parse_html(page)
    node = tree.css_first(script)
    if node is None:
        raise UseFallback(f"script {script!r} matches nothing on the page")
    return with_references(read_value(node.text(), f"script {script!r}")), page_title(tree)
