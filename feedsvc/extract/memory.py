"""The parent's memory of the stories that pages gave, so that a child cleans and sends only what changed.

A page's stories are kept for its own source at its own address: what one child said never reaches another
source's feed.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace

from feedsvc.extract.wire import Nonsense
from feedsvc.models import Extraction, ParsedStory, Reread
from feedsvc.recent import Recent

MOST, ROOM = 1_000, 8_000_000
"""Pages whose stories are kept, and characters of all of them together."""
LARGEST = ROOM // 8
"""Characters of one page's stories that are worth their place."""
BESIDE = 300
"""Characters of a story besides its texts, about."""
Known = Mapping[bytes, ParsedStory]


class Memory:
    """The stories of the pages read last, by page; shared by any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: Recent[Known] = Recent(MOST, room=ROOM, size=_size)

    def of(self, page: str) -> Known:
        """The stories that this page gave when it was read last, by key."""
        with self._lock:
            return self._kept.get(page) or {}

    def whole(self, page: str, known: Known, told: Reread) -> Extraction:
        """The whole extraction, and what is kept of it; Nonsense where stories and keys do not fit."""
        stories = _together(known, told)
        kept = {key: story for key, story in zip(told.keys, stories, strict=True) if key}
        if _size(kept) <= LARGEST:
            with self._lock:
                self._kept.keep(page, kept)
        return replace(told.extraction, stories=stories)


def _together(known: Known, told: Reread) -> tuple[ParsedStory, ...]:
    """Known stories and new ones in the page's order."""
    fresh = iter(told.extraction.stories)
    stories = [known[key] if key in known else next(fresh, None) for key in told.keys]
    whole = tuple(story for story in stories if story)
    if len(whole) < len(stories) or next(fresh, None):
        raise Nonsense("the answer has more or fewer stories than keys")
    return whole


def _size(kept: Known) -> int:
    return sum(BESIDE + len(s.content) + len(s.text) + len(s.summary) for s in kept.values())
