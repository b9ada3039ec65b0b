"""Topics and lists of subscriptions in a real browser on a phone, by keyboard, with and without scripts."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.serving import make_server

from tests.builder.conftest import TOKEN, Service, Site
from tests.builder.test_access import findings
from tests.builder.test_desk_browser import PATIENCE, is_fit
from tests.builder.test_importing import folder
from tests.builder.test_settings import PIER
from tests.builder.test_topics import TOPICS
from tests.builder.towns import ARTICLES, PAGES
from tests.httpd import running
from tests.web.test_browser import CHROMIUM, SMALL, watched

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it or set FEEDSVC_TEST_CHROMIUM"),
]


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    """A service with two topics and a source, under a server of this process."""
    (service.directory / "topics.toml").write_text(TOPICS)
    (service.directory / "sources" / "pier.toml").write_text(PIER)
    with running(make_server("127.0.0.1", 0, service.app, threaded=True)) as address:
        yield address


@pytest.fixture
def opens(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of the operator in a tab of a phone."""
    contexts: list[Any] = []

    def opened(path: str, **given: Any) -> Any:
        contexts.append(
            browser.new_context(viewport={"width": 390, "height": 800}, reduced_motion="reduce", **given)
        )
        contexts[-1].set_default_timeout(PATIENCE)
        tab = watched(contexts[-1].new_page())
        tab.goto(f"{address}/sign-in?next={path}")
        tab.get_by_label("Token", exact=True).fill(TOKEN)
        sends(tab, "Sign in")
        return tab

    yield opened
    for context in contexts:
        context.close()


def sends(tab: Any, button: str) -> None:
    """Press a button by keyboard, and wait for the page that comes of it."""
    with tab.expect_navigation():
        tab.get_by_role("button", name=button, exact=True).first.focus()
        tab.keyboard.press("Enter")


def is_for_everybody(tab: Any) -> None:
    """Named, readable, no wider than the screen, large enough for a finger, and nothing that axe-core minds."""
    is_fit(tab)
    assert tab.evaluate(SMALL) == []
    assert findings(tab, contrast=False) == []  # `is_fit` has looked at it, by day and by night


def test_a_topic_is_added_mended_renamed_and_removed(opens: Callable[..., Any], service: Service) -> None:
    tab = opens("/topics")
    is_for_everybody(tab)
    tab.get_by_role("link", name="Add a topic").click()
    is_for_everybody(tab)
    tab.get_by_label("Title", exact=True).fill(f"قوارب & {'ت' * 200}")
    tab.get_by_label("Name in its addresses").fill("craft")
    tab.get_by_label("Keywords").fill("raft\n/(/")
    sends(tab, "Add")
    is_for_everybody(tab)
    field = tab.get_by_label("Keywords")
    assert field.get_attribute("aria-invalid") == "true"
    told = tab.locator(f"#{field.get_attribute('aria-describedby').split()[-1]}").inner_text()
    assert "is no regular expression" in told
    field.fill("raft\nboat")
    sends(tab, "Show what it would take")
    tab.get_by_text("0 of the newest 0 stored stories").wait_for()
    is_for_everybody(tab)
    sends(tab, "Add")
    tab.get_by_text("The topic is made.").wait_for()
    tab.get_by_label("Name in its addresses").fill("floats")
    tab.get_by_label("Pier", exact=True).check()
    sends(tab, "Save")
    is_for_everybody(tab)
    assert 'slug = "floats"' in service.topics()
    assert 'former = ["craft"]' in service.topics()
    assert 'sources = ["pier"]' in service.topics()
    home = tab.url.partition("/topics/")[0]
    for path in ("/topics", "/sources/pier/settings", "/topics/floats/settings"):
        tab.goto(home + path)
        is_fit(tab)
    tab.locator("summary").click()
    sends(tab, "Remove it")
    tab.get_by_text("The topic floats is removed.").wait_for()
    assert service.topics().rstrip() == TOPICS.rstrip()
    assert [line for line in tab.trouble if "status of 400" not in line] == []


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The second page of a list, which is looked at no sooner than this is set."""
    from feedsvc.builder.looking import Looker

    goes_on, looks = threading.Event(), Looker.detection

    def detection(self: Looker, config: Any, url: str, *more: Any, **given: Any) -> Any:
        if url.endswith("/nowhere"):
            goes_on.wait(PATIENCE / 1000)
        return looks(self, config, url, *more, **given)

    monkeypatch.setattr(Looker, "detection", detection)
    yield goes_on
    goes_on.set()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_becomes_of_each_page_of_a_list_is_seen_while_others_are_looked_at(
    opens: Callable[..., Any], service: Service, site: Site, slow: threading.Event, scripts: bool
) -> None:
    body = folder(
        "By the sea",
        f'<outline text="Quay" xmlUrl="{site.address}/feed"/>',
        f'<outline text="Pier news" htmlUrl="{site.address}/articles"/>',
        f'<outline text="Nowhere" htmlUrl="{site.address}/nowhere"/>',
    )
    tab = opens("/new/import", java_script_enabled=scripts)
    file = {
        "name": "mine.opml",
        "mimeType": "text/x-opml",
        "buffer": f"<opml><body>{body}</body></opml>".encode(),
    }
    tab.set_input_files("#file", [file])
    tab.get_by_role("button", name="Import", exact=True).click(no_wait_after=True)
    log = tab.get_by_role("log")
    log.get_by_text("made:").wait_for()
    assert not tab.get_by_text("All pages are done").is_visible()
    assert log.get_by_text("Nowhere", exact=True).is_visible()
    slow.set()
    tab.get_by_text("All pages are done: 1 source made.").wait_for()
    if scripts:
        is_for_everybody(tab)
        assert tab.trouble == []
    assert len(json.loads(re.findall(r"(?s)sources = (\[[^]]*\])", service.topics())[-1])) == 2


def test_a_file_that_is_too_large_is_told_before_it_is_sent(opens: Callable[..., Any]) -> None:
    tab = opens("/new/import")
    is_for_everybody(tab)
    tab.set_input_files(
        "#file", [{"name": "a.opml", "mimeType": "text/xml", "buffer": b" " * (1 << 20) + b" "}]
    )
    assert (
        tab.evaluate("document.getElementById('file').validationMessage")
        == "This file is too large: split it."
    )
    tab.set_input_files("#file", [{"name": "a.opml", "mimeType": "text/xml", "buffer": b"<rss/>"}])
    assert tab.evaluate("document.getElementById('file').validationMessage") == ""
    sends(tab, "Import")
    assert "a.opml: is no OPML" in tab.get_by_role("alert").inner_text()


def test_one_of_many_sources_is_found_by_a_word(opens: Callable[..., Any], service: Service) -> None:
    for number in range(14):
        text = PIER.replace("Pier", f"Mole {number}").replace("pier.example", f"mole{number}.example")
        (service.directory / "sources" / f"mole-{number}.toml").write_text(text)
    tab = opens("/sources")
    is_for_everybody(tab)
    tab.get_by_label("Name or address of a source").fill("MOLE12.example news")
    sends(tab, "Find")
    is_for_everybody(tab)
    assert tab.locator(".rows:not(.channels) .row-title").all_inner_texts() == ["Mole 12\nmole-12"]
    assert tab.get_by_text("1 source has").is_visible()


def test_the_other_lists_of_a_page_are_one_press_behind_the_chosen_one(
    opens: Callable[..., Any], site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = opens("/new")
    tab.get_by_label("Address of the page", exact=True).fill(f"{site.address}/articles")
    sends(tab, "Look")
    count = tab.locator(".list-card").count()
    sends(tab, "Choose")
    asked = list(site.asked)
    monkeypatch.setitem(PAGES, "/articles", (ARTICLES[0], "gone"))
    sends(tab, "Back to the lists of this page")
    assert tab.locator(".list-card").count() == count
    assert site.asked == asked
