"""What is asked of stored stories, and what is found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import field

from feedsvc.models.value import Value

if TYPE_CHECKING:
    from feedsvc.models.stories import Story


class SearchQuery(Value, frozen=True, kw_only=True):
    """What a filtered feed asks of a topic's whole history.

    A story must match every term and, of each filter that is given, at least one value; `exclude`
    takes away. A term of several words is a phrase.
    """

    terms: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: datetime | None = None
    limit: int = 50


class Found(Value, frozen=True, kw_only=True):
    """One page of what a search finds; `count` and `by_topic` are of all its pages."""

    stories: tuple[Story, ...]
    count: int
    more: bool = False
    """Whether more match than are counted."""
    by_topic: Mapping[str, int] = field(default_factory=dict)


class Headline(Value, frozen=True, kw_only=True):
    """What a list of stories beside others says of each."""

    id: str
    title: str
    published: datetime
    authors: tuple[str, ...]
    sections: tuple[str, ...]
