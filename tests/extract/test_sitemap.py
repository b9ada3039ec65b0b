"""`sitemap`: addresses with dates, and titles where there are any."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from feedsvc.extract.base import ExtractSettings
from feedsvc.extract.sitemap import Sitemap
from feedsvc.extract.sitemapstory import title_from_url
from tests.extract.helpers import make_page
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


def test_a_plain_list_of_addresses_is_a_sitemap() -> None:
    plain = "\ufeffhttps://p.example/news/quay-opens\r\n\r\nhttps://p.example/about\n"
    assert [s.title for s in extract("sitemap", plain).stories] == ["Quay opens", "About"]
    assert [s.title for s in extract("sitemap", plain, match="/news/").stories] == ["Quay opens"]
    assert "is no sitemap" in refusal("sitemap", f"{plain}That is all.")


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


@pytest.mark.parametrize(
    ("children", "options", "read"),
    [
        pytest.param((("news-en.xml", "2026-03-09"), ("news-de.xml", "2026-03-08"), ("news-old.xml", "2026-01-08")), {}, ["news-en.xml", "news-de.xml"], id="those of the last days"),
        pytest.param((("post-1.xml", "2026-03-09"), ("page-1.xml", "2026-03-09")), {}, ["post-1.xml"], id="none of another worth"),
        pytest.param(tuple((f"a-{n}.xml", "2026-03-09") for n in range(9)), {}, ["a-0.xml", "a-1.xml", "a-2.xml"], id="three at most"),
        pytest.param(tuple((f"a-{n}.xml", "2026-03-09") for n in range(9)), {"maps": 1}, ["a-0.xml"], id="one where so told"),
        pytest.param(tuple((f"a-{n}.xml", "") for n in range(9)), {}, ["a-0.xml", "a-8.xml"], id="both ends where nothing dates them"),
        pytest.param((("m-2026-01.xml", ""), ("m-2026-03.xml", ""), ("m-2026-02.xml", "")), {"maps": 2}, ["m-2026-03.xml", "m-2026-02.xml"], id="the months in their names"),
        pytest.param((("map?yyyy=2026&mm=02", ""), ("map?yyyy=2026&mm=03", "")), {}, ["map?yyyy=2026&mm=02", "map?yyyy=2026&mm=03"], id="years alone"),
    ],
)  # fmt: skip
def test_several_sitemaps_of_an_index_are_read(
    children: tuple[tuple[str, str], ...], options: dict[str, int], read: list[str]
) -> None:
    escaped = tuple((name.replace("&", "&amp;"), date) for name, date in children)
    found = extract("sitemap", index(*escaped), **options)
    assert list(found.leads) == [f"https://p.example/{name}" for name in read]
    assert found.next_url == found.leads[0]


def numbered(*pages: tuple[int, str]) -> str:
    return urlset(*((f"https://p.example/read/quay-{number}", date) for number, date in pages))


RISING = [(1000 + 10 * n, f"2025-{n:02}-01") for n in range(1, 13)]


@pytest.mark.parametrize(
    ("pages", "number", "published"),
    [
        pytest.param([*RISING, (1035, "2026-03-04")], 1035, datetime(2025, 4, 1, tzinfo=UTC), id="an old page edited today"),
        pytest.param([*RISING, (1200, "2026-03-04")], 1200, "2026-03-04", id="a new page"),
        pytest.param([*RISING, (1115, "2025-12-20")], 1115, "2025-12-20", id="an edit soon after"),
        pytest.param([*RISING[:5], (1035, "2026-03-04")], 1035, "2026-03-04", id="too few to tell"),
        pytest.param([(n * 7919 % 1000 + 1000, d) for n, d in RISING] + [(1035, "2026-03-04")], 1035, "2026-03-04", id="numbers that do not rise"),
        pytest.param([(n, "2026-03-04") for n, _ in RISING] + [(1035, "2026-03-04")], 1035, "2026-03-04", id="all written anew in one day"),
    ],
)  # fmt: skip
def test_a_number_in_an_address_tells_an_edit_from_news(
    pages: list[tuple[int, str]], number: int, published: str | datetime
) -> None:
    found = {story.link: story.published for story in extract("sitemap", numbered(*pages)).stories}
    at = found[f"https://p.example/read/quay-{number}"]
    expected = (
        published
        if isinstance(published, str)
        else published - timedelta(hours=2 if published.month == 4 else 1)
    )
    assert at == expected


def tongues(*locs: str) -> str:
    """Pages that are one page in several languages, each listed with all of them."""
    links = "".join(
        f'<x:link rel="alternate" hreflang="{loc.split("/")[0]}" href="https://p.example/{loc}"/>'
        for loc in locs
    )
    return "".join(
        f"<url><loc>https://p.example/{loc}</loc>{links}</url>" for loc in locs if not loc.startswith("x-")
    )


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        pytest.param(None, ["en/quay", "about"], id="the first one"),
        pytest.param("de", ["de/kai", "about"], id="the source's language"),
        pytest.param("de-AT", ["de/kai", "about"], id="a kind of it"),
        pytest.param("ja", ["en/quay", "about"], id="one that it has not"),
    ],
)
def test_a_page_in_several_languages_is_one_story(language: str | None, shown: list[str]) -> None:
    alone = "<url><loc>https://p.example/about</loc></url>"
    page = f'<urlset xmlns:x="http://www.w3.org/1999/xhtml">{tongues("en/quay", "de/kai", "fr/quai")}{alone}</urlset>'
    settings = ExtractSettings(extractor="sitemap", language=language)
    found = Sitemap.make(settings).extract(make_page(page)).stories
    assert [(story.link or "").removeprefix("https://p.example/") for story in found] == shown


def test_a_language_that_is_chosen_by_its_address_keeps_its_pages() -> None:
    page = f'<urlset xmlns:x="http://www.w3.org/1999/xhtml">{tongues("en/quay", "de/kai")}</urlset>'
    assert [s.link for s in extract("sitemap", page, match="/de/").stories] == ["https://p.example/de/kai"]


def test_the_caption_of_a_picture_or_its_title_is_kept() -> None:
    pictures = "".join(
        f"<i:image xmlns:i='http://www.google.com/schemas/sitemap-image/1.1'><i:loc>https://p.example/{n}.jpg</i:loc>{more}</i:image>"
        for n, more in enumerate(
            ("<i:caption>The quay</i:caption><i:title>x</i:title>", "<i:title>A crane</i:title>", "")
        )
    )
    story = extract(
        "sitemap", f"<urlset><url><loc>https://p.example/a-quay</loc>{pictures}</url></urlset>"
    ).stories[0]
    assert [image.title for image in story.images] == ["The quay", "A crane", None]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<urlset><url>{}</url></urlset>", id="a prefix that nobody declares"),
        pytest.param("<urlset><urlset><url>{}</url></urlset></urlset>", id="one sitemap in another"),
    ],
)
def test_news_are_read_though_their_elements_stand_oddly(page: str) -> None:
    news = "<news:news><news:title>Tom &amp;amp; Ann</news:title><news:publication_date>2026-03-04</news:publication_date></news:news>"
    (story,) = extract("sitemap", page.format(f"<loc>https://p.example/1</loc>{news}")).stories
    assert (story.title, story.link, story.published) == ("Tom & Ann", "https://p.example/1", "2026-03-04")


@pytest.mark.parametrize(
    ("loc", "published"),
    [
        pytest.param("/2026/03/04/quay/", "2026-03-04", id="a day"),
        pytest.param("/2026/03/quay/", None, id="only a month"),
        pytest.param("/12026/03/04/quay/", None, id="none"),
    ],
)
def test_the_day_in_an_address_dates_what_nothing_else_does(loc: str, published: str | None) -> None:
    page = f"<urlset><url><loc>https://p.example{loc}</loc></url></urlset>"
    assert extract("sitemap", page).stories[0].published == published


def test_how_often_a_page_is_said_to_change_says_nothing() -> None:
    page = "<urlset><url><loc>https://p.example/a-quay</loc><changefreq>hourly</changefreq><priority>1.0</priority></url></urlset>"
    assert extract("sitemap", page).stories[0].published is None


@pytest.mark.parametrize("cut", [1, 8, 18, 30, 55, 68])
def test_of_a_sitemap_that_is_cut_off_the_whole_pages_are_read(cut: int) -> None:
    found = extract("sitemap", TWO.removesuffix("</urlset>")[:-cut])
    assert [s.title for s in found.stories] == ["Old news"]
    assert found.truncated


@pytest.mark.parametrize("end", ["</urlset>", "</urlset>\n<!-- made in 3 s -->", ""])
def test_a_sitemap_without_a_page_begun_is_whole(end: str) -> None:
    found = extract("sitemap", TWO.removesuffix("</urlset>") + end)
    assert [s.title for s in found.stories] == ["New news", "Old news"]
    assert not found.truncated


def test_a_whole_sitemap_is_not_cut_off_by_what_stands_behind_it() -> None:
    behind = f"<!-- made of <url> elements {'in 0.1 seconds ' * 500}-->"
    assert not extract("sitemap", TWO + behind).truncated


def test_an_index_that_is_cut_off_leads_nowhere_half() -> None:
    one = "<sitemap><loc>https://p.example/news.xml</loc><lastmod>2026-03-01</lastmod></sitemap>"
    found = extract("sitemap", f"<sitemapindex>{one}<sitemap><loc>https://p.example/ne")
    assert found.leads == ("https://p.example/news.xml",)


PICTURE = "<image:image><image:loc>https://p.example/a.jpg</image:loc><image:title>A red door</image:title></image:image>"


@pytest.mark.parametrize(
    ("loc", "pictures", "title"),
    [
        pytest.param("https://p.example/4711", PICTURE, "A red door", id="a number"),
        pytest.param("https://p.example/old-news", PICTURE, "Old news", id="words"),
    ],
)
def test_a_picture_is_called_so_where_its_page_is_called_nothing(loc: str, pictures: str, title: str) -> None:
    page = f"<urlset xmlns:image='http://i'><url><loc>{loc}</loc>{pictures}</url></urlset>"
    assert [s.title for s in extract("sitemap", page).stories] == [title]
