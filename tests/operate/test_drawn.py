"""A page that is but a place for an application, looked at with a browser that is there or not."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from feedsvc.browser.drawing import Rendered
from feedsvc.browser.wire import Datum
from feedsvc.errors import FetchError
from feedsvc.models import Page
from feedsvc.operate.candidates import candidates, document
from feedsvc.operate.detection import Detection
from feedsvc.operate.explore import Explorer
from feedsvc.operate.sourcefile import source_toml
from tests.extract.helpers import NOW, make_page
from tests.operate.test_explore import Children

HOME = "https://quay.example/news"
DATA = "https://quay.example/api/news.json"
MENU = "https://quay.example/api/menu.json"
SHELL = "<title>Quay</title><body><div id=root></div><script src=/app.js></script>"
STORIES = [
    {
        "title": f"Quay number {n} opens for ferries",
        "url": f"/quay-{n}.html",
        "date": f"2026-03-0{n}T08:00:00Z",
    }
    for n in range(1, 6)
]
LIST = "".join(
    f"<article><h2><a href={s['url']}>{s['title']}</a></h2><time datetime={s['date']}></time></article>"
    for s in STORIES
)
NEWS = json.dumps({"news": STORIES})
ITEMS = json.dumps(
    [{"title": f"Part {n} of the menu", "url": f"/part-{n}/", "date": "2026-01-01"} for n in range(9)]
)


class Web:
    """Bodies by address; what is no page is JSON."""

    def __init__(self, **bodies: str) -> None:
        self.bodies, self.asked, self.told = bodies, list[str](), list[str]()
        self.posted: list[tuple[str, str]] = []

    def visit(self, url: str, body: str = "") -> Page:
        if body:
            return self.post(url, body)
        self.asked.append(url)
        if url not in self.bodies:
            raise FetchError(f"status: {url}: the server answered 403", rule="status", status=403)
        kind = "application/json" if url.endswith(".json") else "text/html"
        return make_page(self.bodies[url], url=url, media_type=kind)

    def post(self, url: str, body: str) -> Page:
        """What is served at the address and the body together."""
        self.posted.append((url, body))
        if (answer := self.bodies.get(f"{url} {body}")) is None:
            raise FetchError(f"status: {url}: the server answered 400", rule="status", status=400)
        return make_page(answer, url=url, media_type="application/json")

    def looked_at(self, draw: Any) -> Detection:
        tell = self.told.append
        explorer = Explorer(self.visit, Children(), clock=lambda: NOW, tell=tell, draw=draw)
        return explorer.detection(HOME)


def datum(url: str, content: str, method: str = "GET", body: str = "") -> Datum:
    return Datum(url=url, method=method, body=body, content=content.encode())


def drawing(*data: Datum, shows: str = f"<body><main>{LIST}</main>") -> Any:
    return lambda page: Rendered(page=make_page(shows, url=page.url), data=data)


def no_browser(page: Page) -> Rendered:
    raise FetchError("render: there is no browser on this machine (install Chromium)", rule="render")


def test_data_that_hold_the_stories_are_read_without_a_browser_from_then_on() -> None:
    web = Web(**{HOME: SHELL, DATA: NEWS, MENU: ITEMS})
    found = web.looked_at(drawing(datum(MENU, ITEMS), datum(DATA, NEWS)))
    assert found.best is not None
    assert (found.best.strategy, found.best.url, found.best.stories) == ("json", DATA, 5)
    assert [c.finding.url for c in candidates(found)] == [DATA, ""]
    text = source_toml(found)
    assert f'url = "{DATA}"' in text
    assert "render" not in text
    assert web.asked == [HOME, DATA, MENU]  # what shows a title first


def test_what_a_page_posts_is_posted_by_us_where_its_answer_holds_the_stories() -> None:
    menu, news = '{"query":"{ menu { title } }"}', '{"query":"{ news { title } }","variables":{"first":20}}'
    web = Web(**{HOME: SHELL, f"{DATA} {menu}": ITEMS, f"{DATA} {news}": NEWS})
    found = web.looked_at(drawing(datum(DATA, ITEMS, "POST", menu), datum(DATA, NEWS, "POST", news)))
    assert found.best is not None
    assert (found.best.url, found.best.body, found.best.stories, found.best.render) == (DATA, news, 5, "")
    assert web.posted == [(DATA, news), (DATA, menu)]
    written = tomllib.loads(source_toml(found))
    assert (written["url"], written["body"], written["extractor"]) == (DATA, news, "json")
    first, *_ = document(found, candidates(found))["candidates"]
    assert (first["url"], first["body"]) == (DATA, news)


def test_a_form_that_a_page_posts_is_posted_by_us_as_it_stands() -> None:
    form = "action=load_more&page=1&tags%5B%5D=quay"
    web = Web(**{HOME: SHELL, f"{DATA} {form}": NEWS})
    found = web.looked_at(drawing(datum(DATA, NEWS, "POST", form)))
    written = tomllib.loads(source_toml(found))
    assert (written["url"], written["body"], written["extractor"]) == (DATA, form, "json")
    assert web.posted == [(DATA, form)]


HOLDS_NONE = {
    "the menu alone": datum(MENU, ITEMS),
    "refused without a browser": datum("https://quay.example/api/secret.json", NEWS),
    "posted without a body": datum(DATA, NEWS, "POST"),
    "posted with a token": datum(DATA, NEWS, "POST", '{"csrf_token": "8f14e45fceea"}'),
    "posted, and refused without a browser": datum(DATA, NEWS, "POST", '{"page": 1}'),
    "posted as a form with a token": datum(DATA, NEWS, "POST", "page=1&nonce=8f14e45fceea"),
    "put": datum(DATA, NEWS, "PUT", '{"page": 1}'),
    "half of them": datum("https://quay.example/api/half.json", json.dumps(STORIES[:2])),
}


@pytest.mark.parametrize("one", HOLDS_NONE.values(), ids=HOLDS_NONE)
def test_where_no_data_hold_them_the_page_is_drawn_at_every_poll(one: Datum) -> None:
    web = Web(
        **{
            HOME: SHELL,
            DATA: NEWS,
            MENU: ITEMS,
            "https://quay.example/api/half.json": json.dumps(STORIES[:2]),
        }
    )
    found = web.looked_at(drawing(one))
    assert found.best is not None
    assert (found.best.url, found.best.stories, found.best.render) == ("", 5, "auto")
    text = source_toml(found)
    assert f'url = "{HOME}"' in text
    assert 'render = "auto"' in text
    (first, *_) = document(found, candidates(found))["candidates"]
    assert (first["render"], first["warnings"][0]) == ("auto", "a browser has to draw the page at every poll")


def test_a_page_that_holds_its_stories_is_not_drawn() -> None:
    web = Web(**{HOME: f"<body><main>{LIST}</main><div id=root></div><script src=/app.js></script>"})

    def draw(page: Page) -> Rendered:
        raise AssertionError("no browser is needed")

    found = web.looked_at(draw)
    assert found.best is not None
    assert found.best.render == ""


def test_a_missing_browser_is_told_and_nothing_else_is_lost() -> None:
    web = Web(**{HOME: SHELL})
    found = web.looked_at(no_browser)
    assert (found.best, found.page_kind) == (None, "javascript")
    assert web.told[-1].startswith("the page needs a browser (render: there is no browser on this machine")


def test_a_page_that_is_empty_even_when_drawn_is_worth_nothing() -> None:
    web = Web(**{HOME: SHELL})
    assert web.looked_at(drawing(shows="<body><div id=root></div>")).best is None
