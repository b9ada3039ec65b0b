"""Applications that ask by GraphQL: a browser draws them once, and from then on they are asked without one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from feedsvc.browser.renderer import Renderer
from feedsvc.config import SourceConfig
from feedsvc.extract.base import ExtractSettings
from feedsvc.fetch import Fetcher
from feedsvc.models import Page, Validators
from feedsvc.operate.explore import Explorer
from feedsvc.operate.finding import Finding
from tests.browser.apps import INTO, ROWS, STORIES, TITLES
from tests.browser.site import ALLOWED, CHROMIUM, NOW, Site
from tests.fakes import InProcessExtractor
from tests.fetch.helpers import make_fetcher
from tests.operate.test_explore import Children

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it or set FEEDSVC_TEST_CHROMIUM"),
]
HASH = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38"
MENU = {"query": "{ menu { title slug } }"}
BODIES: dict[str, object] = {
    "a query": {
        "query": "query News($n: Int!) { stories(first: $n) { title slug date } }",
        "variables": {"n": 20},
    },
    "a persisted query": {
        "operationName": "News",
        "variables": {"first": 20, "after": None},
        "extensions": {"persistedQuery": {"version": 1, "sha256Hash": HASH}},
    },
    "several at once": [MENU, {"query": "{ stories { title slug date } }"}],
}
PART = [{"title": f"Part {n} of the menu", "slug": f"/part-{n}"} for n in range(8)]


def written(body: object) -> str:
    """As a script writes it."""
    return json.dumps(body, separators=(",", ":"))


def script(body: object) -> str:
    """Asks for the menu, then for the stories."""
    answer = "d[1].data.stories" if isinstance(body, list) else "d.data.stories"
    return f"""{ROWS}
const ask = (body) => fetch('/graphql', {{ method: 'POST', headers: {{ 'Content-Type': 'application/json' }},
  body: JSON.stringify(body) }}).then((r) => r.json());
ask({json.dumps(MENU)}).then(() => ask({json.dumps(body)})).then((d) => {{ {INTO} rows({answer}); }});"""


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = make_fetcher(allow_networks=(ALLOWED,), timeout=timedelta(seconds=60))
    yield made
    made.close()


def looked_at(url: str, fetcher: Fetcher, renderer: Renderer) -> Finding:
    """The best way to read the page, which takes a browser to be found."""

    def visit(url: str, body: str = "") -> Page:
        return fetcher.fetch_url(url, body=body)

    explorer = Explorer(visit, Children(), clock=lambda: NOW, draw=lambda page: renderer.render(page, visit))
    best = explorer.detection(url).best
    assert best is not None
    return best


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_an_application_needs_a_browser_once_and_never_again(
    site: Site, renderer: Renderer, fetcher: Fetcher, body: object
) -> None:
    menu, stories = {"data": {"menu": PART}}, {"data": {"stories": STORIES}}
    site.has("/posted", f"<title>Quay</title><body><div id=root></div><script>{script(body)}</script>")
    site.has(f"/graphql {written(MENU)}", json.dumps(menu), "application/json")
    answer = [menu, stories] if isinstance(body, list) else stories
    site.has(f"/graphql {written(body)}", json.dumps(answer), "application/json")
    best = looked_at(f"{site.address}/posted", fetcher, renderer)
    assert (best.url, best.body, best.render) == (f"{site.address}/graphql", written(body), "")
    site.asked.clear()
    source = SourceConfig(
        slug="quay", title="Quay", url=best.url, body=best.body, extractor="json", options=best.options
    )
    page = fetcher.fetch(source, Validators())
    assert isinstance(page, Page)
    settings = ExtractSettings(extractor="json", options=source.options, url=page.url)
    found = InProcessExtractor().extract(page, settings, NOW)
    assert {story.title for story in found.stories} == set(TITLES)
    assert "/posted" not in site.paths()
