"""What has been kept for long enough: a story leaves a topic, or goes but for its identity. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from feedsvc.models import PRUNED, Aged, Changes, KnownStory, Member

Keeps = Mapping[str, timedelta]


@dataclass(frozen=True, kw_only=True, slots=True)
class Retention:
    """How long the stories of topics and of sources are kept, by slug; what is not named is kept for good."""

    topics: Keeps = field(default_factory=dict)
    sources: Keeps = field(default_factory=dict)

    @property
    def shortest(self) -> timedelta | None:
        """The age that a story must have before anything happens to it; None where all is kept."""
        return min((*self.topics.values(), *self.sources.values()), default=None)

    def is_old(self, story: Aged, now: datetime) -> bool:
        """Whether every source that showed it keeps it no longer."""
        kept = [self.sources.get(slug) for slug in story.sources]
        return bool(kept) and all(keep is not None and story.published < now - keep for keep in kept)

    def leaves(self, story: Aged, shown: Mapping[str, frozenset[int]], now: datetime) -> frozenset[str]:
        """The topics that it leaves; never one whose newest entries (`shown`: positions) it is among.

        A topic that `shown` does not name is left alone.
        """
        old = self.is_old(story, now)
        return frozenset(
            topic
            for topic, place in story.places.items()
            if (old or self._has_passed(topic, story, now)) and place not in shown.get(topic, {place})
        )

    def goes(self, story: Aged, leaves: frozenset[str], now: datetime) -> bool:
        """Whether nothing but its identity is kept: it is old, and stands nowhere any more."""
        if story.places.keys() - leaves:
            return False
        over = any(self._has_passed(topic, story, now) for topic in leaves | story.left)
        return over or self.is_old(story, now)

    def _has_passed(self, topic: str, story: Aged, now: datetime) -> bool:
        keep = self.topics.get(topic)
        return keep is not None and story.published < now - keep


def newest(members: Sequence[Member], entries: int) -> frozenset[int]:
    """The positions of a feed's newest entries, which stay whatever their age."""
    live = sorted((m for m in members if not m.left), key=lambda m: (m.published, m.seq), reverse=True)
    return frozenset(m.seq for m in live[:entries])


def without_pruned(changes: Changes, known: Sequence[KnownStory]) -> Changes:
    """The changes without what a page still tells of stories of which only the identity is kept."""
    pruned = {story.id for story in known if story.digest == PRUNED}
    if not pruned:
        return changes
    return replace(
        changes,
        modified=tuple(m for m in changes.modified if m.story.id not in pruned),
        withdrawn=tuple(id for id in changes.withdrawn if id not in pruned),
        views={id: view for id, view in changes.views.items() if id not in pruned},
    )
