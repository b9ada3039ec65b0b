"""What a browser is started with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from feedsvc.browser.cookies import cookies
from feedsvc.browser.drive import Launch, opened
from feedsvc.browser.wire import Job

pytestmark = pytest.mark.slow
OFF, ON = "--disable-features=", "--enable-features="


def switches(folder: Path) -> list[str]:
    """Those of a browser that writes them down and ends at once."""
    from playwright.sync_api import Error, sync_playwright

    program, told = folder / "browser", folder / "switches"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}\n')
    program.chmod(0o755)
    launch = Launch(executable=str(program), url="", proxy="http://127.0.0.1:9", check="")
    with sync_playwright() as playwright, pytest.raises(Error):
        opened(playwright.chromium, launch)
    return told.read_text().splitlines()


def test_what_the_library_switches_off_stays_off_beside_what_we_do(tmp_path: Path) -> None:
    first, last = (set(one.removeprefix(OFF).split(",")) for one in switches(tmp_path) if one.startswith(OFF))
    assert first <= last
    assert "WebUIOmniboxPopup" in last - first


def test_a_browser_gives_way_to_what_polls_and_serves() -> None:
    code = "import os; from feedsvc.browser import warden; warden._begin_driver(); print(os.nice(0))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == min(os.nice(0) + 10, 19)


def test_cookies_are_bound_to_their_origin(tmp_path: Path) -> None:
    first, last = (set(one.removeprefix(ON).split(",")) for one in switches(tmp_path) if one.startswith(ON))
    assert first <= last
    assert {"EnablePortBoundCookies", "EnableSchemeBoundCookies"} <= last


@pytest.mark.parametrize(
    ("url", "bound"),
    [
        pytest.param("https://quay.example/news?x=1", ("https://quay.example/", True, "Secure", 443), id="https"),
        pytest.param("http://quay.example/", ("http://quay.example/", False, "NonSecure", 80), id="http"),
        pytest.param("http://[::1]:81/a", ("http://[::1]:81/", False, "NonSecure", 81), id="a port"),
    ],
)  # fmt: skip
def test_a_cookie_says_of_which_origin_it_is(url: str, bound: tuple[Any, ...]) -> None:
    job = Job(
        url=url,
        content=b"",
        media_type="text/html",
        user_agent="",
        cookies={"session": "s3cret"},
        wait=None,
        seconds=1,
        most=1,
    )
    (cookie,) = cookies(job)
    assert tuple(cookie[name] for name in ("url", "secure", "sourceScheme", "sourcePort")) == bound


def test_a_browser_elsewhere_is_taken_as_it_is() -> None:
    asked: list[Any] = []
    chromium = SimpleNamespace(connect_over_cdp=lambda *given, **_: asked.append(given))
    opened(chromium, Launch(executable="", url="ws://quay.example:9", proxy="", check=""))
    assert asked == [("ws://quay.example:9",)]
