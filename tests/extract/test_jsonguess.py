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


def wrapped(key: str, **beside: Any) -> list[dict[str, Any]]:
    return [{key: post, "kind": "t3", **beside} for post in posts(created="2026-03-04")]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param({"data": {"children": wrapped("data")}}, {"items": "data.children", "title": "data.title", "link": "data.url", "date": "data.created"}, id="children"),
        pytest.param({"posts": {"edges": wrapped("node")}}, {"items": "posts.edges", "title": "node.title", "link": "node.url"}, id="edges and nodes"),
        pytest.param({"data": wrapped("attributes", id="7")}, {"items": "data", "title": "attributes.title"}, id="JSON:API"),
        pytest.param(
            [{"title": {"rendered": t}, "link": f"https://w.example/{n}", "content": {"rendered": "<p>Words of it.</p>"}, "_embedded": {"author": [{"name": "Ann Lee"}], "wp:featuredmedia": [{"source_url": "https://w.example/a.jpg"}]}} for n, t in enumerate(TITLES)],
            {"title": "title.rendered", "content": "content.rendered", "author": "_embedded.author[].name", "image": '_embedded."wp:featuredmedia"[].source_url'},
            id="WordPress",
        ),
        pytest.param(
            {"products": [{"id": n, "title": t, "handle": f"h-{n}", "published_at": "2026-03-04", "body_html": "<p>Words of it.</p>", "images": [{"src": "/a.jpg"}]} for n, t in enumerate(TITLES)]},
            {"link": "join('/', ['/products', handle])", "content": "body_html", "image": "images[].src"},
            id="Shopify",
        ),
        pytest.param(
            {"topics": [{"id": 5 + n, "slug": f"s-{n}", "title": t, "created_at": "2026-03-04"} for n, t in enumerate(TITLES)]},
            {"link": "join('/', ['/t', slug, to_string(id)])"},
            id="Discourse",
        ),
        pytest.param(
            [{"url": f"https://m.example/{n}", "created_at": "2026-03-04", "content": f"<p>{t}</p>", "account": {"display_name": "Ann Lee"}} for n, t in enumerate(TITLES)],
            {"link": "url", "content": "content", "author": "account.display_name"},
            id="Mastodon",
        ),
        pytest.param(
            [{"url": f"https://api.g.example/{n}", "html_url": f"https://g.example/{n}", "name": t, "author": {"login": "ann"}} for n, t in enumerate(TITLES)],
            {"link": "html_url", "author": "author.login"},
            id="an API's own address is no link",
        ),
    ],
)  # fmt: skip
def test_the_story_is_found_inside_what_wraps_it(data: Any, found: dict[str, str]) -> None:
    guessed = guess_paths(data)
    assert {name: guessed.get(name) for name in found} == found


def test_a_link_is_made_of_a_slug_as_the_page_s_own_links_are() -> None:
    data = [{"title": t, "slug": f"quay-{n}", "date": "2026-03-04"} for n, t in enumerate(TITLES)]
    hrefs = [f"/read/quay-{n}/" for n in range(3)]
    assert guess_paths(data, hrefs)["link"] == "join('', ['/read/', to_string(slug), '/'])"
    assert "link" not in guess_paths(data, hrefs[:1])
