"""The browser's only way to the network, spoken to as a browser does."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from feedsvc.browser import proxy as proxies
from feedsvc.browser.proxy import Proxy
from feedsvc.browser.relay import Relay
from feedsvc.fetch.addresses import AddressGuard
from tests.browser.site import ALLOWED, Site, Trap
from tests.fetch.proxies import HttpProxy, SocksProxy, StandIn, standing_in
from tests.patience import PATIENCE

NAMES = {
    "quay.example": ["127.0.0.1"],
    "inner.example": ["127.0.0.2"],
    "both.example": ["127.0.0.2", "9.9.9.9"],
}


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    proxy = Proxy(AddressGuard([ALLOWED]), lambda host, port: NAMES[host])
    yield proxy
    proxy.close()


def says(proxy: Proxy, request: str) -> str:
    """All that the proxy answers until it hangs up."""
    host, _, port = proxy.address.removeprefix("http://").rpartition(":")
    with closing(socket.create_connection((host, int(port)), timeout=PATIENCE)) as client:
        client.sendall(request.replace("\n", "\r\n").encode())
        answer = b""
        while piece := client.recv(65536):
            answer += piece
    return answer.decode()


def get(address: str, more: str = "") -> str:
    return f"GET {address} HTTP/1.1\nHost: evil.example\nProxy-Connection: keep-alive\n{more}\n"


def test_a_request_reaches_its_host_and_says_where_it_goes(proxy: Proxy, site: Site) -> None:
    site.asked.clear()
    site.has("/news", "fish", "text/plain")
    port = site.address.rpartition(":")[2]
    answer = says(proxy, get(f"http://quay.example:{port}/news?a=1"))
    assert answer.startswith("HTTP/1.1 200")
    assert answer.endswith("Connection: close\r\n\r\nfish")
    assert site.paths() == ["/news?a=1"]


def test_a_second_request_on_one_connection_goes_nowhere(proxy: Proxy, site: Site) -> None:
    site.asked.clear()
    site.has("/news", "fish", "text/plain")
    says(proxy, get(f"{site.address}/news") + get(f"{site.address}/other"))
    assert site.paths() == ["/news"]


def test_a_body_is_passed(proxy: Proxy, site: Site) -> None:
    site.has("/news", "fish", "text/plain")
    request = f"POST {site.address}/news HTTP/1.1\nHost: x\nContent-Length: 4\n\nabcd"
    assert says(proxy, request).endswith("fish")


def test_a_tunnel_passes_what_it_is_given(proxy: Proxy, site: Site) -> None:
    site.has("/news", "fish", "text/plain")
    within = "GET /news HTTP/1.1\nHost: x\nConnection: close\n\n"
    answer = says(proxy, f"CONNECT {site.address.removeprefix('http://')} HTTP/1.1\n\n{within}")
    assert answer.startswith("HTTP/1.1 200 Connected\r\n\r\nHTTP/1.1 200")
    assert answer.endswith("fish")


REFUSED = {
    "an address": "{trap}",
    "a name": "inner.example:{port}",
    "a name that is two": "both.example:{port}",
    "an odd spelling": "2130706434:{port}",
    "metadata": "169.254.169.254:80",
    "this very machine": "[::1]:{port}",
    "a mail server": "quay.example:25",
    "no address at all": "quay.example:x",
    "a user": "a@quay.example:{port}",
}


@pytest.mark.parametrize("where", REFUSED.values(), ids=REFUSED)
def test_what_our_own_requests_may_not_reach_is_refused(proxy: Proxy, trap: Trap, where: str) -> None:
    where = where.replace("{trap}", trap.address).replace("{port}", str(trap.port))
    assert says(proxy, get(f"http://{where}/")) == ""
    assert says(proxy, f"CONNECT {where} HTTP/1.1\n\n").startswith("HTTP/1.1 403")
    assert not trap.touched


NONSENSE = {
    "another scheme": get("file:///etc/passwd"),
    "a path": get("/news"),
    "no request": "hello\n\n",
    "an old one": "GET http://quay.example/ HTTP/1.0\n\n",
    "a body without an end": "POST {site}/news HTTP/1.1\nTransfer-Encoding: chunked\n\n0\n\n",
    "two lengths": "POST {site}/news HTTP/1.1\nContent-Length: 0\nContent-Length: 4\n\nabcd",
    "a head without an end": "GET http://quay.example/ HTTP/1.1\nA: " + "a" * 200_000,
}


@pytest.mark.parametrize("request_", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_gets_no_answer(proxy: Proxy, site: Site, request_: str) -> None:
    site.asked.clear()
    with suppress(ConnectionError):  # hung up in the middle of it
        assert says(proxy, request_.replace("{site}", site.address)) == ""
    assert site.asked == []


def test_nobody_but_the_browser_is_served(site: Site) -> None:
    site.has("/news", "fish", "text/plain")
    proxy = Proxy(AddressGuard([ALLOWED]), lambda host, port: NAMES[host], peer="127.0.0.9")
    try:
        assert says(proxy, get(f"{site.address}/news")) == ""
    finally:
        proxy.close()


def test_a_page_may_have_so_much_and_no_more(
    proxy: Proxy, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.has("/news", "fish " * 40_000, "text/plain")
    proxy.relay = Relay(100_000)
    assert len(says(proxy, get(f"{site.address}/news"))) < 200_000
    monkeypatch.setattr(proxies, "MOST_BYTES", 1_000_000)
    proxy.begin()
    assert len(says(proxy, get(f"{site.address}/news"))) > 200_000


@pytest.mark.parametrize("kind", [HttpProxy, SocksProxy])
def test_what_a_page_asks_for_goes_through_the_proxy_of_its_source(
    proxy: Proxy, site: Site, kind: type[StandIn]
) -> None:
    site.has("/news", "fish", "text/plain")
    where = site.address.replace("127.0.0.1", "quay.example").removeprefix("http://")
    with standing_in(kind("me", "word")) as made:
        proxy.begin(made.proxy())
        assert says(proxy, get(f"http://{where}/news")).endswith("fish")
        within = "GET /news HTTP/1.1\nHost: x\nConnection: close\n\n"
        assert says(proxy, f"CONNECT {where} HTTP/1.1\n\n{within}").endswith("fish")
        assert says(proxy, "CONNECT inner.example:80 HTTP/1.1\n\n").startswith("HTTP/1.1 403")
        assert made.asked == [where, where]
        proxy.begin(made.proxy(password="other"))
        assert says(proxy, f"CONNECT {where} HTTP/1.1\n\n").startswith("HTTP/1.1 403")
    proxy.begin()
    assert says(proxy, get(f"http://{where}/news")).endswith("fish")
