"""The tables, a module for each of their kinds; their columns are as in `columntypes`.

    sources ── polls, transitions, holds, snapshots         hosts (whose turn it is)
    stories ── strong_keys, weak_keys, sightings, revisions, fragments, story_search
    topics ── members ── stories                            documents, pings, counters
    blocks ── bitmaps (of words; stories by number)         reworded ── stories

Stories are joined by `number`, a small integer; the id that readers see is `stories.id`.
The schema itself is made by `migrations/`; a test proves that the two agree.
"""

from __future__ import annotations

from feedsvc.store.columntypes import metadata
from feedsvc.store.tables.indexed import bitmaps, blocks, reworded
from feedsvc.store.tables.known import fragments, revisions, sightings, stories, strong_keys, weak_keys
from feedsvc.store.tables.polled import holds, hosts, polls, snapshots, sources, transitions
from feedsvc.store.tables.published import counters, documents, members, pings, topics

__all__ = [
    "bitmaps",
    "blocks",
    "counters",
    "documents",
    "fragments",
    "holds",
    "hosts",
    "members",
    "metadata",
    "pings",
    "polls",
    "revisions",
    "reworded",
    "sightings",
    "snapshots",
    "sources",
    "stories",
    "strong_keys",
    "topics",
    "transitions",
    "weak_keys",
]
