"""Sources that ask with a body, and with values in the query that nobody else may see."""

from __future__ import annotations

import pytest

from feedsvc.errors import FetchError
from feedsvc.fetch import Fetcher
from feedsvc.fetch.asking import Asking
from feedsvc.fetch.targets import parse_target
from feedsvc.models import Page, Validators
from tests.attacks.server import HostileServer, redirect, response
from tests.fetch.helpers import make_source

NONE = Validators()
BODY = '{"query": "{ posts }"}'


def last(server: HostileServer) -> tuple[bytes, bytes, bytes]:
    """Method, head and body of the last request."""
    head, _, body = server.requests[-1][1].partition(b"\r\n\r\n")
    return head.partition(b" ")[0], head.lower(), body


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param(BODY, b"content-type: application/json\r\n", id="JSON"),
        pytest.param("a=1&b=%C3%A9", b"content-type: application/x-www-form-urlencoded\r\n", id="form"),
    ],
)
def test_a_body_is_posted_with_its_kind(
    server: HostileServer, fetcher: Fetcher, body: str, told: bytes
) -> None:
    page = fetcher.fetch(make_source(server.answers("/q", response(b"{}")), body=body), NONE)
    method, head, sent = last(server)
    assert isinstance(page, Page)
    assert (method, sent) == (b"POST", body.encode())
    assert told in head + b"\r\n"


def test_the_source_s_own_content_type_is_sent(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/q", response(b"{}"))
    fetcher.fetch(make_source(url, body=BODY, headers={"content-type": "application/graphql+json"}), NONE)
    _, head, _ = last(server)
    assert head.count(b"content-type:") == 1
    assert b"content-type: application/graphql+json" in head


def test_a_post_without_a_body_is_one(server: HostileServer, fetcher: Fetcher) -> None:
    fetcher.fetch(make_source(server.answers("/q", response(b"{}")), method="POST"), NONE)
    method, head, sent = last(server)
    assert (method, sent) == (b"POST", b"")
    assert b"content-length: 0" in head


def test_no_conditions_are_sent_with_a_body(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/q", response(b"{}", 'ETag: "7"'))
    fetcher.fetch(make_source(url, body=BODY), Validators(etag='"7"', last_modified="x"))
    assert b"if-none-match" not in last(server)[1]
    fetcher.fetch(make_source(url), Validators(etag='"7"'))
    assert b"if-none-match" in last(server)[1]


@pytest.mark.parametrize(
    ("status", "method", "sent"),
    [
        pytest.param("301 Moved", b"GET", b"", id="301"),
        pytest.param("302 Found", b"GET", b"", id="302"),
        pytest.param("303 See Other", b"GET", b"", id="303"),
        pytest.param("307 Temporary", b"POST", BODY.encode(), id="307"),
        pytest.param("308 Permanent", b"POST", BODY.encode(), id="308"),
    ],
)
def test_a_redirect_keeps_or_drops_the_body(
    server: HostileServer, fetcher: Fetcher, status: str, method: bytes, sent: bytes
) -> None:
    server.answers("/b", response(b"{}"))
    url = server.answers("/a", redirect("/b", status))
    fetcher.fetch(make_source(url, body=BODY, headers={"Content-Type": "application/json"}), NONE)
    asked, head, body = last(server)
    assert (asked, body) == (method, sent)
    assert (b"content-type:" in head) == bool(sent)


@pytest.mark.parametrize("status", ["307 Temporary", "308 Permanent"])
def test_a_body_goes_to_no_other_host(server: HostileServer, fetcher: Fetcher, status: str) -> None:
    other = HostileServer()
    try:
        other.answers("/b", response(b"{}"))
        url = server.answers("/a", redirect(other.url("/b"), status))
        with pytest.raises(FetchError, match="the body sent to another host") as caught:
            fetcher.fetch(make_source(url, body=BODY), NONE)
        assert caught.value.rule == "redirect"
        assert not other.requests
    finally:
        other.stop()


def test_a_post_may_lead_back_to_its_own_address(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers(
        "/a",
        lambda wire: wire.sends(
            redirect("/a", "303 See Other") if wire.request.startswith(b"POST") else response(b"{}")
        ),
    )
    assert isinstance(fetcher.fetch(make_source(url, body=BODY), NONE), Page)


def test_robots_are_asked_of_a_post_too(server: HostileServer, fetcher: Fetcher) -> None:
    server.answers("/robots.txt", response(b"User-agent: *\nDisallow: /q", content_type="text/plain"))
    with pytest.raises(FetchError, match="forbids"):
        fetcher.fetch(make_source(server.url("/q"), body=BODY, robots="obey"), NONE)
    assert server.paths() == ["/robots.txt"]
    assert last(server)[0] == b"GET"


def test_values_of_the_query_are_sent_and_never_shown(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/q", response(b"{}")) + "?page=1"
    page = fetcher.fetch(make_source(url, params={"key": "s3 cr&et"}), NONE)
    assert server.paths() == ["/q?page=1&key=s3%20cr%26et"]
    assert isinstance(page, Page)
    assert (page.url, page.requested_url) == (url, url)


def test_a_redirect_that_repeats_a_value_does_not_show_it(server: HostileServer, fetcher: Fetcher) -> None:
    server.answers("/b", response(b"{}"))
    url = server.answers("/a", redirect("/b?key=s3cret&x=1"))
    page = fetcher.fetch(make_source(url, params={"key": "s3cret"}), NONE)
    assert isinstance(page, Page)
    assert page.url == server.url("/b?x=1")


def test_an_error_does_not_repeat_a_value(server: HostileServer, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(make_source(server.url("/none"), params={"key": "s3cret"}, body="s3cret"), NONE)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        pytest.param("https://p.example/", "https://p.example/?k=1", id="no query"),
        pytest.param("https://p.example/?a=2#part", "https://p.example/?a=2&k=1", id="query and part"),
    ],
)
def test_the_address_with_its_values(url: str, whole: str) -> None:
    asking = Asking(params={"k": "1"})
    assert asking.address(url) == whole
    assert "k=1" not in asking.shown(parse_target(whole)).url
