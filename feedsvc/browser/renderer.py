"""Pages drawn by their scripts, one at a time, in a browser that is started when the first one needs it.

renderer = Renderer(options, guard=guard, user_agent=agent)
rendered = renderer.render(page, visit, wait=".story")   # FetchError `render`, `timeout` or `busy`
rendered.page, rendered.data                             # the page as it then stands; the JSON it asked for
renderer.close()

The browser is ended after fifty pages, ten idle minutes, and whenever a page took too long or too much.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib.metadata import version
from typing import Unpack
from urllib.parse import urlsplit

from feedsvc.browser.drawing import Rendered, Visit, Wishes
from feedsvc.browser.drive import Launch
from feedsvc.browser.keeper import Group, GroupError
from feedsvc.browser.program import NoBrowser, executable
from feedsvc.browser.proxy import Proxy
from feedsvc.browser.wire import Drawn, Given, Job, Refused
from feedsvc.config import BrowserOptions, Config
from feedsvc.config import Proxy as Upstream
from feedsvc.errors import FetchError, SourceError
from feedsvc.fetch import make_user_agent
from feedsvc.fetch.addresses import AddressGuard
from feedsvc.fetch.resolve import Resolver, system_resolver
from feedsvc.models import Page

PAGES = 50
IDLE = 600.0
QUEUE = timedelta(seconds=30)
"""How long a page waits for the one before it until the poll is given back."""
GRACE = 5.0
"""Seconds for which a page may be late before its browser is ended."""


class Renderer:
    """Draws pages; safe to use from many threads, of which each waits for its turn."""

    def __init__(
        self,
        options: BrowserOptions,
        *,
        guard: AddressGuard,
        user_agent: str,
        most: int = 8_000_000,
        resolver: Resolver = system_resolver,
        upstream: Upstream | None = None,
        idle: float = IDLE,
        queue: timedelta = QUEUE,
        grace: float = GRACE,
    ) -> None:
        self._options = options
        self._guard, self._resolver = guard, resolver
        self._upstream = upstream
        self._agent, self._most = user_agent, most
        self._idle, self._queue, self._grace = idle, queue, grace
        self._lock = threading.Lock()
        self._group: Group | None = None
        self._proxy: Proxy | None = None
        self._pages = 0
        self._timer: threading.Timer | None = None

    def render(self, page: Page, visit: Visit, **wishes: Unpack[Wishes]) -> Rendered:
        """The page once its scripts have run; raises FetchError."""
        with self._turn():
            try:
                drawn = self._drawn(page, visit, wishes)
            except NoBrowser as error:
                raise FetchError(f"render: {error}", rule="render", url=page.url) from error
            except GroupError as error:
                self._end()
                raise FetchError(f"{error.kind}: {_told(error)}", rule=error.kind, url=page.url) from error
            self._count()
        return Rendered(page=_page_of(page, drawn), data=drawn.data)

    def close(self) -> None:
        """End the browser where there is one."""
        with self._lock:
            self._end()
            if self._proxy:
                self._proxy.close()
                self._proxy = None

    def processes(self) -> int:
        """The number of the process that all of the browser's come of; 0 where there is none."""
        return self._group.number if self._group else 0

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._lock.acquire(timeout=self._queue.total_seconds()):
            told = "the browser is busy with other pages of ours"
            raise FetchError(told, rule="busy", retry_after=self._queue)
        try:
            self._stop_clock()
            yield
        finally:
            self._start_clock()  # also after a page that failed: its browser must not stay for ever
            self._lock.release()

    def _drawn(self, page: Page, visit: Visit, wishes: Wishes) -> Drawn:
        group = self._ready(wishes.get("upstream") or self._upstream)
        seconds = self._options.timeout.total_seconds()
        job = Job(
            url=page.url,
            content=page.content,
            media_type=f"{page.media_type}; charset={page.charset}",
            user_agent=self._agent,
            wait=wishes.get("wait"),
            seconds=seconds,
            most=self._most,
            cookies=dict(wishes.get("cookies") or {}),
        )
        return group.draw(job, lambda url: _visited(visit, url), seconds + self._grace)

    def _ready(self, upstream: Upstream | None) -> Group:
        """The browser, started where there is none."""
        program = executable(self._options)
        if self._proxy is None:
            self._proxy = Proxy(self._guard, self._resolver, *facing(self._options.url))
        self._proxy.begin(upstream if upstream and upstream.scheme else None)
        if self._group and self._group.running():
            return self._group
        self._end()
        launch = Launch(
            executable=program,
            url=self._options.url,
            proxy=self._proxy.address,
            check=self._proxy.check,
        )
        self._group, self._pages = Group(launch, self._options.memory), 0
        return self._group

    def _count(self) -> None:
        self._pages += 1
        if self._pages >= PAGES:
            self._end()

    def _end(self) -> None:
        if self._group:
            self._group.stop()
        self._group = None

    def _start_clock(self) -> None:
        if self._group:
            self._timer = threading.Timer(self._idle, self._rest)
            self._timer.daemon = True
            self._timer.start()

    def _stop_clock(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _rest(self) -> None:
        """Nothing was drawn for long."""
        if self._lock.acquire(blocking=False):
            self._end()
            self._lock.release()


def make_renderer(config: Config) -> Renderer:
    """A renderer within the configuration's limits, that says who we are; nothing is started yet."""
    return Renderer(
        config.browser,
        guard=AddressGuard(config.fetch.allow_networks),
        user_agent=make_user_agent(version("feedsvc"), config.site.contact),
        most=config.fetch.max_bytes,
        upstream=config.fetch.proxy,
    )


def facing(url: str) -> tuple[str, str]:
    """The address of this machine that a browser elsewhere reaches, and the browser's own."""
    host = urlsplit(url).hostname or "127.0.0.1"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:  # connects to nobody, asks for the way
        try:
            asked.connect((host, 9))
            return str(asked.getsockname()[0]), str(asked.getpeername()[0])
        except OSError:
            return "127.0.0.1", ""


def _visited(visit: Visit, url: str) -> Given | Refused:
    """What is at an address to which the page goes on; refused where no poll may go there."""
    try:
        page = visit(url)
    except SourceError:
        return Refused()
    return Given(url=page.url, content=page.content, media_type=f"{page.media_type}; charset={page.charset}")


def _told(error: GroupError) -> str:
    if error.kind == "timeout":
        return f"{error} in the browser (raise [browser] timeout, or name what to wait for: wait = …)"
    return f"the page could not be drawn: {error}"


def _page_of(page: Page, drawn: Drawn) -> Page:
    """The drawn page; no validators: what the server says of the empty page says nothing of the data."""
    return Page(
        url=drawn.url.partition("#")[0],
        content=drawn.html.encode("utf-8", "replace"),
        media_type="text/html",
        charset="utf-8",
        fetched_at=page.fetched_at,
        requested_url=page.requested_url,
    )
