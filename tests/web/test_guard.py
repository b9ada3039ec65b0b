from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from feedsvc.config import WebOptions
from feedsvc.config.amounts import Rate
from feedsvc.web.guard import Guard
from tests.web.helpers import BROWSER, make_config

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web.helpers import Town


def test_too_many_requests_are_answered_shortly(town: Town, make_app: Callable[..., Flask]) -> None:
    town.config = make_config(web=WebOptions(rate_limit=Rate(3, 3600)))
    client = make_app(town).test_client()
    assert [client.get("/feeds/world.atom").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get("/feeds/world.atom", headers={"X-Forwarded-For": "198.51.100.77"})
    assert refused.status_code == 429, "nobody is believed who is no configured proxy"
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert refused.headers["Cache-Control"] == "no-store"
    assert client.get("/healthz").status_code == 200
    assert client.get("/topics/world", headers={"Accept": BROWSER}).status_code == 429


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        pytest.param({"PATH_INFO": "/a\r\nb"}, "404", id="line end"),
        pytest.param({"PATH_INFO": "/\0"}, "404", id="NUL"),
        pytest.param({"PATH_INFO": "/" + "a" * 5000}, "404", id="5 kB"),
        pytest.param({"PATH_INFO": "/feeds/world.atom", "RAW_URI": "/feeds%2Fworld.atom"}, "404", id="%2f"),
        pytest.param({"PATH_INFO": "/", "QUERY_STRING": "a\r\nb"}, "400", id="line end in the query"),
        pytest.param({"PATH_INFO": "/", "QUERY_STRING": "a" * 9000}, "400", id="9 kB query"),
        pytest.param({"PATH_INFO": "/", "RAW_URI": "/?next=%2f"}, "200", id="%2f in the query"),
        pytest.param({"PATH_INFO": "/", "HTTP_HOST": "evil.example"}, "400", id="foreign host"),
        pytest.param({"PATH_INFO": "/", "HTTP_HOST": "FEEDS.example:8000"}, "200", id="own host"),
        pytest.param({"PATH_INFO": "/", "HTTP_HOST": "feeds.example.:80"}, "200", id="own host with its dot"),
        pytest.param({"PATH_INFO": "/", "HTTP_HOST": "."}, "400", id="a dot"),
        pytest.param({"PATH_INFO": "/healthz", "HTTP_HOST": "10.1.2.3:8000"}, "200", id="a probe by address"),
        pytest.param({"PATH_INFO": "/readyz", "HTTP_HOST": "[fd00::3]:8000"}, "200", id="another"),
    ],
)
def test_odd_requests_end_at_the_guard(environ: dict[str, str], status: str) -> None:
    seen: list[str] = []

    def app(_environ: object, start: Callable[..., object]) -> list[bytes]:
        start("200 OK", [])
        return [b"inside"]

    guard = Guard(app, hosts=("feeds.example",))
    guard(
        {"REQUEST_METHOD": "GET", "HTTP_HOST": "feeds.example"} | environ,
        lambda status, _headers: seen.append(status[:3]),  # type: ignore[arg-type]
    )
    assert seen == [status]


HOST_ASKED = [
    pytest.param("HTTP/1.1", None, "400", id="none"),
    pytest.param("HTTP/1.0", None, "200", id="none, before they were needed"),
    pytest.param("HTTP/2", None, "200", id="none, where it is a field of its own"),
    pytest.param("HTTP/1.1", "", "400", id="an empty one"),
    pytest.param("HTTP/1", "", "200", id="none, as granian hands it over"),
    pytest.param("HTTP/1.1", "feeds.example", "200", id="a name"),
    pytest.param("HTTP/1.1", "feed_svc-1.internal.:8000", "200", id="a port"),
    pytest.param("HTTP/1.1", "[2001:db8::1]:8000", "200", id="an address"),
    pytest.param("HTTP/1.1", "[::ffff:192.0.2.1]", "200", id="an address in an address"),
    pytest.param("HTTP/1.1", "feeds.example, evil.example", "400", id="two, as Waitress joins them"),
    pytest.param("HTTP/1.0", "feeds.example,evil.example", "400", id="two, joined without a space"),
    pytest.param("HTTP/1.1", "me@feeds.example", "400", id="a user"),
    pytest.param("HTTP/1.1", "feeds.example/x", "400", id="a path"),
    pytest.param("HTTP/1.1", "feeds.example:x", "400", id="a port that is none"),
    pytest.param("HTTP/1.1", "[::1", "400", id="half an address"),
    pytest.param("HTTP/1.1", "\xc3\xa9.example", "400", id="no ASCII"),
    pytest.param("HTTP/1.1", "x" * 301, "400", id="longer than any"),
]


@pytest.mark.parametrize(("protocol", "host", "status"), HOST_ASKED)
def test_a_request_names_one_host(protocol: str, host: str | None, status: str) -> None:
    seen: list[str] = []

    def app(_environ: object, start: Callable[..., object]) -> list[bytes]:
        start("200 OK", [])
        return [b"inside"]

    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "SERVER_PROTOCOL": protocol}
    named = {} if host is None else {"HTTP_HOST": host}
    Guard(app)(environ | named, lambda status, _headers: seen.append(status[:3]))  # type: ignore[arg-type]
    assert seen == [status]


@pytest.mark.parametrize(
    "path", ["/%00", "/topics/%0d%0ax", "/stories/..%2f..%2fetc", "/static/../app.py", "/%ff%fe"]
)
def test_hostile_paths_are_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("host", "status"),
    [("evil.example", 200), ("evil.example:99999", 200), ("a b", 400), ("[::1", 400), ("x" * 300, 400)],
)
def test_any_host_is_served_and_none_believed(client: FlaskClient, host: str, status: int) -> None:
    answer = client.get("/topics/world", headers={"Host": host})
    assert answer.status_code == status
    assert host.encode() not in answer.data
