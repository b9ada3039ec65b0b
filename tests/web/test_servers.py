"""What only sockets show: keep-alive, HEAD, several workers, raw bytes, an end on SIGTERM."""

from __future__ import annotations

import http.client
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.patience import PATIENCE, until
from tests.web.helpers import Town
from tests.web.servers import COMMANDS, ask, free_port, send_raw, serving, write_site

FEED = "/feeds/world.atom"
CHECKER = Path(__file__).parents[3] / "shared" / "clients" / "http_conformance.py"


class Served(NamedTuple):
    """A running server and the site it shows."""

    port: int
    town: Town
    process: subprocess.Popen[bytes]
    name: str


@pytest.fixture(scope="module", params=list(COMMANDS))
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place, port = tmp_path_factory.mktemp(request.param), free_port()
    town = write_site(place, port)
    with serving(request.param, place, port) as process:
        yield Served(port, town, process, request.param)
    town.store.close()
    assert process.returncode in (0, -15)
    said = (place / "server.log").read_text()
    assert "Traceback" not in said


def test_get_head_and_304_over_a_socket(served: Served) -> None:
    status, headers, body = ask(served.port, FEED)
    assert (status, int(headers["content-length"])) == (200, len(body))
    head = ask(served.port, FEED, "HEAD")
    assert (head[0], head[2]) == (200, b"")
    assert {k: v for k, v in head[1].items() if k != "date"} == {
        k: v for k, v in headers.items() if k != "date"
    }
    again = ask(served.port, FEED, If_None_Match=headers["etag"])
    assert (again[0], again[2]) == (304, b"")
    assert again[1]["etag"] == headers["etag"]


def test_slashes_in_a_row_are_one_for_feeds_and_browsers(served: Served) -> None:
    wanted = ask(served.port, FEED)
    for path in (f"/{FEED}", FEED.replace("/", "//")):
        assert ask(served.port, path)[2] == wanted[2], path
        page = ask(served.port, path, Accept="text/html,application/xhtml+xml")
        assert page[1]["content-type"].startswith("text/html"), path


def test_one_connection_serves_many_requests(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    tag = ""
    for method in ("GET", "HEAD", "GET", "GET", "HEAD"):
        connection.request(method, FEED, headers={"If-None-Match": tag} if tag else {})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == (304 if tag else 200)
        tag = answer.headers["ETag"]
    connection.close()


def etags(port: int) -> set[str]:
    """The tags of the feed that the workers give, each asked on a connection of its own."""
    return {ask(port, FEED)[1]["etag"] for _ in range(12)}


def test_every_worker_gives_the_same_bytes(served: Served) -> None:
    assert len(etags(served.port)) == 1


def test_every_worker_notices_within_a_second(served: Served) -> None:
    (before,) = etags(served.port)
    served.town.poll(51, title="Fresh from the press")
    served.town.publish()
    document = served.town.store.document(FEED)
    assert document is not None
    fresh = f'"{document.etag}"'
    assert before != fresh
    until(lambda: etags(served.port) == {fresh})
    assert etags(served.port) == {fresh}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"GET /feeds/wo\r\nrld.atom HTTP/1.1\r\nHost: x\r\n\r\n", id="CRLF in the path"),
        pytest.param(b"GET /feeds/%00.atom HTTP/1.1\r\nHost: x\r\n\r\n", id="NUL"),
        pytest.param(b"GET /feeds/..%2f..%2fetc HTTP/1.1\r\nHost: x\r\n\r\n", id="traversal"),
        pytest.param(b"GET /feeds/" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", id="5 kB name"),
        pytest.param(
            b"GET /topics/%0d%0aSet-Cookie:a=b HTTP/1.1\r\nHost: x\r\n\r\n", id="header in the path"
        ),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 300 + b"\r\n", id="300 headers"),
        pytest.param(
            b"POST /feeds/world.atom HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            id="bad chunk",
        ),
        pytest.param(b"junk\r\n\r\n", id="no HTTP"),
    ],
)
def test_hostile_bytes_end_in_no_server_error(served: Served, data: bytes) -> None:
    answer = send_raw(served.port, data)
    assert not answer.startswith((b"HTTP/1.1 5", b"HTTP/1.0 5")), answer[:200]
    assert b"set-cookie" not in answer.lower()
    assert ask(served.port, "/healthz")[0] == 200


HOSTS = [
    pytest.param(b" HTTP/1.1\r\n", b"400", id="none"),
    pytest.param(b" HTTP/1.0\r\n", b"200", id="none, before they were needed"),
    pytest.param(b" HTTP/1.1\r\nHost: x\r\n", b"200", id="one"),
    pytest.param(b" HTTP/1.1\r\nHost: x\r\nHost: y\r\n", b"400", id="two"),
    pytest.param(b" HTTP/1.1\r\nHost: x\r\nHost: x\r\n", b"400", id="one twice"),
    pytest.param(b" HTTP/1.1\r\nHost: x y\r\n", b"400", id="none that is one"),
]


@pytest.mark.parametrize(("rest", "status"), HOSTS)
def test_a_request_without_one_host_is_refused(served: Served, rest: bytes, status: bytes) -> None:
    answer = send_raw(served.port, b"GET " + FEED.encode() + rest + b"Connection: close\r\n\r\n")
    assert answer.split(b" ")[1:2] == [status], answer[:200]


@pytest.mark.clients
def test_the_checker_of_feed_addresses_finds_nothing(served: Served) -> None:
    if not CHECKER.exists():
        pytest.skip("the checker is not here")
    for form in ("atom", "rss", "json"):
        address = f"http://127.0.0.1:{served.port}/feeds/boats.{form}"
        said = subprocess.run(
            [sys.executable, CHECKER, address], capture_output=True, text=True, timeout=60
        ).stdout
        assert "must-fail=0 should-fail=0" in said, said
