"""The process that drives a browser: one page after the other, until the poller hangs up.

    python -c "from feedsvc.browser.drive import drive; drive()" WORK LAUNCH

The warden starts it. Nothing here lasts longer than its page: a fresh context each, no file, no cookie.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from typing import Any

import msgspec

from feedsvc.browser.tab import draw, first_line, through
from feedsvc.browser.wire import Failed, Given, Job, Ready, Refused, Wanted, receive, send

SWITCHES = (
    "--proxy-bypass-list=<-loopback>",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--dns-prefetch-disable",
    "--no-pings",
    "--disable-gpu",
    "--disable-webgl",
    "--disable-remote-fonts",
    "--disable-file-system",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--renderer-process-limit=2",
    "--js-flags=--max-old-space-size=256",
)
"""What a browser goes without: every way to the network but the proxy, and what only costs."""
FEATURES = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
    # What the library switches off: of two such lists the last one holds.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    "msEdgeUpdateLaunchServicesPreferredVersion",
    "msForceBrowserSignIn",
)
"""Of the browser, which are off: what its address bar would show was a process of its own for every page,
40 MB and 0.6 s of CPU, where a page itself takes 0.1."""
ON = (
    *("EnablePortBoundCookies", "EnableSchemeBoundCookies"),
    *("CDPScreenshotNewSurface", "SkipListAccountsWithoutGaiaCookies"),  # the library's, which ours replace
)
"""Of the browser, which are on: a cookie goes to the origin it is of, not to every port of its host."""
NOBODY = "http://nobody.invalid:9"
"""The proxy of what the browser asks for on its own behalf (updates, accounts): none. Pages have ours."""
UNWANTED = ("--disable-popup-blocking", "--enable-unsafe-swiftshader")
"""Of those that the library gives by itself."""
MOST_SECONDS = 50.0
"""How long a browser may take to start."""


class Launch(msgspec.Struct, frozen=True, kw_only=True):
    """Which browser, and its only way out."""

    executable: str
    url: str
    proxy: str
    check: str
    """An address that only the proxy knows an answer to."""


def drive() -> None:
    """The driver's life."""
    launch = msgspec.json.decode(sys.argv[2], type=Launch)
    with socket.socket(fileno=int(sys.argv[1])) as link:
        try:
            from playwright.sync_api import Error, sync_playwright
        except ImportError:
            return send(link, Failed("the extra is not there"))
        with sync_playwright() as playwright:
            try:
                browser = opened(playwright.chromium, launch)
                if launch.url and not is_kept_in(browser, launch):
                    return send(link, Failed("its requests do not come to our proxy to be judged"))
            except Error as error:
                return send(link, Failed(first_line(error)))
            send(link, Ready())
            _serve(link, browser, launch.proxy)


def opened(chromium: Any, launch: Launch) -> Any:
    """A browser: the one that runs at an address, or a new one."""
    if launch.url:
        return chromium.connect_over_cdp(launch.url, timeout=MOST_SECONDS * 1000)
    return chromium.launch(
        executable_path=launch.executable,
        chromium_sandbox=os.geteuid() != 0,  # Chromium's own refuses to run for root
        ignore_default_args=list(UNWANTED),
        timeout=MOST_SECONDS * 1000,
        args=[
            *SWITCHES,
            f"--disable-features={','.join(FEATURES)}",
            f"--enable-features={','.join(ON)}",
            f"--proxy-server={NOBODY}",
            _resolves_nothing(launch.proxy),
        ],
    )


def is_kept_in(browser: Any, launch: Launch) -> bool:
    """Whether what a browser of somebody else asks for comes to our proxy, though it be for this machine."""
    from playwright.sync_api import Error

    context = browser.new_context(proxy=through(launch.proxy))
    try:
        answer = context.new_page().goto(launch.check, timeout=MOST_SECONDS * 1000)
        return bool(answer and answer.text() == launch.check)
    except Error:
        return False
    finally:
        context.close()


def _resolves_nothing(proxy: str) -> str:
    host = proxy.removeprefix("http://").rpartition(":")[0]
    return f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {host}"


def _serve(link: socket.socket, browser: Any, proxy: str) -> None:
    while browser.is_connected():
        try:
            job = receive(link, Job)
        except (EOFError, OSError):
            return
        send(link, draw(browser, job, _asking(link), proxy))


def _asking(link: socket.socket) -> Callable[[str], Given | Refused]:
    def ask(url: str) -> Given | Refused:
        send(link, Wanted(url))
        return receive(link, Given | Refused)  # type: ignore[arg-type]

    return ask
