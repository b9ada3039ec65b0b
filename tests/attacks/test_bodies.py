"""Bodies and heads that lie, never end, or end too early."""

from __future__ import annotations

import gzip
import struct
import time
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
import zstandard

from feedsvc.errors import FetchError
from feedsvc.fetch import Fetcher
from feedsvc.models import Validators
from tests.attacks.server import HostileServer, Wire, redirect, response
from tests.fetch.helpers import make_fetcher, make_source
from tests.patience import hearing_ctrl_c, press_ctrl_c

MIB = 1024 * 1024
PAGE = b"<html>" + b"<p>Rain fell on the harbour all night.</p>" * 200 + b"</html>"


def rule_of(fetcher: Fetcher, url: str, **source: object) -> str:
    """The rule by which fetching this URL ends."""
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(make_source(url, **source), Validators())
    assert "\n" not in str(caught.value)
    return caught.value.rule


def deflated_bomb(size: int, wbits: int = 31) -> bytes:
    """`size` zero bytes as gzip, zlib (15) or raw deflate (-15), of which one MiB is packed and repeated."""
    squeeze = zlib.compressobj(9, wbits=-15)
    block = squeeze.compress(bytes(MIB)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    raw = block * (size // MIB) + squeeze.flush()
    if wbits < 0:
        return raw
    check = zlib.crc32 if wbits > 15 else zlib.adler32
    total = check(b"")
    for _ in range(size // MIB):
        total = check(bytes(MIB), total)
    if wbits > 15:
        return b"\x1f\x8b\x08\0\0\0\0\0\2\xff" + raw + struct.pack("<II", total, size)
    return b"\x78\xda" + raw + struct.pack(">I", total)


def brotli_bomb(size: int) -> bytes:
    """`size` zero bytes as brotli."""
    squeeze = brotli.Compressor(quality=4)
    return b"".join([*(squeeze.process(bytes(MIB)) for _ in range(size // MIB)), squeeze.finish()])


def zstd_bomb(size: int) -> bytes:
    """`size` zero bytes as zstd."""
    squeeze = zstandard.ZstdCompressor(level=3).compressobj()
    return b"".join([*(squeeze.compress(bytes(MIB)) for _ in range(size // MIB)), squeeze.flush()])


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


@pytest.mark.parametrize("coding", ENCODERS)
def test_every_coding_asked_for_is_undone(server: HostileServer, fetcher: Fetcher, coding: str) -> None:
    url = server.answers("/x", response(ENCODERS[coding](PAGE), f"Content-Encoding: {coding}"))
    assert fetcher.fetch_url(url, robots="ignore").content == PAGE
    assert b"Accept-Encoding: gzip, deflate, br, zstd\r\n" in server.requests[0][1]


def test_raw_deflate_and_gzip_members_are_undone(server: HostileServer, fetcher: Fetcher) -> None:
    raw = zlib.compress(PAGE, wbits=-15)
    url = server.answers("/x", response(raw, "Content-Encoding: deflate"))
    assert fetcher.fetch_url(url, robots="ignore").content == PAGE
    members = gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:])
    url = server.answers("/y", response(members, "Content-Encoding: x-gzip"))
    assert fetcher.fetch_url(url, robots="ignore").content == PAGE


@pytest.mark.parametrize("coding", ENCODERS)
@pytest.mark.parametrize("keep", [0, 1, 2, 0.3, 0.6, 0.99, -1, -4, -8])
def test_a_truncated_compressed_body_is_an_error(
    server: HostileServer, fetcher: Fetcher, coding: str, keep: float
) -> None:
    whole = ENCODERS[coding](PAGE)
    cut = int(len(whole) * keep) if 0 < keep < 1 else int(keep)
    url = server.answers("/x", response(whole[:cut], f"Content-Encoding: {coding}"))
    assert rule_of(fetcher, url) in ("truncated", "encoding")


@pytest.mark.parametrize("coding", ENCODERS)
@pytest.mark.parametrize("extra", [b"\0", b"<script>", b"\x1f\x8b", bytes(70000)])
def test_bytes_behind_a_compressed_body_are_an_error(
    server: HostileServer, fetcher: Fetcher, coding: str, extra: bytes
) -> None:
    url = server.answers("/x", response(ENCODERS[coding](PAGE) + extra, f"Content-Encoding: {coding}"))
    assert rule_of(fetcher, url) in ("encoding", "truncated")


@pytest.mark.parametrize(
    ("declared", "body"),
    [
        pytest.param("gzip, gzip", gzip.compress(gzip.compress(PAGE)), id="stacked"),
        pytest.param("gzip, br", brotli.compress(gzip.compress(PAGE)), id="mixed"),
        pytest.param("gzip, identity", gzip.compress(PAGE), id="with identity"),
        pytest.param("gzip", PAGE, id="plain as gzip"),
        pytest.param("br", PAGE, id="plain as br"),
        pytest.param("zstd", PAGE, id="plain as zstd"),
        pytest.param("deflate", PAGE, id="plain as deflate"),
        pytest.param("gzip", brotli.compress(PAGE), id="br as gzip"),
        pytest.param("br", gzip.compress(PAGE), id="gzip as br"),
        pytest.param("compress", PAGE, id="compress"),
        pytest.param("dcb", PAGE, id="dictionary"),
        pytest.param("x" * 5000, PAGE, id="long"),
    ],
)
def test_encodings_that_lie_or_were_not_asked_for_are_errors(
    server: HostileServer, fetcher: Fetcher, declared: str, body: bytes
) -> None:
    url = server.answers("/x", response(body, f"Content-Encoding: {declared}"))
    assert rule_of(fetcher, url) in ("encoding", "truncated")


def test_two_encoding_headers_count_as_stacked(server: HostileServer, fetcher: Fetcher) -> None:
    fields = ("Content-Encoding: gzip", "Content-Encoding: gzip")
    url = server.answers("/x", response(gzip.compress(gzip.compress(PAGE)), *fields))
    assert rule_of(fetcher, url) == "encoding"


def peak(*, reset: bool = False) -> int:
    """The most memory this process ever held, in bytes; with `reset` counted from now on (proc(5), clear_refs)."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    line = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    return int(line.split()[1]) * 1024


BOMBS = {
    "gzip": lambda: deflated_bomb(256 * MIB),
    "deflate": lambda: deflated_bomb(256 * MIB, 15),
    "raw deflate": lambda: deflated_bomb(256 * MIB, -15),
    "br": lambda: brotli_bomb(256 * MIB),
    "zstd": lambda: zstd_bomb(256 * MIB),
    "gzip in gzip": lambda: gzip.compress(deflated_bomb(256 * MIB)),
    "gzip file": lambda: deflated_bomb(256 * MIB),
}


@pytest.mark.parametrize("kind", BOMBS)
@pytest.mark.no_cover
def test_bombs_are_refused_within_64_mib(server: HostileServer, kind: str) -> None:
    bomb = BOMBS[kind]()
    coding = {"raw deflate": "deflate", "gzip in gzip": "gzip", "gzip file": "identity"}.get(kind, kind)
    content_type = "application/gzip" if kind == "gzip file" else "text/html"
    answer = response(bomb, f"Content-Encoding: {coding}", content_type=content_type)
    url = server.answers("/x", answer)
    fetcher = make_fetcher(max_bytes=8_000_000)
    before = peak(reset=True)
    assert rule_of(fetcher, url) == ("media-type" if kind == "gzip in gzip" else "size")
    assert peak() - before < 64 * MIB
    fetcher.close()


def test_an_endless_body_stops_at_the_limit(server: HostileServer, fetcher: Fetcher) -> None:
    def endless(wire: Wire) -> None:
        wire.sends(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        wire.repeats(b"<p>more</p>" * 6000)

    assert rule_of(fetcher, server.answers("/x", endless)) == "size"


def test_an_endless_chunked_body_stops_at_the_limit(server: HostileServer, fetcher: Fetcher) -> None:
    def endless(wire: Wire) -> None:
        wire.sends(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        wire.repeats(b"8000\r\n" + bytes(0x8000) + b"\r\n")

    assert rule_of(fetcher, server.answers("/x", endless)) == "size"


@pytest.mark.parametrize(
    ("answer", "rules"),
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\nabc", ["size"], id="1 TiB"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc", ["truncated"], id="short body"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
            ["protocol"],
            id="two lengths",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 3, 5\r\n\r\nabcde", ["protocol"], id="list of lengths"
        ),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc", ["protocol"], id="negative length"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nabc", ["protocol"], id="junk length"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 0x3\r\n\r\nabc", ["protocol"], id="hex length"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 40 + b"\r\n\r\nabc",
            ["protocol", "size"],
            id="huge length",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            ["protocol"],
            id="length and chunks",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", ["truncated"], id="cut chunk"
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
            ["truncated"],
            id="no last chunk",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
            ["truncated", "protocol"],
            id="junk chunk size",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n0\r\n\r\n",
            ["truncated", "protocol"],
            id="negative chunk size",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc\r\n",
            ["truncated", "protocol"],
            id="huge chunk size",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            ["encoding", "protocol", "truncated"],
            id="transfer gzip",
        ),
        pytest.param(b"", ["truncated"], id="nothing"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Ty", ["truncated", "protocol"], id="cut head"),
        pytest.param(b"HTTP/1.1 200 OK\r\n", ["truncated", "protocol"], id="status line only"),
        pytest.param(b"<html>HTTP/0.9</html>", ["protocol"], id="no head"),
        pytest.param(b"HTTP/1.1 abc OK\r\n\r\n", ["protocol"], id="junk status"),
        pytest.param(b"HTTP/1.1 20 OK\r\n\r\n", ["protocol"], id="two digits"),
        pytest.param(b"HTTP/1.1 2000 OK\r\n\r\n", ["protocol"], id="four digits"),
        pytest.param(b"HTTP/1.1 -20 OK\r\n\r\n", ["protocol"], id="negative status"),
        pytest.param(b"HTTP/9.9 200 OK\r\n\r\n", ["protocol"], id="future version"),
        pytest.param(b"\x16\x03\x01\x00\x00", ["protocol", "truncated"], id="TLS on the plain port"),
        pytest.param(b"SSH-2.0-OpenSSH_9\r\n", ["protocol"], id="ssh banner"),
        pytest.param(b"\0" * 100000, ["protocol"], id="zeros"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n", ["protocol"], id="giant header"
        ),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 5000 + b"\r\n", ["protocol"], id="many headers"),
        pytest.param(b"HTTP/1.1 " + b"a" * 300_000 + b"\r\n\r\n", ["protocol"], id="giant status line"),
        pytest.param(b"HTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n" * 5000, ["protocol"], id="103 flood"),
        pytest.param(
            b"HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\nabc", ["protocol", "status", "truncated"], id="101"
        ),
        pytest.param(b"HTTP/1.1 302 Found\r\n\r\n", ["redirect"], id="redirect to nowhere"),
        pytest.param(
            b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\n\r\n",
            ["redirect", "protocol"],
            id="two locations",
        ),
        pytest.param(
            b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\x80\r\n\r\n", ["redirect"], id="binary location"
        ),
        pytest.param(b"HTTP/1.1 200 OK\r\n: x\r\n\r\n" * 3, ["protocol", "ok"], id="nameless header"),
    ],
)
def test_broken_answers_end_in_clean_errors(
    server: HostileServer, fetcher: Fetcher, answer: bytes, rules: list[str]
) -> None:
    url = server.answers("/x", answer)
    if "ok" in rules:
        fetcher.fetch_url(url, robots="ignore")
    else:
        assert rule_of(fetcher, url) in rules


def test_a_reset_connection_is_a_clean_error(server: HostileServer, fetcher: Fetcher) -> None:
    def resets(wire: Wire) -> None:
        wire.sends(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc")
        wire.resets()

    assert rule_of(fetcher, server.answers("/x", resets)) == "truncated"
    assert rule_of(fetcher, server.answers("/y", Wire.resets)) in ("truncated", "connect")


def test_nobody_listening_is_a_clean_error(server: HostileServer, fetcher: Fetcher) -> None:
    server.stop()
    assert rule_of(fetcher, server.url("/x")) == "connect"


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def sends_then(start: bytes, then: Callable[[Wire], None]) -> Callable[[Wire], None]:
    """A script that sends `start` at once and goes on with `then`."""

    def script(wire: Wire) -> None:
        wire.sends(start)
        then(wire)

    return script


def waits_then(seconds: float, then: Callable[[], bytes]) -> Callable[[Wire], None]:
    """A script that waits before it answers."""

    def script(wire: Wire) -> None:
        time.sleep(seconds)
        wire.sends(then())

    return script


SLOW: dict[str, Callable[[Wire], None]] = {
    "hang before the head": Wire.hangs,
    "hang inside the head": sends_then(HEAD, Wire.hangs),
    "hang inside the body": sends_then(HEAD + b"Content-Length: 9\r\n\r\nabc", Wire.hangs),
    "drip of the head": lambda wire: wire.drips(HEAD + b"X: abcdefgh\r\n" * 50),
    "drip of the body": sends_then(
        HEAD + b"Content-Length: 999\r\n\r\n", lambda wire: wire.drips(b"a" * 999)
    ),
    "drip of chunks": sends_then(CHUNKED, lambda wire: wire.drips(b"1\r\na\r\n" * 999)),
    "drip of trailers": sends_then(CHUNKED + b"0\r\n", lambda wire: wire.drips(b"X: a\r\n" * 999)),
    "slow 103 flood": lambda wire: wire.repeats(b"HTTP/1.1 103 Hints\r\n\r\n", 0.02),
    "slow 100 flood": lambda wire: wire.repeats(b"HTTP/1.1 100 Continue\r\n\r\n", 0.02),
    "slow redirects": waits_then(0.2, lambda: redirect(f"/x?{time.monotonic_ns()}")),
}


@pytest.mark.parametrize("kind", SLOW)
def test_the_total_deadline_holds(server: HostileServer, kind: str) -> None:
    fetcher = make_fetcher(timeout=timedelta(seconds=0.5), max_redirects=50)
    url = server.answers("/x", SLOW[kind])
    started = time.monotonic()
    assert rule_of(fetcher, url) == "timeout"
    assert time.monotonic() - started < 10
    fetcher.close()


def test_ctrl_c_ends_a_fetch_before_its_deadline(server: HostileServer) -> None:
    def answers_late(wire: Wire) -> None:
        press_ctrl_c()
        wire.hangs()

    fetcher = make_fetcher(timeout=timedelta(seconds=25))
    started = time.monotonic()
    with hearing_ctrl_c(), pytest.raises(KeyboardInterrupt):
        fetcher.fetch(make_source(server.answers("/x", answers_late)), Validators())
    assert time.monotonic() - started < 20
    fetcher.close()


def test_robots_and_page_share_one_deadline(server: HostileServer) -> None:
    fetcher = make_fetcher(timeout=timedelta(seconds=0.6))
    server.answers("/robots.txt", waits_then(0.4, response))
    url = server.answers("/x", waits_then(0.4, response))
    assert rule_of(fetcher, url, robots="obey") == "timeout"
    fetcher.close()


def test_an_error_page_that_never_ends_is_not_waited_for(server: HostileServer, fetcher: Fetcher) -> None:
    def hangs(wire: Wire) -> None:
        wire.sends(b"HTTP/1.1 404 No\r\nContent-Length: 99\r\n\r\n<h1>")
        wire.hangs()

    started = time.monotonic()
    assert rule_of(fetcher, server.answers("/x", hangs)) == "status"
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("allowed", [0, 1, 3])
def test_redirects_are_counted(server: HostileServer, allowed: int) -> None:
    fetcher = make_fetcher(max_redirects=allowed)
    for number in range(9):
        server.answers(f"/{number}", redirect(f"/{number + 1}"))
    assert rule_of(fetcher, server.url("/0")) == "redirect"
    assert server.paths() == [f"/{n}" for n in range(allowed + 1)]
    fetcher.close()


def test_circles_end_at_once(server: HostileServer, fetcher: Fetcher) -> None:
    server.answers("/a", redirect("/b"))
    server.answers("/b", redirect("/a"))
    assert rule_of(fetcher, server.url("/a")) == "redirect"
    assert server.paths() == ["/a", "/b"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"%PDF-1.7\n...", id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n...", id="PNG"),
        pytest.param(b"PK\x03\x04....", id="ZIP"),
        pytest.param(b"\xff\xd8\xff\xe0JFIF", id="JPEG"),
        pytest.param(b"GIF89a....", id="GIF"),
        pytest.param(gzip.compress(PAGE), id="gzip"),
        pytest.param(bytes(range(32)) * 30, id="noise"),
    ],
)
@pytest.mark.parametrize(
    "content_type", ["text/html", "", "application/octet-stream", "text/plain; charset=utf-8"]
)
def test_binary_data_sent_as_a_page_is_refused(
    server: HostileServer, fetcher: Fetcher, body: bytes, content_type: str
) -> None:
    url = server.answers("/x", response(body, content_type=content_type))
    assert rule_of(fetcher, url) == "media-type"


def test_a_gzip_file_is_inflated_once(server: HostileServer, fetcher: Fetcher) -> None:
    xml = b"<?xml version='1.0'?><urlset/>"
    url = server.answers("/sitemap.xml.gz", response(gzip.compress(xml), content_type="application/x-gzip"))
    page = fetcher.fetch_url(url, robots="ignore")
    assert (page.content, page.media_type) == (xml, "application/xml")


@pytest.mark.parametrize(
    "error",
    [ValueError, UnicodeError, OSError, KeyError, TypeError, OverflowError, AssertionError, RuntimeError],
)
def test_no_foreign_error_escapes(
    server: HostileServer, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fails(*_: object) -> None:
        raise error("line one\nline two")

    url = server.answers("/x", response())
    monkeypatch.setattr(fetcher._client, "send", fails)
    assert rule_of(fetcher, url) == "protocol"
    with pytest.raises(FetchError):
        fetcher.post(url, b"", "text/plain")
    with pytest.raises(FetchError):
        fetcher.fetch_url(url)
