"""An API without links: how its stories' addresses are made is tried out, and believed only where a page proves it."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from feedsvc.errors import FetchError
from feedsvc.models import Page
from feedsvc.operate.detection import Detection
from feedsvc.operate.explore import Explorer
from feedsvc.operate.madelinks import MOST_TRIES
from feedsvc.operate.sourcefile import source_toml
from tests.extract.apis import SLUGS, STORIES
from tests.extract.helpers import NOW, make_page
from tests.operate.test_explore import Children

API = "https://api.p.example/v1/posts"
OWN = f"<title>{STORIES[0].title} | P</title><h1>{STORIES[0].title}</h1>"
ALL = "".join(f"<h2>{told.title}</h2>" for told in STORIES)


class Site:
    """An API and the pages of its site; what is not there is not found."""

    def __init__(self, stories: Any, **pages: str) -> None:
        self.pages = pages
        self.stories = json.dumps(stories)
        self.asked: list[str] = []

    def visit(self, url: str, body: str = "") -> Page:
        if url == API:
            return make_page(self.stories, url=url, media_type="application/json")
        self.asked.append(url)
        if url not in self.pages:
            raise FetchError(f"{url}: 404", rule="status", status=404)
        return make_page(self.pages[url], url=url)


def posts(**keys: Any) -> list[dict[str, Any]]:
    return [{"title": told.title, "date": told.iso, "slug": told.slug, **keys} for told in STORIES]


def looked_at(site: Site) -> Detection:
    return Explorer(site.visit, Children(), clock=lambda: NOW).detection(API)


@pytest.mark.parametrize("place", ["posts/", "post/", "", "blog/"])
def test_links_are_made_as_a_page_proves(place: str) -> None:
    site = Site({"posts": posts()}, **{f"https://p.example/{place}{SLUGS[0]}": OWN})
    found = looked_at(site)
    assert found.best is not None
    assert (found.best.linked, found.best.stories) == (3, 3)
    assert found.best.options["link"] == {"path": "slug", "template": f"https://p.example/{place}{{value}}"}
    assert tomllib.loads(source_toml(found))["options"]["link"]["path"] == "slug"


def test_the_name_may_stand_inside_what_wraps_the_story() -> None:
    site = Site(
        {"data": [{"attributes": post} for post in posts()]}, **{f"https://p.example/posts/{SLUGS[0]}": OWN}
    )
    found = looked_at(site)
    assert found.best is not None
    assert found.best.options["link"]["path"] == "attributes.slug"


@pytest.mark.parametrize(
    ("stories", "page"),
    [
        pytest.param(posts(), ALL, id="a page that lists all stories"),
        pytest.param(posts(), "<div id=app></div>", id="a page that shows nothing"),
        pytest.param([{**post, "slug": "the-same-slug"} for post in posts()], OWN, id="one name for all"),
        pytest.param([{**post, "slug": str(n)} for n, post in enumerate(posts())], OWN, id="numbers"),
        pytest.param([{k: v for k, v in post.items() if k != "slug"} for post in posts()], OWN, id="no name"),
    ],
)
def test_what_no_page_proves_is_not_made(stories: Any, page: str) -> None:
    site = Site({"posts": stories}, **{f"https://p.example/posts/{SLUGS[0]}": page})
    found = looked_at(site)
    assert found.best is not None
    assert "link" not in found.best.options
    assert "# link = { path" in source_toml(found)


def test_few_pages_are_asked_for_and_none_where_there_are_links() -> None:
    site = Site({"posts": posts()})
    looked_at(site)
    assert len([url for url in site.asked if SLUGS[0] in url]) == MOST_TRIES
    linked = Site({"posts": [{**post, "url": f"/p/{n}"} for n, post in enumerate(posts())]})
    looked_at(linked)
    assert not [url for url in linked.asked if SLUGS[0] in url]
