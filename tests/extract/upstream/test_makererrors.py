"""Entries in which the program that makes a feed tells that it failed."""

from __future__ import annotations

import pytest

from feedsvc.extract.rawstory import RawStory
from feedsvc.extract.upstream.makererrors import tells_of_failure
from tests.extract.strategies import extract, refusal

QUAY = "<item><title>Quay opens</title><link>https://pier.example/quay</link></item>"
FAILED = (
    "<item><title>Bridge returned error 403! (20516)</title>"
    "<link>https://bridge.example/?_error_time=20516</link></item>"
)
JOINED = "<item><title>RSS-Bridge: Unable to fetch the feed</title></item>"


def feed(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>Pier</title>{"".join(items)}</channel></rss>'


@pytest.mark.parametrize("failure", [FAILED, JOINED])
def test_the_stories_beside_them_are_read_and_none_has_gone(failure: str) -> None:
    found = extract("upstream", feed(failure, QUAY))
    assert ([story.title for story in found.stories], found.truncated) == (["Quay opens"], True)
    assert not extract("upstream", feed(QUAY)).truncated


def test_a_feed_of_nothing_else_has_failed() -> None:
    assert "failed: Bridge returned error 403! (20516)" in refusal("upstream", feed(FAILED))


@pytest.mark.parametrize(
    ("title", "link", "told"),
    [
        ("Bridge returned error 0! (19443)", "https://bridge.example/", True),
        ("Bridge returned error 500!", None, True),
        ("RSS-Bridge: HTTP 403 Forbidden", None, True),
        ("RSS-Bridge: a new release", "https://pier.example/release", False),
        ("Bridge returned to its owner after an error", None, False),
        ("Why our bridge returned error 500! (20516)", None, False),
        (None, None, False),
    ],
)
def test_an_entry_tells_of_a_failure(title: str | None, link: str | None, told: bool) -> None:
    assert tells_of_failure(RawStory(title=title, link=link)) is told
