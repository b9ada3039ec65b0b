"""Every page and state of the builder for everybody: axe-core finds nothing, the keyboard leads the whole way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest

from tests.builder.conftest import Site
from tests.builder.test_servers import in_browser, operator
from tests.builder.towns import TITLES
from tests.web.test_browser import CONTRAST

__all__ = ["operator"]
pytestmark = [pytest.mark.slow, pytest.mark.browser, in_browser]
WAIT = 60_000
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
FINDINGS = """async (contrast) => {
  const rules = { "color-contrast": { enabled: contrast } };
  const found = await axe.run(document, { iframes: false, resultTypes: ["violations"], rules });
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 150)}`));
}"""
SCREENS = {"phone": (390, "light"), "desk": (1280, "dark")}
TOKEN_WRONG = "This token is not the right one."


def on_every_screen(page: Any) -> Iterator[str]:
    """Show the page on a phone by day, then on a desk by night."""
    for name, (width, scheme) in SCREENS.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield name
    page.emulate_media(color_scheme=None, reduced_motion=None)


def findings(page: Any, *, contrast: bool = True) -> list[str]:
    """What axe-core has against a page.

    To find what covers what takes it twice as long as all else: where only colours are others, `CONTRAST` tells.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(FINDINGS, contrast)
    return found


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click(timeout=WAIT)


def steps(page: Any, home: str, site: Site) -> Iterator[str]:
    """The operator's way, stopping at every state."""
    page.goto(f"{home}/new")
    yield "new"
    look(page, "pier")
    page.get_by_role("alert").wait_for(timeout=WAIT)
    yield "an address that is none"
    look(page, f"{site.address}/linked")
    page.get_by_text("A feed of the page").wait_for(timeout=WAIT)
    yield "a feed's card"
    page.goto(f"{home}/new")
    look(page, f"{site.address}/articles")
    page.locator(".list-card").first.wait_for(timeout=WAIT)
    yield "cards"
    press(page, "Choose")
    page.get_by_role("button", name="Subscribe", exact=True).wait_for(timeout=WAIT)
    page.locator("iframe.page").content_frame.locator(".story").first.wait_for(timeout=WAIT)
    yield "preview"
    press(page, "Subscribe")
    page.get_by_text("Subscribed.").wait_for(timeout=WAIT)
    yield "subscribed"
    press(page, "Look for a repair")
    page.get_by_text("there is nothing to mend").wait_for(timeout=WAIT)
    yield "no repair"
    press(page, "Switch off")
    page.get_by_role("button", name="Switch on", exact=True).wait_for(timeout=WAIT)
    yield "switched off"
    source = page.url.partition("?")[0].removeprefix(home)
    pages = [f"{source}/{name}" for name in ("polls", "settings", "pages", "review")]
    topics = ("/topics", "/topics/all/settings", "/new/topic", "/new/import")
    for path in (*pages, *topics, "/sources", "/", "/status"):
        page.goto(home + path)
        yield path


def look(page: Any, url: str) -> None:
    page.get_by_label("Address of the page", exact=True).fill(url)
    press(page, "Look")


def test_axe_finds_nothing_in_any_state(operator: Any, running: tuple[str, str], site: Site) -> None:
    found = {}
    for state in steps(operator, running[0], site):
        for screen in on_every_screen(operator):
            # Not of the frame: nothing runs there, axe-core neither.
            by_day = screen == "phone"
            found[state, screen] = findings(operator, contrast=by_day) + operator.evaluate(CONTRAST)
    assert {place: told for place, told in found.items() if told} == {}
    assert len(found) >= 20


def test_axe_finds_nothing_at_the_door(browser: Any, running: tuple[str, str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{running[0]}/sign-in")
    found = findings(page)
    page.get_by_label("Token", exact=True).fill("poppy")
    press(page, "Sign in")
    page.get_by_text(TOKEN_WRONG).wait_for(timeout=WAIT)
    found += findings(page)
    context.close()
    assert found == []


@pytest.fixture
def tab_to(operator: Any) -> Callable[[str], None]:
    """Goes on with the Tab key until this has the focus, as a button or field is called."""

    def focused() -> str:
        name: str = operator.evaluate(
            "(({ labels, textContent }) => (labels?.[0]?.textContent ?? textContent).trim())(document.activeElement)"
        )
        return name

    def go(name: str) -> None:
        for _ in range(80):
            if focused() == name:
                assert operator.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
                return
            operator.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {name}")

    return go


def test_the_keyboard_alone_leads_to_the_feed(
    operator: Any, running: tuple[str, str], site: Site, tab_to: Callable[[str], None]
) -> None:
    operator.goto(f"{running[0]}/new")
    tab_to("Address of the page")
    operator.keyboard.type(f"{site.address}/table")
    operator.keyboard.press("Enter")
    operator.locator(".list-card").first.wait_for(timeout=WAIT)
    tab_to("Choose")
    operator.keyboard.press("Enter")
    operator.get_by_role("button", name="Subscribe", exact=True).wait_for(timeout=WAIT)
    tab_to("Title")
    operator.keyboard.type("Typed by hand")
    tab_to("Subscribe")
    operator.keyboard.press("Space")
    operator.get_by_text("Subscribed.").wait_for(timeout=WAIT)
    assert "Typed by hand" in operator.locator("h1").inner_text()
    assert len(TITLES) == int(operator.locator(".hero .meta").inner_text().split(" stories")[0].split()[-1])
