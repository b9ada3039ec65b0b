"""What a body is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.errors import FetchError
from feedsvc.fetch.media import MAGIC, decide_media_type, parse_media_type


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        pytest.param("text/html; charset=utf-8", b"<p>", "text/html", id="parameters"),
        pytest.param("Text/HTML", b"<p>", "text/html", id="case"),
        pytest.param(" application/rss+xml ;x", b"<rss>", "application/rss+xml", id="RSS"),
        pytest.param("", b"<p>", "text/html", id="none"),
        pytest.param("junk", b"<p>", "text/html", id="junk"),
        pytest.param("text/html, text/plain", b"<p>", "text/html", id="two"),
        pytest.param("application/octet-stream", b"<p>", "text/html", id="octets"),
        pytest.param("", b"\xef\xbb\xbf\n<?xml version='1.0'?>", "application/xml", id="XML"),
        pytest.param("application/octet-stream", b"<rss version='2.0'>", "application/xml", id="RSS octets"),
        pytest.param("", b' {"version": 1}', "application/json", id="JSON object"),
        pytest.param("", b"[1]", "application/json", id="JSON array"),
        pytest.param("", b"", "text/html", id="empty"),
        pytest.param("text/plain", b"Oct 29\x00 news of the day, all of it", "text/plain", id="one NUL"),
        pytest.param("text/html", "<p>новости</p>".encode("utf-16-le"), "text/html", id="UTF-16"),
        pytest.param("text/html", "<p>новости</p>".encode("utf-16"), "text/html", id="UTF-16 with BOM"),
        pytest.param("text/plain", b"\x1b$B$3$s\x1b(B", "text/plain", id="ISO-2022-JP"),
    ],
)
def test_media_types_are_decided(content_type: str, body: bytes, expected: str) -> None:
    assert decide_media_type(content_type, body) == expected


@pytest.mark.parametrize(("magic", "kind"), MAGIC, ids=[kind for _, kind in MAGIC])
def test_binary_bodies_are_refused_under_any_name(magic: bytes, kind: str) -> None:
    for content_type in ("text/html", "application/json", "", "application/octet-stream"):
        with pytest.raises(FetchError, match=kind) as caught:
            decide_media_type(content_type, magic + b"....")
        assert caught.value.rule == "media-type"


@pytest.mark.parametrize(
    "content_type", ["image/png", "application/pdf", "video/mp4", "audio/ogg", "font/woff2"]
)
def test_bodies_that_say_they_are_no_page_are_refused(content_type: str) -> None:
    with pytest.raises(FetchError) as caught:
        decide_media_type(content_type, b"<p>")
    assert caught.value.rule == "media-type"


@given(st.text(max_size=200))
def test_any_header_is_read(content_type: str) -> None:
    assert parse_media_type(content_type).isascii()
