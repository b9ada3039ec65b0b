"""URLs become canonical or None; the same story gives the same string."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedsvc.clean.urls import (
    article_number,
    canonical_url,
    file_url,
    joined_url,
    link_url,
    shown_url,
    url_parts,
)

BASE = "https://news.example/live/page.html?x=1"


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        pytest.param("/a-101.html", "https://news.example/a-101.html", id="relative-to-host"),
        pytest.param("b.html", "https://news.example/live/b.html", id="relative-to-folder"),
        pytest.param("../../c/./d", "https://news.example/c/d", id="dot-segments"),
        pytest.param("http://h.example/a/../b", "http://h.example/b", id="dots-in-an-absolute-url"),
        pytest.param("http://h.example//a/./b", "http://h.example//a/b", id="dots behind two slashes"),
        pytest.param("//other.example/x", "https://other.example/x", id="schemeless"),
        pytest.param("HTTPS://News.EXAMPLE:443/A", "https://news.example/A", id="case-and-default-port"),
        pytest.param("http://h.example:80", "http://h.example/", id="empty-path"),
        pytest.param("http://h.example:8080/", "http://h.example:8080/", id="port"),
        pytest.param("http://h.example./x", "http://h.example/x", id="trailing-dot"),
        pytest.param("/a?utm_source=x&id=3&fbclid=9#top", "https://news.example/a?id=3", id="tracking"),
        pytest.param("/a?utm_campaign=only", "https://news.example/a", id="only-tracking"),
        pytest.param("/a;jsessionid=0123ABC?b=2", "https://news.example/a?b=2", id="session-in-path"),
        pytest.param("/a?PHPSESSID=abc&p=2", "https://news.example/a?p=2", id="session-in-query"),
        pytest.param("/a?sid=0123456789abcdef0", "https://news.example/a", id="random-sid"),
        pytest.param("/a?sid=42", "https://news.example/a?sid=42", id="sid-that-names-a-story"),
        pytest.param("/a?b=2&a=1", "https://news.example/a?b=2&a=1", id="order-stays"),
        pytest.param(
            "https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe", id="idn"
        ),
        pytest.param("http://ｎｅｗｓ.example/", "http://news.example/", id="full-width"),
        pytest.param("/%7ea/%2f b", "https://news.example/%7Ea/%2F%20b", id="escapes"),
        pytest.param("/100%", "https://news.example/100%25", id="lone-percent"),
        pytest.param(" \n/a\tb ", "https://news.example/ab", id="white-space"),
        pytest.param("\\a\\b", "https://news.example/a/b", id="backslashes"),
        pytest.param("http://user:secret@h.example/", "http://h.example/", id="user"),
        pytest.param("http://[2001:DB8::1]:80/x", "http://[2001:db8::1]/x", id="ipv6"),
    ],
)
def test_a_url_becomes_canonical(raw: str, canonical: str) -> None:
    assert canonical_url(raw, BASE) == canonical
    assert canonical_url(canonical, BASE) == canonical


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://a.example/app#/news/7", "https://a.example/app#/news/7"),
        ("https://a.example/#!/news/7?tab=1", "https://a.example/#!/news/7?tab=1"),
        ("https://a.example/app#/", "https://a.example/app"),
        ("https://a.example/news#section/2", "https://a.example/news"),
        ("https://a.example/news", "https://a.example/news"),
    ],
)
def test_a_route_is_part_of_what_a_link_shows_and_a_place_on_a_page_is_not(link: str, shown: str) -> None:
    assert shown_url(link) == shown


def test_a_line_break_does_not_hide_that_a_fragment_only_counts() -> None:
    assert link_url("/a#\r:~:text=quay", BASE) == "https://news.example/a"


def test_what_is_no_address_has_no_parts_and_leads_nowhere() -> None:
    assert not any(url_parts("http://[x"))
    assert joined_url(BASE, "http://[x") == ""
    assert file_url("a.png", "https://news.example/\udcff/") is None


@pytest.mark.parametrize(
    ("raw", "absolute"),
    [
        pytest.param("/I/Quay.JPG?w=640&h=4", "https://news.example/I/Quay.JPG?w=640&h=4", id="query-stays"),
        pytest.param("/i/q.jpg?", "https://news.example/i/q.jpg", id="empty-query"),
        pytest.param("http://h.example/q/", "http://h.example/q/", id="another-host"),
        pytest.param("HTTP://H.example:80/q.jpg", "http://h.example/q.jpg", id="host-in-capitals"),
        pytest.param("//h.example/q.jpg", "https://h.example/q.jpg", id="schemeless"),
        pytest.param("/i//q.jpg", "https://news.example/i//q.jpg", id="two-slashes"),
        pytest.param("/i/../q.jpg", "https://news.example/q.jpg", id="dot-segments"),
        pytest.param("http://-h.example/q.jpg", None, id="no-host"),
    ],
)
def test_the_address_of_a_file_becomes_absolute_and_no_more(raw: str, absolute: str | None) -> None:
    assert file_url(raw, BASE) == absolute


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "http://[::1", "http://h.example:99999/", "http://h.example:0/", "http://h.example:x/", "javascript:alert(1)",
        "java\tscript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.example", "http://",
        "http://a b.example/", "http://..", "http://.", "http://" + "a" * 300 + ".example/", "http://xn--\u00e9.example/",
        "http://h.example/" + "a" * 3000, "http://[fe80::1%25eth0",
    ],
)  # fmt: skip
def test_junk_is_none(raw: str) -> None:
    assert canonical_url(raw, BASE) is None


@given(
    st.text(st.characters(codec=None, exclude_categories=()), max_size=80),
    st.sampled_from([BASE, "", "file:///x"]),
)
@example("http://[v1.a]/", "")
@example("//[", "https://x.example/")
def test_nothing_raises_and_a_result_is_stable(raw: str, base: str) -> None:
    for text in (raw, f"http://{raw}", f"/{raw}?{raw}"):
        found = canonical_url(text, base)
        if found is not None:
            assert found.isascii()
            assert found.startswith(("http://", "https://"))
            assert canonical_url(found) == found


@pytest.mark.parametrize(
    ("url", "pattern", "number"),
    [
        ("https://h.example/2026-01-01/a-b-101.html", r"-(\d+)\.html$", "101"),
        ("https://h.example/2026-01-01/a-b-101.html?p=2", r"-(\d+)\.html$", "101"),
        ("https://h.example/a", r"-(\d+)\.html$", None),
        ("https://h.example/a-1", r"-(\d+", None),
        ("https://h.example/a-1", r"no group", None),
        ("https://h.example/a-1", None, None),
        ("https://h.example/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", r"(a+)+$", None),
    ],
)
def test_the_article_number_is_what_the_pattern_names(
    url: str, pattern: str | None, number: str | None
) -> None:
    assert article_number(url, pattern) == number


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        ("/a/b-1.html", "HTTPS://u:p@News.Example:443/x?y", "https://news.example/a/b-1.html"),
        ("/a/b-1.html", "http://news.example:8080/x", "http://news.example:8080/a/b-1.html"),
        ("/a/b-1.html", "file:///x", None),
        ("/a/../b", "https://news.example/", "https://news.example/b"),
        ("//other.example/b", "https://news.example/", "https://other.example/b"),
        ("http://other.example/a/", "file:///x", "http://other.example/a/"),
    ],
)
def test_a_plain_address_becomes_what_any_other_does(url: str, base: str, expected: str | None) -> None:
    assert canonical_url(url, base) == expected
