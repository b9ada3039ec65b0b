"""Every list of a page is named with the selectors that read it, and nothing else is."""

from __future__ import annotations

import json

import pytest

from feedsvc.extract.auto.survey import survey
from feedsvc.extract.child import ExtractorPool
from tests.extract.helpers import make_page

TITLES = (
    "Second quay opens after three years",
    "Ferry timetable changes on Monday",
    "Fish market moves house",
)


def rows(name: str, titles: tuple[str, ...] = TITLES, *, date: str = "", more: str = "") -> str:
    items = "".join(
        f'<li class="{"odd" if n % 2 else "even"}"><a href="/{name}/{n}">{t}</a>{date}{more}</li>'
        for n, t in enumerate(titles)
    )
    return f'<ul class="{name}">{items}</ul>'


DATE = " <time>2026-03-04</time>"
AUTHOR = ' <p class="meta">by <a href="/by/{n}">Ann Lee of the harbour desk</a></p>'


@pytest.mark.parametrize(
    ("body", "items"),
    [
        pytest.param(rows("news", date=DATE), ["li"], id="one list, no every other row"),
        pytest.param(
            rows("help") + rows("news", date=DATE),
            ["ul.news > li", "ul.help > li"],
            id="two lists, the dated one first",
        ),
        pytest.param(
            "".join(
                f'<article class="a"><h2><a href="/{n}">{t}</a></h2>{AUTHOR.format(n=n)}</article>'
                for n, t in enumerate(TITLES)
            ),
            ["article.a"],
            id="a part of each story is no list",
        ),
        pytest.param("<p>Words.</p>", [], id="nothing"),
    ],
)
def test_lists_are_named(body: str, items: list[str]) -> None:
    found = survey(make_page(f"<html><body>{body}</body></html>")).lists
    assert [proposal.options["item"] for proposal in found] == items


def test_what_is_below_the_floor_is_named_with_what_it_is() -> None:
    menu = "".join(f'<div class="p"><h3><a href="/{n}/">{t}</a></h3></div>' for n, t in enumerate(TITLES))
    links = "".join(f'<a href="/m/{n}">May {n}</a> ' for n in range(4))
    (only,) = survey(make_page(f"<html><body>{menu}<h1>Minutes</h1><p>{links}</p></body></html>")).lists
    assert (only.options["item"], "outside the page's content" in only.refused) == ("div.p", True)


def test_words_of_the_page_bring_a_list_that_looks_like_none() -> None:
    body = rows("short", ("Tea house", "Oat mill", "Rye field")) + rows("news", date=DATE)
    page = make_page(f"<html><body>{body}</body></html>")
    assert [p.options["item"] for p in survey(page).lists] == ["ul.news > li"]
    assert [p.options["item"] for p in survey(page, "the Oat mill").lists] == [
        "ul.short > li",
        "ul.news > li",
    ]


def test_a_list_whose_dates_stand_in_headings_is_named_without_them() -> None:
    days = "".join(
        f'<h3>March {n}, 2026</h3><ul class="day"><li><a href="/{n}">{title}</a></li></ul>'
        for n, title in enumerate(TITLES * 2, 1)
    )
    (only,) = survey(make_page(f"<html><body><div>{days}</div></body></html>")).lists
    assert (only.options["item"], "date" in only.options) == ("ul.day", False)


def test_what_made_the_page_and_its_own_address_are_told() -> None:
    head = '<meta name="Generator" content="WordPress 6.5"><link rel="canonical" href="https://a.example/x">'
    found = survey(make_page(f"<html><head>{head}</head><body></body></html>"))
    assert (found.generator, found.canonical) == ("wordpress 6.5", "https://a.example/x")


def test_a_page_is_surveyed_in_the_child() -> None:
    with ExtractorPool(1) as pool:
        assert len(pool.survey(make_page(f"<html><body>{rows('news')}</body></html>")).lists) == 1


def test_a_trap_has_no_lists() -> None:
    assert survey(make_page("<div>" * 30_000)).lists == ()


def test_a_feed_has_no_lists_of_a_page() -> None:
    entries = "".join(
        f'<entry><title>{t}</title><content type="xhtml"><ul><li><a href="/{n}">{t}</a></li></ul></content></entry>'
        for n, t in enumerate(TITLES)
    )
    feed = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    assert survey(make_page(feed, media_type="application/atom+xml")).lists == ()


def test_lists_of_json_are_named() -> None:
    def posts(name: str, *more: str) -> list[dict[str, str]]:
        return [
            {
                "title": f"{title} ({name})",
                "url": f"/{name}/{n}",
                **dict.fromkeys(more, "2026-03-04T08:00:00Z"),
            }
            for n, title in enumerate(TITLES)
        ]

    data = json.dumps(
        {"pages": posts("pages"), "news": posts("news", "published_at"), "tags": [{"id": 1}] * 3}
    )
    found = survey(make_page(data, media_type="application/json")).lists
    assert [(p.extractor, p.options["items"]) for p in found] == [("json", "news"), ("json", "pages")]
