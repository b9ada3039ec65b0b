"""A browser that runs already, at [browser] url: used where its requests come to us, refused where not."""

from __future__ import annotations

import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from feedsvc.browser.drive import Launch, is_kept_in
from feedsvc.browser.proxy import Proxy
from feedsvc.browser.renderer import Renderer
from feedsvc.errors import FetchError
from feedsvc.fetch.addresses import AddressGuard
from tests.browser.hostile import HARMLESS
from tests.browser.site import AGENT, ALLOWED, CHROMIUM, Site, Trap, drawn, put, rendering

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it or set FEEDSVC_TEST_CHROMIUM"),
]
LONG = timedelta(seconds=100)
ASKS = """
fetch('http://{trap}/').catch(() => 0);
new WebSocket('ws://{trap}/');
fetch('/news').then((r) => r.text()).then((text) => {
  document.body.insertAdjacentHTML('beforeend', `<p id=done>${text}</p>`);
});"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The DevTools address of a Chromium that somebody else has started."""
    own: Path = tmp_path_factory.mktemp("chromium")
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
    command = [str(CHROMIUM), *switches, f"--user-data-dir={own}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            address = next(found[0] for line in process.stderr if (found := re.search(r"ws://\S+", line)))
            Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would stop it
            yield address
        finally:
            process.kill()


def test_it_draws_pages_and_asks_through_our_guard(elsewhere: str, site: Site, trap: Trap) -> None:
    put(site, trap, ASKS)
    site.has("/news", "fish", "text/plain")
    site.asked.clear()
    with rendering(url=elsewhere) as renderer:
        assert '<p id="done">fish</p>' in drawn(renderer, site, "/page", wait="#done").page.text
    assert site.asked == [("GET", "/news", AGENT)]
    assert not trap.touched


@pytest.fixture(scope="module")
def led(elsewhere: str) -> Iterator[Renderer]:
    """Draws pages in it, with all the time there is."""
    with rendering(url=elsewhere, timeout=LONG) as renderer:
        yield renderer


@pytest.mark.parametrize("name", HARMLESS)
def test_it_reaches_nothing_that_it_may_not(led: Renderer, site: Site, trap: Trap, name: str) -> None:
    put(site, trap, HARMLESS[name])
    assert '<p id="done">done</p>' in drawn(led, site, "/page", wait="#done").page.text
    assert not trap.touched


def test_one_whose_requests_do_not_come_to_us_is_refused(elsewhere: str) -> None:
    from playwright.sync_api import sync_playwright

    class Free:
        """Takes no proxy."""

        def new_context(self, **_: object) -> object:
            return browser.new_context()

    proxy = Proxy(AddressGuard([ALLOWED]), lambda host, port: [host])
    launch = Launch(executable="", url=elsewhere, proxy=proxy.address, check=proxy.check)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.connect_over_cdp(elsewhere)
            assert is_kept_in(browser, launch)
            assert not is_kept_in(Free(), launch)
    finally:
        proxy.close()


def test_a_dead_address_is_one_line_that_says_what_to_do(site: Site) -> None:
    site.has("/page", "<p>")
    with closing(socket.create_server(("127.0.0.1", 0))) as nobody:
        url = f"ws://127.0.0.1:{nobody.getsockname()[1]}"
    with rendering(url=url) as renderer, pytest.raises(FetchError) as caught:
        drawn(renderer, site, "/page")
    told = str(caught.value)
    assert caught.value.rule == "render"
    assert f"[browser] url: {url} cannot be used: " in told
    assert told.endswith("(start a Chromium there with --remote-debugging-port, or leave it out)")
    assert "\n" not in told
