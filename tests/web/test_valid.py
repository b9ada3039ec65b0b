"""The HTML of every page is valid, and its first visit is small on the wire."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from feedsvc.render import CODINGS
from tests.builders import story_id
from tests.web.helpers import BROWSER
from tests.web.valid import mistakes_in

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.helpers import Town

PATHS = [
    "/",
    "/topics/world",
    "/topics/world?page=2",
    "/topics/world?q=lanterns&author=ann+lee&author=mei+tan&source=harbour&source=nowhere&limit=9",
    "/topics/world?since=soon",
    "/feeds/boats.rss",
    "/search",
    "/search?q=lanterns",
    "/search?q=nothing-at-all",
    "/search?exlude=x",
    f"/stories/{story_id(2)}",
    f"/stories/{story_id(10)}",
    "/status",
    "/sign-in",
    "/nope",
]


@pytest.fixture
def full(town: Town, client: FlaskClient) -> FlaskClient:
    """A site with several pages of stories, every kind of text in them, and trouble."""
    odd: dict[str, Any] = {"title": '<b>&amp;</b> "it\'s"', "authors": ("<i>",), "summary": "a < b & c"}
    town.poll(*range(20, 70))
    town.poll(80, **odd)
    town.fail("harbour", "https://harbour.example/: <503> & more")
    return client


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_valid_html(full: FlaskClient, path: str) -> None:
    answer = full.get(path, headers={"Accept": BROWSER})
    assert answer.mimetype == "text/html"
    assert mistakes_in(answer.text) == []


@pytest.mark.parametrize(
    ("body", "mistake"),
    [
        pytest.param("<p><div></div></p>", "<div> inside", id="a block in a paragraph"),
        pytest.param("<ul>text</ul>", "text in <ul>", id="text in a list"),
        pytest.param("<div><li></li></div>", "<li> in <div>", id="an item without its list"),
        pytest.param("<b><i></b></i>", "ends nothing", id="crossed"),
        pytest.param("<section>", "is not ended", id="open"),
        pytest.param('<i id="a"></i><b id="a"></b>', "stands 2 times", id="an id twice"),
        pytest.param('<label for="x">X</label>', "nothing has the id x", id="a label of nothing"),
        pytest.param('<a href="/"><button>x</button></a>', "<button> inside", id="a button in a link"),
        pytest.param('<img src="x">', "without alt", id="a picture without words"),
        pytest.param("<br/>", "outside a drawing", id="a slash of XML"),
        pytest.param('<i class="a" class="b"></i>', "attribute twice", id="an attribute twice"),
    ],
)
def test_what_is_not_valid_is_seen(body: str, mistake: str) -> None:
    page = '<!doctype html>\n<html lang="en"><body><main><h1>x</h1>{}</main></body></html>'
    assert mistakes_in(page.format("")) == []
    assert any(mistake in found for found in mistakes_in(page.format(body)))


@pytest.mark.parametrize(
    "path", ["/", "/topics/world", "/search?q=lanterns", "/status", f"/stories/{story_id(2)}"]
)
def test_a_first_visit_is_small_on_the_wire(full: FlaskClient, path: str) -> None:
    page = full.get(path).data
    parts = re.findall(rb'(?:href|src)="(/static/[^"]+)"', page)
    assert len(parts) >= 4
    bodies = [page, *(full.get(part.decode()).data for part in parts)]
    assert sum(len(CODINGS["gzip"](body)) for body in bodies) < 40_000
