"""One story as a strategy finds it: pieces of the page, which the pipeline makes safe (ParsedStory)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from feedsvc.models import Image, Related


class RawStory(msgspec.Struct, frozen=True, kw_only=True):  # made at a tenth of a dataclass's cost
    """The pieces of one story as they stand on the page, nothing cleaned yet.

    `published` is the text of the date (or an aware datetime where the strategy already has one);
    `content` is HTML, or None; `paragraphs` is plain text for strategies that work on text.
    `base` is the address of relative links in the content where it is not the page's, `stand_in` the title
    where neither a headline nor words are given. `reasons` maps a field to where it came from, for
    `feedsvc extract`.
    """

    title: str | None = None
    stand_in: str | None = None
    base: str | None = None
    link: str | None = None
    guid: str | None = None
    authors: tuple[str, ...] = ()
    published: str | datetime | None = None
    date_format: str | None = None
    ends: bool = False
    """Whether that is the day on which something ends or may no longer be asked for: none of publication."""
    section: str | None = None
    summary: str | None = None
    content: str | None = None
    paragraphs: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    images: tuple[Image, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    reasons: Mapping[str, str] = msgspec.field(default_factory=dict)
