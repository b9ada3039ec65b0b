"""A search through the stories of all topics, with the address of a feed that brings what it finds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from feedsvc.models import TopicState
from feedsvc.web.directory import Directory
from feedsvc.web.fields import EMPTY, Fields, asked_of
from feedsvc.web.filters import Filter, describe
from feedsvc.web.finder import Finder, Hits
from feedsvc.web.view import FeedLink, Pager, PageView

PATH = "/search"
MOST_TOPICS = 20
"""Topics that are named beside what was found."""
MOST_NAMED = 8
"""Topics that are called as what is looked for: on a phone the stories are not far below."""


@dataclass(frozen=True, slots=True)
class Matching:
    """A topic with how many of the stories found stand in it; `path` shows them there."""

    topic: TopicState
    count: int
    path: str


class SearchPage:
    """Shows what a search finds; methods raise StoreError."""

    def __init__(self, directory: Directory, finder: Finder) -> None:
        self._directory, self._finder = directory, finder

    def empty(self, typed: Fields = EMPTY, problem: str = "") -> PageView:
        """The form, as it was typed, and what is wrong about that."""
        return self._view(asked=typed, problem=problem)

    def found(self, wanted: Filter, number: int = 1) -> PageView | None:
        """One page of what was found; None where there is no such page."""
        hits = self._finder.find(wanted, None, number)
        if hits is None:
            return None
        matching = self._matching(hits, wanted)
        chosen = next(iter(matching), None)
        feeds = self._feeds(chosen, wanted)
        return self._view(
            hits=hits,
            stories=hits.stories,
            filter=describe(wanted),
            asked=asked_of(wanted),
            pager=Pager(number, hits.pages, PATH, wanted.query()),
            chosen=chosen,
            others=matching[1 : MOST_TOPICS + 1],
            feeds=feeds,
            discovery=feeds,
            named=self._named(wanted) if number == 1 else (),
        )

    def _view(self, **given: Any) -> PageView:
        values: Mapping[str, Any] = {
            "hits": None,
            "stories": (),
            "filter": None,
            "problem": "",
            "asked": EMPTY,
            "pager": Pager(1, 1),
            "chosen": None,
            "others": (),
            "feeds": (),
            "named": (),
            "language": self._directory.config.site.language,
            "choices": self._directory.choices(),
        }
        return PageView("search.html", {**values, **given})

    def _named(self, wanted: Filter) -> list[TopicState]:
        """The topics that are called so: of many nobody reads the whole list."""
        words = list(map(begun, " ".join(wanted.q).casefold().split()))
        called = (t for t in self._directory.topics() if all(w.search(t.title.casefold()) for w in words))
        return list(islice(called, MOST_NAMED)) if words else []

    def _matching(self, hits: Hits, wanted: Filter) -> list[Matching]:
        """The topics whose feeds bring something of this, the one that brings most of it first.

        A topic of all stories is named also before anything is found: what comes will be in it.
        """
        topics = {t.slug: t for t in self._directory.topics()}
        counts = {slug: count for slug, count in hits.by_topic.items() if slug in topics}
        always = next((slug for slug in topics if self._directory.takes_all(slug)), None)
        if always is not None:
            counts.setdefault(always, 0)
        places = {slug: n for n, slug in enumerate(topics)}
        order = sorted(counts, key=lambda slug: (slug != always, -counts[slug], places[slug]))
        query = wanted.query()
        return [Matching(topics[slug], counts[slug], f"/topics/{slug}?{query}") for slug in order]

    def _feeds(self, chosen: Matching | None, wanted: Filter) -> Sequence[FeedLink]:
        links = self._directory.feeds(chosen.topic) if chosen else ()
        return [link.narrowed(wanted.query()) for link in links]


def begun(word: str) -> re.Pattern[str]:
    """A word where one begins: who looks for “art” does not mean what is called smart.

    Other scripts may have no spaces between their words: there it is found anywhere.
    """
    return re.compile(rf"(?<!\w){re.escape(word)}" if word.isascii() else re.escape(word))
