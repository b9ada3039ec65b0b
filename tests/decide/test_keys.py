from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from feedsvc.decide import keys
from feedsvc.decide.keys import looked_up, lookup_keys, slash_key, strong_keys, weak_keys
from tests.builders import make_known, make_parsed
from tests.decide.helpers import FINANCE, WORLD, Source


def test_a_linked_story_is_named_by_article_number_and_url() -> None:
    assert strong_keys(make_parsed(1), WORLD) == {
        "article:news.example:1001",
        "url:news.example/2026-03-04/lanterns-on-river-1-1001.html",
    }


def test_a_guid_is_a_name_only_within_its_source() -> None:
    story = make_parsed(1, url=None, article=None, guid="a1")
    assert strong_keys(story, WORLD) == {"guid:world:a1"}
    assert strong_keys(story, FINANCE) == {"guid:finance:a1"}


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://news.example/a?b=1", id="http"),
        pytest.param("https://www.news.example/a?b=1", id="www"),
    ],
)
def test_scheme_and_www_do_not_part_a_url_from_itself(url: str) -> None:
    assert keys.url_key(url) == "url:news.example/a?b=1"


@pytest.mark.parametrize(
    ("key", "other"),
    [
        pytest.param("guid:world:http://a.example/1", "guid:world:https://a.example/1", id="http"),
        pytest.param("guid:world:https://a.example/1", "guid:world:http://a.example/1", id="https"),
        pytest.param("guid:world:tag://a.example/1", "", id="no address of the web"),
        pytest.param("guid:world:a1", "", id="no address"),
        pytest.param("url:a.example/http://b.example", "", id="no guid"),
    ],
)
def test_a_guid_that_is_a_web_address_has_another_scheme(key: str, other: str) -> None:
    assert keys.other_scheme(key) == other


def test_two_pages_of_one_site_share_weak_keys() -> None:
    story = make_parsed(1)
    assert weak_keys(story, WORLD) == weak_keys(story, FINANCE)


def test_a_file_is_a_site_of_its_own() -> None:
    assert keys.site(Source(slug="sample", url="file:sample/page.txt")) == "sample"


def test_the_order_and_case_of_authors_and_the_zone_of_the_time_do_not_matter() -> None:
    when = datetime(2026, 3, 4, 5, 0, 30, tzinfo=UTC)
    one = make_parsed(1, authors=("Mei Tan", "Ola  Berg"), published=when)
    other = make_parsed(
        1, authors=("OLA BERG", "Mei Tan"), published=when.astimezone(timezone(timedelta(hours=8)))
    )
    assert (
        keys.byline_key(one.authors, one.published, "news.example")
        == keys.byline_key(other.authors, other.published, "news.example")
        == ("byline:news.example:mei tan,ola berg|2026-03-04T05:00")
    )


@pytest.mark.parametrize(
    "given",
    [pytest.param({"authors": ()}, id="no authors"), pytest.param({"published": None}, id="no date")],
)
def test_half_a_byline_is_no_key(given: Any) -> None:
    half = make_parsed(1, **given)
    assert keys.byline_key(half.authors, half.published, "news.example") == ""


def test_a_title_without_words_is_no_key() -> None:
    assert weak_keys(make_parsed(1, title="— … —", authors=()), WORLD) == frozenset()


def test_a_page_looks_up_the_keys_of_all_its_stories() -> None:
    stories = [make_parsed(1), make_parsed(2)]
    found = lookup_keys(iter(stories), WORLD)
    assert found.strong == strong_keys(stories[0], WORLD) | strong_keys(stories[1], WORLD)
    assert found.weak == weak_keys(stories[0], WORLD) | weak_keys(stories[1], WORLD)


def test_an_undated_known_story_has_no_byline_key() -> None:
    undated = keys.known_keys(make_known(1, dated=False, keys=frozenset({"x"})), WORLD)
    assert "x" in undated
    assert not any(key.startswith("byline:") for key in undated)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        pytest.param("https://news.example/a", "url:news.example/a/", id="one more"),
        pytest.param("https://news.example/a/", "url:news.example/a", id="one less"),
        pytest.param("https://news.example/a?b=1", "", id="before a query"),
        pytest.param("https://news.example/a.html", "", id="behind a file"),
        pytest.param(None, "", id="no link"),
    ],
)
def test_a_link_with_a_slash_more_or_less_is_looked_up(url: str | None, key: str) -> None:
    assert slash_key(url) == key
    story = make_parsed(1, url=url)
    assert looked_up(story, WORLD) - strong_keys(story, WORLD) == {key} - {""}
