"""A topic's stories, page by page, and what of them passes a filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from feedsvc.models import Member, Story, TopicState
from feedsvc.web.directory import Directory
from feedsvc.web.fields import EMPTY, Fields, asked_of
from feedsvc.web.filters import Filter, describe
from feedsvc.web.finder import Finder
from feedsvc.web.view import PAGE_SIZE, Opened, Pager, PageView, pages_of

SORTED = 1_000


class TopicPage:
    """Shows topics; methods give None where there is no such topic or page, and raise StoreError."""

    def __init__(self, directory: Directory, finder: Finder | None) -> None:
        self._directory, self._finder = directory, finder
        self._store, self._reads = directory.store, directory.reads

    def plain(self, slug: str, number: int = 1, opened: Opened | None = None) -> PageView | None:
        """One page of all stories, newest first; `opened` is the feed at whose address a person looks."""
        state = self._directory.topic(slug)
        if state is None:
            return None
        members, count = self._window(slug, number)
        if number > count or number < 1:
            return None
        pager = Pager(number, count, f"/topics/{slug}")
        return self._view(state, opened, stories=self._stories(members), pager=pager)

    def filtered(
        self, slug: str, wanted: Filter, number: int = 1, opened: Opened | None = None
    ) -> PageView | None:
        """One page of the stories that pass a filter, with the address of their feed."""
        state = self._directory.topic(slug)
        hits = self._finder.find(wanted, slug, number) if state and self._finder else None
        if state is None or hits is None:
            return None
        feeds = [link.narrowed(wanted.query()) for link in self._feeds(state, opened)]
        pager = Pager(number, hits.pages, f"/topics/{slug}", wanted.query())
        more = {"feeds": feeds, "discovery": feeds, "filter": describe(wanted), "hits": hits}
        return self._view(state, opened, stories=hits.stories, pager=pager, asked=asked_of(wanted), **more)

    def refused(
        self, slug: str, problem: str, typed: Fields, opened: Opened | None = None
    ) -> PageView | None:
        """The topic's page with what is wrong about a filter, and the filter as it was typed."""
        state = self._directory.topic(slug)
        if state is None:
            return None
        return self._view(state, opened, stories=(), pager=Pager(1, 1), asked=typed, problem=problem)

    def _view(self, state: TopicState, opened: Opened | None, **more: Any) -> PageView:
        feeds = self._feeds(state, opened)
        values: Mapping[str, Any] = {
            "topic": state,
            "description": self._directory.description(state.slug),
            "language": self._directory.language(state.slug),
            "feeds": feeds,
            "discovery": feeds,
            "filter": None,
            "hits": None,
            "problem": "",
            "asked": EMPTY,
            "opened": opened,
            "choices": self._directory.choices(state.slug),
        }
        return PageView("topic.html", {**values, **more})

    def _feeds(self, state: TopicState, opened: Opened | None) -> list[Any]:
        """The address that somebody has opened stands first, else the format that is recommended."""
        feeds = self._directory.feeds(state)
        return sorted(feeds, key=lambda feed: opened is not None and feed.label != opened.label)

    def _window(self, slug: str, number: int) -> tuple[Sequence[Member], int]:
        """The places shown on one page, and how many pages there are.

        Up to SORTED places are ordered by date; a longer history is cut by sequence, like its archives.
        """
        last = max((m.seq for m in self._reads(self._store.members, slug, newest=1)), default=0)
        if last <= SORTED:
            newest = self._reads(self._store.members, slug, newest=SORTED)
            order = newest_first(m for m in newest if not m.left)
            return order[(number - 1) * PAGE_SIZE :][:PAGE_SIZE], pages_of(len(order), PAGE_SIZE)
        top = last - (number - 1) * PAGE_SIZE
        found = self._reads(
            self._store.members, slug, after_seq=max(0, top - PAGE_SIZE), upto_seq=max(0, top)
        )
        return newest_first(found), pages_of(last, PAGE_SIZE)

    def _stories(self, members: Sequence[Member]) -> list[Story]:
        wanted = [m.story for m in members if not m.left]
        found = {s.id: s for s in self._reads(self._store.stories, wanted)}
        return [found[i] for i in wanted if i in found]


def newest_first(members: Iterable[Member]) -> list[Member]:
    """Places by the dates of their stories."""
    return sorted(members, key=lambda m: (m.published, m.seq), reverse=True)
