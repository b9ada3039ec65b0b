"""A page that changed its shape, mended over HTTP and in the browser's page of its source."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builder.conftest import Service, Site
from tests.builder.test_api import best_of
from tests.builder.test_new import Operator, hidden
from tests.builder.towns import ARTICLES, PAGES, TITLES, redesigned

pytestmark = pytest.mark.slow


@pytest.fixture
def changed_page(service: Service, site: Site) -> Iterator[str]:
    """The slug of a source whose page has been redesigned since it was made."""
    wanted = best_of(service, f"{site.address}/articles")
    service.asks("POST", "/api/sources", wanted | {"slug": "pier"})
    PAGES["/articles"] = redesigned(*ARTICLES)
    yield "pier"
    PAGES["/articles"] = ARTICLES


def test_a_program_sees_a_repair_and_takes_it_over(service: Service, changed_page: str) -> None:
    before = service.feed(changed_page)
    found = service.asks("POST", "/api/sources/pier/heal").json
    assert (found["found"], found["announces"]) == (len(TITLES), 0)
    assert found["before"]["options"]["item"] != found["after"]["options"]["item"]
    assert found["before"]["options"]["item"] in service.file("pier")
    done = service.asks("POST", "/api/sources/pier/heal", {"apply": True}).json
    assert done["applied"] is True
    assert found["after"]["options"]["item"] in service.file("pier")
    assert service.feed(changed_page) == before


def test_the_page_of_a_source_shows_a_repair_and_takes_it_over(service: Service, changed_page: str) -> None:
    operator = Operator(service)
    path = f"/sources/{changed_page}"
    word = hidden(operator.client.get(path).text, "csrf")
    operator.client.post(path, data={"csrf": word, "act": "poll"})
    assert "Held for you to look at" in operator.client.get(path).text
    shown = operator.client.post(path, data={"csrf": word, "act": "repair"}).text
    assert f"Finds {len(TITLES)} of the {len(TITLES)} known stories" in shown
    assert operator.client.post(path, data={"csrf": word, "act": "heal"}).status_code == 303
    mended = operator.client.get(path).text
    assert "Held for you to look at" not in mended
    assert "working" in mended


def test_where_nothing_is_to_be_mended_that_is_said(service: Service, site: Site) -> None:
    service.asks("POST", "/api/sources", best_of(service, f"{site.address}/articles") | {"slug": "pier"})
    answer = service.asks("POST", "/api/sources/pier/heal")
    assert answer.status_code == 409
    assert set(answer.json) == {"error"}
