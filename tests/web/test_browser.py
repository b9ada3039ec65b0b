"""The pages in a real browser: names, errors, policy, copying, contrast, phones."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.builders import story_id
from tests.chromium import chromium
from tests.patience import PATIENCE, until
from tests.web.servers import free_port, serving, write_site

CHROMIUM = chromium()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it or set FEEDSVC_TEST_CHROMIUM"),
]
PAGES = {
    "index": "/",
    "topic": "/topics/world",
    "story": f"/stories/{story_id(2)}",
    "status": "/status",
    "search": "/search?q=lanterns",
    "about": "/about-bot",
    "error": "/nope",
}
CONTRAST = """() => {
  const channel = (c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const found = numbers(getComputedStyle(node).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !node.checkVisibility() || node.closest("[aria-hidden]")) continue;
    const [a, b] = [light(numbers(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${walker.currentNode.textContent.trim().slice(0, 40)}`);
  }
  return poor;
}"""
NAMELESS = """() => [...document.querySelectorAll("a, button, input, summary, [role=region]")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.textContent.trim() || node.getAttribute("aria-label") || node.labels?.length
    || node.getAttribute("aria-labelledby")))
  .map((node) => node.outerHTML)"""

# What can be pressed and is lower or narrower than 24 pixels (WCAG 2.5.8): links within a sentence and
# those that a card makes as large as itself are none.
SMALL = """() => [...document.querySelectorAll("a[href], button, select, summary, input[type=text]")]
  .filter((node) => node.checkVisibility() && !node.matches(".skip"))
  .filter((node) => getComputedStyle(node, "::after").position !== "absolute")
  .filter((node) => !node.closest("p:not(.meta, .note), dd, .content") || node.closest(".actions"))
  .filter((node) => { const { width, height } = node.getBoundingClientRect(); return Math.min(width, height) < 24; })
  .map((node) => node.outerHTML)"""
ARABIC = 99
"""The number of a story in a script that runs from right to left."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place, port = tmp_path_factory.mktemp("browser"), free_port()
    town = write_site(place, port)
    town.poll(*range(100, 140), topics=("boats",))
    said = "قصة عن الميناء."
    told = {"title": "السوق يفتح 2 مرة (Herald)", "summary": said, "content": f"<p>{said}</p>"}
    town.poll(ARABIC, topics=("boats",), authors=("ليلى",), **told)
    town.fail("harbour", "https://harbour.example/a-very-long-address-without-any-break/" + "x" * 120)
    with serving("granian", place, port):
        yield f"http://127.0.0.1:{port}"
    town.store.close()


def watched(page: Any) -> Any:
    """The tab with what its console says against it in `trouble`."""
    page.trouble = []
    page.on("console", lambda message: page.trouble.append(message.text))
    page.on("pageerror", lambda error: page.trouble.append(str(error)))
    return page


@pytest.fixture
def open_page(browser: Any, site: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of the site and collects what the console says against it."""
    contexts: list[Any] = []

    def opened(path: str, **given: Any) -> Any:
        contexts.append(browser.new_context(**given))
        page = watched(contexts[-1].new_page())
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def opened(browser: Any, site: str) -> Iterator[Callable[[str], Any]]:
    """One tab per page, opened once."""
    context = browser.new_context()
    tabs = {name: watched(context.new_page()) for name in PAGES}
    for name, tab in tabs.items():
        tab.goto(site + PAGES[name])
    yield tabs.__getitem__
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_the_console_is_silent(opened: Callable[[str], Any], name: str) -> None:
    expected = ["status of 404"] if name == "error" else []
    assert [t for t in opened(name).trouble if not any(e in t for e in expected)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_text_stands_out_in_light_and_dark(opened: Callable[[str], Any], name: str, scheme: str) -> None:
    page = opened(name)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("name", PAGES)
def test_everything_that_can_be_used_has_a_name(opened: Callable[[str], Any], name: str) -> None:
    page = opened(name)
    assert page.evaluate(NAMELESS) == []
    assert page.locator("h1").count() == 1
    assert page.get_by_role("main").count() == 1
    assert page.evaluate("document.documentElement.lang") == "en"
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => +h.tagName[1])")
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(opened: Callable[[str], Any], name: str) -> None:
    for width in (320, 390, 768):
        opened(name).set_viewport_size({"width": width, "height": 800})
        assert opened(name).evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_everything_that_can_be_pressed_is_large_enough(opened: Callable[[str], Any], name: str) -> None:
    opened(name).set_viewport_size({"width": 390, "height": 800})
    assert opened(name).evaluate(SMALL) == []


def test_a_story_runs_as_its_script_does_and_our_words_as_ours(open_page: Callable[..., Any]) -> None:
    way = "(node) => getComputedStyle(node).direction"
    page = open_page("/topics/boats")
    arabic, english = (page.locator(f"[id='urn:uuid:{story_id(n)}']") for n in (ARABIC, ARABIC + 1))
    for part, ways in {"h3": ("rtl", "ltr"), ".summary": ("rtl", "ltr"), ".byline": ("ltr", "ltr")}.items():
        assert tuple(story.locator(part).evaluate(way) for story in (arabic, english)) == ways, part
    page.goto(page.url.replace("/topics/boats", f"/stories/{story_id(ARABIC)}"))
    assert [page.locator(at).evaluate(way) for at in ("h1", ".content", ".byline")] == ["rtl", "rtl", "ltr"]


def test_an_address_is_copied_with_one_press(open_page: Callable[..., Any], site: str) -> None:
    page = open_page("/topics/world", permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy the RSS address")
    button.click()
    page.get_by_text(f"Copied {site}/feeds/world.rss").wait_for(timeout=PATIENCE * 1000)
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/feeds/world.rss"
    assert page.trouble == []


def test_without_script_the_address_can_still_be_selected(open_page: Callable[..., Any], site: str) -> None:
    page = open_page("/topics/world", java_script_enabled=False)
    assert page.get_by_role("button").count() == 0
    assert page.get_by_label("Atom", exact=True).input_value() == f"{site}/feeds/world.atom"


def test_the_keyboard_skips_to_the_content(open_page: Callable[..., Any]) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_feed_opened_by_a_person_is_the_topics_page(open_page: Callable[..., Any], site: str) -> None:
    page = open_page("/feeds/boats.rss")
    assert page.locator("h1").inner_text() == "Boats & Piers"
    assert page.get_by_label("RSS", exact=True).input_value() == f"{site}/feeds/boats.rss"
    assert page.trouble == []


def test_pages_load_quickly(opened: Callable[[str], Any]) -> None:
    page = opened("index")
    sizes = page.evaluate("performance.getEntriesByType('resource').map((r) => r.transferSize)")
    assert len(sizes) <= 4
    assert sum(sizes) < 30_000


def test_times_are_told_from_now_and_exactly_on_hover(open_page: Callable[..., Any]) -> None:
    page = open_page("/topics/world", timezone_id="Asia/Tokyo")
    time = page.locator("time.dt-published").first
    assert "UTC" not in time.inner_text()
    assert "Times are in your time zone, Asia/Tokyo." in page.inner_text("footer")
    assert "GMT+9" in time.get_attribute("title") or "JST" in time.get_attribute("title")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert time.inner_text() == time.get_attribute("title")
    plain = open_page("/topics/world", java_script_enabled=False)
    assert plain.locator("time.dt-published").first.inner_text().endswith("UTC")


def test_a_filters_form_shows_the_address_of_its_feed_while_one_types(
    open_page: Callable[..., Any], site: str
) -> None:
    page = open_page("/topics/world")
    page.get_by_text("Only some of the stories?").first.click()
    page.get_by_label("With these words").fill("counted")
    page.get_by_label("Without these words").fill("a & b")
    wanted = f"{site}/feeds/world.rss?q=counted&exclude=a+%26+b"
    until(lambda: page.get_by_label("RSS", exact=True).input_value() == wanted)
    assert page.locator("a[href^='feed:']").get_attribute("href") == "feed:" + wanted[5:].replace(
        "rss", "atom"
    )
    page.get_by_role("button", name="Show these, and their feed").click()
    page.get_by_text("Only stories with “counted”, not “&”, not “a”, not “b”").wait_for(
        timeout=PATIENCE * 1000
    )
    assert page.locator(".stories article").count() == 1
    assert page.trouble == []


def test_stories_of_a_topic_follow_what_one_types(open_page: Callable[..., Any], site: str) -> None:
    page = open_page("/topics/world", timezone_id="Asia/Tokyo")
    page.get_by_text("Only some of the stories?").first.click()
    page.get_by_label("With these words").fill("Counted")
    page.get_by_text("Only stories with “counted”").wait_for(timeout=PATIENCE * 1000)
    assert page.locator(".stories article").count() == 1
    assert page.url == f"{site}/topics/world?q=Counted"
    assert "UTC" not in page.locator(".stories time.dt-published").inner_text()
    assert page.get_by_label("With these words").input_value() == "Counted"
    page.get_by_label("With these words").fill("")
    page.get_by_role("heading", name="Latest stories").wait_for(timeout=PATIENCE * 1000)
    assert page.get_by_label("RSS", exact=True).input_value() == f"{site}/feeds/world.rss"
    assert page.trouble == []


def test_results_and_their_feed_follow_what_one_types(open_page: Callable[..., Any], site: str) -> None:
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("searchbox").press_sequentially("counted", delay=5)
    page.get_by_role("link", name="Lanterns, counted again").wait_for(timeout=PATIENCE * 1000)
    assert page.url == f"{site}/search?q=counted"
    assert page.get_by_role("heading", name="Topics").is_hidden()
    page.get_by_role("button", name="Copy the Atom address").click()
    page.get_by_text(f"Copied {site}/feeds/world.atom?q=counted").wait_for(timeout=PATIENCE * 1000)
    assert all(address.startswith(site) for address in asked), "no third party"
    page.go_back()
    page.get_by_role("heading", name="Topics").wait_for(timeout=PATIENCE * 1000)
    assert page.url == f"{site}/"
    page.go_forward()
    page.get_by_role("link", name="Lanterns, counted again").wait_for(timeout=PATIENCE * 1000)
    assert page.trouble == []


def test_a_search_works_without_script(open_page: Callable[..., Any], site: str) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("counted")
    page.get_by_role("button", name="Search").click()
    assert page.url == f"{site}/search?q=counted"
    assert page.locator(".stories article").count() == 1
    assert page.get_by_label("Atom", exact=True).input_value() == f"{site}/feeds/world.atom?q=counted"
    assert "Times are in UTC." in page.inner_text("footer")


def test_what_was_mistyped_is_explained_while_one_types(open_page: Callable[..., Any]) -> None:
    page = open_page("/search")
    page.get_by_role("searchbox").fill(" ".join("abcdefghijklmnop"))
    page.get_by_text("Too many terms").wait_for(timeout=PATIENCE * 1000)
    page.get_by_role("searchbox").fill("counted")
    page.get_by_role("link", name="Lanterns, counted again").wait_for(timeout=PATIENCE * 1000)


def test_the_keyboard_leads_through_stories_and_pages(open_page: Callable[..., Any], site: str) -> None:
    page = open_page("/topics/boats")
    focused = "document.activeElement.textContent"
    first = page.locator(".stories h3 a").first.inner_text()
    page.keyboard.press("j")
    assert page.evaluate(focused) == first
    page.keyboard.press("j")
    assert page.evaluate(focused) != first
    page.keyboard.press("k")
    assert page.evaluate(focused) == first
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"{site}/topics/boats?page=2")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"{site}/topics/boats")
    page.get_by_text("Only some of the stories?").first.click()
    words = page.get_by_label("With these words")
    words.fill("ab")
    words.press("ArrowRight")
    words.press("j")
    assert words.input_value() == "abj"
    assert page.url.startswith(f"{site}/topics/boats")
    assert "page=2" not in page.url


def test_motion_is_reduced_and_paper_shows_the_stories(open_page: Callable[..., Any]) -> None:
    page = open_page("/topics/world")
    page.emulate_media(reduced_motion="reduce", media="print")
    assert page.locator(".subscribe").is_hidden()
    assert page.locator(".stories article").first.is_visible()
    page.goto(page.url.replace("/topics/world", "/"))
    assert page.locator(".card").first.evaluate("(card) => getComputedStyle(card).transitionDuration") in (
        "0s",
        "1e-05s",
    )


def test_the_end_of_an_address_is_seen(open_page: Callable[..., Any]) -> None:
    page = open_page("/topics/world?q=lanterns&author=mei+tan", viewport={"width": 390, "height": 800})
    field = page.get_by_label("Atom", exact=True)
    assert field.evaluate("(f) => f.scrollWidth > f.clientWidth && getComputedStyle(f).direction") == "rtl"


@pytest.mark.parametrize("name", PAGES)
def test_the_first_page_is_small_on_the_wire(opened: Callable[[str], Any], name: str) -> None:
    page = opened(name)
    whole = "performance.getEntries().reduce((sum, entry) => sum + (entry.transferSize || 0), 0)"
    assert page.evaluate(whole) < 40_000
