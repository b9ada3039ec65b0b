"""JSON Feeds as they are written: of version 1, with texts for lists, without their version."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedsvc.errors import ExtractError
from tests.extract.feeds import json_feed, read

ITEM = {"id": "1", "title": "t", "url": "https://mill.example/1", "content_text": "Words."}


@pytest.mark.parametrize(
    "authors",
    [{"author": {"name": "Ann Lee"}}, {"author": "Ann Lee"}, {"authors": ["Ann Lee"]}, {"authors": [{"name": "Ann Lee"}]}],
)  # fmt: skip
def test_authors_of_every_version_are_read(authors: Any) -> None:
    assert json_feed(id="1", title="t", **authors).authors == ("Ann Lee",)


def test_tags_may_be_a_text() -> None:
    assert json_feed(id="1", title="t", tags="ships, quay ").tags == ("ships", "quay")


def test_a_line_end_inside_a_text_is_no_error() -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": [ITEM]}
    assert read(json.dumps(feed).replace("Words.", "One.\nTwo.")).stories[0].text == "One.\nTwo."


def test_a_feed_without_version_is_known_by_its_items() -> None:
    assert read(json.dumps({"title": "Mill", "items": [ITEM]})).stories[0].title == "t"
    with pytest.raises(ExtractError, match="no JSON Feed"):
        read(json.dumps({"title": "Mill", "items": [{"id": "1", "name": "a row of some API"}]}))
