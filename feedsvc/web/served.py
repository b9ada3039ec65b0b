"""A document as a web process holds it: packed, in the codings that are asked for, its headers ready.

    make_served(document, link) → Served → choose(Accept-Encoding) → Variant → body

gzip leaves a fifth of a feed, and is all that is held of one before anybody asks. The plain body comes of it
in a tenth of a millisecond; other codings are read when somebody asks for them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from msgspec.structs import replace

from feedsvc.models import Document
from feedsvc.recent import Recent
from feedsvc.render import gunzip
from feedsvc.web.headers import VARY, VARY_PAGE, Headers, body_headers, feed_headers
from feedsvc.web.negotiation import IDENTITY, choose_coding

PACKED = "gzip"
SMALL = 4096
"""Bytes of a document that is held as it is, and in every coding."""
_BESIDE = 4096
"""Bytes that headers and the rest take, about."""
_REMEMBERED = 64
SECOND = timedelta(seconds=1)
_UNPACKED, _UNPACKED_BYTES = 64, 256 * 1024


@dataclass(frozen=True, slots=True)
class Variant:
    """One coding of a document with everything its answers need; headers hold until `expires`."""

    coding: str
    tag: str
    held: bytes
    ok: Headers
    unchanged: Headers
    unpack: Callable[[bytes], bytes] | None = None

    @property
    def body(self) -> bytes:
        """The bytes to send."""
        return self.unpack(self.held) if self.unpack else self.held


@dataclass(slots=True)
class Served:
    """A document whose bytes are held in `bodies`; `sizes` names every coding that it has.

    One that `settles` may change again until then without a later second to say so: meanwhile only its entity
    tag tells whether a copy is current, and it is not `dated`. `variants` are what can be answered at once,
    `choices` remembers what was negotiated.
    """

    document: Document
    link: str | None
    vary: str
    sizes: dict[str, int]
    bodies: dict[str, bytes]
    settles: datetime | None = None
    dated: bool = True
    used: float = 0.0
    expires: float = 0.0
    choices: dict[str | None, Variant] = field(default_factory=dict)
    variants: dict[str, Variant] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of memory that it takes."""
        return sum(map(len, self.bodies.values())) + _BESIDE

    @property
    def modified(self) -> datetime:
        """Its Last-Modified; a second earlier while it may still change in that very second.

        Whoever asks with the later one has a copy that was made when the second was over.
        """
        told = self.document.last_modified
        return told if self.dated else told - SECOND

    def choose(self, accept_encoding: str | None) -> Variant:
        """The variant that this Accept-Encoding asks for, of those that are held."""
        held = {coding: self.sizes[coding] for coding in self.variants}
        variant = self.variants[choose_coding(accept_encoding, held)]
        if len(self.choices) < _REMEMBERED:
            self.choices[accept_encoding] = variant
        return variant


def make_served(
    document: Document,
    link: str | None,
    *,
    codings: Collection[str] = (),
    settles: datetime | None = None,
) -> Served:
    """A document packed, and in these codings besides, before any header is made."""
    every = {IDENTITY: document.body, **document.codings}
    packs = PACKED in every and len(document.body) > SMALL
    return Served(
        document=replace(document, body=b"", codings={}),
        link=link,
        vary=VARY if document.topic is None else VARY_PAGE,
        sizes={coding: len(body) for coding, body in every.items()},
        bodies={c: b for c, b in every.items() if c in (PACKED, *codings)} if packs else every,
        settles=settles,
    )


class Unpacked:
    """Gives plain bodies; those asked for last stay unpacked, so many as there is room for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._recent: Recent[bytes] = Recent(_UNPACKED, room=_UNPACKED_BYTES, size=len)

    def body(self, etag: str, packed: bytes) -> bytes:
        """The body with this tag, which is packed here."""
        with self._lock:
            found = self._recent.get(etag)
        if found is None:
            found = gunzip(packed)
            with self._lock:
                self._recent.keep(etag, found)
        return found


def make_variants(entry: Served, cache: str, unpacked: Unpacked) -> dict[str, Variant]:
    """What of a document can be answered at once, by coding, with this Cache-Control."""
    made = {coding: _variant(entry, coding, held, cache) for coding, held in entry.bodies.items()}
    if IDENTITY not in made:
        unpack = partial(unpacked.body, entry.document.etag)
        made[IDENTITY] = _variant(entry, IDENTITY, entry.bodies[PACKED], cache, unpack)
    return made


def _variant(
    entry: Served, coding: str, held: bytes, cache: str, unpack: Callable[[bytes], bytes] | None = None
) -> Variant:
    tag = quote_tag(entry.document.etag, coding)
    shared = feed_headers(tag=tag, modified=entry.modified, cache=cache, link=entry.link, vary=entry.vary)
    named = None if coding == IDENTITY else coding
    own = body_headers(entry.document.media_type, entry.sizes[coding], named)
    return Variant(coding, tag, held, own + shared, shared, unpack)


def quote_tag(etag: str, coding: str) -> str:
    """The strong entity tag of one coding of a document."""
    return f'"{etag}"' if coding == IDENTITY else f'"{etag}-{coding}"'
