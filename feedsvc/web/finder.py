"""What pages find in the store beyond plain lists: stories that pass a filter, and stories that are like one.

finder.find(Filter(q=("pier",)), topic=None, number=2) → Hits: the second page of all matches
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from feedsvc.errors import StoreError
from feedsvc.models import Headline, Story
from feedsvc.store import Store
from feedsvc.web.filters import MOST_ENTRIES, Filter
from feedsvc.web.reads import Reads
from feedsvc.web.related import related_to, telling_phrases
from feedsvc.web.view import PAGE_SIZE, pages_of


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what passes a filter."""

    stories: Sequence[Story]
    count: int
    more: bool
    """Whether there are more than are counted."""
    pages: int
    by_topic: Mapping[str, int]


class Finder:
    """Searches with patience of its own; methods raise StoreError where the database is away or too slow."""

    def __init__(self, store: Store, reads: Reads) -> None:
        self._store, self._reads = store, reads

    def find(self, wanted: Filter, topic: str | None = None, number: int = 1) -> Hits | None:
        """Page `number` of the stories of a topic, or of all, that pass; None where there is no such page."""
        skip = (number - 1) * PAGE_SIZE
        most = wanted.limit or skip + PAGE_SIZE
        size = min(PAGE_SIZE, most - skip)
        if number < 1 or size < 1:
            return None
        query = replace(wanted.search_query(MOST_ENTRIES), limit=size)
        found = self._reads(self._store.find, query, topic=topic, skip=skip)
        count = min(found.count, wanted.limit or found.count)
        pages = pages_of(count, PAGE_SIZE)
        more = found.more and wanted.limit is None
        return Hits(found.stories, count, more, pages, found.by_topic) if number <= pages else None

    def related(self, story: Story) -> Sequence[Headline]:
        """A few stories that are most like this one; none where that takes too long to find out."""
        try:
            alike = self._reads(self._store.alike, story, telling_phrases(story.title))
        except StoreError:
            return ()
        return related_to(story, alike)
