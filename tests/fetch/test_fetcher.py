"""Fetching from a server that behaves."""

from __future__ import annotations

import gzip
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from feedsvc.decide.walladvice import WALLS
from feedsvc.errors import FetchError
from feedsvc.fetch import Fetcher, make_user_agent
from feedsvc.models import NotModified, Page, Validators
from tests.attacks.server import HostileServer, Wire, redirect, response
from tests.builders import NOW
from tests.fetch.helpers import make_fetcher, make_source

NONE = Validators()


def refused(fetcher: Fetcher, url: str, validators: Validators = NONE, **source: object) -> FetchError:
    """The error that fetching this URL ends with."""
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(make_source(url, **source), validators)
    return caught.value


def test_a_page_comes_with_everything_needed_to_read_it(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers(
        "/news",
        response("<p>¡olé!</p>".encode(), 'ETag: "7"', "Last-Modified: Mon, 02 Mar 2026 01:02:03 GMT"),
    )
    page = fetcher.fetch(make_source(url), NONE)
    assert page == Page(
        url=url,
        content="<p>¡olé!</p>".encode(),
        media_type="text/html",
        charset="utf-8",
        fetched_at=NOW,
        validators=Validators(etag='"7"', last_modified="Mon, 02 Mar 2026 01:02:03 GMT"),
        requested_url=url,
    )


def test_validators_are_sent_and_304_is_not_modified(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/news", response(b"", 'ETag: "8"', status="304 Not Modified", content_type=""))
    given = Validators(etag='"7"', last_modified="Mon, 02 Mar 2026 01:02:03 GMT")
    answer = fetcher.fetch(make_source(url), given)
    assert answer == NotModified(
        fetched_at=NOW, validators=Validators(etag='"8"', last_modified=given.last_modified)
    )
    _, request = server.requests[0]
    assert b'If-None-Match: "7"\r\n' in request
    assert b"If-Modified-Since: Mon, 02 Mar 2026 01:02:03 GMT\r\n" in request


def test_an_unasked_304_is_an_error(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/news", response(b"", status="304 Not Modified"))
    error = refused(fetcher, url)
    assert (error.rule, error.status) == ("status", 304)


def test_the_user_agent_names_program_and_contact(server: HostileServer, fetcher: Fetcher) -> None:
    fetcher.fetch_url(server.answers("/news", response()), robots="ignore")
    assert b"User-Agent: feedsvc/1.2 (+mailto:ops@example.org)\r\n" in server.requests[0][1]


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        pytest.param("https://example.org/bot", "feedsvc/1.2 (+https://example.org/bot)", id="with contact"),
        pytest.param("", "feedsvc/1.2", id="without"),
    ],
)
def test_user_agents_are_honest(contact: str, expected: str) -> None:
    assert make_user_agent("1.2", contact) == expected


@pytest.mark.parametrize(
    "status",
    [
        "204 No Content",
        "206 Partial Content",
        "300 Choices",
        "401 No",
        "403 No",
        "404 No",
        "500 Oops",
        "999 Odd",
    ],
)
def test_only_200_is_a_page(server: HostileServer, fetcher: Fetcher, status: str) -> None:
    url = server.answers("/news", response(b"<h1>stories</h1>", status=status))
    error = refused(fetcher, url)
    assert (error.rule, error.status, error.permanent) == ("status", int(status[:3]), False)
    assert error.source == "sample"


WALL = (
    b"<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have "
    b"been blocked</h1></body></html>"
)


@pytest.mark.parametrize("status", ["403 Forbidden", "429 Slow Down", "503 Later"])
@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(WALL, (), id="plain"),
        pytest.param(gzip.compress(WALL), ("Content-Encoding: gzip",), id="gzip"),
        pytest.param(WALL + b" " * 3_000_000, (), id="long"),
        pytest.param(b"", ("cf-mitigated: challenge",), id="header"),
    ],
)
def test_a_refusal_by_captcha_is_named(
    server: HostileServer, fetcher: Fetcher, status: str, body: bytes, headers: tuple[str, ...]
) -> None:
    error = refused(fetcher, server.answers("/news", response(body, *headers, status=status)))
    assert (error.rule, error.status) == ("status", int(status[:3]))
    assert "it is a captcha page" in str(error)


@pytest.mark.parametrize(
    ("status", "headers", "body", "wall"),
    [
        pytest.param("403 No", ("cf-mitigated: challenge",), b"", "cloudflare", id="header"),
        pytest.param("403 No", ("Set-Cookie: datadome=x; Path=/",), b"", "datadome", id="cookie"),
        pytest.param("405 No", (), b"<script>awsWafCaptcha</script>", "aws-waf", id="body of a 405"),
        pytest.param("202 Wait", (), b"<script>AwsWafIntegration</script>", "aws-waf", id="body of a 202"),
        pytest.param("429 Slow Down", (), b"", "rate", id="status"),
        pytest.param("403 No", ("Server: cloudflare",), b"<h1>Forbidden</h1>", "", id="none"),
    ],
)
def test_a_refusal_names_the_wall(
    server: HostileServer, fetcher: Fetcher, status: str, headers: tuple[str, ...], body: bytes, wall: str
) -> None:
    error = refused(fetcher, server.answers("/news", response(body, *headers, status=status)))
    assert error.wall == wall
    assert not wall or WALLS[wall].title in str(error)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(b"<title>403 Forbidden</title>", (), id="plain"),
        pytest.param(b"<title>Our captcha story</title>"[:10], (), id="cut"),
        pytest.param(b"no gzip", ("Content-Encoding: gzip",), id="wrong coding"),
        pytest.param(WALL, ("Content-Encoding: odd",), id="unknown coding"),
    ],
)
def test_any_other_refusal_says_its_status(
    server: HostileServer, fetcher: Fetcher, body: bytes, headers: tuple[str, ...]
) -> None:
    error = refused(fetcher, server.answers("/news", response(body, *headers, status="403 Forbidden")))
    assert str(error).endswith("the server answered 403 (forbidden)")


def test_410_is_permanent(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/news", response(b"gone", status="410 Gone"))
    assert refused(fetcher, url).permanent


@pytest.mark.parametrize("status", ["429 Slow Down", "503 Later"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("120", timedelta(minutes=2), id="seconds"),
        pytest.param("Wed, 04 Mar 2026 05:16:00 GMT", timedelta(minutes=10), id="date"),
        pytest.param("Wed, 04 Mar 2020 05:16:00 GMT", timedelta(), id="past"),
        pytest.param("999999999999999999999", timedelta(hours=24), id="absurd"),
        pytest.param("Wed, 04 Mar 9999 05:16:00 GMT", timedelta(hours=24), id="absurd date"),
        pytest.param("-5", None, id="negative"),
        pytest.param("soon", None, id="junk"),
        pytest.param("٣", None, id="foreign digits"),
    ],
)
def test_retry_after_is_kept(
    server: HostileServer, fetcher: Fetcher, status: str, value: str, expected: timedelta | None
) -> None:
    url = server.answers("/news", response(b"", f"Retry-After: {value}", status=status))
    assert refused(fetcher, url).retry_after == expected


@pytest.mark.parametrize("status", ["301 M", "302 M", "303 M", "307 M", "308 M"])
def test_redirects_are_followed(server: HostileServer, fetcher: Fetcher, status: str) -> None:
    server.answers("/b/c?d=é", response())
    server.answers("/b/c", response())
    url = server.answers("/a", redirect("b/c?d=é f", status))
    page = fetcher.fetch(make_source(url), NONE)
    assert page.url == server.url("/b/c?d=%C3%A9%20f")  # type: ignore[union-attr]
    assert page.requested_url == url  # type: ignore[union-attr]


def test_a_sources_headers_stay_at_its_own_origin(server: HostileServer, fetcher: Fetcher) -> None:
    other = HostileServer()
    try:
        other.answers("/b", response())
        server.answers("/again", redirect(other.url("/b")))
        url = server.answers("/a", redirect("/again"))
        secret = {"Authorization": "Bearer x", "Cookie": "a=b", "X-Key": "k", "Host": "evil.example"}
        fetcher.fetch(make_source(url, headers=secret), NONE)
        assert all(b"Bearer x" in request and b"X-Key: k" in request for _, request in server.requests)
        assert not any(word in other.requests[0][1] for word in (b"Bearer", b"a=b", b"X-Key", b"evil"))
        assert b"evil.example" not in server.requests[0][1]
    finally:
        other.stop()


@pytest.mark.parametrize(
    ("home", "told"),
    [
        pytest.param("{own}/news", [True, False], id="with a page of the same origin, not where it leads"),
        pytest.param("{other}/news", [False, True], id="where a page of another origin leads home"),
        pytest.param("https://127.0.0.1/news", [False, False], id="with another port: nowhere"),
        pytest.param("file:samples/list.html", [False, False], id="with a file: nowhere"),
    ],
)
def test_a_sources_headers_go(server: HostileServer, fetcher: Fetcher, home: str, told: list[bool]) -> None:
    other = HostileServer()
    try:
        url = server.answers("/story", redirect(other.answers("/story", response(b"x"))))
        home = home.format(own=server.url(""), other=other.url(""))
        fetcher.fetch_url(url, headers={"Cookie": "a=b"}, home=home, robots="ignore")
        assert [b"Cookie: a=b" in asked[-1][1] for asked in (server.requests, other.requests)] == told
    finally:
        other.stop()


def test_a_sources_header_cannot_smuggle_another(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/a", response())
    fetcher.fetch(make_source(url, headers={"X-Key": "a\r\nX-Evil: b"}), NONE)
    assert b"\r\nX-Evil" not in server.requests[0][1]
    assert refused(fetcher, url, headers={"X Key\r\nA": "b"}).rule == "protocol"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(["Cache-Control: public, max-age=600"], timedelta(minutes=10), id="max-age"),
        pytest.param(["Cache-Control: max-age=600", "Age: 100"], timedelta(seconds=500), id="less age"),
        pytest.param(["Cache-Control: max-age=99999999999"], timedelta(hours=24), id="capped"),
        pytest.param(["Cache-Control: max-age=junk"], None, id="junk"),
        pytest.param(["Cache-Control: no-cache, max-age=600"], None, id="no-cache"),
        pytest.param(["Expires: Wed, 04 Mar 2026 05:16:00 GMT"], timedelta(minutes=10), id="expires"),
        pytest.param(["Expires: 0"], None, id="expired"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_announced_freshness(
    server: HostileServer, fetcher: Fetcher, fields: list[str], expected: timedelta | None
) -> None:
    page = fetcher.fetch_url(server.answers("/a", response(b"x", *fields)), robots="ignore")
    assert page.max_age == expected


def test_a_ping_is_posted_and_its_status_returned(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/hub", response(b"", status="202 Accepted"))
    assert fetcher.post(url, b"hub.mode=publish", "application/x-www-form-urlencoded") == 202
    assert server.requests[0][1].startswith(b"POST /hub HTTP/1.1\r\n")
    assert server.requests[0][1].endswith(b"\r\n\r\nhub.mode=publish")


def test_a_ping_does_not_follow_redirects_or_read_bodies(server: HostileServer, fetcher: Fetcher) -> None:
    assert fetcher.post(server.answers("/hub", redirect("/x")), b"", "text/plain") == 302
    assert fetcher.post(server.answers("/big", lambda w: endless(w)), b"a", "text/plain") == 200


def endless(wire: Wire) -> None:
    wire.sends(b"HTTP/1.1 200 OK\r\n\r\n")
    wire.repeats(b"x" * 65536)


def test_connections_are_kept_and_threads_do_not_disturb_each_other(fetcher: Fetcher) -> None:
    servers = [HostileServer() for _ in range(4)]
    try:
        for number, server in enumerate(servers):
            server.answers("/a", response(b"page %d" % number))
        found: list[tuple[int, bytes]] = []

        def ask(number: int) -> None:
            for _ in range(5):
                page = fetcher.fetch_url(servers[number].url("/a"), robots="ignore")
                found.append((number, page.content))

        threads = [threading.Thread(target=ask, args=(n % 4,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 40
        assert all(content == b"page %d" % number for number, content in found)
    finally:
        for server in servers:
            server.stop()


def test_requests_to_one_host_never_overlap(server: HostileServer, fetcher: Fetcher) -> None:
    at_work, seen = list[int](), list[int]()

    def answer(wire: Wire) -> None:
        at_work.append(1)
        time.sleep(0.01)
        seen.append(len(at_work))
        at_work.pop()  # before the answer: once it is there the next request may come
        wire.sends(response())

    url = server.answers("/a", answer)
    threads = [threading.Thread(target=fetcher.fetch_url, args=(url,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 8
    assert server.paths().count("/robots.txt") == 1


def test_the_message_is_one_line_that_names_rule_and_url(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/a", response(b"", status="404 No"))
    error = refused(fetcher, f"{url}?token=secret#part")
    assert str(error) == f"status: {url}?…: the server answered 404 (not found)"
    error = refused(fetcher, "http://user:secret@host.example/x")
    assert "secret" not in str(error)
    assert "secret" not in error.url


def test_a_clock_is_only_asked_never_guessed(server: HostileServer) -> None:
    later = datetime(2030, 1, 1, tzinfo=UTC)
    fetcher = make_fetcher(clock=lambda: later)
    page = fetcher.fetch_url(server.answers("/a", response()), robots="ignore")
    fetcher.close()
    assert page.fetched_at == later


def test_a_cookie_that_a_redirect_sets_is_sent_back_within_the_fetch_and_then_forgotten(
    server: HostileServer, fetcher: Fetcher
) -> None:
    def asks(wire: Wire) -> None:
        known = b"Cookie: pass=7" in wire.request
        wire.sends(
            response()
            if known
            else redirect("/feed").replace(b"Location:", b"Set-Cookie: pass=7; Path=/\r\nLocation:")
        )

    url = server.answers("/feed", asks)
    for _ in range(2):
        fetcher.fetch(make_source(url), NONE)
    assert [b"Cookie: pass=7" in request for _, request in server.requests] == [False, True, False, True]


def test_a_cookie_goes_to_no_other_host_and_a_circle_stays_one(
    server: HostileServer, fetcher: Fetcher
) -> None:
    other = HostileServer()
    try:
        other.answers("/b", response())
        moved = redirect(other.url("/b")).replace(b"Location:", b"Set-Cookie: pass=7\r\nLocation:")
        fetcher.fetch(make_source(server.answers("/a", moved)), NONE)
        assert b"pass=7" not in other.requests[0][1]
    finally:
        other.stop()
    round_ = redirect("/c").replace(b"Location:", b"Set-Cookie: pass=7\r\nLocation:")
    assert "circle" in str(refused(fetcher, server.answers("/c", round_)))
