"""Mutated answers end as a page or as one FetchError, and leave nothing open."""

from __future__ import annotations

import gzip
import os
import random
from datetime import timedelta

import pytest

from feedsvc.errors import FetchError
from feedsvc.models import Validators
from tests.attacks.server import HostileServer, redirect, response
from tests.fetch.helpers import make_fetcher, make_source

CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n"
    b"6\r\n<html>\r\n7\r\n</html>\r\n0\r\nX-Trailer: a\r\n\r\n"
)
SEEDS = (
    response(b"<p>news</p>" * 20, 'ETag: "a"', "Cache-Control: max-age=60"),
    response(gzip.compress(b"<p>news</p>" * 50), "Content-Encoding: gzip"),
    response(b"", "Retry-After: 5", status="503 Later"),
    b"HTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n" + response(b"x"),
    redirect("/elsewhere?x=1"),
    CHUNKED,
)


def mutated(rng: random.Random, data: bytes) -> bytes:
    """The bytes with one to four small accidents."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at, size = rng.randrange(len(changed) or 1), rng.randint(1, 8)
        accident = rng.randrange(4)
        if accident == 0:
            del changed[at : at + size]
        elif accident == 1:
            changed[at:at] = rng.randbytes(size)
        elif accident == 2:
            changed[at : at + size] = rng.choice(
                [b"\r\n", b"\0", b"\r", b"\n", b":", b" ", b"9" * 20, b"\xff\xfe"]
            )
        else:
            changed[at:at] = changed[at // 2 : at]
    return bytes(changed)


@pytest.mark.no_cover
def test_mutated_answers(server: HostileServer) -> None:
    rng = random.Random(20261122)
    fetcher = make_fetcher(timeout=timedelta(seconds=0.5), resolver=lambda host, port: ["127.0.0.1"])
    ended = {"page": 0, "error": 0}
    for number in range(400):
        url = server.answers(f"/{number}", mutated(rng, rng.choice(SEEDS)))
        try:
            fetcher.fetch(make_source(url), Validators())
            ended["page"] += 1
        except FetchError as error:
            assert "\n" not in str(error)  # noqa: PT017
            ended["error"] += 1
    fetcher.close()
    assert min(ended.values()) > 20


def test_descriptors_and_connections_stay_flat(server: HostileServer) -> None:
    fetcher = make_fetcher(timeout=timedelta(seconds=0.5))
    good, cut = server.answers("/a", response()), server.answers("/b", response()[:-5])

    def rounds(times: int) -> int:
        for _ in range(times):
            fetcher.fetch(make_source(good), Validators())
            _fails(cut)
        return len(os.listdir("/proc/self/fd"))

    def _fails(url: str) -> None:
        try:
            fetcher.fetch(make_source(url), Validators())
        except FetchError:
            return
        raise AssertionError("a short body passed as whole")

    first = rounds(5)
    assert rounds(60) <= first + 3
    fetcher.close()
