"""What the store remembers of stories for comparison."""

from __future__ import annotations

from datetime import datetime

from feedsvc.models.value import Value


class Sighting(Value, frozen=True, kw_only=True):
    """How one source last showed one story."""

    source: str
    section: str | None
    digest: str
    """Content digest of what this source showed (decide.changes.digest)."""
    since: datetime
    """When this source first showed exactly this digest."""
    gone: str | None = None
    """None while it stands on the page; `scrolled` or `vanished` once it has left."""


class KnownStory(Value, frozen=True, kw_only=True):
    """A stored story as needed to recognise it again and to tell what changed."""

    id: str
    """Lower-case UUID without prefix."""
    title: str
    url: str | None
    article: str | None
    guid: str | None
    authors: tuple[str, ...]
    published: datetime
    dated: bool
    """False where `published` is the first-seen time because the page gave no date."""
    updated: datetime
    edited_at: datetime | None
    """When the last edit was published (poll time), for the one-edit-an-hour rule."""
    sections: tuple[str, ...]
    text: str
    digest: str
    summary: str = ""
    revisions: tuple[str, ...] = ()
    """Digests of earlier versions, oldest first."""
    sightings: tuple[Sighting, ...] = ()
    withdrawn_at: datetime | None = None
    keys: frozenset[str] = frozenset()
    """The keys under which it is stored (strong and weak)."""
    stamp: int = 0
    """Rises with every write of the story: a record decided on an older one is refused (KeyTaken)."""
    alias: str = ""
    """A key that its address has without session marks (decide.sessionmarks); not stored."""

    def sighting(self, source: str) -> Sighting | None:
        """This source's last sighting of the story, if it ever showed it."""
        for sighting in self.sightings:  # asked for hundreds of times a poll: no generator
            if sighting.source == source:
                return sighting
        return None
