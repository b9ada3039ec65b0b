"""HTML inside JSON: what buttons for more, filters and tables of scripts ask for is read as a page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedsvc.errors import ExtractError
from feedsvc.extract.carriedmarkup import MAX_VALUES, carried_markup
from feedsvc.extract.pipeline import run
from feedsvc.models import ParsedStory
from tests.extract.helpers import NOW, make_page, make_settings

TITLES = ["Second quay opens after years", "Ferry timetable changes soon", "Fish market moves to the quay"]
BLOCKS = [
    f'<article><h2><a href="/n/{n}">{title}</a></h2><time>2026-03-0{n}</time><p>Words of it.</p></article>'
    for n, title in enumerate(TITLES, 1)
]
ROWS = [[f"<a href='/n/{n}'>{title}</a>", f"2026-03-0{n}", n, None] for n, title in enumerate(TITLES, 1)]


def read(data: Any, extractor: str = "auto", **options: str) -> tuple[ParsedStory, ...]:
    """The stories of JSON with this strategy."""
    page = make_page(json.dumps(data), media_type="application/json")
    return run(page, make_settings(extractor=extractor, timezone="UTC", options=options), NOW).stories


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"success": True, "data": {"html": "".join(BLOCKS), "more": True}}, id="one text"),
        pytest.param({"data": BLOCKS}, id="a text each"),
        pytest.param(
            [{"command": "settings"}, {"command": "insert", "data": "".join(BLOCKS)}], id="commands"
        ),
        pytest.param({"draw": 1, "data": ROWS}, id="rows of a table"),
    ],
)
def test_the_markup_is_read_as_the_page(data: Any) -> None:
    told = [(s.title, s.url, s.published.day if s.published else 0) for s in read(data)]
    assert told == [(title, f"https://news.example/n/{n}", n) for n, title in enumerate(TITLES, 1)]


def test_selectors_find_their_elements_in_it() -> None:
    stories = read(
        {"html": "".join(BLOCKS)}, "selectors", item="article", title="h2", link="a@href", date="time"
    )
    assert [story.title for story in stories] == TITLES


def test_objects_with_titles_are_read_as_such_though_their_texts_hold_links() -> None:
    text = '<p>More of it <a href="/other">elsewhere</a>, and so on.</p>'
    posts = [{"title": title, "url": f"/n/{n}", "content": text} for n, title in enumerate(TITLES)]
    assert [(s.title, s.url) for s in read(posts)] == [
        (title, f"https://news.example/n/{n}") for n, title in enumerate(TITLES)
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<ul><li><a href='/7'>One</a></li></ul>", id="a page"),
        pytest.param('{"a": "href"}', id="no markup"),
        pytest.param('{"a": "see <a name=x> and href"}', id="nothing closed"),
        pytest.param('{"href": "<a href=', id="cut off"),
        pytest.param(json.dumps([1] * MAX_VALUES + ["<a href='/7'>One</a>"]), id="too far down"),
        pytest.param(json.dumps({"a": {"b": {"c": {"d": {"e": {"f": BLOCKS[0]}}}}}}), id="too deep"),
    ],
)
def test_what_carries_none_is_left_as_it_is(text: str) -> None:
    assert carried_markup(text) == ""


def test_json_without_stories_stays_without_any() -> None:
    with pytest.raises(ExtractError, match="no stories"):
        read({"total": 3, "page": {"next": "/page/2"}})
