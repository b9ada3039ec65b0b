"""The way of an operator to the feed of an application, in a real browser, drawn by another one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedsvc.extract.child import ExtractorPool
from tests.browser.apps import APPS, DATA, TITLES
from tests.builder import towns
from tests.builder.conftest import Service, Site, service_in
from tests.builder.test_desk_browser import address, is_fit, presses, tab
from tests.web.test_browser import CHROMIUM

__all__ = ["address", "tab"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it or set FEEDSVC_TEST_CHROMIUM"),
]
LIMITS = f"\n[browser]\nexecutable = '{CHROMIUM}'\ntimeout = '100s'\nmemory = '2GB'\n"


@pytest.fixture
def service(tmp_path: Path, children: ExtractorPool) -> Iterator[Service]:
    with service_in(tmp_path, children, more=LIMITS) as service:
        yield service


def test_an_application_is_drawn_chosen_and_subscribed_to(
    tab: Any, service: Service, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = APPS["xhr"]
    monkeypatch.setitem(towns.PAGES, "/app", ("text/html", app.page))
    monkeypatch.setitem(towns.PAGES, "/app.js", ("text/javascript", app.script))
    monkeypatch.setitem(towns.PAGES, "/data.json", ("application/json", DATA))
    tab.goto(tab.url.replace("/sources", "/new"))
    tab.get_by_label("Address of the page").fill(f"{site.address}/app")
    presses(tab, "Look")
    assert tab.get_by_role("heading", name="This page needs a browser").is_visible()
    is_fit(tab)
    presses(tab, "Draw it")
    assert tab.get_by_role("heading", name="What its scripts ask for").is_visible()
    is_fit(tab)
    tab.get_by_role("button", name="Choose").last.focus()  # the page itself, as it was drawn
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert tab.get_by_text("A browser has to draw the page at every poll.").is_visible()
    tab.frame_locator("iframe").get_by_text(TITLES[0]).first.wait_for()
    is_fit(tab)
    presses(tab, "Subscribe")
    assert 'render = "auto"' in next(service.directory.glob("sources/*app.toml")).read_text()
    assert TITLES[0] in tab.content() + service.feed("all")
    assert tab.trouble == []
