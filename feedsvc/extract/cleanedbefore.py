"""Stories that a page showed before, told by their raw pieces: they need not be cleaned again.

A story's key is a hash of all that its cleaning depends on: its pieces, the moment they were dated to, the
address they are relative to, and the settings that cleaning heeds. What is known by its key stays where it
is kept, with the parent (`memory`), since a process that reads pages does not outlive its turn at a site.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

import msgspec
from msgspec.structs import replace

from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.cleaning import clean_story
from feedsvc.extract.pipeline import run
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import Page, ParsedStory, Reread

STANDING = ParsedStory(title="as it was")
"""Stands for a story that is known."""
NO_KEY = b""
KEY = 16
"""Bytes of a key."""
_ENCODER = msgspec.msgpack.Encoder()


def reread(page: Page, settings: ExtractSettings, now: datetime, known: Collection[bytes]) -> Reread:
    """What `pipeline.run` gives, without the stories of these keys; raises ExtractError as that does."""
    before = Before(known)
    found = run(page, settings, now, before.cleaned)
    fresh = tuple(story for story in found.stories if story is not STANDING)
    return Reread(extraction=replace(found, stories=fresh), keys=tuple(before.keys))


class Before:
    """Which stories are known already; `keys` become those of the page's, in their order."""

    def __init__(self, known: Collection[bytes]) -> None:
        self._known = frozenset(known) - {NO_KEY}
        self.keys: list[bytes] = []

    def cleaned(
        self, raw: RawStory, base: str, settings: ExtractSettings, published: datetime | None
    ) -> ParsedStory | None:
        """The story cleaned, or STANDING for one that is known."""
        key = key_of(raw, base, settings, published)
        story = STANDING if key in self._known else clean_story(raw, base, settings, published)
        if story:
            self.keys.append(key)
        return story


def key_of(raw: RawStory, base: str, settings: ExtractSettings, published: datetime | None) -> bytes:
    """Equal where cleaning gives the same; NO_KEY for what cannot be written down."""
    heeded = (settings.article_id, settings.language)
    try:
        said = _ENCODER.encode((raw, base, heeded, published))
    except (UnicodeEncodeError, TypeError, OverflowError, RecursionError):
        return NO_KEY
    return sha256(said).digest()[:KEY]
