"""Every coding gives back what was put in, however the network cuts it, and never more than allowed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.errors import FetchError
from feedsvc.fetch.inflate import make_inflater

CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "none": ("", bytes),
    "identity": ("identity", bytes),
    "gzip": ("gzip", gzip.compress),
    "x-gzip": (" X-GZip ", gzip.compress),
    "zlib": ("deflate", zlib.compress),
    "raw": ("deflate", lambda data: zlib.compress(data, wbits=-15)),
    "br": ("br", lambda data: brotli.compress(data, quality=4)),
    "zstd": ("zstd", zstandard.compress),
    "zstd frames": ("zstd", lambda data: zstandard.compress(data[:7]) + zstandard.compress(data[7:])),
}


def undo(coding: str, body: bytes, step: int, limit: int = 8_000_000, *, cut: bool = False) -> bytes:
    """The body after inflating it in pieces of `step` bytes."""
    inflater = make_inflater(coding, limit, cut=cut)
    for start in range(0, len(body), step):
        if inflater.full:
            break
        inflater.feed(body[start : start + step])
    return inflater.finish()


@pytest.mark.parametrize("name", CODINGS)
@settings(max_examples=30, deadline=None)
@given(
    seed=st.binary(max_size=300),
    times=st.sampled_from([1, 3, 2000]),
    step=st.sampled_from([1, 9, 5000, 10**6]),
)
def test_round_trip(name: str, seed: bytes, times: int, step: int) -> None:
    coding, encode = CODINGS[name]
    body = seed * times
    squeezed = encode(body)
    assert undo(coding, squeezed, step if len(squeezed) < 10_000 else max(step, 999)) == body


@pytest.mark.slow
@pytest.mark.parametrize("name", CODINGS)
def test_output_that_is_held_back_is_brought_out(name: str) -> None:
    coding, encode = CODINGS[name]
    body = b"".join(b"<p>story %d of the day, %x</p>" % (n, n * n) for n in range(60_000))
    assert undo(coding, encode(body), 16384) == body


@pytest.mark.parametrize("name", CODINGS)
@pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False), (5_000_000, False)])
def test_the_limit_is_exact(name: str, size: int, fits: bool) -> None:
    coding, encode = CODINGS[name]
    squeezed = encode(bytes(size))
    if fits:
        assert undo(coding, squeezed, 100, 1000) == bytes(size)
        return
    with pytest.raises(FetchError) as caught:
        undo(coding, squeezed, 100, 1000)
    assert caught.value.rule == "size"


@pytest.mark.parametrize("name", CODINGS)
def test_with_cut_the_rest_is_left_out(name: str) -> None:
    coding, encode = CODINGS[name]
    assert undo(coding, encode(b"ab" * 400_000), 100, 1000, cut=True) == b"ab" * 500


def test_a_million_empty_members_cost_little() -> None:
    assert undo("gzip", gzip.compress(b"") * 50_000, 10**7) == b""


def test_a_huge_zstd_window_is_refused() -> None:
    params = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    squeezed = zstandard.ZstdCompressor(compression_params=params).compressobj()
    body = squeezed.compress(bytes(10**6)) + squeezed.flush()
    with pytest.raises(FetchError) as caught:
        undo("zstd", body, 1000)
    assert caught.value.rule == "encoding"


@pytest.mark.parametrize("coding", ["gzip, gzip", "compress", "br;q=1", "gzip,", "\x00"])
def test_unknown_codings_are_refused(coding: str) -> None:
    with pytest.raises(FetchError) as caught:
        make_inflater(coding, 10)
    assert caught.value.rule == "encoding"
