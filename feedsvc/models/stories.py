"""What is stored of stories, and rendered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from feedsvc.models.value import Value

if TYPE_CHECKING:
    from feedsvc.models.parsed import Image, Related

FIRST_STAMP = 1


PRUNED = "pruned"
"""Stands for the digest of a story that was kept for long enough: nothing but its identity is left."""


class Story(Value, frozen=True, kw_only=True):
    """A stored story: what is rendered."""

    id: str
    title: str
    published: datetime
    updated: datetime
    first_seen: datetime
    digest: str
    dated: bool = True
    url: str | None = None
    article: str | None = None
    guid: str | None = None
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    summary: str = ""
    content: str = ""
    text: str = ""
    related: tuple[Related, ...] = ()
    images: tuple[Image, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    sources: tuple[str, ...] = ()
    """Slugs of every source that showed it, first one first."""
    revision: int = 1
    edited_at: datetime | None = None
    withdrawn_at: datetime | None = None
    headline_given: bool = True
    stamp: int = 0
    """Rises with every write of the story (KnownStory.stamp); FIRST_STAMP once it is stored."""


class Look(Value, frozen=True, kw_only=True):
    """What readers see of a stored story besides its headline."""

    text: str
    content: str
    images: tuple[Image, ...]


class Aged(Value, frozen=True, kw_only=True):
    """A stored story as retention looks at it: where it stands (topic → position), where it stood."""

    id: str
    published: datetime
    sources: tuple[str, ...]
    places: Mapping[str, int]
    left: frozenset[str]


class Revision(Value, frozen=True, kw_only=True):
    """An earlier version of an edited story, kept when the edit is published."""

    story: str
    number: int
    title: str
    content: str
    digest: str
    seen_at: datetime
    """The `updated` this version carried."""
