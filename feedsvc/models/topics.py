"""Named streams of stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from feedsvc.models.value import Value


class TopicState(Value, frozen=True, kw_only=True):
    """A topic as stored: how far it has grown and how far it is published."""

    slug: str
    title: str
    version: int
    """Rises with every change that may touch its documents."""
    published_version: int
    archived: int = 0
    """Archive pages that have left the subscription document for good."""
    carried: Sequence[int] = ()
    """Places on archive pages that the subscription document shows too."""
    stories: int = 0
    updated: datetime | None = None
    """Latest `updated` of its stories."""
    auto: bool = False
    removed: bool = False
    seq: int = 0
    """The last place given in its history."""
    created_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """When the topic was first configured; the `updated` of an empty feed."""
    origin: str = ""
    """The slug that it had at first, from which its id is made."""
    fingerprint: str = ""
    """What its documents were last rendered with, besides stories (publish.plan)."""


class Member(Value, frozen=True, kw_only=True):
    """One place in a topic's history: position `seq` (1, 2, 3 …, never reused) and its story.

    `left` marks a place whose story no longer belongs to the topic (moved or withdrawn): the place
    stays, so that archive boundaries stay fixed. `changed` is the topic version that last touched it.
    """

    seq: int
    story: str
    published: datetime
    updated: datetime
    changed: int
    left: bool = False
    withdrawn_at: datetime | None = None
    stamp: int = 0
    """That of its story (Story.stamp)."""
