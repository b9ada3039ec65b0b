"""What hostile pages come to: nothing that may not be reached is, and nothing of them stays."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from feedsvc.browser.processes import below
from feedsvc.browser.renderer import Renderer
from feedsvc.errors import FetchError
from tests.browser.hostile import CIRCLES, DONE, ENDLESS, GREEDY, HARMLESS
from tests.browser.site import CHROMIUM, PLACE, Rebinding, Site, Trap, drawn, is_there, put, rendering
from tests.patience import until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it or set FEEDSVC_TEST_CHROMIUM"),
]
LONG = timedelta(seconds=100)
LITTLE = 700_000_000


def error_of(renderer: Renderer, site: Site) -> FetchError:
    """Why the page at /page cannot be drawn, in one line."""
    with pytest.raises(FetchError) as caught:
        drawn(renderer, site, "/page")
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("name", HARMLESS)
def test_a_page_reaches_nothing_that_it_may_not(
    renderer: Renderer, resolver: Rebinding, site: Site, trap: Trap, name: str
) -> None:
    resolver.asked = 0
    put(site, trap, HARMLESS[name])
    page = drawn(renderer, site, "/page", wait="#done").page
    assert '<p id="done">done</p>' in page.text
    assert "<title>Quay</title>" in page.text
    assert page.url == f"{site.address}/page"
    assert not trap.touched
    assert resolver.hosts <= {"rebind.example", "localhost"}, "the browser asks nobody on its own behalf"


def test_a_page_that_is_led_in_circles_stops_after_a_few(renderer: Renderer, site: Site, trap: Trap) -> None:
    put(site, trap, CIRCLES)
    visited: list[str] = []

    def visit(url: str) -> object:
        visited.append(url)
        return site.page(url.removeprefix(site.address))

    renderer.render(site.page("/page"), visit)  # type: ignore[arg-type]
    assert 0 < len(visited) <= 5


def test_a_page_that_takes_too_long_ends_its_browser(site: Site, trap: Trap) -> None:
    put(site, trap, ENDLESS)
    with rendering(timeout=timedelta(seconds=1), grace=0.5) as renderer:
        told = error_of(renderer, site)
        assert told.rule == "timeout"
        assert "no complete page within 1 s in the browser (raise [browser] timeout" in str(told)
        assert renderer.processes() == 0


def test_a_page_that_takes_too_much_ends_its_browser_and_nothing_of_the_next_one_stays_behind(
    site: Site, trap: Trap
) -> None:
    put(site, trap, GREEDY)
    site.has("/good", PLACE.replace("{script}", DONE))
    with rendering(timeout=LONG, memory=LITTLE) as renderer:
        told = error_of(renderer, site)
        assert (told.rule, str(told)) == (
            "render",
            "render: the page could not be drawn: it needs more than 667 MiB",
        )
        assert 'id="done"' in drawn(renderer, site, "/good").page.text
        warden = renderer.processes()
        processes = [warden, *below(warden)]
        place = place_of(processes[1])
        assert len(processes) > 4
        assert place.exists()
    assert not any(map(is_there, processes))
    assert not place.exists()


def test_a_browser_ends_with_the_poller_however_that_ends(site: Site, trap: Trap) -> None:
    put(site, trap, DONE)
    with rendering(timeout=LONG) as renderer:
        drawn(renderer, site, "/page", wait="#done")
        processes = below(renderer.processes())
        os.kill(renderer.processes(), 9)  # not even the one that would end them
        until(lambda: not any(map(runs, processes)))


def runs(process: int) -> bool:
    """Whether it has not ended; who puts it away is the system's business where its parent is gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text("latin-1").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def place_of(process: int) -> Path:
    """The folder for temporary files that a process was given."""
    environ = Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
    return Path(next(one[7:].decode() for one in environ if one.startswith(b"TMPDIR=")))
