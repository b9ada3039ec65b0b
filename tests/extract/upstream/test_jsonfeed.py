"""JSON Feeds as they are written: of version 1, with texts for lists, without their version."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from feedsvc.errors import ExtractError
from tests.extract.feeds import json_feed, read

ITEM = {"id": "1", "title": "t", "url": "https://mill.example/1", "content_text": "Words."}


@pytest.mark.parametrize(
    "authors",
    [{"author": {"name": "Ann Lee"}}, {"author": "Ann Lee"}, {"authors": ["Ann Lee"]}, {"authors": [{"name": "Ann Lee"}]}, {"authors": {"name": "Ann Lee"}}, {"authors": [{"name": "https://a.example/ann"}, {"name": "Ann Lee"}]}],
)  # fmt: skip
def test_authors_of_every_version_are_read(authors: Any) -> None:
    assert json_feed(id="1", title="t", **authors).authors == ("Ann Lee",)


def test_a_language_is_written_as_tags_are() -> None:
    assert json_feed(id="1", title="t", language="de_AT").language == "de-AT"


def test_tags_may_be_a_text() -> None:
    assert json_feed(id="1", title="t", tags="ships, quay ").tags == ("ships", "quay")


def test_a_line_end_inside_a_text_is_no_error() -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": [ITEM]}
    assert read(json.dumps(feed).replace("Words.", "One.\nTwo.")).stories[0].text == "One.\nTwo."


def test_a_comma_too_many_is_no_error() -> None:
    feed = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [ITEM]})
    assert read(feed.replace("}]", ",},]")).stories[0].text == "Words."


def test_a_feed_without_version_is_known_by_its_items() -> None:
    assert read(json.dumps({"title": "Mill", "items": [ITEM]})).stories[0].title == "t"
    with pytest.raises(ExtractError, match="no JSON Feed"):
        read(json.dumps({"title": "Mill", "items": [{"id": "1", "name": "a row of some API"}]}))


def test_tags_may_be_objects_with_names() -> None:
    assert json_feed(id="1", title="t", tags=[{"name": "ships"}, "quay", {"id": 7}]).tags == ("ships", "quay")


@pytest.mark.parametrize(
    "dates",
    [
        {"date_published": 1772607600},
        {"date_published": 1772607600000},
        {"date_published": "0001-01-01T00:00:00Z", "date_modified": "2026-03-04T07:00:00Z"},
        {"date_published": "", "date_modified": "2026-03-04T07:00:00Z"},
    ],
)
def test_the_first_date_that_can_be_one_counts(dates: Any) -> None:
    assert json_feed(id="1", title="t", **dates).published == datetime(2026, 3, 4, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "words"),
    [("A <b>bold</b> quay &amp; more", "A bold quay & more"), ("Why a < b holds", "Why a < b holds")],
)
def test_a_title_is_shown_without_its_markup(title: str, words: str) -> None:
    assert json_feed(id="1", title=title).title == words
