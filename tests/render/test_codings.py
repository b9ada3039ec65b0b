from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import zstandard

from feedsvc.render import CODINGS, encode, gunzip, gzip_parts

DOCUMENTS = Path(__file__).parents[1] / "documents"
BODIES = {
    "empty": b"",
    "one byte": b"<",
    "small": b"<feed/>",
    "long": b"<entry>lanterns</entry>" * 9000,
    "noise": bytes((i * i * 7919 >> 3) & 255 for i in range(100_000)),
}
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda packed: zstandard.ZstdDecompressor().decompress(packed),
}


@pytest.mark.parametrize("name", BODIES)
def test_every_coding_gives_the_body_back(name: str) -> None:
    packed = encode(BODIES[name])

    assert set(packed) == set(DECODERS) == set(CODINGS)
    assert {coding: DECODERS[coding](body) for coding, body in packed.items()} == dict.fromkeys(
        DECODERS, BODIES[name]
    )


@pytest.mark.parametrize("name", BODIES)
def test_the_same_body_gives_the_same_bytes(name: str) -> None:
    assert encode(BODIES[name]) == encode(bytes(bytearray(BODIES[name])))


def test_gzip_carries_no_time_and_no_name() -> None:
    packed = encode(b"<feed/>")["gzip"]

    assert packed[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    assert zlib.decompressobj(31).decompress(packed) == b"<feed/>"


def test_what_comes_in_parts_is_packed_like_the_whole() -> None:
    whole = BODIES["long"]

    packed = gzip_parts([whole[:7], b"", whole[7:9000], whole[9000:]])

    assert gunzip(packed) == whole
    assert gunzip(gzip_parts([])) == b""
    assert gzip_parts([whole]) == encode(whole)["gzip"]


def test_a_document_shrinks_in_every_coding() -> None:
    assert all(len(packed) < len(BODIES["long"]) / 20 for packed in encode(BODIES["long"]).values())


@pytest.mark.parametrize(
    "file", sorted(DOCUMENTS.glob("*/expected.*")), ids=lambda f: f"{f.parent.name}-{f.name}"
)
def test_brotli_is_never_larger_than_gzip_on_a_feed(file: Path) -> None:
    packed = encode(file.read_bytes())

    assert len(packed["br"]) < len(packed["gzip"])
