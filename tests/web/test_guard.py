from __future__ import annotations

from ipaddress import ip_network
from typing import TYPE_CHECKING

import pytest

from feedsvc.config import WebOptions
from feedsvc.web.guard import Buckets, Guard, Rate, client_of, parse_rate
from tests.web.helpers import BROWSER, make_config

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web.helpers import Town

PROXIES = (ip_network("10.0.0.0/8"), ip_network("::1/128"))


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_client_may_ask_so_often_and_then_waits() -> None:
    clock = Clock()
    buckets = Buckets(Rate(3, 60), clock=clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 20 + 1]
    assert buckets.take("b") == 0
    clock.now += 20.1
    assert [buckets.take("a"), buckets.take("a") > 0] == [0, True]
    clock.now += 3600
    assert [buckets.take("a") for _ in range(4)].count(0) == 3


def test_a_million_clients_take_no_more_room_than_the_limit() -> None:
    buckets = Buckets(Rate(1, 60), most=100)
    for number in range(1000):
        buckets.take(str(number))
    assert len(buckets) == 100


@pytest.mark.parametrize("text", ["10", "x/m", "0/m", "10/y", "-1/m", "1/m/m"])
def test_a_rate_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no rate"):
        parse_rate(text)
    assert parse_rate("") is None


@pytest.mark.parametrize(
    ("remote", "forwarded", "client"),
    [
        pytest.param("203.0.113.9", None, "203.0.113.9", id="direct"),
        pytest.param("203.0.113.9", "198.51.100.1", "203.0.113.9", id="a stranger is not believed"),
        pytest.param("10.0.0.2", "198.51.100.1", "198.51.100.1", id="a proxy is"),
        pytest.param("10.0.0.2", "1.1.1.1, 198.51.100.1", "198.51.100.1", id="the last hop counts"),
        pytest.param("10.0.0.2", "198.51.100.1, 10.9.9.9", "198.51.100.1", id="past a second proxy"),
        pytest.param("10.0.0.2", "198.51.100.1:51234", "198.51.100.1", id="with a port"),
        pytest.param(
            "10.0.0.2", "[2001:db8:1:2::4]:443, 10.9.9.9:80", "2001:db8:1:2::/64", id="IPv6 with one"
        ),
        pytest.param("10.0.0.2", "junk", "10.0.0.2", id="junk"),
        pytest.param("10.0.0.2", "198.51.100.1, junk", "10.0.0.2", id="junk at the end"),
        pytest.param("10.0.0.2", "10.0.0.3", "10.0.0.3", id="nothing but proxies"),
        pytest.param("::1", "2001:db8:1:2:3::4", "2001:db8:1:2::/64", id="IPv6 by its site"),
        pytest.param("::ffff:203.0.113.9", None, "203.0.113.9", id="mapped IPv4"),
        pytest.param("", None, "", id="a UNIX socket"),
    ],
)
def test_a_client_is_whom_trusted_proxies_vouch_for(remote: str, forwarded: str | None, client: str) -> None:
    assert client_of(remote, forwarded, PROXIES) == client


def test_too_many_requests_are_answered_shortly(town: Town, make_app: Callable[..., Flask]) -> None:
    town.config = make_config(web=WebOptions(rate_limit="3/h"))
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
