"""`sitemap`: addresses with dates, and titles where there are any."""

from __future__ import annotations

import gzip

import pytest

from feedsvc.extract.sitemap import title_from_url
from tests.extract.strategies import HOSTILE, extract, problems, refusal


def urlset(*urls: tuple[str, str]) -> str:
    parts = "".join(f"<url><loc>{loc}</loc><lastmod>{date}</lastmod></url>" for loc, date in urls)
    return f"<urlset>{parts}</urlset>"


TWO = urlset(("https://p.example/old-news", "2026-03-01"), ("https://p.example/new-news", "2026-03-02"))


@pytest.mark.parametrize(
    ("url", "title"),
    [
        pytest.param(
            "https://p.example/2026/second-quay-opens-101620055.html", "Second quay opens", id="number"
        ),
        pytest.param("https://p.example/tram_line+nine/", "Tram line nine", id="separators"),
        pytest.param("https://p.example/2026-03-04-quay", "03 04 quay", id="date"),
        pytest.param("https://p.example/%E6%B8%AF%E5%8F%A3", "港口", id="other scripts"),
        pytest.param("https://p.example/good-dog-18dead00beef", "Good dog", id="hash"),
        pytest.param("https://p.example/news/4711", "News", id="only a number"),
        pytest.param("https://p.example/", "", id="front page"),
    ],
)
def test_the_words_of_an_address_are_a_title(url: str, title: str) -> None:
    assert title_from_url(url) == title


def test_the_newest_come_first_and_the_limit_keeps_them() -> None:
    assert [s.title for s in extract("sitemap", TWO).stories] == ["New news", "Old news"]
    assert [s.title for s in extract("sitemap", TWO, limit=1).stories] == ["New news"]


def test_only_matching_addresses_are_stories() -> None:
    assert [s.title for s in extract("sitemap", TWO, match="/old").stories] == ["Old news"]
    assert "options.match" in refusal("sitemap", TWO, match="/nowhere")


def test_an_index_names_its_newest_sitemap() -> None:
    parts = [("a", "2026-01-01"), ("b", "2026-02-01"), ("c", "")]
    maps = "".join(
        f"<sitemap><loc>https://p.example/{n}</loc><lastmod>{d}</lastmod></sitemap>" for n, d in parts
    )
    assert extract("sitemap", f"<sitemapindex>{maps}</sitemapindex>").next_url == "https://p.example/b"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param("<urlset/>", "has no addresses", id="empty"),
        pytest.param("<sitemapindex/>", "names no sitemap", id="empty index"),
        pytest.param("<rss/>", "is no sitemap", id="feed"),
        pytest.param('<!DOCTYPE u [<!ENTITY a "b">]>' + TWO, "entities", id="entities"),
        pytest.param(gzip.compress(TWO.encode())[:-9], "cut off", id="gzip cut off"),
        pytest.param(b"\x1f\x8bjunk", "no readable gzip", id="no gzip"),
    ],
)
def test_another_page_is_refused(body: str | bytes, told: str) -> None:
    assert told in refusal("sitemap", body)


def test_a_bad_pattern_is_told() -> None:
    assert "no regular expression" in problems("sitemap", match="(")["match"]


@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_page_is_refused_in_words(body: bytes) -> None:
    assert refusal("sitemap", body)
