"""Which page's feed is read in its place, and which is not."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.config import SourceConfig
from feedsvc.errors import ExtractError, FetchError
from feedsvc.models import Extraction, History, Page, SourceState
from feedsvc.poll.following import at_feed, follow, is_gone, may_follow, remembered
from tests.builders import make_extraction, make_page, make_stories

FEED = "https://news.example/feed.xml"


def source(**given: Any) -> SourceConfig:
    values: dict[str, Any] = {"title": "World", "url": "https://news.example/", "extractor": "auto"}
    return SourceConfig(slug="world", **(values | given))


def state(stories: int = 0, feed: str = "") -> SourceState:
    return SourceState(slug="world", stories=stories, history=History(feed=feed))


@pytest.mark.parametrize(
    ("extractor", "known", "expected"),
    [
        pytest.param("auto", state(), True, id="nothing known"),
        pytest.param("auto", state(5, FEED), True, id="known by its feed"),
        pytest.param("auto", state(5), False, id="known by the page itself"),
        pytest.param("selectors", state(), False, id="another strategy"),
    ],
)
def test_what_may_be_followed(extractor: str, known: SourceState, expected: bool) -> None:
    assert may_follow(source(extractor=extractor), known) is expected


def test_a_feed_is_remembered_for_auto_alone() -> None:
    assert remembered(source(), state(5, FEED)) == FEED
    assert remembered(source(extractor="byline"), state(5, FEED)) == ""


@pytest.mark.parametrize(
    ("feed", "sent"),
    [
        pytest.param(FEED, {"X-Key": "secret"}, id="the same origin"),
        pytest.param("http://news.example/feed.xml", {}, id="another scheme"),
        pytest.param("https://news.example:8443/feed.xml", {}, id="another port"),
        pytest.param("https://feeds.example/news.xml", {}, id="another host"),
    ],
)
def test_headers_go_to_the_source_s_origin_alone(feed: str, sent: dict[str, str]) -> None:
    there = at_feed(source(headers={"X-Key": "secret"}), feed)
    assert (there.url, there.headers) == (feed, sent)


@pytest.mark.parametrize(("status", "gone"), [(404, True), (410, True), (503, False), (None, False)])
def test_a_feed_that_is_not_found_is_gone(status: int | None, gone: bool) -> None:
    assert is_gone(FetchError("x", rule="status", status=status)) is gone


def read(url: str) -> tuple[Page, Extraction]:
    if "slow" in url:
        raise FetchError(f"{url}: timeout", rule="timeout")
    if "good" not in url:
        raise FetchError(f"{url}: the server answered 404", rule="status", status=404)
    return make_page(url=url), make_extraction(*make_stories(2), attempts=("upstream: 2 stories",))


def without(*feeds: str, kind: str | None = None) -> ExtractError:
    return ExtractError("no stories on the page", attempts=("auto: nothing",), feeds=feeds, kind=kind)


def test_the_first_feed_that_can_be_read_is_followed_and_told() -> None:
    feed, page, extraction = follow(without("https://a.example/bad", "https://a.example/good"), read)
    assert (feed, page.url) == ("https://a.example/good", "https://a.example/good")
    told = "auto: follows the feed https://a.example/good"
    assert extraction.attempts == ("auto: nothing", told, "upstream: 2 stories")


@pytest.mark.parametrize("path", ["commentary/good", "reactive/good", "komentarz/good"])
def test_words_that_begin_as_comments_do_are_none(path: str) -> None:
    assert follow(without(f"https://a.example/{path}"), read)[0] == f"https://a.example/{path}"


def test_a_page_that_scripts_draw_is_followed() -> None:
    assert follow(without("https://a.example/good", kind="javascript"), read)[0] == "https://a.example/good"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        pytest.param(without(), "no stories on the page$", id="no feed"),
        pytest.param(without("file:good"), "no stories on the page$", id="no address of the web"),
        pytest.param(without("https://a.example/good", kind="captcha"), "page$", id="a wall"),
        pytest.param(without("https://a.example/good/comments/feed/"), "page$", id="a feed of comments"),
        pytest.param(without("https://a.example/slow", "https://a.example/good"), "timeout", id="trouble"),
        pytest.param(without("https://a.example/bad"), "cannot be read: .* 404", id="a feed that is not there"),
        pytest.param(without("https://a.example/1", "https://a.example/2", "https://a.example/good"), "404", id="two"),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_an_error(error: ExtractError, told: str) -> None:
    with pytest.raises(ExtractError, match=told):
        follow(error, read)
