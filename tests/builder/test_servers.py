"""The builder under real servers, and driven in a real browser from an address to an entry in a feed."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builder.conftest import TOKEN, Site
from tests.builder.towns import TITLES
from tests.builder.walked import write_directory
from tests.patience import PATIENCE, served
from tests.web.servers import free_port, serving
from tests.web.test_browser import CHROMIUM, CONTRAST, NAMELESS, watched

pytestmark = pytest.mark.slow
in_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium: install it or set FEEDSVC_TEST_CHROMIUM"
)
SIGNED_IN: dict[str, list[Any]] = {}
"""By the address of a service, the cookies of those who have signed in there."""


def asks(address: str, body: Any = None, token: str = "") -> Any:
    """The answer to a request, JSON read."""
    request = urllib.request.Request(address, None if body is None else json.dumps(body).encode())
    request.add_header("Accept", "application/atom+xml, application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        text = answer.read().decode()
    return json.loads(text) if "json" in answer.headers["Content-Type"] else text


def test_workers_of_a_wsgi_server_make_sources_too(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDSVC_ADMIN_TOKEN", TOKEN)
    port, directory = free_port(), write_directory(tmp_path)
    address = f"http://127.0.0.1:{port}"
    with serving("gunicorn", directory, port):
        body = {"url": f"{site.address}/list"}
        first = asks(f"{address}/api/candidates", body, TOKEN)["candidates"][0]
        wanted = {name: first[name] for name in ("url", "extractor", "options")}
        made = asks(f"{address}/api/sources", wanted | {"slug": "diary"}, TOKEN)
        assert made["poll"]["new"] == len(TITLES)
        assert served(f"{address}/feeds/diary.atom", TITLES[0])


@pytest.fixture(scope="module")
def operator(browser: Any, running: tuple[str, str]) -> Iterator[Any]:
    """A tab whose user has opened the address that the terminal shows, which signs in once."""
    context = browser.new_context()
    context.add_cookies(SIGNED_IN.get(running[0], []))
    page = watched(context.new_page())
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(running[0 if running[0] in SIGNED_IN else 1])
    SIGNED_IN[running[0]] = context.cookies()
    yield page
    if browser.is_connected():  # it is ended where the next test of this module drives none
        context.close()


@pytest.fixture
def follow(operator: Any, running: tuple[str, str]) -> Callable[[str], str]:
    """Goes the whole way from an address; gives that of the feed."""

    def follow(url: str) -> str:
        operator.goto(f"{running[0]}/new")
        operator.get_by_label("Address of the page", exact=True).fill(url)
        operator.get_by_role("button", name="Look", exact=True).click()
        operator.get_by_role("button", name="Choose", exact=True).first.click(timeout=30_000)
        operator.get_by_role("button", name="Subscribe", exact=True).click(timeout=30_000)
        operator.get_by_text("Subscribed.").wait_for(timeout=30_000)
        feed: str = operator.get_by_label("Atom", exact=True).first.input_value()
        return feed

    return follow


def in_frame(page: Any) -> Any:
    """The page that is shown in the preview's frame."""
    return page.frame_locator("iframe[name=framed]")


@pytest.mark.browser
@in_browser
def test_title_and_date_are_corrected_by_two_presses_each(
    operator: Any, running: tuple[str, str], site: Site
) -> None:
    operator.goto(f"{running[0]}/new")
    operator.get_by_label("Address of the page", exact=True).fill(f"{site.address}/board")
    operator.get_by_role("button", name="Look", exact=True).click()
    operator.get_by_role("button", name="Choose", exact=True).first.click(timeout=30_000)
    operator.locator("iframe[src*='home=']").wait_for()  # the script has taken the frame over
    operator.get_by_label("Leave out stories with these words").fill("Ferry")
    operator.get_by_text("No story of today has one of the words").wait_for()
    in_frame(operator).locator(".field", has_text="Notice 2").wait_for()
    in_frame(operator).get_by_text(TITLES[1], exact=True).click()
    operator.get_by_role("link", name=TITLES[0], exact=True).wait_for()
    operator.get_by_role("button", name="Date", exact=True).click()
    in_frame(operator).locator(".field", has_text="put up in January").first.wait_for()
    in_frame(operator).get_by_text("on 19 November 2026").click()
    operator.get_by_text("Date taken from what you pressed").wait_for()
    assert operator.get_by_label("Leave out stories with these words").input_value() == "Ferry"
    operator.get_by_role("link", name="20 Nov 2026, 00:00 UTC").hover()
    in_frame(operator).locator(":target").get_by_text("on 20 November 2026").wait_for()
    operator.get_by_role("button", name="Subscribe", exact=True).click()
    operator.get_by_text("Subscribed.").wait_for(timeout=30_000)
    feed = asks(operator.get_by_label("Atom", exact=True).first.input_value())
    assert all((title in feed) == (title != "Ferry runs late") for title in TITLES)
    assert "<published>2026-11-20T00:00:00+00:00</published>" in feed
    assert operator.trouble == []


@pytest.mark.browser
@in_browser
def test_a_hostile_page_does_nothing_to_who_looks_at_it(
    follow: Callable[[str], str], operator: Any, running: tuple[str, str], site: Site
) -> None:
    operator.asked.clear()
    site.asked.clear()
    operator.goto(f"{running[0]}/new")
    operator.get_by_label("Address of the page", exact=True).fill(f"{site.address}/hostile")
    operator.get_by_role("button", name="Look", exact=True).click()
    operator.get_by_role("button", name="Choose", exact=True).first.click(timeout=30_000)
    operator.locator("iframe[src*='home=']").wait_for()
    in_frame(operator).locator(".field").first.wait_for()
    in_frame(operator).get_by_text(TITLES[1]).first.click()
    operator.get_by_text("Title taken from what you pressed").wait_for()
    assert operator.url == f"{running[0]}/new"
    follow(f"{site.address}/hostile")
    assert operator.evaluate("window.stolen") is None
    assert all(url.startswith(running[0]) for url in operator.asked)
    assert "/beacon.png" not in site.asked
    assert operator.trouble == []


@pytest.mark.browser
@in_browser
def test_what_only_a_topic_of_its_own_has_is_asked_for_no_other(
    operator: Any, running: tuple[str, str], site: Site
) -> None:
    operator.goto(f"{running[0]}/new?url={site.address}/cards")
    operator.get_by_role("button", name="Look", exact=True).click()
    operator.get_by_role("button", name="Choose", exact=True).first.click()
    name, words = (operator.get_by_label(label) for label in ("Name of its own topic", "Leave out stories"))
    name.wait_for()
    operator.get_by_label("Topic", exact=True).select_option("all")
    name.wait_for(state="hidden")
    assert not words.is_visible()
    operator.get_by_label("Topic", exact=True).select_option("")
    words.fill("walrus")
    operator.get_by_label("Topic", exact=True).select_option("all")
    name.wait_for(state="hidden")
    assert words.is_visible()


@pytest.mark.browser
@in_browser
def test_every_step_fits_every_screen_and_can_be_read(
    operator: Any, running: tuple[str, str], site: Site
) -> None:
    def is_fit() -> None:
        assert operator.evaluate(NAMELESS) == []
        assert operator.locator("h1").count() == 1
        for scheme in ("light", "dark"):
            operator.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert operator.evaluate(CONTRAST) == []
        for width in (320, 390, 1280):
            operator.set_viewport_size({"width": width, "height": 800})
            assert operator.evaluate("document.documentElement.scrollWidth") <= width

    operator.goto(f"{running[0]}/new?url={site.address}/cards")
    is_fit()
    operator.get_by_role("button", name="Look", exact=True).click()
    operator.get_by_role("button", name="Choose", exact=True).first.wait_for()
    is_fit()
    operator.get_by_role("button", name="Choose", exact=True).first.click()
    operator.get_by_role("button", name="Subscribe", exact=True).wait_for()
    is_fit()
    operator.get_by_role("button", name="Subscribe", exact=True).click()
    operator.get_by_text("Subscribed.").wait_for()
    is_fit()


@pytest.mark.browser
@in_browser
def test_it_all_works_without_scripts_and_by_keyboard(
    browser: Any, operator: Any, running: tuple[str, str], site: Site
) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=operator.context.storage_state())
    page = context.new_page()
    page.goto(f"{running[0]}/new")
    page.get_by_label("Address of the page", exact=True).focus()
    page.keyboard.type(f"{site.address}/table")
    page.keyboard.press("Enter")

    def presses(name: str) -> None:
        button = page.get_by_role("button", name=name, exact=True).first
        button.wait_for()
        button.focus()
        page.keyboard.press("Enter")

    presses("Choose")
    presses("Title")
    place = in_frame(page).get_by_role("link", name="2026-11-20", exact=True)
    place.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Title taken from what you pressed").wait_for()
    presses("Everything as guessed")
    page.get_by_text("Everything as guessed.").wait_for()
    presses("Subscribe")
    page.get_by_text("Subscribed.").wait_for()
    context.close()


@pytest.mark.browser
@in_browser
def test_a_large_list_comes_in_and_its_topic_keeps_ids_and_addresses_under_another_name(
    operator: Any, running: tuple[str, str], site: Site
) -> None:
    """More than any other form may send; from the file to the feed, and on from its old address."""
    feed = f'<outline text="Quay" xmlUrl="{site.address}/club.rss"/>'
    content = f'<opml><body><outline text="By the sea">{feed}</outline><!--{"x" * 200_000}--></body></opml>'
    operator.goto(f"{running[0]}/new/import")
    operator.set_input_files(
        "#file", [{"name": "a.opml", "mimeType": "text/xml", "buffer": content.encode()}]
    )
    operator.get_by_role("button", name="Import", exact=True).click()
    operator.get_by_text("1 source is made.").wait_for()
    old, new = (f"{running[0]}/feeds/{slug}.atom" for slug in ("by-the-sea", "shore"))
    before = served(old, TITLES[0])
    operator.goto(f"{running[0]}/topics/by-the-sea/settings")
    operator.get_by_label("Name in its addresses").fill("shore")
    operator.get_by_role("button", name="Save", exact=True).click()
    operator.get_by_text("Saved. It is in force within seconds.").wait_for()
    after = served(new, TITLES[0])
    assert [ids_in(text) for text in (before, after)] == [ids_in(before)] * 2
    with urllib.request.urlopen(old, timeout=PATIENCE) as answer:
        assert answer.url == new


def ids_in(feed: str) -> list[str]:
    """The id of the feed, and those of its entries."""
    found = re.findall(r"<id>(.*?)</id>", feed)
    assert len(found) > 1
    return found
