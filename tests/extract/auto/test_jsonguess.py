"""Which list in JSON holds the stories, and what its fields are called."""

from __future__ import annotations

from typing import Any

import pytest

from feedsvc.extract.auto.jsonguess import guess_paths
from feedsvc.extract.auto.jsonlists import MAX_NODES

TITLES = ["Second quay opens after years", "Ferry timetable changes soon", "Fish market moves to the quay"]


def posts(**fields: Any) -> list[dict[str, Any]]:
    """Three objects with a title, an address, and these fields."""
    return [{"title": title, "url": f"/{n}", **fields} for n, title in enumerate(TITLES)]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        pytest.param({"at": 1772607600}, {"date": "at"}, id="seconds since 1970"),
        pytest.param({"at": 20260304}, {"date": "at"}, id="day in one number"),
        pytest.param({"at": 20260304070000}, {"date": "at"}, id="moment in one number"),
        pytest.param({"at": "Wed Mar 04 07:00:00 +0000 2026"}, {"date": "at"}, id="year last"),
        pytest.param({"at": 26030407}, {}, id="no day in one number"),
        pytest.param({"at": [2026, 3, 4, 7, 0]}, {"date": "at"}, id="Java's list"),
        pytest.param({"at": [2026, 13, 4]}, {}, id="a list of other numbers"),
        pytest.param({"at": {"year": 2026, "month": 3, "day": 4}}, {"date": "at"}, id="day in parts"),
        pytest.param({"at": {"year": 2026, "month": "MARCH"}}, {}, id="no day in parts"),
        pytest.param({"date": "3 hours ago"}, {"date": "date"}, id="an age"),
        pytest.param({"published": "3 hours ago", "created": "2026-03-04"}, {"date": "created"}, id="a day before an age"),
        pytest.param({"headline": {"de": "Der zweite Kai ist offen", "fr": "Le quai ouvre"}}, {}, id="one title in all languages"),
        pytest.param({"summary": {"de": "Der zweite Kai ist offen", "fr": "Le quai"}}, {"summary": "summary.de"}, id="words in languages"),
        pytest.param({"updated_at": "2026-03-04", "date": "2026-03-03"}, {"date": "date"}, id="birth before change"),
        pytest.param({"date_gmt": "2026-03-04T07:00:00"}, {"date": "date_gmt"}, id="GMT alone"),
        pytest.param({"date": "2026-03-04", "date_gmt": "2026-03-04"}, {"date": "date_gmt"}, id="GMT before local"),
        pytest.param({"meta": {"publishedAt": "2026-03-04"}}, {"date": "meta.publishedAt"}, id="date beside the words"),
        pytest.param({"sys": {"id": "a", "createdAt": "2026-03-04"}}, {"date": "sys.createdAt"}, id="Contentful"),
        pytest.param({"author": {"name": "Ann Lee", "createdAt": "2026-03-04"}}, {"author": "author.name"}, id="an author's date"),
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


def test_of_links_that_say_what_they_are_for_the_one_for_readers_counts() -> None:
    links = [
        {"rel": "self", "href": "https://api.example/7"},
        {"rel": "alternate", "href": "https://p.example/7"},
    ]
    items = [{"title": title, "links": links} for title in TITLES]
    assert guess_paths(items) == {"items": "@", "title": "title", "link": "links[?rel=='alternate'].href"}
    others = [{"title": title, "links": links[:1], "date": "2026-03-04"} for title in TITLES]
    assert "link" not in guess_paths(others)


def test_lists_keyed_by_year_are_one() -> None:
    years = {"2026": posts()[:2], "2025": posts()[2:]}
    assert guess_paths({"years": years}) == {"items": "years.*[]", "title": "title", "link": "url"}


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
            {"link": {"path": "handle", "template": "/products/{value}"}, "content": "body_html", "image": "images[].src"},
            id="Shopify",
        ),
        pytest.param(
            {"topics": [{"id": 5 + n, "slug": f"s-{n}", "title": t, "created_at": "2026-03-04"} for n, t in enumerate(TITLES)]},
            {"link": {"path": "slug", "template": "/t/{value}/{guid}"}, "guid": "id"},
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
    assert guess_paths(data, hrefs)["link"] == {"path": "slug", "template": "/read/{value}/"}
    assert "link" not in guess_paths(data, hrefs[:1])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"de": {"title": "Titel der Seite hier", "more": "Mehr lesen"}, "en": {"title": "Title of the page"}, "fr": {"title": "Titre de la page"}}, id="words of languages"),
        pytest.param({"facets": [{"label": f"A category of things {n}", "count": n} for n in range(9)]}, id="facets"),
        pytest.param([{"date": f"2026-03-0{n}", "value": n} for n in range(1, 9)], id="figures by day"),
        pytest.param({"columns": ["day", "high", "low"], "rows": [[f"2026-03-0{n}", n, n] for n in range(1, 9)]}, id="rows of figures"),
        pytest.param([["a", "b"], [1, 2], [3, 4], [5, 6]], id="a matrix"),
        pytest.param([{"code": f"X{n}", "name": f"A country of some length {n}"} for n in range(9)], id="countries"),
        pytest.param({"users": [{"login": f"user{n}", "url": f"https://api.g.example/users/user{n}", "id": n} for n in range(9)]}, id="users"),
        pytest.param([1772607600, 1772607601, 1772607602, 1772607603], id="ids alone"),
        pytest.param({"a": {"x": 1}, "b": {"x": 2}, "c": {"x": 3}}, id="settings by name"),
    ],
)  # fmt: skip
def test_other_lists_are_no_stories(data: Any) -> None:
    assert guess_paths(data) == {}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param({"sections": [{"name": "Trade", "items": posts(date="2026-03-04")[:2]}, {"name": "Sea", "items": posts(date="2026-03-04")[2:]}]}, {"items": "sections[].items[]", "link": "url"}, id="lists in lists"),
        pytest.param({"results": [{"hits": posts(date="2026-03-04")}]}, {"items": "results[].hits[]"}, id="a list in one thing"),
        pytest.param({"posts": [{**one, "date": "2026-03-04", "comments": [{"title": f"A comment on it {n}", "url": f"/c/{n}", "date": "2026-03-04"} for n in range(5)]} for one in posts()]}, {"items": "posts"}, id="comments are not the posts"),
        pytest.param([{"name": name, "tag_name": f"v1.{n}", "published_at": "2026-03-04", "html_url": f"https://g.example/{n}"} for n, name in enumerate(("v1.0", None, "v1.2"))], {"title": "name || tag_name"}, id="a second name for those without the first"),
        pytest.param(posts(created_at="2026-03-04", tags=[])[:2] + posts(created_at="2026-03-04", tags=["quays"])[2:], {"tags": "tags"}, id="tags of some"),
        pytest.param(posts(date="2026-03-04", url=None, permalink=None, weblog="https://w.example/1"), {"link": None}, id="one address for all is no link"),
        pytest.param([{"title": t, "date": "2026-03-04", "weburi": f"https://w.example/{n}"} for n, t in enumerate(TITLES)], {"link": "weburi"}, id="the only address of each"),
        pytest.param([{"title": t, "date": "2026-03-04", "at": f"https://w.example/api/{n}"} for n, t in enumerate(TITLES)], {"link": None}, id="an address for programs alone"),
        pytest.param(posts(date="2026-03-04", author="7f3a9c0d11223344aa"), {"author": None}, id="an id is no author"),
        pytest.param([{"title": {"rendered": t}, "link": f"/{n}", "date": {"seconds": 1772607600, "nanoseconds": 0}} for n, t in enumerate(TITLES)], {"date": "date.seconds"}, id="seconds in an object"),
        pytest.param(posts(date="/Date(1772607600000)/"), {"date": "date"}, id="a date of .NET"),
        pytest.param([{"text": f"<p>{t}</p>", "userId": "u", "visibility": "public", "reactions": {}, "id": f"n{n}", "createdAt": "2026-03-04"} for n, t in enumerate(TITLES)], {"link": {"path": "id", "template": "/notes/{value}"}}, id="Misskey"),
    ],
)  # fmt: skip
def test_of_a_list_is_known(data: Any, found: dict[str, Any]) -> None:
    guessed = guess_paths(data)
    assert {name: guessed.get(name) for name in found} == found
