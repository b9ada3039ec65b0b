"""Pages that only their scripts fill, by whoever is signed in: an obedient browser, everything else real."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedsvc.browser.wire import Datum
from feedsvc.builder.atonce import Turns
from feedsvc.builder.drawing import BUSY, Drawings
from feedsvc.builder.kept import KeptPages
from feedsvc.errors import FetchError
from feedsvc.extract.child import ExtractorPool
from tests.browser.apps import APPS, DATA, STORIES, TITLES
from tests.builder import towns
from tests.builder.conftest import Service, Site, service_in
from tests.builder.test_new import Operator, frame_of, hidden
from tests.builders import make_page
from tests.drawing import FakeBrowser
from tests.patience import until

pytestmark = pytest.mark.slow
ROWS = "".join(
    f'<article><h2><a href="{s["slug"]}">{s["title"]}</a></h2>'
    f'<time datetime="{s["date"]}">{s["date"]}</time></article>'
    for s in STORIES
)
DRAWN = f"<!doctype html><html><head><title>Harbour</title></head><body><main>{ROWS}</main></body></html>"
QUERY = '{"query": "{ stories { title slug date } }"}'
ANSWER = json.dumps({"data": {"stories": STORIES}})
LATE = FetchError(
    "timeout: no complete page within 15 s in the browser (raise [browser] timeout)", rule="timeout"
)
KEYS = {"url", "extractor", "options", "body", "render"}
NONE = "\n[browser]\nexecutable = '/nowhere/chromium'\n"


@pytest.fixture(autouse=True)
def application(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place that scripts fill, at /app."""
    served = {
        "/app": ("text/html", APPS["xhr"].page),
        "/data.json": ("application/json", DATA),
        "/graphql": ("application/json", ANSWER),
    }
    for path, answer in served.items():
        monkeypatch.setitem(towns.PAGES, path, answer)


@pytest.fixture
def browser() -> FakeBrowser:
    return FakeBrowser(shows=DRAWN)


@pytest.fixture
def service(tmp_path: Path, children: ExtractorPool, browser: FakeBrowser) -> Iterator[Service]:
    there = f"\n[browser]\nexecutable = '{sys.executable}'\n"  # it is only looked for
    with service_in(tmp_path, children, more=there, browser=lambda _config: browser) as service:
        yield service


@pytest.fixture
def operator(service: Service) -> Operator:
    return Operator(service)


def test_a_page_that_needs_a_browser_is_drawn_when_that_is_chosen_and_subscribed_to(
    service: Service, operator: Operator, browser: FakeBrowser, site: Site
) -> None:
    operator.steps("look", url=f"{site.address}/app")
    assert ("This page needs a browser" in operator.page, browser.asked) == (True, [])
    operator.steps("draw", url=f"{site.address}/app")
    assert "a browser has to draw the page at every poll" in operator.page.lower()
    choice = hidden(operator.page, "choice")
    operator.goes_on_at(service.make_worker())
    operator.steps("choose", choice=choice)
    assert TITLES[0] in operator.page
    assert TITLES[0] in operator.client.get(frame_of(operator.page)).text
    made = operator.steps("subscribe", choice=choice, title="Harbour")
    slug = made.headers["Location"].removeprefix("/sources/").removesuffix("?made")
    assert 'render = "auto"' in service.file(slug)
    until(lambda: TITLES[0] in service.feed(slug))  # by the other worker, which hears of it in a moment
    assert len(browser.asked) == 1  # the preview, the frame and the first poll have the same page
    assert site.pages_asked() == ["/app"]


def test_what_is_corrected_on_a_drawn_page_is_drawn_on(
    service: Service, operator: Operator, browser: FakeBrowser, site: Site
) -> None:
    operator.steps("draw", url=f"{site.address}/app")
    choice = hidden(operator.page, "choice")
    word = hidden(operator.page, "csrf")
    form = {"csrf": word, "choice": choice, "guess": choice, "turn": "drop date"}
    operator.page = operator.client.post("/new", data=form).text
    after = json.loads(hidden(operator.page, "choice"))
    assert (after["extractor"], after["render"], len(browser.asked)) == ("selectors", "auto", 1)


@pytest.mark.parametrize(
    "datum",
    [
        Datum(url="{site}/data.json", content=DATA.encode(), method="GET", body=""),
        Datum(url="{site}/graphql", content=ANSWER.encode(), method="POST", body=QUERY),
    ],
    ids=["asked", "posted"],
)
def test_data_that_hold_the_stories_are_read_without_a_browser(
    service: Service, browser: FakeBrowser, site: Site, datum: Datum
) -> None:
    url = datum.url.replace("{site}", site.address)
    browser.data = (Datum(url=url, content=datum.content, method=datum.method, body=datum.body),)
    told = service.asks("POST", "/api/candidates", {"url": f"{site.address}/app"}).json
    assert told["needs_browser"]
    best = told["candidates"][0]
    assert (best["extractor"], best["count"], best.get("render")) == ("json", len(TITLES), None)
    shown = service.asks("POST", "/api/preview", best)
    assert [story["title"] for story in shown.json["stories"]][:1] == [TITLES[0]]
    made = service.asks("POST", "/api/sources", {k: best[k] for k in best.keys() & KEYS} | {"slug": "quay"})
    assert made.status_code == 201, made.text
    file = tomllib.loads(service.file("quay"))
    assert (file["url"], file.get("body", ""), "render" in file) == (url, datum.body, False)
    assert (TITLES[0] in service.feed("quay"), len(browser.asked)) == (True, 1)


def test_a_program_is_told_why_nothing_was_drawn_and_may_ask_for_none(
    service: Service, browser: FakeBrowser, site: Site
) -> None:
    url, browser.fails = f"{site.address}/app", LATE
    told = service.asks("POST", "/api/candidates", {"url": url}).json
    assert (told["needs_browser"], told["candidates"]) == (True, [])
    assert told["undrawn"].startswith("no complete page within 15 s")
    plain = service.asks("POST", "/api/candidates", {"url": url, "draw": False}).json
    assert (plain["needs_browser"], "undrawn" in plain, len(browser.asked)) == (True, False, 1)
    plain = service.asks("POST", "/api/candidates", {"url": f"{site.address}/articles"}).json
    assert (plain["needs_browser"], len(browser.asked)) == (False, 1)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("render", "often", "one of never, auto, always"),
        ("render", 1, "is no text"),
        ("body", '{"query": "mutation { drop }"}', "only asks"),
        ("body", '{"a": "${FEEDSVC_ADMIN_TOKEN}"}', "only asks"),
        ("body", "not JSON", "only asks"),
    ],
)
def test_what_no_source_may_do_is_refused(
    service: Service, site: Site, key: str, value: object, told: str
) -> None:
    wanted = {"url": f"{site.address}/articles", "extractor": "auto", key: value}
    for place in ("/api/preview", "/api/sources"):
        answer = service.asks("POST", place, wanted)
        assert (answer.status_code, told in answer.json["error"]) == (400, True), answer.text
    assert site.pages_asked() == []


def test_a_page_that_takes_too_long_is_told_and_may_be_drawn_again(
    operator: Operator, browser: FakeBrowser, site: Site
) -> None:
    browser.fails = LATE
    answer = operator.steps("draw", url=f"{site.address}/app")
    assert answer.status_code == 422
    assert 'role="alert">no complete page within 15 s' in operator.page
    assert "Draw it</button>" in operator.page


def test_where_no_browser_is_the_page_says_what_to_do(
    tmp_path: Path, children: ExtractorPool, site: Site
) -> None:
    with service_in(tmp_path, children, more=NONE) as service:
        operator = Operator(service)
        operator.steps("look", url=f"{site.address}/app")
        assert "/nowhere/chromium is not there" in operator.page
        assert "Draw it</button>" not in operator.page
        told = service.asks("POST", "/api/candidates", {"url": f"{site.address}/app"}).json
        assert "/nowhere/chromium is not there" in told["undrawn"]


def test_one_page_is_drawn_at_once_by_all_workers_and_a_poll_comes_back(
    service: Service, browser: FakeBrowser, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedsvc.builder.drawing.PATIENCE", 0.0)
    looks = service.directory.parent / "looks"
    with Turns(looks, 1, "drawing").turn(0.0) as has_come:
        assert has_come
        answer = service.asks("POST", "/api/candidates", {"url": f"{site.address}/app"})
        assert (answer.status_code, answer.json["error"]) == (429, BUSY)
        plain = service.asks("POST", "/api/candidates", {"url": f"{site.address}/articles"})
        assert plain.status_code == 200  # who needs no browser waits for none
        drawings = Drawings(KeptPages(looks), looks, lambda _config: browser)
        config = service.load()
        with pytest.raises(FetchError, match="try again") as caught:
            drawings.renderer(config).render(make_page(), lambda _url: make_page())
        assert (caught.value.rule, browser.asked) == ("busy", [])


def test_a_stranger_has_nothing_drawn(service: Service, browser: FakeBrowser, site: Site) -> None:
    body = {"url": f"{site.address}/app", "step": "draw"}
    stranger = service.client()
    codes = [
        stranger.post("/new", data=body).status_code,
        stranger.post("/api/candidates", json=body).status_code,
        stranger.post("/api/preview", json=body | {"extractor": "auto", "render": "always"}).status_code,
    ]
    assert (codes, browser.asked, site.asked) == ([303, 401, 401], [], [])
