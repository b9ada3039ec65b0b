"""Sources that are asked through a proxy: HTTP and SOCKS, guarded as if there were none."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pycurl
import pytest

from feedsvc.config import Proxy
from feedsvc.errors import FetchError
from feedsvc.fetch import Fetcher
from feedsvc.fetch.addresses import AddressGuard
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.route import Opener, make_route
from feedsvc.fetch.targets import parse_target
from feedsvc.models import Page, Validators
from tests.attacks.server import HostileServer, Wire, redirect, response
from tests.attacks.test_tls import certificate, serving
from tests.fetch.helpers import HOME, make_fetcher, make_source
from tests.fetch.proxies import HttpProxy, SocksProxy, StandIn, answering, standing_in
from tests.patience import PATIENCE

__all__ = ["certificate"]
NONE = Validators()


@pytest.fixture(params=["http", "socks5h", "socks5"])
def stand_in(request: pytest.FixtureRequest) -> Iterator[StandIn]:
    with standing_in(HttpProxy() if request.param == "http" else SocksProxy()) as made:
        made.scheme = request.param
        yield made


@pytest.fixture
def http() -> Iterator[HttpProxy]:
    with standing_in(made := HttpProxy()):
        yield made


@pytest.fixture
def socks() -> Iterator[SocksProxy]:
    with standing_in(made := SocksProxy()):
        yield made


@pytest.fixture
def far() -> Iterator[Fetcher]:
    """A fetcher that may reach no address of this machine itself, and knows the sites' public ones."""
    names = {"news.example": "9.9.9.9", "inner.example": "10.0.0.7", "other.example": "9.9.9.10",
             "proxy.example": "127.0.0.1"}  # fmt: skip
    made = make_fetcher(allow_networks=(), resolver=answering(names))
    yield made
    made.close()


def failed(fetcher: Fetcher, url: str, proxy: Proxy, **given: object) -> FetchError:
    """Why there is no page."""
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(make_source(url, proxy=proxy, **given), NONE)
    return caught.value


def test_a_page_is_had_through_a_proxy_which_alone_is_connected_to(
    server: HostileServer, far: Fetcher, stand_in: StandIn
) -> None:
    server.answers("/list", response(b"fish"))
    source = make_source(server.url("/list", "news.example"), proxy=stand_in.proxy("proxy.example"))
    page = far.fetch(source, NONE)
    assert isinstance(page, Page)
    assert (page.url, page.content) == (source.url, b"fish")
    asked = {"http": source.url, "socks5h": f"news.example:{server.port}", "socks5": f"9.9.9.9:{server.port}"}
    assert stand_in.asked == [asked[stand_in.scheme]]


def test_robots_redirects_and_further_pages_go_the_same_way(
    server: HostileServer, far: Fetcher, stand_in: StandIn
) -> None:
    server.answers("/list", redirect(server.url("/there", "other.example")))
    server.answers("/there", response(b"fish"))
    proxy = stand_in.proxy()
    far.fetch(make_source(server.url("/list", "news.example"), proxy=proxy, robots="obey"), NONE)
    owner = make_source(server.url("/list", "news.example"), proxy=proxy)
    far.fetch_url(server.url("/there", "other.example"), owner=owner)
    assert server.paths() == ["/robots.txt", "/list", "/robots.txt", "/there", "/there"]
    assert len(stand_in.asked) == len(server.paths())


@pytest.mark.parametrize("trusted", [True, False])
def test_certificates_are_verified_end_to_end(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, stand_in: StandIn, trusted: bool
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    fetcher = make_fetcher(allow_networks=(), resolver=answering({"news.example": "9.9.9.9"}))
    with serving(certificate) as port:
        url = f"https://news.example:{port}/"
        if trusted:
            assert isinstance(fetcher.fetch(make_source(url, proxy=stand_in.proxy()), NONE), Page)
        else:
            assert failed(fetcher, url, stand_in.proxy()).rule == "tls"
    at = "9.9.9.9" if stand_in.scheme == "socks5" else "news.example"
    assert stand_in.asked == [f"{at}:{port}"]
    fetcher.close()


def test_what_the_site_is_told_is_not_told_to_the_proxy(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    fetcher = make_fetcher(allow_networks=(), resolver=answering({"news.example": "9.9.9.9"}))
    with serving(certificate) as port, standing_in(HttpProxy("me", "secret")) as made:
        url = f"https://news.example:{port}/"
        headers = {"Cookie": "session=own"}
        fetcher.fetch(make_source(url, headers=headers, proxy=made.proxy()), NONE)
        assert isinstance(made, HttpProxy)
        assert [head for head in made.heads if b"own" in head] == []
    fetcher.close()


@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
def test_a_proxy_is_told_who_asks(server: HostileServer, far: Fetcher, kind: type[StandIn]) -> None:
    server.answers("/list", response(b"fish"))
    with standing_in(kind("me", "p@ss:wörd")) as made:
        assert far.fetch(make_source(server.url("/list", "news.example"), proxy=made.proxy()), NONE)
    assert b"Proxy" not in server.requests[-1][1]


REFUSED = {
    "metadata": ("http://169.254.169.254/latest", "address"),
    "this machine": ("http://127.0.0.1:8080/", "address"),
    "this machine in IPv6": ("http://[::1]:8080/", "address"),
    "mapped": ("http://[::ffff:10.0.0.1]/", "address"),
    "an odd spelling": ("http://2130706433/", "address"),
    "a private name": ("http://inner.example/", "address"),
    "a private name by TLS": ("https://inner.example/", "address"),
    "a mail server": ("http://news.example:25/", "port"),
    "another scheme": ("gopher://news.example/", "scheme"),
    "a user": ("http://news.example@inner.example/", "url"),
    "a line end": ("http://news.example/\r\nX: y", "url"),
}


@pytest.mark.parametrize(("url", "rule"), REFUSED.values(), ids=REFUSED)
def test_a_proxy_is_not_asked_for_what_we_would_not_ask(
    far: Fetcher, stand_in: StandIn, url: str, rule: str
) -> None:
    assert failed(far, url, stand_in.proxy()).rule == rule
    assert stand_in.asked == []


@pytest.mark.parametrize(("url", "rule"), REFUSED.values(), ids=REFUSED)
def test_nor_for_where_a_redirect_leads(
    server: HostileServer, far: Fetcher, http: HttpProxy, url: str, rule: str
) -> None:
    server.answers("/list", redirect(url.replace("\r\n", "\x01")))
    error = failed(far, server.url("/list", "news.example"), http.proxy())
    assert error.rule == ("redirect" if rule == "url" else rule)
    assert [where for where in http.asked if "news.example" not in where] == []


@pytest.mark.parametrize("name", ["localhost", "printer", "db.internal", "nas.lan", "a.home.arpa", "x.local"])
def test_a_name_that_only_local_networks_have_is_not_asked_for(
    far: Fetcher, socks: SocksProxy, name: str
) -> None:
    assert failed(far, f"http://{name}/", socks.proxy()).rule == "address"
    assert socks.asked == []


def test_a_name_that_has_no_address_here_is_asked_for(
    server: HostileServer, far: Fetcher, socks: SocksProxy
) -> None:
    server.answers("/list", response(b"fish"))
    url = server.url("/list", "hidden.onion")
    assert isinstance(far.fetch(make_source(url, proxy=socks.proxy()), NONE), Page)
    assert failed(far, url, Proxy(scheme="socks5", host="127.0.0.1", port=socks.port)).rule == "dns"


def test_allowed_networks_are_allowed_through_a_proxy(server: HostileServer, http: HttpProxy) -> None:
    server.answers("/list", response(b"fish"))
    fetcher = make_fetcher()
    assert isinstance(fetcher.fetch(make_source(server.url("/list"), proxy=http.proxy()), NONE), Page)
    assert http.asked == [server.url("/list")]
    fetcher.close()


def test_proxies_are_as_the_operator_says(
    server: HostileServer, http: HttpProxy, socks: SocksProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")
    server.answers("/list", response(b"fish"))
    fetcher = make_fetcher(proxy=http.proxy())
    url = server.url("/list")
    fetcher.fetch(make_source(url), NONE)
    fetcher.fetch_url(url, robots="ignore")
    fetcher.post(url, b"a=1", "text/plain")
    assert http.asked == [url] * 3
    fetcher.fetch(make_source(url, proxy=socks.proxy()), NONE)
    assert len(socks.asked) == 1
    fetcher.fetch(make_source(url, proxy=Proxy()), NONE)
    assert (len(http.asked), len(socks.asked)) == (3, 1)
    fetcher.close()


def test_proxies_of_the_environment_are_not_asked(
    server: HostileServer, fetcher: Fetcher, http: HttpProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, str(http.proxy()))
    server.answers("/list", response(b"fish"))
    fetcher.fetch(make_source(server.url("/list")), NONE)
    assert http.asked == []


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_does_not_know_us_is_told_without_the_password(far: Fetcher, scheme: str) -> None:
    url = f"{scheme}://news.example/"
    with standing_in(HttpProxy("me", "planted")) as made:
        stranger, liar = made.proxy(user="", password=""), made.proxy(password="planted-2")
        for proxy, told in ((stranger, "write http://user:${NAME}@host:port"), (liar, "user and password")):
            error = failed(far, url, proxy)
            assert (error.rule, error.wall) == ("proxy", "")
            assert f"the proxy {proxy.place} does not know who asks (407)" in str(error)
            assert told in str(error)
            assert "planted" not in str(error) + repr(error) + repr(proxy)


def test_so_is_one_of_socks(far: Fetcher) -> None:
    with standing_in(SocksProxy("me", "planted")) as made:
        for given in ({"user": "", "password": ""}, {"password": "planted-2"}):
            error = failed(far, "https://news.example/", made.proxy(**given))
            assert error.rule == "proxy"
            assert "refuses who asks" in str(error)
            assert "planted" not in str(error)


FAILING = {
    "bad gateway": (b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n", "answered 502"),
    "forbidden": (b"HTTP/1.1 403 No\r\nServer: AkamaiGHost\r\nContent-Length: 0\r\n\r\n", "answered 403"),
    "junk": (b"junk\r\n\r\n", "does not speak HTTP"),
    "nothing": (b"", "does not speak HTTP"),
    "not HTTP": (b"\5\0", "does not speak HTTP"),
}


@pytest.mark.parametrize(("data", "told"), FAILING.values(), ids=FAILING)
def test_a_proxy_that_fails_is_not_the_site_s_wall(
    far: Fetcher, http: HttpProxy, data: bytes, told: str
) -> None:
    http.answers(data)
    error = failed(far, "https://news.example/list", http.proxy())
    assert (error.rule, error.wall, error.permanent) == ("proxy", "", False)
    assert f"the proxy {http.proxy().place} {told}" in str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize("status", ["502 No", "504 Late", "503 No\r\nX-Squid-Error: ERR_DNS_FAIL 0"])
def test_what_it_says_in_the_site_s_place_is_the_proxy_s(far: Fetcher, http: HttpProxy, status: str) -> None:
    http.answers(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
    error = failed(far, "http://news.example/", http.proxy())
    assert error.rule == "proxy"
    assert f"the proxy {http.proxy().place} answered {status[:3]}" in str(error)


@pytest.mark.parametrize(
    ("reply", "told"), [(1, "it failed"), (2, "its rules"), (5, "does not answer it"), (9, "reply 9")]
)
def test_replies_of_socks_are_told(far: Fetcher, socks: SocksProxy, reply: int, told: str) -> None:
    socks.reply = reply
    error = failed(far, "https://news.example/", socks.proxy())
    assert error.rule == "proxy"
    assert told in str(error)


def test_a_proxy_that_is_not_there_is_told(far: Fetcher) -> None:
    with standing_in(HttpProxy()) as made:
        proxy = made.proxy()
    for url in ("http://news.example/", "https://news.example/"):
        error = failed(far, url, proxy)
        assert error.rule == "proxy"
        assert f"the proxy 127.0.0.1:{proxy.port} does not answer" in str(error)
    error = failed(far, "http://news.example/", Proxy(scheme="http", host="gone.example", port=3128))
    assert "the proxy gone.example:3128 cannot be resolved" in str(error)


def test_no_address_but_the_proxy_s_own_is_connected_to(http: HttpProxy) -> None:
    target, guard = parse_target("http://news.example/"), AddressGuard([HOME])
    resolver = answering({"news.example": "9.9.9.9", "proxy.example": "::ffff:127.0.0.1"})
    route = make_route(target, http.proxy("proxy.example"), guard, resolver, Deadline(timedelta(seconds=60)))
    opener = Opener(route, guard)
    wrong = [("127.0.0.1", http.port + 1), ("127.0.0.2", http.port), ("9.9.9.9", 80), ("", http.port)]
    for place in wrong:
        assert route.refusal(guard, *place) is not None, place
    assert route.refusal(guard, "::ffff:127.0.0.1", http.port) is None
    address = SimpleNamespace(family=socket.AF_INET, addr=wrong[1], socktype=socket.SOCK_STREAM, protocol=0)
    assert opener.open(0, address) == pycurl.SOCKET_BAD
    assert opener.refusal is not None
    assert "is not an address of the proxy proxy.example" in str(opener.refusal)


def test_a_slow_look_up_of_the_site_is_not_waited_for(
    http: HttpProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no DNS, look-ups may hang; the proxy has its own."""
    monkeypatch.setattr("feedsvc.fetch.route.LOOK_UP", timedelta(milliseconds=20))
    over = threading.Event()

    def resolver(host: str, port: int) -> list[str]:
        over.wait(PATIENCE)
        return []

    target, guard = parse_target("http://news.example/"), AddressGuard()
    try:
        route = make_route(target, http.proxy(), guard, resolver, Deadline(timedelta(seconds=600)))
    finally:
        over.set()
    assert route.places == {("127.0.0.1", http.port)}


def test_a_slow_proxy_ends_at_the_deadline(stand_in: StandIn) -> None:
    stand_in.hangs()
    fetcher = make_fetcher(timeout=timedelta(seconds=0.3), resolver=answering({"news.example": "9.9.9.9"}))
    error = failed(fetcher, "https://news.example/", stand_in.proxy())
    assert error.rule == "timeout"
    assert "no complete answer within 0.3 s" in str(error)
    fetcher.close()


def test_a_site_that_fails_behind_the_proxy_is_the_site(
    server: HostileServer, far: Fetcher, stand_in: StandIn
) -> None:
    server.answers("/cut", Wire.resets)
    server.answers("/shut", response(b"", status="403 Forbidden"))
    assert failed(far, server.url("/cut", "news.example"), stand_in.proxy()).rule == "truncated"
    assert failed(far, server.url("/shut", "news.example"), stand_in.proxy()).rule == "status"
