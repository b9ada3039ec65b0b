"""No spelling and no redirect leads to an address that is not public."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from feedsvc.errors import FetchError
from feedsvc.fetch import Fetcher
from feedsvc.models import Validators
from tests.attacks.server import HostileServer, redirect, response
from tests.fetch.helpers import make_fetcher, make_source

LOOPBACK_SPELLINGS = [
    "2130706433",
    "0x7f000001",
    "0x7F000001",
    "017700000001",
    "0x7f.1",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "0177.0.0.01",
    "127.1",
    "127.0.1",
    "127.0.0.1.",
    "127.0.0.01",
    "127.0.0.0x1",
    "0127.0.0.1",
    "00127.0.0.1",
    "127.000.000.001",
    "1.0x7f",
    "4294967295",
    "4294967296",
    "0",
    "0.",
    "00",
    "0x",
    "0x0",
    "127.0.0.1..",
    "１２７.0.0.1",
    "127。0。0。1",
    "127．0．0．1",
    "127｡0｡0｡1",
    "①②⑦.0.0.1",
    "⓵⓶⓻.0.0.1",
    "127.0.0.①",
    "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
    "１２７．０．０．１",
    "%31%32%37.0.0.1",
    "127.0.0.%31",
    "127%2e0%2e0%2e1",
    "%6c%6f%63%61%6c%68%6f%73%74",
    "127.0.0.1%00",
    "127.0.0.1%20",
    "ⓛocalhost",
    "ｌｏｃａｌｈｏｓｔ",
    "256.0.0.1",
    "127.0.0.0.1",
    "08.0.0.1",
    "999999999999",
]

PRIVATE_HOSTS = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.255",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.8",
    "192.0.0.170",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::127.0.0.1]",
    "[::7f00:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::FFFF:10.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::8.8.8.8]",
    "[64:ff9b:1::1]",
    "[64:ff9b:1:ffff::10.0.0.1]",
    "[100::1]",
    "[2001::1]",
    "[2001:0:7f00:1::]",
    "[2001:10::1]",
    "[2001:20::1]",
    "[2001:db8::1]",
    "[2002:7f00:1::]",
    "[2002:7f00:0001::1]",
    "[2002:a00:1::]",
    "[2002:808:808::1]",
    "[3fff::1]",
    "[5f00::1]",
    "[4000::1]",
    "[8000::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fdff::1]",
    "[fe80::1]",
    "[fe80::5efe:7f00:1]",
    "[fea0::1]",
    "[febf::1]",
    "[fec0::1]",
    "[feff::1]",
    "[ff02::1]",
    "[ff0e::1]",
    "[2600::5efe:7f00:1]",
    "[2600::200:5efe:a00:1]",
    "[fe80::1%25eth0]",
    "[fe80::1%eth0]",
    "[::1%25lo]",
]

ALLOWED = ("127.0.0.1", "127.255.255.254", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]")
"""What `allow_networks = ["127.0.0.0/8"]` permits: a mapped address is the IPv4 address it means."""

WRONG_URLS = [
    pytest.param("file:///etc/passwd", "file", id="file"),
    pytest.param("gopher://127.0.0.1:70/_x", "scheme", id="gopher"),
    pytest.param("ftp://127.0.0.1/x", "scheme", id="ftp"),
    pytest.param("data:text/html,x", "scheme", id="data"),
    pytest.param("unix:/run/x.sock", "scheme", id="unix"),
    pytest.param("dict://127.0.0.1:11211/stat", "scheme", id="dict"),
    pytest.param("ldap://127.0.0.1/", "scheme", id="ldap"),
    pytest.param("javascript:alert(1)", "scheme", id="javascript"),
    pytest.param("jar:http://127.0.0.1!/", "scheme", id="jar"),
    pytest.param("ws://127.0.0.1/", "scheme", id="ws"),
    pytest.param("http://good.example\\@127.0.0.1/", "url", id="backslash userinfo"),
    pytest.param("http:\\\\127.0.0.1\\", "url", id="backslashes"),
    pytest.param("http://127.0.0.1\\.good.example/", "url", id="backslash in host"),
    pytest.param("http://good.example/\\x", "url", id="backslash in path"),
    pytest.param("http://127.0.0.1\t/", "url", id="tab"),
    pytest.param("ht\ntp://127.0.0.1/", "url", id="newline in scheme"),
    pytest.param("http://127.0.0.1/\r\nHost: x", "url", id="CRLF"),
    pytest.param("http://127.0.0.1/\x00", "url", id="NUL"),
    pytest.param("http://127.0.0.1/\ud800", "url", id="surrogate"),
    pytest.param("http://good.example#@127.0.0.1/", "url", id="#@"),
    pytest.param("http://good.example:80#@127.0.0.1/", "url", id="port #@"),
    pytest.param("http://user@127.0.0.1/", "url", id="user"),
    pytest.param("http://user:pass@127.0.0.1/", "url", id="user and password"),
    pytest.param("http://a@b@127.0.0.1/", "url", id="two users"),
    pytest.param("http://good.example&@127.0.0.1/", "url", id="&@"),
    pytest.param("http://good.example@127.0.0.1:80@x/", "url", id="nested"),
    pytest.param("http:///127.0.0.1/", "url", id="three slashes"),
    pytest.param("http:127.0.0.1/", "url", id="no slashes"),
    pytest.param("http:/127.0.0.1/", "url", id="one slash"),
    pytest.param("//127.0.0.1/", "url", id="no scheme"),
    pytest.param("127.0.0.1", "url", id="bare"),
    pytest.param("", "url", id="empty"),
    pytest.param("http://", "url", id="no host"),
    pytest.param("http://:80/", "url", id="port only"),
    pytest.param("http://[::1", "url", id="open bracket"),
    pytest.param("http://::1]/", "url", id="closed bracket"),
    pytest.param("http://[]/", "url", id="empty brackets"),
    pytest.param("http://[v1.x]/", "url", id="future address"),
    pytest.param("http://[127.0.0.1]/", "url", id="bracketed IPv4"),
    pytest.param("http://a b/", "url", id="space"),
    pytest.param("http://a..b/", "url", id="empty label"),
    pytest.param("http://-a.example/", "url", id="leading hyphen"),
    pytest.param("http://" + "a" * 64 + ".example/", "url", id="long label"),
    pytest.param("http://" + "a." * 130 + "example/", "url", id="long host"),
    pytest.param("http://xn--\x7f/", "url", id="delete"),
    pytest.param("http://a\u200b.example/", "address", id="zero width"),
    pytest.param("http://a/" + "x" * 9000, "url", id="long"),
    pytest.param("http://127.0.0.1:0/", "port", id="port 0"),
    pytest.param("http://127.0.0.1:22/", "port", id="ssh"),
    pytest.param("http://127.0.0.1:25/", "port", id="smtp"),
    pytest.param("http://127.0.0.1:6379/", "port", id="redis"),
    pytest.param("http://127.0.0.1:99999/", "port", id="port 99999"),
    pytest.param("http://127.0.0.1:+80/", "port", id="signed port"),
    pytest.param("http://127.0.0.1:80a/", "port", id="junk port"),
    pytest.param("http://127.0.0.1:８０/", "port", id="full-width port"),
    pytest.param("http://127.0.0.1:000080000/", "port", id="long port"),
    pytest.param("http://127.0.0.1:80:80/", "url", id="two ports"),
]


def rule_of(fetcher: Fetcher, url: str) -> str:
    """The rule by which fetching this URL is refused, in a message of one line."""
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(make_source(url), Validators())
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{caught.value.rule}: ")
    return caught.value.rule


@pytest.fixture
def strict() -> Iterator[Fetcher]:
    """A fetcher that allows no private network."""
    made = make_fetcher(allow_networks=())
    yield made
    made.close()


@pytest.mark.parametrize("host", LOOPBACK_SPELLINGS)
def test_odd_spellings_are_refused_even_where_their_meaning_is_allowed(
    server: HostileServer, fetcher: Fetcher, host: str
) -> None:
    url = server.answers("/x", response()).replace("127.0.0.1", host)
    assert rule_of(fetcher, url) in ("address", "url")
    assert server.requests == []


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
def test_addresses_that_are_not_public_are_refused(strict: Fetcher, host: str) -> None:
    assert rule_of(strict, f"http://{host}:8099/") == "address"


@pytest.mark.parametrize("host", [host for host in PRIVATE_HOSTS if host not in ALLOWED])
def test_redirects_to_addresses_that_are_not_public_are_refused(
    server: HostileServer, fetcher: Fetcher, host: str
) -> None:
    url = server.answers("/x", redirect(f"http://{host}:8099/", "307 T"))
    assert rule_of(fetcher, url) == "address"


@pytest.mark.parametrize("status", ["301 M", "302 M", "303 M", "307 M", "308 M"])
@pytest.mark.parametrize(
    ("location", "rule"),
    [
        pytest.param("http://10.0.0.1:8099/", "address", id="private"),
        pytest.param("//169.254.169.254/latest/meta-data/", "address", id="schemeless"),
        pytest.param("http://good.example@10.0.0.1/", "redirect", id="userinfo"),
        pytest.param("//good.example@10.0.0.1/", "redirect", id="schemeless userinfo"),
        pytest.param("/\\10.0.0.1/", "redirect", id="backslash"),
        pytest.param("\\\\10.0.0.1/", "redirect", id="backslashes"),
        pytest.param("///10.0.0.1/", "redirect", id="three slashes"),
        pytest.param("http:///10.0.0.1/", "redirect", id="empty host"),
        pytest.param("http:10.0.0.1/", "redirect", id="no slashes"),
        pytest.param("http://[::1", "redirect", id="open bracket"),
        pytest.param("http://2852039166/", "address", id="decimal"),
        pytest.param("http://good.example#@10.0.0.1/", "redirect", id="#@"),
        pytest.param("file:///etc/passwd", "scheme", id="file"),
        pytest.param("gopher://10.0.0.1:70/", "scheme", id="gopher"),
        pytest.param("http://127.0.0.1:22/", "port", id="port 22"),
        pytest.param("", "redirect", id="empty"),
        pytest.param("/\x01", "redirect", id="control"),
    ],
)
def test_every_redirect_is_judged_again(
    server: HostileServer, fetcher: Fetcher, status: str, location: str, rule: str
) -> None:
    assert rule_of(fetcher, server.answers("/x", redirect(location, status))) == rule
    assert server.paths() == ["/x"]


@pytest.mark.parametrize(("url", "rule"), WRONG_URLS)
def test_wrong_urls_are_refused(fetcher: Fetcher, url: str, rule: str) -> None:
    assert rule_of(fetcher, url) == rule


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(["127.0.0.1"], id="private"),
        pytest.param(["93.184.216.34", "127.0.0.1"], id="mixed"),
        pytest.param(["127.0.0.1", "93.184.216.34"], id="mixed, private first"),
        pytest.param(["::ffff:10.0.0.1"], id="mapped"),
        pytest.param(["fe80::1%eth0"], id="scoped"),
        pytest.param(["junk"], id="junk"),
    ],
)
def test_names_that_resolve_to_refused_addresses_are_refused(answers: list[str]) -> None:
    fetcher = make_fetcher(allow_networks=(), resolver=lambda host, port: answers)
    assert rule_of(fetcher, "http://news.example/") == "address"
    fetcher.close()


def test_a_name_that_rebinds_is_asked_once_and_pinned(server: HostileServer) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    fetcher = make_fetcher(resolver=lambda host, port: next(answers))
    server.answers("/x", response(b"", "Location: /y", status="302 F"))
    server.answers("/y", response())
    assert rule_of(fetcher, server.url("/x", host="news.example")) == "address"
    assert server.paths() == ["/x"]
    fetcher.close()


def test_the_socket_is_refused_even_where_the_resolver_was_believed(server: HostileServer) -> None:
    fetcher = make_fetcher()
    guard = fetcher._client._guard
    guard.choose = lambda addresses: list(addresses)  # type: ignore[method-assign]
    assert rule_of(fetcher, "http://10.255.255.1:8099/") == "address"
    fetcher.close()


def test_localhost_is_reached_where_one_of_its_addresses_is_allowed(server: HostileServer) -> None:
    fetcher = make_fetcher(resolver=lambda host, port: ["::1", "127.0.0.1"])
    url = server.answers("/x", response()).replace("127.0.0.1", "localhost")
    assert fetcher.fetch_url(url, robots="ignore").content
    fetcher.close()


def test_a_mapped_address_is_judged_as_its_ipv4_address(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/x", response()).replace("127.0.0.1", "[::ffff:127.0.0.1]")
    assert fetcher.fetch_url(url, robots="ignore").content


def test_slow_names_do_not_outlast_the_deadline() -> None:
    done = threading.Event()

    def hangs(host: str, port: int) -> list[str]:
        done.wait(10)
        return ["127.0.0.1"]

    fetcher = make_fetcher(resolver=hangs, timeout=timedelta(seconds=0.3))
    assert rule_of(fetcher, "http://news.example/") == "timeout"
    done.set()
    fetcher.close()


@pytest.mark.parametrize("error", [OSError("x"), UnicodeError("x"), ValueError("x"), RuntimeError("x")])
def test_resolvers_may_fail_in_any_way(error: Exception) -> None:
    def fails(host: str, port: int) -> list[str]:
        raise error

    fetcher = make_fetcher(resolver=fails)
    assert rule_of(fetcher, "http://news.example/") == "dns"
    fetcher.close()


def test_proxy_variables_are_ignored(server: HostileServer, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = HostileServer()
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url())
    monkeypatch.setenv("no_proxy", "")
    fetcher = make_fetcher()
    fetcher.fetch_url(server.answers("/x", response()), robots="ignore")
    assert server.paths() == ["/x"]
    assert proxy.requests == []
    fetcher.close()
    proxy.stop()


def test_robots_txt_cannot_lead_to_a_private_address(server: HostileServer, fetcher: Fetcher) -> None:
    server.answers("/robots.txt", redirect("http://10.0.0.1:8099/robots.txt"))
    url = server.answers("/x", response())
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(make_source(url, robots="obey"), Validators())
    assert caught.value.rule == "address"
