"""Pages that attack who looks at them, through every page of the builder and of their feeds, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.builder.conftest import Site
from tests.builder.hostile import MARKUP, OPEN, WORDS, groups, pages
from tests.builder.test_servers import in_browser, operator
from tests.builder.towns import PAGES
from tests.builder.walked import walked
from tests.httpd import Handler, answering

__all__ = ["operator"]
pytestmark = [pytest.mark.slow, pytest.mark.browser, in_browser]
WAIT = 60_000
NUMBERS = range(1, 1 + len(list(groups())))
FOREIGN = """() => {
  const names = "SCRIPT STYLE BASE OBJECT EMBED APPLET VIDEO AUDIO IMAGE USE ANIMATE FOREIGNOBJECT IFRAME FRAME TEMPLATE MARQUEE".split(" ");
  const ours = (node) => node.matches("script[src^='/static/'], iframe.page[sandbox], head > style");
  const bad = [...document.querySelectorAll("*")].filter((node) =>
    (names.includes(node.tagName.toUpperCase()) && !ours(node)) || node.hasAttribute("style") && !ours(node)
    || [...node.attributes].some(({ name, value }) => /^on|^ping$|^background$|^srcset$/.test(name)
      || /^\\s*(javascript|data|vbscript|blob):/i.test(value) && !node.matches("#bookmarklet ~ p a, link[rel=icon]"))
    || node.shadowRoot);
  return bad.map((node) => node.outerHTML.slice(0, 200));
}"""
"""Elements that may act in a page of ours and were not put there by us."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A service that has no other sources."""
    with walked(tmp_path_factory.mktemp("run")) as service:
        yield service


@pytest.fixture(scope="module")
def beacon() -> Iterator[tuple[str, list[str]]]:
    """A server that nobody may ask: its address, and who did."""
    asked: list[str] = []

    class Visit(Handler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.answer(200)

        do_POST = do_GET

    with answering(Visit) as address:
        yield address, asked


@pytest.fixture
def hostile(site: Site, beacon: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hostile pages are served; who asks the beacon is told here."""
    for path, served in pages(beacon[0]).items():
        monkeypatch.setitem(PAGES, path, served)
    beacon[1].clear()
    return beacon[1]


class Watch:
    """What a tab's pages did that nobody asked them to."""

    def __init__(self, page: Any, own: str) -> None:
        self.page, self.own, self.told = page, own, list[str]()
        self.asked: list[Any] = []
        page.trouble.clear()
        page.on("request", self.request)
        page.on("dialog", self.dialog)
        page.on("popup", self.popup)

    def request(self, asked: Any) -> None:
        self.asked.append(asked)

    def dialog(self, dialog: Any) -> None:
        self.told.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def popup(self, popup: Any) -> None:
        self.told.append(f"popup {popup.url}")

    def look(self, step: str, may_ask: str = "") -> None:
        """Note everything that is wrong with the page as it stands; what it may ask others for."""
        page = self.page
        page.wait_for_load_state("load", timeout=WAIT)
        page.locator("h1").first.hover(timeout=WAIT)
        self.told += [f"{step}: {found}" for found in page.evaluate(FOREIGN)]
        if page.evaluate("window.stolen") or page.title() == "stolen":
            self.told.append(f"{step}: a script ran")
        self.told += [
            f"{step}: {f.url}" for f in page.frames if not f.url.startswith((self.own, "about:blank"))
        ]
        others = [asked for asked in self.asked if not asked.url.startswith(self.own)]
        self.told += [f"{step}: asked {a.url}" for a in others if a.resource_type != may_ask]
        self.told += [f"{step}: {said}" for said in page.trouble]
        self.asked.clear()
        page.trouble.clear()

    def end(self) -> None:
        self.page.remove_listener("dialog", self.dialog)
        self.page.remove_listener("popup", self.popup)
        self.page.remove_listener("request", self.request)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_hostile_page_runs_nothing_and_asks_nobody(
    operator: Any, running: tuple[str, str], site: Site, hostile: list[str], number: int
) -> None:
    page, watch = operator, Watch(operator, running[0])
    page.goto(f"{running[0]}/new")
    page.get_by_label("Address of the page", exact=True).fill(f"{site.address}/hostile/{number}")
    page.get_by_role("button", name="Look", exact=True).click()
    page.locator(".list-card").first.wait_for(timeout=WAIT)
    watch.look("cards")
    page.get_by_role("button", name="Choose", exact=True).first.click()
    frame = page.locator("iframe.page")
    frame.scroll_into_view_if_needed(timeout=WAIT)
    inside = frame.content_frame
    inside.locator("body [id]").first.wait_for(timeout=WAIT)
    watch.look("preview")
    watch.told += inside.locator("html").evaluate(FOREIGN)
    page.get_by_role("button", name="Subscribe", exact=True).click()
    page.get_by_text("Subscribed.").wait_for(timeout=WAIT)
    watch.look("source")
    assert hostile == []
    topic = page.locator("section.subscribe h2 a").first.get_attribute("href")
    page.goto(f"{running[0]}{topic}")
    watch.look("topic", may_ask="image")
    story = page.locator("a[href*='/stories/']").first
    if story.count():
        page.goto(f"{running[0]}{story.get_attribute('href')}")
        watch.look("story", may_ask="image")  # a story's own pictures are shown to its readers
    for path in ("/", "/status", "/new") if number == NUMBERS[-1] else ():
        page.goto(running[0] + path)
        watch.look(path)
    watch.end()
    assert watch.told == []


def test_there_are_attacks_enough() -> None:
    assert len(MARKUP) + len(OPEN) + len(WORDS) >= 40
