"""The codings of bodies, each undone in pieces within bounds and checked to its end.

libcurl's own decoding lets a truncated gzip body pass as whole, and brotli and zstd libraries inflate
whole bombs at once; so every coding is fed in slices.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli
import zstandard

from feedsvc.errors import FetchError

SLICE = 64 * 1024
ZSTD_WINDOW = 8 * 1024 * 1024
"""Largest zstd window accepted (RFC 9659)."""
ZSTD_SLICE = 64
"""Input bytes given to zstd at once: four bytes can inflate to 128 KiB, and it knows no output limit."""


class Decoder(Protocol):
    """One coding: pieces come out bounded; `finish` raises when the end has not come."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """The inflated pieces that these bytes give."""

    def finish(self) -> None:
        """Raise FetchError `truncated` where the coding's end is missing."""


class Identity:
    """No coding."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """The bytes as they are."""
        yield data

    def finish(self) -> None:
        """Nothing to check: the client has compared the length."""


class Gzip:
    """gzip of one or several members (RFC 1952, section 2.2)."""

    wbits = 31

    def __init__(self) -> None:
        self._member = zlib.decompressobj(self.wbits)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Inflated pieces of at most SLICE bytes."""
        while data:
            if self._member.eof:
                self._member = self._next_member()
            yield self._member.decompress(data, SLICE)
            data = self._member.unconsumed_tail or self._member.unused_data
            yield from self._pending(data)

    def finish(self) -> None:
        """Raise where the trailer has not been seen."""
        if not self._member.eof:
            raise cut_short()

    def _next_member(self) -> zlib._Decompress:
        return zlib.decompressobj(self.wbits)

    def _pending(self, left: bytes) -> Iterator[bytes]:
        # With the input used up, zlib may still hold output back; an empty input brings it out.
        while not left and not self._member.eof:
            piece = self._member.decompress(b"", SLICE)
            if not piece:
                return
            yield piece


class Deflate(Gzip):
    """deflate: zlib as RFC 9110 says, or the raw stream that some servers send."""

    wbits = 15

    def __init__(self) -> None:
        super().__init__()
        self._start = b""
        self._told = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Inflated pieces; the first two bytes tell zlib from a raw stream."""
        if self._told:
            yield from super().pieces(data)
            return
        self._start += data
        if len(self._start) >= 2:
            self._told = True
            if not _is_zlib(self._start):
                self._member = zlib.decompressobj(-15)
            yield from super().pieces(self._start)

    def _next_member(self) -> zlib._Decompress:
        raise trailing()


class Brotli:
    """brotli (RFC 7932)."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Inflated pieces of about SLICE bytes."""
        if self._stream.is_finished():
            raise trailing()
        piece = self._stream.process(data, output_buffer_limit=SLICE)
        # It may say that it can accept more while output is still held back.
        while piece or not self._stream.can_accept_more_data():
            yield piece
            if self._stream.is_finished():
                return
            piece = self._stream.process(b"", output_buffer_limit=SLICE)

    def finish(self) -> None:
        """Raise where the last block has not been seen."""
        if not self._stream.is_finished():
            raise cut_short()


class Zstd:
    """zstd of one or several frames (RFC 8878)."""

    def __init__(self) -> None:
        self._frame = self._open()
        self._used = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Inflated pieces, each from a few input bytes, so that none is a bomb."""
        for start in range(0, len(data), ZSTD_SLICE):
            part = data[start : start + ZSTD_SLICE]
            while part:
                if self._frame.eof:
                    self._frame = self._open()
                yield self._frame.decompress(part)
                part = self._frame.unused_data if self._frame.eof else b""

    def finish(self) -> None:
        """Raise where the frame has not ended."""
        if not self._frame.eof:
            raise cut_short()

    def _open(self) -> zstandard.ZstdDecompressionObj:
        return zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()


DECODERS: dict[str, type[Identity] | type[Gzip] | type[Deflate] | type[Brotli] | type[Zstd]] = {
    "": Identity,
    "identity": Identity,
    "gzip": Gzip,
    "x-gzip": Gzip,
    "deflate": Deflate,
    "br": Brotli,
    "zstd": Zstd,
}


def cut_short() -> FetchError:
    """The error for a compressed body that stops before its end."""
    return FetchError("the compressed body stops before its end", rule="truncated")


def trailing() -> FetchError:
    """The error for bytes behind the end of a compressed body."""
    return FetchError("bytes follow the end of the compressed body", rule="encoding")


def _is_zlib(start: bytes) -> bool:
    return start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
