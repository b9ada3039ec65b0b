from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote_to_bytes

import pytest
from werkzeug.test import create_environ, run_wsgi_app

from tests.web.helpers import BROWSER

if TYPE_CHECKING:
    from flask import Flask

PIECES = [
    "feeds", "world", ".atom", ".rss", ".json", "archive", "1", "..", "%2f", "%00", "%0d%0a", "topics", "stories", "search",
    "status", "static", "admin", "-operator.atom", "é", "%ff", "{{7*7}}", "*", " ", ";", "\\", "//", "a" * 300,
]  # fmt: skip
QUERIES = [
    "q=",
    "author=",
    "since=",
    "limit=",
    "page=",
    "exclude=",
    "x=",
    "%00",
    "&&",
    "=",
    "q=%22",
    "limit=-1",
    "q=*",
]
HEADERS = {
    "Accept": [BROWSER, "*/*", "", "text/html;q=x", ",;,", "application/xhtml+xml, text/html;q=0.0001"],
    "Accept-Encoding": ["gzip", "br;q=0.1, *;q=0", "*", ";;;", "identity;q=0", "zstd, gzip;q=nan"],
    "If-None-Match": ["*", '"', 'W/"x", "y"', "," * 2000, '"' * 999],
    "If-Modified-Since": ["x", "Mon, 99 Zzz 9999 99:99:99 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "0"],
    "Range": ["bytes=0-1", "bytes=-", "bits=9"],
    "Host": ["x", "", "a b", "[::1", "é", "evil.example:0x50"],
    "Authorization": ["Bearer", "Basic x", "Bearer \xff"],
}


def make_environ(rng: random.Random) -> dict[str, Any]:
    """A request such as no client should send, as a server would hand it over."""
    path = "/" + "".join(rng.choice(["/", "", ""]) + rng.choice(PIECES) for _ in range(rng.randint(0, 5)))
    query = "&".join(
        rng.choice(QUERIES) + quote(chr(rng.randint(0, 0x2FFF))) for _ in range(rng.randint(0, 3))
    )
    names = rng.sample(list(HEADERS), rng.randint(0, 4))
    headers = {f"HTTP_{name.upper().replace('-', '_')}": rng.choice(HEADERS[name]) for name in names}
    method = rng.choice(["GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "DELETE", "BREW"])
    given = {"REQUEST_METHOD": method, "PATH_INFO": unquote_to_bytes(path).decode("latin-1")}
    return create_environ() | given | {"QUERY_STRING": query} | headers


@pytest.mark.no_cover
@pytest.mark.slow
def test_no_request_is_a_server_error(app: Flask) -> None:
    rng = random.Random(20261122)
    for _ in range(1500):
        environ = make_environ(rng)
        pieces, status, headers = run_wsgi_app(app, environ, buffered=True)
        assert int(status[:3]) < 500, (environ, b"".join(pieces))
        assert "evil.example" not in str(headers)
