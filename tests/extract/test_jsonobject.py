"""Paths that lead to objects, and texts that hold more than one thing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from feedsvc.extract.jsonobject import said
from feedsvc.extract.pipeline import run
from feedsvc.models import ParsedStory
from tests.extract.helpers import NOW, make_page, make_settings

OPTIONS = {name: name for name in ("title", "date", "author", "image", "tags", "content")}
MOMENT = datetime(2026, 3, 4, 8, tzinfo=UTC)


def story(**row: Any) -> ParsedStory:
    settings = make_settings(extractor="json", options={"items": "@", **OPTIONS}, article_id=None)
    page = make_page(json.dumps([{"title": "Quay opens", **row}]), media_type="application/json")
    return run(page, settings, NOW).stories[0]


@pytest.mark.parametrize("author", ["Ann Lee", {"id": 7, "name": "Ann Lee"}, [{"display_name": "Ann Lee"}]])
def test_a_person_is_called(author: Any) -> None:
    assert story(author=author).authors == ("Ann Lee",)


@pytest.mark.parametrize(
    "date", [{"$date": "2026-03-04T08:00:00Z"}, {"seconds": 1772611200, "nanoseconds": 5}]
)
def test_a_moment_is(date: Any) -> None:
    assert story(date=date).published == MOMENT


@pytest.mark.parametrize(
    "tags", ["Trade, Ships", ["Trade", "Ships"], [{"name": "Trade"}, {"id": 1, "label": "Ships"}]]
)
def test_tags_are(tags: Any) -> None:
    assert story(tags=tags).tags == ("Trade", "Ships")


def test_a_picture_s_object_says_where_it_is() -> None:
    shown = story(image={"alt": "A quay", "title": "Quay", "url": "/quay.jpg"}).images
    assert [one.url for one in shown] == ["https://news.example/quay.jpg"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<b>Quay</b> opens", "Quay opens"),
        ({"rendered": "Tom &amp; Jerry"}, "Tom & Jerry"),
        ("1 < 2 &lt; 3", "1 < 2 < 3"),
    ],
)
def test_a_title_shows(title: Any, shown: str) -> None:
    assert story(title=title).title == shown


def test_an_object_that_says_nothing_known_stays_what_it_is() -> None:
    assert said({"id": 7}, "author") == {"id": 7}
    assert said({"name": "Ann"}, "guid") == {"name": "Ann"}
