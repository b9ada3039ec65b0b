"""`state`: the data that an application's page carries for its scripts, read without running them.

The page:

    <div id="app"></div>
    <script>window.__INITIAL_STATE__ = {feed: {posts: [
      {id: 7, headline: 'Second quay opens', slug: 'quay-2', at: 1772607600}]}};</script>

The source's file:

    extractor = "state"
    [options]
    state   = "__INITIAL_STATE__"      # its name; without it every state of the page is looked into
    items   = "feed.posts"             # JMESPath, from the root or from anything below it
    title   = "headline"
    link    = { path = "slug", template = "https://news.example/read/{value}" }
    date    = "at"                     # text, or seconds or milliseconds since 1970
    guid    = "id"

The result: one story, "Second quay opens", https://news.example/read/quay-2, published 2026-03-04 07:00
UTC. The fields are those of `json`. Read are: __NEXT_DATA__ and Next.js's rows (__next_f), __NUXT__ and
__NUXT_DATA__, Apollo's caches, Remix and React Router, SvelteKit, Astro's islands, Inertia's data-page,
`<script type="application/json">`, and whatever a script assigns to a name. A page that has no such list but
names a file of data (Nuxt's _payload.json, Gatsby's page-data.json) leads to it; its state is called `page`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from feedsvc.config.options import KeyedProblem, option
from feedsvc.extract.base import Extractor, RawExtraction, UseFallback
from feedsvc.extract.dom import page_title, parse_html
from feedsvc.extract.jsonitems import MAX_ITEMS, ItemOptions, stories_of, wordless
from feedsvc.extract.state.anywhere import found_in
from feedsvc.extract.state.carried import shown, states
from feedsvc.extract.state.datapage import leads_to
from feedsvc.models import Page


def _name(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text (a state's name, as '__NEXT_DATA__')")
    return value.strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class StateOptions(ItemOptions):
    """Which state, and where the stories and their fields stand in it."""

    state: str | None = option(_name, None)


class State(Extractor[StateOptions]):
    """Reads stories from what a page carries for its scripts."""

    name = "state"
    reads = (
        "what an application's page carries for its scripts (Next.js, Nuxt, SvelteKit, Apollo …),"
        " without a browser"
    )
    unproposed = "no state with a list of stories: state, items, title, link (JMESPath)"
    Options = StateOptions

    def extract(self, page: Page, known: dict[str, Any] | None = None) -> RawExtraction:
        """The stories of the state, or the file that has it; raises UseFallback naming what there is.

        `known` are the page's states where they have been read before.
        """
        tree = parse_html(page)
        try:
            items = self._items(states(tree, page.text) if known is None else known)
        except UseFallback as reason:
            if not (there := leads_to(tree, page.url)):
                raise
            return RawExtraction(next_url=there, attempts=(f"state: {reason}, but in {there}",))
        stories, note = stories_of(items, self.options)
        return RawExtraction(
            stories=stories, attempts=(f"state: {len(stories)} stories{note}",), page_title=page_title(tree)
        )

    @classmethod
    def check_options(cls, options: StateOptions) -> list[KeyedProblem]:
        """Stories need words."""
        return wordless(options)

    def _items(self, found: dict[str, Any]) -> list[Any]:
        wanted = "page" if set(found) == {"page"} else self.options.state
        if wanted and wanted not in found:
            raise UseFallback(f"state {wanted!r} is not on the page (there is {shown(found)})")
        items = self.options.items
        for value in [found[wanted]] if wanted else found.values():
            if stories := found_in(value, items.shown, items.values, self._has_words):
                return stories[:MAX_ITEMS]
        raise UseFallback(f"items {items.shown!r} finds nothing in {wanted or shown(found)}")

    def _has_words(self, item: Any) -> bool:
        given = (self.options.title, self.options.summary, self.options.content)
        return any(words.texts(item) for words in given if words)
