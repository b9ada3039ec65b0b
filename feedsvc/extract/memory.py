"""The parent's memory of the stories that pages gave, so that a child cleans and sends only what changed.

A page's stories are kept for its own source at its own address: what one child said never reaches another
source's feed. They lie packed: as values the stories of a page are several times as large, and they wait
for its next poll, which unpacks them in a fraction of a millisecond. What comes to a page is packed beside
what is there, and what has gone stays, until that is much: packing all of it costs half a parse of the page.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import zstandard
from msgspec.structs import replace

from feedsvc.extract.wire import Nonsense
from feedsvc.models import Extraction, ParsedStory, Reread
from feedsvc.process import fitting
from feedsvc.recent import Recent

MOST, ROOM = 1_000, 4_000_000
"""Pages whose stories are kept, and bytes of all of them together."""
LARGEST = ROOM // 8
"""Bytes of one page's stories that are worth their place."""
LEVEL = 1
"""Of Zstandard: stories say everything twice, as text and as HTML."""
PIECES = 8
"""In how many pieces a page's stories lie at most."""
GONE = 1.5
"""How many times the stories of a page are kept at most, with those that have gone from it."""
Known = Mapping[bytes, ParsedStory]
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(dict[bytes, ParsedStory])


@dataclass(frozen=True, slots=True)
class Packed:
    """Stories by key, as bytes, in the pieces in which they came."""

    pieces: tuple[bytes, ...] = ()

    def beside(self, known: Known) -> Packed:
        """With these stories, too."""
        packed = zstandard.compress(_ENCODER.encode(known), LEVEL)
        return Packed((*self.pieces, fitting(packed)))

    def known(self) -> Known:
        """The stories again."""
        # One for all pieces: to make it takes as long as to unpack one.
        unpacked = map(zstandard.ZstdDecompressor().decompress, self.pieces)
        read = map(_DECODER.decode, unpacked)
        return {key: story for known in read for key, story in known.items()}

    def __len__(self) -> int:
        return sum(map(len, self.pieces))


class Memory:
    """The stories of the pages read last, by page; shared by any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: Recent[Packed] = Recent(MOST, room=ROOM, size=len)

    def of(self, page: str) -> Known:
        """The stories that this page gave when it was read last, by key."""
        with self._lock:
            packed = self._kept.get(page)
        return packed.known() if packed else {}

    def whole(self, page: str, known: Known, told: Reread) -> Extraction:
        """The whole extraction, and what is kept of it; Nonsense where stories and keys do not fit."""
        stories = _together(known, told)
        kept = {key: story for key, story in zip(told.keys, stories, strict=True) if key}
        fresh = {key: story for key, story in kept.items() if key not in known}
        if len(known) + len(fresh) > GONE * len(kept):
            self._keep(page, Packed().beside(kept))
        elif fresh:
            self._keep(page, self._packed(page, kept, fresh))
        return replace(told.extraction, stories=stories)

    def _packed(self, page: str, kept: Known, fresh: Known) -> Packed:
        """The fresh stories beside those that are packed, or all that are kept anew."""
        with self._lock:
            before = self._kept.get(page)
        if before and len(before.pieces) < PIECES:
            more = before.beside(fresh)
            if len(more) <= LARGEST:
                return more
        return Packed().beside(kept)

    def _keep(self, page: str, packed: Packed) -> None:
        if len(packed) <= LARGEST:
            with self._lock:
                self._kept.keep(page, packed)


def _together(known: Known, told: Reread) -> tuple[ParsedStory, ...]:
    """Known stories and new ones in the page's order."""
    fresh = iter(told.extraction.stories)
    stories = [known[key] if key in known else next(fresh, None) for key in told.keys]
    whole = tuple(story for story in stories if story)
    if len(whole) < len(stories) or next(fresh, None):
        raise Nonsense("the answer has more or fewer stories than keys")
    return whole
