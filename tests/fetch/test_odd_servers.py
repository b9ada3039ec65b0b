"""Servers that mean well and say it wrong: labels that name nothing, parts that are all, pages for browsers only."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest

from feedsvc.errors import FetchError
from feedsvc.fetch import Fetcher
from feedsvc.models import Page, Validators
from tests.attacks.server import HostileServer, Wire, response
from tests.builders import NOW
from tests.fetch.helpers import make_source

NONE = Validators()
FEED = b"<?xml version='1.0'?><rss version='2.0'><channel><title>Pier</title></channel></rss>"
HTML = b"<!DOCTYPE html><title>Pier</title>"


def fetched(server: HostileServer, fetcher: Fetcher, answer: bytes, **source: object) -> Page:
    page = fetcher.fetch(make_source(server.answers("/feed", answer), **source), NONE)
    assert isinstance(page, Page)
    return page


def refusal(server: HostileServer, fetcher: Fetcher, answer: bytes) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(make_source(server.answers("/feed", answer)), NONE)
    return caught.value


@pytest.mark.parametrize(
    "coding", ["UTF-8", "utf8", "ISO-8859-1", "windows-1251", "none", "binary", "8bit", "aws-chunked"]
)
def test_a_content_encoding_that_names_no_coding_is_none(
    server: HostileServer, fetcher: Fetcher, coding: str
) -> None:
    assert fetched(server, fetcher, response(FEED, f"Content-Encoding: {coding}")).content == FEED


@pytest.mark.parametrize("coding", ["odd", "zlib_codec", "rot13", "utf-8, gzip", "gzip, none"])
def test_any_other_unknown_coding_is_an_error(server: HostileServer, fetcher: Fetcher, coding: str) -> None:
    assert refusal(server, fetcher, response(FEED, f"Content-Encoding: {coding}")).rule == "encoding"


@pytest.mark.parametrize("content_type", ["application/rss+xml", "text/html", "application/octet-stream", ""])
def test_a_feed_that_is_packed_and_not_said_to_be_is_read(
    server: HostileServer, fetcher: Fetcher, content_type: str
) -> None:
    page = fetched(server, fetcher, response(gzip.compress(FEED), content_type=content_type))
    assert page.content == FEED


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(gzip.compress(HTML), id="a page"),
        pytest.param(gzip.compress(FEED)[:-9], id="cut off"),
        pytest.param(b"\x1f\x8b....", id="only begins so"),
    ],
)
def test_nothing_else_that_is_packed_in_secret_is(
    server: HostileServer, fetcher: Fetcher, body: bytes
) -> None:
    assert refusal(server, fetcher, response(body)).rule == "media-type"


def test_a_packed_feed_has_the_limit_of_any_other(server: HostileServer, fetcher: Fetcher) -> None:
    assert refusal(server, fetcher, response(gzip.compress(FEED + bytes(2_000_000)))).rule == "size"


def test_a_part_that_is_the_whole_is_a_page(server: HostileServer, fetcher: Fetcher) -> None:
    whole = f"Content-Range: bytes 0-{len(FEED) - 1}/{len(FEED)}"
    assert fetched(server, fetcher, response(FEED, whole, status="206 Partial Content")).content == FEED


@pytest.mark.parametrize("part", ["bytes 0-41/84", "bytes 1-83/84", "bytes 0-83/*", ""])
def test_any_other_part_is_none(server: HostileServer, fetcher: Fetcher, part: str) -> None:
    answer = response(FEED[:42], f"Content-Range: {part}", status="206 Partial Content")
    assert refusal(server, fetcher, answer).status == 206


def test_a_body_transferred_as_it_is_has_a_length(server: HostileServer, fetcher: Fetcher) -> None:
    assert fetched(server, fetcher, response(FEED, "Transfer-Encoding: identity")).content == FEED


@pytest.mark.parametrize("told", ["audio/mpeg", "application/zip", "image/jpeg"])
def test_a_feed_labelled_as_what_it_is_about_is_a_feed(
    server: HostileServer, fetcher: Fetcher, told: str
) -> None:
    assert fetched(server, fetcher, response(FEED, content_type=told)).media_type == "application/xml"


def test_zeros_behind_a_page_are_no_binary_data(server: HostileServer, fetcher: Fetcher) -> None:
    assert fetched(server, fetcher, response(FEED + bytes(300))).content.startswith(FEED)
    assert refusal(server, fetcher, response(bytes(300))).rule == "media-type"


@pytest.mark.parametrize(
    "fields", [("Retry-After: 90 seconds",), ("Retry-After: 90s",), ("Retry-After: 90",) * 2]
)
def test_seconds_are_read_however_they_are_written(
    server: HostileServer, fetcher: Fetcher, fields: tuple[str, ...]
) -> None:
    error = refusal(server, fetcher, response(b"", *fields, status="503 Busy"))
    assert error.retry_after == timedelta(seconds=90)


@pytest.mark.parametrize("fields", [("Retry-After: 9", "Retry-After: 90"), ("Retry-After: soon",)])
def test_what_names_no_one_time_does_not(
    server: HostileServer, fetcher: Fetcher, fields: tuple[str, ...]
) -> None:
    assert refusal(server, fetcher, response(b"", *fields, status="503 Busy")).retry_after is None


def compares(wire: Wire) -> None:
    """A server that cannot: whoever asks for a change is told that a condition failed."""
    asked = b"if-none-match" in wire.request.lower()
    wire.sends(response(b"", status="412 Precondition Failed") if asked else response(FEED, 'ETag: "b"'))


def test_who_cannot_compare_is_asked_plainly(server: HostileServer, fetcher: Fetcher) -> None:
    source = make_source(server.answers("/feed", compares))
    page = fetcher.fetch(source, Validators(etag='"a"'))
    assert isinstance(page, Page)
    assert (page.content, server.paths()) == (FEED, ["/feed", "/feed"])
    assert page.validators == NONE, "the next poll asks once"


def test_who_refuses_that_too_is_asked_no_more(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/feed", response(b"", status="412 Precondition Failed"))
    for sent, asked in ((Validators(etag='"a"'), 2), (NONE, 3)):
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(make_source(url), sent)
        assert (caught.value.status, len(server.paths())) == (412, asked)


def test_fractions_of_seconds_to_wait_are_read(server: HostileServer, fetcher: Fetcher) -> None:
    error = refusal(server, fetcher, response(b"", "Retry-After: 90.5", status="429 Slow Down"))
    assert error.retry_after == timedelta(seconds=90)


@pytest.mark.parametrize(
    ("status", "fields", "seconds"),
    [
        pytest.param("429 Slow Down", ("RateLimit-Reset: 90",), 90, id="seconds"),
        pytest.param("429 Slow Down", ("X-RateLimit-Reset: 90",), 90, id="by an older name"),
        pytest.param("429 Slow Down", ("X-Retry-After: 90",), 90, id="by a name of its own"),
        pytest.param(
            "429 Slow Down", (f"X-RateLimit-Reset: {int(NOW.timestamp()) + 90}",), 90, id="a moment"
        ),
        pytest.param("429 Slow Down", ("X-RateLimit-Reset: 1000000000",), 0, id="a moment that is past"),
        pytest.param("429 Slow Down", ("RateLimit-Reset: 999999999",), 86400, id="absurd"),
        pytest.param("429 Slow Down", ("RateLimit-Reset: 9", "Retry-After: 60"), 60, id="Retry-After first"),
        pytest.param("403 No", ("X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 90"), 90, id="used up"),
        pytest.param("403 No", ("X-RateLimit-Remaining: 5", "X-RateLimit-Reset: 90"), None, id="not used up"),
        pytest.param("429 Slow Down", ("RateLimit-Reset: soon",), None, id="junk"),
    ],
)
def test_a_limit_on_requests_says_when_to_come_again(
    server: HostileServer, fetcher: Fetcher, status: str, fields: tuple[str, ...], seconds: int | None
) -> None:
    error = refusal(server, fetcher, response(b"", *fields, status=status))
    assert error.retry_after == (None if seconds is None else timedelta(seconds=seconds))


def chooses(wire: Wire) -> None:
    """A page for who prefers pages, the feed for all others."""
    accepts = wire.request.lower().partition(b"accept: ")[2].partition(b"\r\n")[0]
    wire.sends(response(HTML if accepts.startswith(b"text/html") else FEED))


def test_who_wants_a_feed_is_given_no_page_for_browsers(server: HostileServer, fetcher: Fetcher) -> None:
    url = server.answers("/feed", chooses)
    read = {name: fetcher.fetch(make_source(url, extractor=name), NONE) for name in ("upstream", "auto")}
    assert {name: page.content for name, page in read.items() if isinstance(page, Page)} == {
        "upstream": FEED,
        "auto": HTML,
    }


def test_a_source_s_own_accept_is_sent_alone(server: HostileServer, fetcher: Fetcher) -> None:
    fetched(server, fetcher, response(FEED), extractor="json", headers={"Accept": "application/hal+json"})
    assert server.requests[-1][1].lower().count(b"accept: ") == 1
    assert b"Accept: application/hal+json\r\n" in server.requests[-1][1]
