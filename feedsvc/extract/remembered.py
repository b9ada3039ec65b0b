"""Stories of earlier pages, cleaned: most of a page is what it was ten minutes ago.

A cleaned story is kept under a hash of all that it was made of, its source's name first: the raw pieces,
the moment they were dated to, the addresses they are relative to, and the settings that cleaning heeds.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b

import msgspec

from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.rawstory import RawStory
from feedsvc.models import ParsedStory
from feedsvc.recent import Recent

Clean = Callable[[RawStory, str, ExtractSettings, datetime | None], ParsedStory | None]
MOST = 5_000
ROOM = 8_000_000
"""Bytes of raw stories whose cleaned ones are kept."""
LONGEST = 100_000
"""Bytes of one that is worth a place."""
_ENCODER = msgspec.msgpack.Encoder()
_lock = threading.Lock()
_kept: Recent[tuple[ParsedStory, int]] = Recent(MOST, room=ROOM, size=lambda kept: kept[1])


def cleaned(
    clean: Clean, raw: RawStory, base: str, settings: ExtractSettings, published: datetime | None
) -> ParsedStory | None:
    """What `clean` makes of a raw story, or made of the very same one of the same source."""
    said = _said(raw, base, settings, published)
    if not 0 < len(said) <= LONGEST:
        return clean(raw, base, settings, published)
    key = f"{settings.source}\0{blake2b(said, digest_size=16).hexdigest()}"
    with _lock:
        known = _kept.get(key)
    story = known[0] if known else clean(raw, base, settings, published)
    if story and not known:
        with _lock:
            _kept.keep(key, (story, len(said)))
    return story


def _said(raw: RawStory, base: str, settings: ExtractSettings, published: datetime | None) -> bytes:
    """All that cleaning depends on; nothing for what cannot be written down."""
    heeded = (settings.article_id, settings.language)
    try:
        return _ENCODER.encode((raw, base, heeded, published))
    except (UnicodeEncodeError, TypeError, OverflowError, RecursionError):
        return b""
