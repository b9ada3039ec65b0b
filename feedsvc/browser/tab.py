"""One page in one tab of one fresh context: drawn, waited for, and written down as it then stands.

The page itself was fetched by the poller, and so is every other to which it goes on; what its scripts ask
for goes through the proxy. Pictures, films, fonts and trackers are not asked for at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from feedsvc.browser.asked import Asked
from feedsvc.browser.cookies import cookies
from feedsvc.browser.hints import name_alone
from feedsvc.browser.scripts import BEFORE, LENGTH, SNAPSHOT
from feedsvc.browser.unwanted import TRACKERS, UNWANTED, host_of
from feedsvc.browser.wire import Drawn, Failed, Given, Job, Refused

Ask = Callable[[str], Given | Refused]
MOST_MOVES = 5
"""Pages to which a page may go on."""
STILL = 0.5
"""Seconds in which a page that shows next to nothing is looked at again."""
LITTLE = 200
"""Characters below which a page is likely still empty."""
MOST_STILL = 3.0
"""Seconds for which an empty page is waited for once its network is quiet."""


def through(proxy: str) -> dict[str, str]:
    """A context's only way to the network, that to this very machine included."""
    return {"server": proxy, "bypass": "<-loopback>"}


def draw(browser: Any, job: Job, ask: Ask, proxy: str) -> Drawn | Failed:
    """The page once its scripts have run, or why there is none."""
    from playwright.sync_api import Error

    until = time.monotonic() + job.seconds
    context = browser.new_context(
        user_agent=job.user_agent,
        service_workers="block",
        accept_downloads=False,
        bypass_csp=True,
        viewport={"width": 1280, "height": 2400},
        proxy=through(proxy),
    )
    try:
        return Tab(context, job, ask).drawn()
    except Error as error:
        return Failed(first_line(error), late=time.monotonic() >= until)
    finally:
        with suppress(Error):
            context.set_offline(True)  # what waits to be judged is let go as it closes, and must reach nobody
        with suppress(Error):
            context.close()


class Tab:
    """A page on its way."""

    def __init__(self, context: Any, job: Job, ask: Ask) -> None:
        self._job, self._ask = job, ask
        self._until = time.monotonic() + job.seconds
        self._pages = {job.url: Given(url=job.url, content=job.content, media_type=job.media_type)}
        self._moves = 0
        self._asked = Asked()
        context.add_init_script(BEFORE)
        context.route("**/*", self._routed)
        self._page = context.new_page()
        tools = context.new_cdp_session(self._page)
        name_alone(tools, job.user_agent)
        tools.send("Network.setCookies", {"cookies": list(cookies(job))})
        context.on("page", lambda other: other.close())
        self._page.on("dialog", lambda dialog: dialog.dismiss())
        self._page.on("requestfinished", self._asked.take)

    def drawn(self) -> Drawn | Failed:
        """The page as it stands when it has come to rest."""
        from playwright.sync_api import TimeoutError as TookTooLong

        with suppress(TookTooLong):
            self._page.goto(self._job.url, wait_until="commit", timeout=self._left())
        try:
            self._rest()
        except TookTooLong:
            return Failed(f"nothing on it matches {self._job.wait!r} after {self._job.seconds:g} s")
        html = self._page.evaluate(SNAPSHOT, self._job.most)
        if not html:
            return Failed(f"what its scripts make of it is larger than {self._job.most} bytes")
        return Drawn(url=self._page.url, html=html, data=tuple(self._asked.data()))

    # -- waiting ---------------------------------------------------------------------------------

    def _left(self) -> float:
        """Milliseconds until the end, as the library counts."""
        return max((self._until - time.monotonic()) * 1000, 1.0)

    def _rest(self) -> None:
        """Wait for what the source waits for, or until the network is quiet and something is there."""
        from playwright.sync_api import TimeoutError as TookTooLong

        if self._job.wait:
            self._page.wait_for_selector(self._job.wait, state="attached", timeout=self._left())
            return
        with suppress(TookTooLong):
            self._page.wait_for_load_state("networkidle", timeout=self._left())
        end = min(self._until, time.monotonic() + MOST_STILL)
        while self._page.evaluate(LENGTH) < LITTLE and time.monotonic() < end:
            self._page.wait_for_timeout(STILL * 1000)

    # -- requests --------------------------------------------------------------------------------

    def _routed(self, route: Any) -> None:
        from playwright.sync_api import Error

        with suppress(Error):  # its page has gone on meanwhile
            request = route.request
            if not request.url.startswith(("http://", "https://")) or request.resource_type in UNWANTED:
                route.abort()
            elif request.is_navigation_request() and request.frame.parent_frame is None:
                self._move(route, request)
            elif request.resource_type == "stylesheet":
                route.fulfill(status=200, content_type="text/css", body="")  # its scripts wait for it
            elif TRACKERS.search(host_of(request.url)):
                route.abort()
            else:
                route.continue_()

    def _move(self, route: Any, request: Any) -> None:
        """The page goes somewhere, which the poller fetches as every page."""
        url = request.url.partition("#")[0]
        self._moves += 1
        known = self._pages.get(url)
        page = known or (self._ask(url) if request.method == "GET" and self._may_move() else Refused())
        if isinstance(page, Refused) or not self._may_move():
            route.fulfill(status=204)  # it stays where it is; an error would put another page in its place
            return
        self._pages[page.url] = page
        moved = f"<script>location.replace({_quoted(page.url)})</script>".encode()
        as_it_is = page.url == url
        route.fulfill(
            status=200,
            content_type=page.media_type if as_it_is else "text/html",
            body=page.content if as_it_is else moved,
        )

    def _may_move(self) -> bool:
        return self._moves <= 1 + MOST_MOVES


def first_line(error: Exception) -> str:
    """What an error of the library says first."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines or [type(error).__name__])[0][:200]


def _quoted(url: str) -> str:
    """The address as a text of JavaScript within a page."""
    quoted = url.replace("\\", "%5C").replace('"', "%22").replace("<", "%3C")
    return f'"{quoted}"'
