"""The way of an operator through the pages of a source, in a real browser on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.serving import make_server

from tests.builder.conftest import TOKEN, Service, Site
from tests.builder.test_desk import PIER
from tests.builder.towns import ARTICLES, PAGES, TITLES
from tests.httpd import running
from tests.web.test_browser import CHROMIUM, CONTRAST, NAMELESS, watched

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it or set FEEDSVC_TEST_CHROMIUM"),
]
PATIENCE = 60_000.0
"""Milliseconds that a busy machine may take for a page."""


@pytest.fixture
def address(service: Service, site: Site) -> Iterator[str]:
    """A service with one source, under a server of this process."""
    (service.directory / "sources" / "pier.toml").write_text(PIER.replace("{site}", site.address))
    with running(make_server("127.0.0.1", 0, service.app, threaded=True)) as address:
        yield address


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Any]:
    """A signed-in tab of a phone, at the list of sources."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    tab = watched(context.new_page())
    tab.goto(f"{address}/sign-in?next=/sources")
    tab.locator("input[name=token]").fill(TOKEN)
    tab.keyboard.press("Enter")
    tab.get_by_role("link", name="Pier", exact=True).wait_for()
    yield tab
    context.close()


def presses(tab: Any, name: str) -> None:
    """Press a button by keyboard, and wait for the page that comes of it."""
    with tab.expect_navigation():
        button = tab.get_by_role("button", name=name, exact=True).first
        button.focus()
        tab.keyboard.press("Enter")


def follows(tab: Any, name: str) -> None:
    """Follow a link of the source's own pages."""
    with tab.expect_navigation():
        tab.get_by_role("link", name=name).first.click()


def is_fit(tab: Any) -> None:
    """The page can be read, named and seen whole, by day and by night."""
    assert tab.evaluate(NAMELESS) == []
    assert tab.locator("h1").count() == 1
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        assert tab.evaluate(CONTRAST) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def fills_its_frame(tab: Any) -> None:
    """On a wide screen the stories stand side by side over the whole of their frame."""
    tab.set_viewport_size({"width": 1280, "height": 800})
    frame = tab.get_by_label("Known stories beside held ones")
    widths = [at.evaluate("(node) => node.clientWidth") for at in (frame, frame.locator("table"))]
    assert widths[0] == widths[1]
    tab.set_viewport_size({"width": 390, "height": 800})


def copies(tab: Any) -> None:
    """A copied address is told in its own card, in no other."""
    tab.get_by_role("button", name="Copy the RSS address").last.click()
    tab.get_by_text("Copied http").wait_for()
    told = tab.locator("[data-copied]").evaluate_all("(all) => all.map((place) => place.textContent !== '')")
    assert told.count(True) == 1
    assert told[-1]


def flood() -> tuple[str, str]:
    """The page with many old stories besides."""
    kind, body = ARTICLES
    rows = (
        f'<article class="teaser"><h2><a href="/n/{n}/x">Invented thing number {n}</a></h2>'
        '<time datetime="2020-01-02T10:00:00Z">2 Jan 2020</time></article>'
        for n in range(90)
    )
    return kind, body.replace("</main>", f"{''.join(rows)}</main>")


def test_an_interval_is_edited_a_source_polled_and_what_is_held_accepted(
    tab: Any, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_fit(tab)
    follows(tab, "Pier")
    presses(tab, "Poll now")
    assert tab.get_by_text("Polled: there is news.").is_visible()
    assert tab.get_by_text("news", exact=True).is_visible()
    follows(tab, "Settings")
    is_fit(tab)
    tab.get_by_label("Look for news every", exact=True).fill("2h")
    presses(tab, "Save")
    assert tab.get_by_text("Saved. It is in force within seconds.").is_visible()
    assert 'every = "2h"' in service.file("pier")
    monkeypatch.setitem(PAGES, "/articles", flood())
    follows(tab, "Overview")
    presses(tab, "Poll now")
    is_fit(tab)
    follows(tab, "Look at it")
    assert tab.get_by_text("90 new").is_visible()
    is_fit(tab)
    fills_its_frame(tab)
    presses(tab, "Accept")
    assert not tab.get_by_text("Held for you to look at").is_visible()
    assert tab.get_by_text("Accepted: the feed has what the held page shows.").is_visible()
    assert "Invented thing number 1" in service.feed("all")
    assert TITLES[0] in service.feed("all")
    copies(tab)
    for page in ("Polls", "Kept pages"):
        follows(tab, page)
        is_fit(tab)
    assert tab.trouble == []
