"""Inflating a body while it streams, never more than a bound."""

from __future__ import annotations

import zlib

import brotli
import zstandard

from feedsvc.errors import FetchError
from feedsvc.fetch.codecnames import text_codec
from feedsvc.fetch.decoders import DECODERS, Decoder, Identity

ACCEPTED = "gzip, deflate, br, zstd"
"""Accept-Encoding: what `make_inflater` can undo within bounds."""

STEP = 16 * 1024
_NONE = ("none", "binary", "8bit", "7bit", "plain", "aws-chunked")
"""What servers write where nothing is coded: words of e-mail, and one that storage keeps of an upload."""


class Inflater:
    """Collects a body, inflated by its decoder, at most `limit` bytes raw and inflated."""

    def __init__(self, decoder: Decoder, limit: int, *, cut: bool = False) -> None:
        self._decoder = decoder
        self._limit = limit
        self._cut = cut
        self._raw = 0
        self._size = 0
        self._parts: list[bytes] = []
        self.full = False
        """True once the limit is reached and the rest is left out (`cut`)."""

    def feed(self, data: bytes) -> None:
        """Take raw bytes; raises FetchError `size` or `encoding`."""
        self._raw += len(data)
        self._check(self._raw)
        try:
            # In small steps: decoders copy the rest of their input for every piece of output.
            for start in range(0, len(data), STEP):
                self._inflate(data[start : start + STEP])
        except (zlib.error, brotli.error, zstandard.ZstdError) as error:
            raise FetchError("the body does not match its Content-Encoding", rule="encoding") from error

    def finish(self) -> bytes:
        """The whole body; raises FetchError `truncated` where its end is missing."""
        if not self.full:
            self._decoder.finish()
        return b"".join(self._parts)[: self._limit]

    def so_far(self) -> bytes:
        """What has come of the body, whole or not."""
        return b"".join(self._parts)[: self._limit]

    def _inflate(self, data: bytes) -> None:
        for piece in self._decoder.pieces(data):
            if self.full:
                return
            self._parts.append(piece)
            self._size += len(piece)
            self._check(self._size)

    def _check(self, size: int) -> None:
        if size <= self._limit:
            return
        if not self._cut:
            raise FetchError(f"the body is too large (more than {self._limit} bytes)", rule="size")
        self.full = True


def make_inflater(content_encoding: str, limit: int, *, cut: bool = False) -> Inflater:
    """An inflater for a Content-Encoding; raises FetchError `encoding` for stacked or unknown ones.

    With `cut` the body is cut at the limit instead of refused (robots.txt).
    """
    name = _coding(content_encoding)
    if name not in DECODERS:
        raise FetchError("the body has a Content-Encoding that was not asked for", rule="encoding")
    return Inflater(DECODERS[name](), limit, cut=cut)


def is_coded(content_encoding: str) -> bool:
    """Whether a body with this Content-Encoding is coded in any way."""
    return DECODERS.get(_coding(content_encoding)) is not Identity


def _coding(content_encoding: str) -> str:
    """The coding's name; "" where a charset stands in its place, or a word that means none."""
    name = content_encoding.strip().lower()
    return "" if name in _NONE or (name not in DECODERS and text_codec(name)) else name
