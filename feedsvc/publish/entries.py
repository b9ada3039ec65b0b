"""The entries of a topic's documents, rendered once and kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence

from feedsvc.config import Config, PublishOptions
from feedsvc.decide import windows
from feedsvc.errors import RenderError
from feedsvc.models import Fragments, Member, Story
from feedsvc.render import FORMATS, RenderContext
from feedsvc.store import Store
from feedsvc.telemetry import get_logger, log_event

log = get_logger("publish")


def make_context(config: Config) -> RenderContext:
    """What entries are rendered with; the same wherever they are rendered."""
    pages = {s.slug: s.address for s in config.sources if not s.is_file}
    hiding = tuple(s.slug for s in config.sources if s.address != s.url)
    return RenderContext(base_url=config.site.base_url, sources=pages, hiding=hiding)


class Entries:
    """Renders stories in every format, where that is not done yet."""

    def __init__(self, store: Store, options: PublishOptions, context: RenderContext) -> None:
        self._store = store
        self._formats = options.formats
        self._tells_authors = options.per_topic_authors
        self._context = context

    def of(
        self, members: Sequence[Member], keep: Callable[[Fragments], None], fresh: Mapping[str, Story]
    ) -> dict[str, list[bytes]]:
        """The rendered entries of a document by format: kept ones, and missing ones made and kept."""
        listed = [m.story for m in windows.newest_first(members)]
        formats, key = self._formats, self._context.key
        kept = self._store.fragments(listed, formats, key)
        lacking = {i for fmt in formats for i in listed if i not in kept[fmt]}
        missing = self._stories(lacking, fresh, members)
        made: dict[str, dict[str, bytes]] = {fmt: {} for fmt in formats}
        for story in missing:  # in all formats before the next one: what they have in common is made once
            for fmt in formats:
                if story.id not in kept[fmt]:
                    made[fmt][story.id] = self._fragment(story, fmt)
        if missing:
            keep(Fragments(renderer=key, made=made, stamps={s.id: s.stamp for s in missing}))
        entries = {fmt: {**kept[fmt], **made[fmt]} for fmt in formats}
        return {fmt: list(filter(None, map(found.get, listed))) for fmt, found in entries.items()}

    def authors(self, members: Sequence[Member]) -> tuple[str, ...]:
        """Who has written what a document shows; nobody where documents tell of no authors."""
        if not self._tells_authors:
            return ()
        stories = self._store.stories([m.story for m in members if not m.left])
        return tuple(sorted({name for s in stories for name in s.authors}))

    def _stories(
        self, ids: Collection[str], fresh: Mapping[str, Story], members: Sequence[Member]
    ) -> list[Story]:
        """These stories: fresh ones where nobody has written them since, the others as they are stored."""
        stamps = {m.story: m.stamp for m in members}
        found = {i: fresh[i] for i in ids if i in fresh and fresh[i].stamp == stamps.get(i)}
        stored = [i for i in ids if i not in found]
        return [*found.values(), *(self._store.stories(stored) if stored else ())]

    def _fragment(self, story: Story, fmt: str) -> bytes:
        """One rendered entry; empty where a story cannot be rendered, which costs only that story."""
        try:
            return FORMATS[fmt].fragment(story, self._context)
        except RenderError as error:
            log_event(log, "publish", logging.ERROR, story=story.id, error=error)
            return b""
