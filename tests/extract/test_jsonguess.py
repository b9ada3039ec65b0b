"""Which list in JSON holds the stories, and what its fields are called."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.extract.auto.jsonguess import MAX_NODES, guess_paths

TITLES = ["Second quay opens after years", "Ferry timetable changes soon", "Fish market moves to the quay"]


def posts(**fields: Any) -> list[dict[str, Any]]:
    """Three objects with a title, an address, and these fields."""
    return [{"title": title, "url": f"/{n}", **fields} for n, title in enumerate(TITLES)]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        pytest.param({"at": 1772607600}, {"date": "at"}, id="seconds since 1970"),
        pytest.param({"updated_at": "2026-03-04", "date": "2026-03-03"}, {"date": "date"}, id="birth before change"),
        pytest.param({"date_gmt": "2026-03-04T07:00:00"}, {"date": "date_gmt"}, id="GMT alone"),
        pytest.param({"date": "2026-03-04", "date_gmt": "2026-03-04"}, {"date": "date_gmt"}, id="GMT before local"),
        pytest.param({"author": {"name": "Ann Lee"}}, {"author": "author.name"}, id="object"),
        pytest.param({"authors": [{"name": "Ann Lee"}]}, {"author": "authors[].name"}, id="list of objects"),
        pytest.param({"category": ["Trade"]}, {"section": "category"}, id="list of words"),
        pytest.param({"id": 7}, {}, id="no identity that all share"),
        pytest.param({"date": "soon"}, {}, id="no date"),
    ],
)  # fmt: skip
def test_fields_are_known_by_name_and_value(fields: dict[str, Any], found: dict[str, str]) -> None:
    assert guess_paths({"a b": posts(**fields)}) == {
        "items": '"a b"',
        "title": "title",
        "link": "url",
        **found,
    }


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"menu": [{"label": "Home", "url": "/"}] * 9}, id="short labels"),
        pytest.param(posts()[:2], id="two objects"),
        pytest.param([{"title": title} for title in TITLES], id="neither links nor dates"),
        pytest.param([{"title": "One title of some length", "url": f"/{n}"} for n in range(9)], id="one title"),
        pytest.param({str(n): {} for n in range(3 * MAX_NODES)}, id="noise"),
        pytest.param("text", id="text"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_stories_gives_nothing(data: Any) -> None:
    assert guess_paths(data) == {}


def test_the_list_of_which_most_is_known_wins() -> None:
    assert guess_paths({"ads": posts(), "news": posts(date="2026-03-04")})["items"] == "news"
