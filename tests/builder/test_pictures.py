"""The README's pictures: small, there, and described; `make pictures` takes them anew of a service with made-up pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builder.conftest import Site
from tests.builder.kinds import KINDS
from tests.builder.test_servers import in_browser, operator
from tests.builder.walked import walked

__all__ = ["operator"]
pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "tests" / "pictures"
NAMES = ("index", "topic", "cards", "preview", "status", "status-dark")
LARGEST = 150_000
WIDTH, HEIGHT = 1120, 760
WAIT = 60_000
FOLLOWED = {
    "/kinds/front": "The Pierhaven Post",
    "/kinds/events": "Town hall: what is on",
    "/kinds/papers": "Papers of the harbour school",
    "/kinds/german": "Aus dem Rathaus",
    "/kinds/atom": "The mill's own feed",
}
LAST = "/kinds/blog"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A service that has no other sources."""
    with walked(tmp_path_factory.mktemp("run")) as service:
        yield service


def test_the_readme_shows_small_pictures_and_says_what_is_on_them() -> None:
    shown = dict(
        re.findall(
            r"!\[([^\]]{20,})\]\(tests/pictures/([\w-]+)\.png\)", (ROOT / "README.md").read_text("utf-8")
        )
    )
    assert set(shown.values()) == set(NAMES)
    assert {path.stem for path in PICTURES.iterdir()} == set(NAMES)
    assert all(path.stat().st_size < LARGEST for path in PICTURES.iterdir())


if os.environ.get("FEEDSVC_PICTURES") == "write":

    @in_browser
    def test_pictures_are_taken(operator: Any, running: tuple[str, str], site: Site) -> None:
        page, home = operator, running[0]
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        for path, title in FOLLOWED.items():
            follow(page, home, site.address + path, title)
        look(page, home, site.address + LAST)
        take(page, "cards", "#lists")
        press(page, "Choose")
        page.frame_locator("iframe.page").get_by_text(KINDS[LAST].titles[0]).first.wait_for(timeout=WAIT)
        take(page, "preview", "#fields")
        page.get_by_label("Title", exact=True).fill("Notes from the pier")
        subscribe(page)
        topic = page.locator("section.subscribe h2 a").first.get_attribute("href")
        for name, path in {"index": "/", "topic": topic, "status": "/status"}.items():
            page.goto(f"{home}{path}")
            take(page, name)
        page.emulate_media(color_scheme="dark")
        take(page, "status-dark")


def take(page: Any, name: str, top: str = "body") -> None:
    """A picture of the screen, from this element on."""
    page.locator(top).evaluate("(node) => node.scrollIntoView()")
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click(timeout=WAIT)


def look(page: Any, home: str, url: str) -> None:
    page.goto(f"{home}/new")
    page.get_by_label("Address of the page", exact=True).fill(url)
    press(page, "Look")
    page.locator(".list-card").first.wait_for(timeout=WAIT)


def subscribe(page: Any) -> None:
    press(page, "Subscribe")
    page.get_by_text("Subscribed.").wait_for(timeout=WAIT)


def follow(page: Any, home: str, url: str, title: str) -> None:
    look(page, home, url)
    press(page, "Choose")
    page.get_by_label("Title", exact=True).fill(title)
    subscribe(page)
