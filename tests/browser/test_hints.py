"""What a drawn page asks for says our name alone, whoever of the page asks: no browser, no system."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from tests.browser.site import AGENT, CHROMIUM, Site, drawn, rendering, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it or set FEEDSVC_TEST_CHROMIUM"),
]
PAGE = "<!doctype html><body><div id=done></div><script>fetch('/of-page'); {more}</script>"
FRAME = "<!doctype html><body><script>fetch('/of-{name}'); {more}</script>"
WITHIN = """
const frame = document.createElement('iframe');
frame.src = 'http://{host}/{name}';
document.body.append(frame);"""
WORKERS = """
new Worker('/worker.js');
for (const there of [window, document.body.appendChild(document.createElement('iframe')).contentWindow])
  if (there.SharedWorker) new there.SharedWorker('/shared.js');"""
EXPECTED = {"/of-page", "/worker.js", "/of-worker", "/outer", "/of-outer", "/inner", "/of-inner"}


def within(site: Site, host: str, name: str) -> str:
    """The script that puts a frame of this host into a page."""
    return WITHIN.replace("{host}", f"{host}:{urlsplit(site.address).port}").replace("{name}", name)


def put(site: Site) -> None:
    """A page with workers, and a frame of another site with one of a third in it."""
    inner = within(site, "b.localhost", "inner")
    site.has("/", PAGE.replace("{more}", WORKERS + within(site, "a.localhost", "outer")))
    site.has("/outer", FRAME.replace("{name}", "outer").replace("{more}", inner))
    site.has("/inner", FRAME.replace("{name}", "inner").replace("{more}", ""))
    site.has("/worker.js", "fetch('/of-worker')", "text/javascript")
    site.has("/shared.js", "fetch('/of-shared')", "text/javascript")


def test_page_frames_and_workers_name_us_and_nothing_else() -> None:
    with (
        serving() as site,
        rendering(lambda host, port: ["127.0.0.1"], timeout=timedelta(seconds=100)) as renderer,
    ):
        put(site)
        for _ in range(5):  # on a busy machine a page may be at rest before its frames are
            drawn(renderer, site, "/", wait="#done")
            drawn(renderer, site, "/")
            if set(site.fields) >= EXPECTED:
                break
    assert set(site.fields) == EXPECTED
    assert {fields["user-agent"] for fields in site.fields.values()} == {AGENT}
    hints = {name for fields in site.fields.values() for name in fields if name.startswith("sec-ch-")}
    assert hints == set()
