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


def index(*children: tuple[str, str]) -> str:
    maps = "".join(
        f"<sitemap><loc>https://p.example/{n}</loc><lastmod>{d}</lastmod></sitemap>" for n, d in children
    )
    return f"<sitemapindex>{maps}</sitemapindex>"


@pytest.mark.parametrize(
    ("children", "options", "chosen"),
    [
        pytest.param(
            (("post-sitemap.xml", "2026-03-01"), ("page-sitemap.xml", "2026-03-09")),
            {},
            "post-sitemap.xml",
            id="stories before pages",
        ),
        pytest.param(
            (("a-1.xml", "2026-03-01"), ("category-map.xml", "2026-03-09")),
            {},
            "a-1.xml",
            id="anything before categories",
        ),
        pytest.param(
            (("a-1.xml", "2026-03-01"), ("a-2.xml", "2026-03-09")), {}, "a-2.xml", id="the newest of equals"
        ),
        pytest.param(
            (("news.xml", "2026-03-09"), ("pages.xml", "2026-03-01")),
            {"match": "/pages"},
            "pages.xml",
            id="what match chooses",
        ),
    ],
)
def test_of_an_index_is_read(
    children: tuple[tuple[str, str], ...], options: dict[str, str], chosen: str
) -> None:
    assert extract("sitemap", index(*children), **options).next_url == f"https://p.example/{chosen}"


def test_a_film_has_its_title_picture_file_and_date() -> None:
    film = (
        "<v:video xmlns:v='http://www.google.com/schemas/sitemap-video/1.1'><v:title>The tide</v:title>"
        "<v:thumbnail_loc>https://p.example/1.jpg</v:thumbnail_loc><v:content_loc>https://p.example/1.mp4</v:content_loc>"
        "<v:duration>90</v:duration><v:publication_date>2026-03-04</v:publication_date></v:video>"
    )
    story = extract("sitemap", f"<urlset><url><loc>https://p.example/w/7</loc>{film}</url></urlset>").stories[
        0
    ]
    assert (story.title, story.published) == ("The tide", "2026-03-04")
    assert [(i.url, i.duration) for i in story.images] == [
        ("https://p.example/1.jpg", None),
        ("https://p.example/1.mp4", 90),
    ]


@pytest.mark.parametrize(
    ("loc", "published"),
    [
        pytest.param("/2019/03/04/old-quay/", "2019-03-04", id="an old page that was edited"),
        pytest.param("/2026/02/new-quay/", "2026-03-09", id="a young one"),
        pytest.param("/about/", "2026-03-09", id="one without a date"),
    ],
)
def test_an_edit_is_no_news_of(loc: str, published: str) -> None:
    page = f"<urlset><url><loc>https://p.example{loc}</loc><lastmod>2026-03-09</lastmod></url></urlset>"
    assert extract("sitemap", page).stories[0].published == published
