"""What is new, modified, moved, missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import field

from feedsvc.models.value import Value

if TYPE_CHECKING:
    from feedsvc.models.known import Sighting
    from feedsvc.models.parsed import ParsedStory
    from feedsvc.models.stories import Revision, Story


class NewStory(Value, frozen=True, kw_only=True):
    """A story nobody has seen before, with its minted id and the keys to store it under."""

    story: Story
    strong_keys: frozenset[str]
    weak_keys: frozenset[str]
    sighting: Sighting


class ModifiedStory(Value, frozen=True, kw_only=True):
    """A known story whose stored row must change.

    `revision` is set when the edit is a published one (later `updated`); without it only silent
    things changed (sections, a new sighting, healed keys, URL).
    """

    story: Story
    revision: Revision | None = None
    strong_keys: frozenset[str] = frozenset()
    weak_keys: frozenset[str] = frozenset()
    sighting: Sighting | None = None
    fields: frozenset[str] = frozenset()
    """Names of the story's fields that differ from the stored row; all others stay as stored.

    `decide.complete` takes those others from the stored story before anything is recorded.
    """
    membership: bool = False
    """True when topics must be decided again."""


class Changes(Value, frozen=True, kw_only=True):
    """What a page means against the store."""

    new: tuple[NewStory, ...] = ()
    modified: tuple[ModifiedStory, ...] = ()
    unmodified: tuple[str, ...] = ()
    """Ids of stories seen again unchanged."""
    views: Mapping[str, ParsedStory] = field(default_factory=dict)
    """By id, how the page shows the unchanged ones that no other source shows."""
    looks: Mapping[str, str] = field(default_factory=dict)
    """By id, how those look (decide.repictured), "" for those of which that is not known yet."""
    scrolled: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    """Ids that left the page: naturally, or before they could have scrolled off."""
    withdrawn: tuple[str, ...] = ()
    """Vanished ids that the source's `vanish = "withdraw"` takes out of the feeds."""
    deferred: int = 0
    """Edits that wait because the story was edited less than an hour ago."""

    @property
    def edits(self) -> tuple[ModifiedStory, ...]:
        """The modifications that readers will see as an edit."""
        return tuple(m for m in self.modified if m.revision)

    def __bool__(self) -> bool:
        return bool(self.new or self.modified or self.scrolled or self.vanished or self.withdrawn)
