"""A site of applications on this machine, and traps beside it at addresses that may not be dialled."""

from __future__ import annotations

import os
import select
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_network
from typing import Any
from unittest.mock import patch

from feedsvc.browser import keeper
from feedsvc.browser.drawing import Rendered
from feedsvc.browser.renderer import Renderer
from feedsvc.config import BrowserOptions
from feedsvc.errors import FetchError
from feedsvc.fetch.addresses import AddressGuard
from feedsvc.fetch.resolve import Resolver, system_resolver
from feedsvc.models import Page
from tests.chromium import chromium
from tests.httpd import Handler, answering

CHROMIUM = chromium()
ALLOWED = ip_network("127.0.0.1/32")
FORBIDDEN = "127.0.0.2"
PLACE = "<!doctype html><title>Quay</title><body><div id=app></div><script>{script}</script>"
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
AGENT = "feedsvc/test (+mailto:keeper@quay.example)"
HURRIED = "from feedsvc.browser import warden; warden.NICE = 0; warden.watch()"
"""In use a browser gives way to whatever else its machine does: at a load of 8 a first page took 20 s in place of 11."""


@dataclass
class Site:
    """Answers by path; a path that is not there is a 404. `asked` are the requests, with who asked;
    `cookies` and `fields` what each path was shown last.
    """

    answers: dict[str, tuple[int, Mapping[str, str], str]] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    address: str = ""

    def has(self, path: str, body: str, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, {"Content-Type": kind, **named}, body)

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]

    def page(self, path: str) -> Page:
        """The page as our own fetch would have it."""
        status, headers, body = self.answers[path.partition("?")[0]]
        if status != 200:
            raise FetchError("not there", rule="status", status=status)
        return Page(
            url=self.address + path,
            content=body.encode(),
            media_type=headers["Content-Type"],
            charset="utf-8",
            fetched_at=NOW,
        )


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    """A site that listens on this machine."""
    site = Site()

    class Visit(Handler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.command, self.path, self.headers.get("User-Agent", "")))
            site.cookies[self.path] = self.headers.get("Cookie", "")
            site.fields[self.path] = {name.lower(): value for name, value in self.headers.items()}
            said = self.body().decode()
            path = self.path.partition("?")[0]
            posted = site.answers.get(f"{path} {said}")  # what is answered to this body alone
            status, headers, body = posted or site.answers.get(path, (404, {}, ""))
            self.answer(status, body.encode(), headers)

        do_POST = do_GET

    with answering(Visit, host) as site.address:
        yield site


class Trap:
    """Listens where nobody may come, for connections and for single packets."""

    def __init__(self) -> None:
        self._tcp = socket.create_server((FORBIDDEN, 0))
        self.port: int = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind((FORBIDDEN, self.port))

    @property
    def address(self) -> str:
        return f"{FORBIDDEN}:{self.port}"

    @property
    def touched(self) -> bool:
        """Whether anybody has come so far."""
        return bool(select.select([self._tcp, self._udp], [], [], 0)[0])

    def close(self) -> None:
        self._tcp.close()
        self._udp.close()


@contextmanager
def rendering(
    resolver: Resolver = system_resolver, grace: float = 100.0, idle: float = 600.0, **options: Any
) -> Iterator[Renderer]:
    """A renderer that may dial 127.0.0.1 alone."""
    renderer = Renderer(
        BrowserOptions(executable=CHROMIUM or "", **options),
        guard=AddressGuard([ALLOWED]),
        user_agent=AGENT,
        resolver=resolver,
        grace=grace,
        idle=idle,
    )
    with patch.object(keeper, "WATCH", HURRIED):
        try:
            yield renderer
        finally:
            renderer.close()


def drawn(renderer: Renderer, site: Site, path: str, wait: str | None = None) -> Rendered:
    """The page at this path as its scripts make it; it may go on to other pages of the site."""

    def visit(url: str) -> Page:
        if not url.startswith(site.address):
            raise FetchError("another site", rule="address")
        return site.page(url.removeprefix(site.address))

    return renderer.render(site.page(path), visit, wait=wait)


def is_there(process: int) -> bool:
    """Whether the process runs, or has ended and was not put away."""
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def put(site: Site, trap: Trap, script: str) -> None:
    """The page at /page, with its traps."""
    for name, value in {"trap": trap.address, "port": str(trap.port), "site": site.address}.items():
        script = script.replace("{" + name + "}", value)
    site.has("/page", PLACE.replace("{script}", script))
    site.has("/inwards", "", status=302, Location=f"http://{trap.address}/")
    site.has("/round", "", status=302, Location="/round")
    site.has("/archive", "zip", kind="application/zip", Content_Disposition="attachment")


class Rebinding:
    """Says of a host first what may be dialled, then what may not."""

    def __init__(self) -> None:
        self.asked = 0
        self.hosts: set[str] = set()

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        self.hosts.add(host)
        return ["127.0.0.1"] if self.asked == 1 else ["127.0.0.2"]
