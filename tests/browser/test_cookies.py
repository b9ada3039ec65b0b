"""Cookies that a source has go to its own host, and are no affair of its page's scripts."""

from __future__ import annotations

import pytest

from feedsvc.browser.renderer import Renderer
from feedsvc.errors import FetchError
from feedsvc.models import Page
from tests.browser.site import CHROMIUM, PLACE, Rebinding, Site, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it or set FEEDSVC_TEST_CHROMIUM"),
]
ASKS = """
const done = () => document.body.insertAdjacentHTML('beforeend', `<p id=done>read: ${document.cookie}</p>`);
fetch('http://rebind.example:{port}/theirs', { mode: 'no-cors', credentials: 'include' })
  .catch(() => 0).then(() => fetch('/ours')).then(done);"""


def test_cookies_go_to_the_pages_own_host_and_are_gone_with_the_page(
    renderer: Renderer, resolver: Rebinding, site: Site
) -> None:
    def visit(url: str) -> Page:
        raise FetchError("it goes nowhere", rule="address")

    def asked(**cookies: str) -> str:
        resolver.asked = 0
        site.cookies.clear()
        page = renderer.render(site.page("/page"), visit, wait="#done", cookies=cookies).page
        return page.text.partition('<p id="done">')[2]

    port = site.address.rpartition(":")[2]
    site.has("/page", PLACE.replace("{script}", ASKS.replace("{port}", port)))
    site.has("/ours", "fish", "text/plain")
    site.has("/theirs", "fish", "text/plain")
    assert asked(session="s3cret", seen="1") == "read: </p></body></html>"
    assert site.cookies == {"/theirs": "", "/ours": "session=s3cret; seen=1"}
    asked()
    assert site.cookies["/ours"] == ""


PORTS = """
const done = () => document.body.insertAdjacentHTML('beforeend', '<p id=done>asked</p>');
const theirs = '{theirs}', asks = (url) => fetch(url, { mode: 'no-cors', credentials: 'include' }).catch(() => 0);
const opens = () => new Promise((then) => {
  const socket = new WebSocket(theirs.replace('http', 'ws') + '/socket');
  socket.onopen = socket.onerror = socket.onclose = then; });
const frames = () => new Promise((then) => {
  const frame = document.createElement('iframe');
  frame.onload = then; frame.src = theirs + '/frame'; document.body.append(frame); });
asks(theirs + '/asked').then(() => asks('/leads')).then(opens).then(frames).then(() => fetch('/ours')).then(done);"""


def test_cookies_go_to_no_other_port_of_their_host(renderer: Renderer, site: Site) -> None:
    def visit(url: str) -> Page:
        raise FetchError("it goes nowhere", rule="address")

    with serving() as other:
        for path in ("/asked", "/led", "/frame", "/socket"):
            other.has(path, "fish")
        site.has("/page", PLACE.replace("{script}", PORTS.replace("{theirs}", other.address)))
        site.has("/leads", "", status=302, Location=f"{other.address}/led")
        site.has("/ours", "fish", "text/plain")
        renderer.render(site.page("/page"), visit, wait="#done", cookies={"session": "s3cret"})
        assert site.cookies["/ours"] == "session=s3cret"
        assert other.cookies == dict.fromkeys(("/asked", "/led", "/socket", "/frame"), "")
