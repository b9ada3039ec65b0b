"""Applications of many kinds become pages that are read as any other."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from feedsvc.browser.drawing import Rendered
from feedsvc.browser.renderer import Renderer
from feedsvc.errors import FetchError
from feedsvc.extract.base import ExtractSettings
from feedsvc.models import Page, Validators
from feedsvc.operate.explore import Explorer, Visit
from feedsvc.operate.finding import Finding
from tests.browser.apps import APPS, DATA, STORIES, TITLES
from tests.browser.site import AGENT, CHROMIUM, NOW, Site, drawn
from tests.fakes import InProcessExtractor
from tests.operate.test_explore import Children

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it or set FEEDSVC_TEST_CHROMIUM"),
]


AGAIN = ("waits for a selector", "infinite list", "data as a script")
"""Those that ask for no address that holds all their stories."""


@dataclass(frozen=True)
class Seen:
    """What became of an application, and who asked its site for what meanwhile."""

    rendered: Rendered
    asked: tuple[tuple[str, str, str], ...]


@pytest.fixture(scope="module")
def seen(renderer: Renderer, site: Site) -> Callable[[str], Seen]:
    """Draws each application once."""

    @cache
    def of(name: str) -> Seen:
        site.asked.clear()
        put_app(site, name)
        return Seen(drawn(renderer, site, "/app", wait=APPS[name].wait), tuple(site.asked))

    return of


def put_app(site: Site, name: str) -> None:
    """The application at /app, and nothing else."""
    app = APPS[name]
    site.answers.clear()
    site.has("/app", app.page)
    site.has("/app.js", app.script, "text/javascript")
    site.has("/data.json", DATA, "application/json; charset=utf-8")
    for path, (body, kind) in app.files.items():
        site.has(path, body, kind)


@pytest.mark.parametrize("name", APPS)
def test_an_application_is_read_once_its_scripts_have_run(
    seen: Callable[[str], Seen], site: Site, name: str
) -> None:
    page = seen(name).rendered.page
    found = InProcessExtractor().extract(page, ExtractSettings(extractor="auto", url=page.url), NOW)
    assert {story.title for story in found.stories} == set(TITLES)
    assert {story.url for story in found.stories} == {site.address + str(s["slug"]) for s in STORIES}
    assert all(story.published for story in found.stories)
    assert page.validators == Validators()
    assert page.fetched_at == NOW


def test_who_asks_is_said_and_the_page_itself_is_not_asked_for_again(seen: Callable[[str], Seen]) -> None:
    asked = seen("react by hand").asked
    assert [path for _, path, _ in asked] == ["/app.js", "/data.json"]
    assert {agent for _, _, agent in asked} == {AGENT}


def test_pictures_and_films_are_not_asked_for(renderer: Renderer, site: Site) -> None:
    site.asked.clear()
    site.has(
        "/films",
        "<body><script>document.body.innerHTML = '<img src=/a.png><video src=/a.mp4></video><i>'</script>",
    )
    page = drawn(renderer, site, "/films", wait="i").page
    assert site.paths() == []
    assert '<img src="/a.png">' in page.text


@pytest.mark.parametrize(
    ("name", "path", "method"), [("xhr", "/data.json", "GET"), ("graphql", "/graphql", "POST")]
)
def test_the_data_that_a_page_asks_for_are_kept(
    seen: Callable[[str], Seen], site: Site, name: str, path: str, method: str
) -> None:
    (datum,) = seen(name).rendered.data
    assert datum.url == site.address + path
    assert json.loads(datum.content)
    assert (datum.method, bool(datum.body)) == (method, method == "POST")


def test_most_applications_need_a_browser_once_and_never_again(
    seen: Callable[[str], Seen], site: Site
) -> None:
    def found(name: str) -> Finding:
        rendered = seen(name).rendered
        put_app(site, name)
        explorer = Explorer(visiting(site), Children(), clock=lambda: NOW, draw=lambda page: rendered)
        best = explorer.detection(f"{site.address}/app").best
        assert best, name
        assert {story.title for story in best.found} == set(TITLES), name
        assert best.linked == len(TITLES), name
        return best

    again = {name for name in APPS if found(name).render == "auto"}
    assert (len(APPS), again) == (20, set(AGAIN))


def visiting(site: Site) -> Visit:
    def visit(url: str, body: str = "") -> Page:
        path = url.removeprefix(site.address)
        if path.partition("?")[0] not in site.answers:
            raise FetchError("not there", rule="status", status=404)
        return site.page(path)

    return visit
