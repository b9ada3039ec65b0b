"""One story with what its edits changed, and with others that are like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from feedsvc.clean.wording import html_to_text
from feedsvc.models import PRUNED, Revision, Story, TopicState
from feedsvc.web.directory import Directory
from feedsvc.web.finder import Finder
from feedsvc.web.view import PageView

if TYPE_CHECKING:
    from feedsvc.web.difference import Piece

MOST_COMPARED = 10
"""Earlier versions, the newest, of which the page shows word by word what has changed since."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An earlier version, and what the next one changed; None where it is too old to be compared."""

    revision: Revision
    title: Sequence[Sequence[Piece]] | None
    text: Sequence[Sequence[Piece]] | None

    @property
    def is_silent(self) -> bool:
        """Whether words stayed as they were: only pictures, links or facts changed."""
        return self.title is not None and not self.title and not self.text


class StoryPage:
    """Shows stories; without a finder, no others beside them."""

    def __init__(self, directory: Directory, finder: Finder | None) -> None:
        self._directory, self._finder = directory, finder

    def show(self, story_id: str) -> PageView | None:
        """The page of a story; None where there is none of that id. Raises StoreError."""
        reads, store = self._directory.reads, self._directory.store
        story = reads(store.story, story_id)
        if story is None or story.digest == PRUNED:
            return None
        topics = self._topics(story_id)
        values = {
            "story": story,
            "host": host_of(story.url),
            "edits": edits_of(story, reads(store.revisions, story_id)),
            "topics": topics,
            "sources": self._directory.configured(story.sources),
            "others": self._finder.related(story) if self._finder else (),
            "discovery": [link for t in topics for link in self._directory.feeds(t)],
        }
        return PageView("story.html", values)

    def _topics(self, story_id: str) -> list[TopicState]:
        slugs = self._directory.reads(self._directory.store.story_topics, story_id)
        return [t for t in self._directory.topics() if t.slug in slugs]


def edits_of(story: Story, revisions: Sequence[Revision]) -> list[Edit]:
    """Every earlier version beside the one that followed it, the newest first."""
    newest = sorted(revisions, key=lambda r: r.number, reverse=True)
    versions = [(story.title, story.content), *((r.title, r.content) for r in newest)]
    pairs = zip(newest, versions, strict=False)
    compared = [edit_of(revision, *after) for revision, after in islice(pairs, MOST_COMPARED)]
    return compared + [Edit(revision, None, None) for revision in newest[MOST_COMPARED:]]


def edit_of(revision: Revision, title: str, content: str) -> Edit:
    """An earlier version beside the title and the content that followed it."""
    from feedsvc.web.difference import difference  # few stories have earlier versions

    text = difference(html_to_text(revision.content), html_to_text(content))
    return Edit(revision, difference(revision.title, title), text)


def host_of(url: str | None) -> str:
    """The host of a story's own page, as people say it."""
    host = urlsplit(url).hostname if url else None
    return (host or "").removeprefix("www.")
