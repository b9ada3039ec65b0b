"""Searching all topics, and filtering one: what is found, its feed's address, its pages, its mistakes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import html

from feedsvc.web.fields import asked_of, typed_in
from feedsvc.web.filters import NAMES, parse_filter
from tests.web.helpers import BASE, BROWSER

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web.helpers import Town


def opened(client: FlaskClient, path: str, status: int = 200) -> html.HtmlElement:
    """The page at this address as a browser gets it."""
    answer = client.get(path, headers={"Accept": BROWSER})
    assert answer.status_code == status, answer.text
    page = html.document_fromstring(answer.text)
    assert isinstance(page, html.HtmlElement)
    return page


def titles(page: html.HtmlElement) -> list[str]:
    return [str(title.text_content()) for title in page.xpath("//ol[@class='stories']//h3")]


def addresses(page: html.HtmlElement) -> list[str]:
    return [str(value) for value in page.xpath("//div[@class='copy']/input/@value")]


def test_a_search_finds_in_all_topics_and_gives_the_address_of_its_feed(client: FlaskClient) -> None:
    page = opened(client, "/search?q=Counted")
    assert titles(page) == ["Lanterns, counted again"]
    assert addresses(page)[0] == f"{BASE}/feeds/world.atom?q=counted"
    assert client.get("/feeds/world.atom?q=counted").status_code == 200
    assert "1 story with “counted”" in page.text_content()
    assert page.xpath("//link[@rel='alternate']/@href")[0] == f"{BASE}/feeds/world.atom?q=counted"


def test_other_topics_with_what_was_found_are_named(client: FlaskClient) -> None:
    page = opened(client, "/search?q=lanterns")
    chips = page.xpath("//ul[@aria-labelledby='others']//a")
    assert [(" ".join(c.text_content().split()), c.get("href")) for c in chips] == [
        ("Boats & Piers 3", "/topics/boats?q=lanterns")
    ]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("q=PIERS+boat", ["Boats & Piers"]),
        ("q=%22boats+%26+piers%22", ["Boats & Piers"]),
        ("q=oats", []),
        ("q=lanterns", []),
        ("author=mei+tan", []),
    ],
)
def test_topics_that_are_called_so_are_named_first(client: FlaskClient, query: str, named: list[str]) -> None:
    chips = opened(client, f"/search?{query}").xpath("//nav[@class='named']//a")
    assert [chip.text_content() for chip in chips] == named
    assert [chip.get("href") for chip in chips] == ["/topics/boats"] * len(named)


def calls(town: Town, title: str) -> None:
    """The second topic has another title from now on."""
    world, boats = town.config.topics
    town.config = replace(town.config, topics=(world, replace(boats, title=title)))
    town.store.sync_topics(town.config.topics, lambda _story: frozenset(), town.now)


def test_a_topic_s_name_is_found_within_words_where_its_script_has_no_spaces(
    town: Town, make_app: Callable[..., Flask]
) -> None:
    calls(town, "港口日报")
    page = opened(make_app(town).test_client(), "/search?q=%E6%97%A5%E6%8A%A5")
    assert page.xpath("//nav[@class='named']//a/text()") == ["港口日报"]


def test_topics_are_named_on_the_first_page_of_what_was_found(
    town: Town, make_app: Callable[..., Flask]
) -> None:
    calls(town, "Numbers")
    town.poll(*range(20, 60))
    client = make_app(town).test_client()
    for path, named in (("/search?q=number", ["Numbers"]), ("/search?q=number&page=2", [])):
        assert opened(client, path).xpath("//nav[@class='named']//a/text()") == named


def test_without_a_topic_of_everything_the_one_with_most_is_the_feed(
    town: Town, make_app: Callable[..., Flask]
) -> None:
    world, boats = town.config.topics
    town.config = replace(town.config, topics=(boats, replace(world, sources=("world", "harbour"))))
    client = make_app(town).test_client()
    assert addresses(opened(client, "/search?q=lanterns"))[0] == f"{BASE}/feeds/world.atom?q=lanterns"
    nothing = opened(client, "/search?q=zzz")
    assert addresses(nothing) == []
    assert "Nothing found" in nothing.text_content()


def test_the_feed_of_a_search_without_results_is_one_of_everything(client: FlaskClient) -> None:
    page = opened(client, "/search?q=zzz")
    assert (titles(page), addresses(page)[0]) == ([], f"{BASE}/feeds/world.atom?q=zzz")


@pytest.mark.parametrize("place", ["/search", "/topics/world"])
def test_what_is_found_comes_in_pages(town: Town, client: FlaskClient, place: str) -> None:
    town.poll(*range(20, 60))
    first, second = opened(client, f"{place}?q=number"), opened(client, f"{place}?q=number&page=2")
    assert (len(titles(first)), len(titles(second))) == (30, 21)
    assert not set(titles(first)) & set(titles(second))
    assert first.xpath("//head/link[@rel='next']/@href") == [f"{place}?q=number&page=2"]
    assert second.xpath("//a[@rel='prev']/@href") == [f"{place}?q=number"]
    assert addresses(second)[0] == f"{BASE}/feeds/world.atom?q=number"
    opened(client, f"{place}?q=number&page=3", 404)
    limited = opened(client, f"{place}?q=number&limit=31&page=2")
    assert len(titles(limited)) == 1
    opened(client, f"{place}?q=number&limit=30&page=2", 404)


def test_an_empty_search_is_its_form(client: FlaskClient) -> None:
    page = opened(client, "/search")
    assert page.xpath("//form[@role='search']/@action") == ["/search"]
    assert (titles(page), addresses(page)) == ([], [])


MISTAKES = [
    pytest.param("since=soon", "since must be a date", "since", "soon", id="no date"),
    pytest.param("limit=900&q=pier", "limit must be", "q", "pier", id="too many"),
    pytest.param("exlude=fog&author=Mei+Tan", 'did you mean "exclude"', "author", "Mei Tan", id="misspelt"),
]


@pytest.mark.parametrize("place", ["/search", "/topics/world", "/feeds/world.rss"])
@pytest.mark.parametrize(("query", "sentence", "field", "typed"), MISTAKES)
def test_a_bad_filter_is_explained_beside_what_was_typed(
    client: FlaskClient, place: str, query: str, sentence: str, field: str, typed: str
) -> None:
    page = opened(client, f"{place}?{query}", 400)
    (problem, *_) = page.xpath("//*[@role='alert']")
    assert sentence in problem.text_content()
    assert page.xpath(f"//form//*[@name='{field}']/@value") == [typed]
    assert titles(page) == []
    line = client.get(f"{place}?{query}")
    assert (line.status_code, line.text.count("\n")) == (400, 1)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_filters_name_is_known_by_two_slips(client: FlaskClient, name: str) -> None:
    for slip in {name[:-1] + "x", name + "s", name[1:], name.upper()} - {"", "x", name}:
        meant = name if len(name) > 1 or slip.lower() == name else None
        for place in ("/search", "/topics/world", "/feeds/world.atom", "/feeds/world.json"):
            answer = client.get(f"{place}?{slip}=fog")
            assert answer.status_code == (400 if meant else 200), (slip, place)
            assert meant is None or f'did you mean "{meant}"' in answer.text


def test_a_form_has_a_field_for_each_of_several_authors() -> None:
    asked = asked_of(parse_filter("author=Mei+Tan&author=ann+lee&q=b&q=%22a+c%22&since=2026-01-02T03:00Z"))
    assert asked == {
        "q": ['"a c" b'],
        "author": ["ann lee", "mei tan"],
        "since": ("2026-01-02",),
        "exclude": ("",),
        "section": ("",),
        "source": ("",),
        "limit": ("",),
    }
    assert typed_in("q=A&q=B&page=2&limit=x")["q"] == ["A B"]


def test_a_search_is_cached_like_every_page(client: FlaskClient) -> None:
    one = client.get("/search?q=lanterns")
    again = client.get("/search?q=lanterns", headers={"If-None-Match": one.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "connect-src 'self'" in one.headers["Content-Security-Policy"]
    assert client.get("/search/?q=a").headers["Location"] == "/search?q=a"
