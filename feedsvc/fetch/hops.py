"""From redirect to redirect: each hop is permitted by robots.txt, waits for its turn, and is judged anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from feedsvc.botkey.naming import agent_token
from feedsvc.botkey.ring import Ring
from feedsvc.errors import FetchError
from feedsvc.fetch.client import Client
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.errand import Errand, for_robots
from feedsvc.fetch.gate import HostGate
from feedsvc.fetch.headers import headers_of
from feedsvc.fetch.heads import Head
from feedsvc.fetch.messages import Request, Response
from feedsvc.fetch.pages import REDIRECTS, status_error
from feedsvc.fetch.robots import Robots
from feedsvc.fetch.targets import Target, redirect_target


class Hops:
    """Follows errands to their end; thread-safe."""

    def __init__(
        self,
        client: Client,
        gate: HostGate,
        *,
        user_agent: str,
        pause: timedelta,
        clock: Callable[[], datetime],
        ring: Ring | None,
    ) -> None:
        self._client = client
        self._gate = gate
        self._user_agent = user_agent
        self._pause = pause
        self._clock = clock
        self._ring = ring
        self._robots = Robots(agent_token(user_agent), clock)

    def follow(self, errand: Errand) -> tuple[Target, Response]:
        """The last target and its response; raises FetchError."""
        target, seen = errand.first, set[tuple[str, str, bool]]()
        while True:
            response = self._hop(errand, target)
            status, told = response.head.status, response.head.values("set-cookie")
            if errand.session:
                errand.session.take(target, told)
            if status not in REDIRECTS:
                return target, response
            seen.add(_asked(errand, target))
            errand.cookies.take(target, told)
            errand, target = _redirected(errand, target, response.head)
            if _asked(errand, target) in seen:
                raise FetchError("the redirects go in a circle", rule="redirect")
            if len(seen) > errand.max_redirects:
                raise FetchError(f"more than {errand.max_redirects} redirects", rule="redirect")

    def _hop(self, errand: Errand, target: Target) -> Response:
        pause = self._pause
        if errand.robots == "obey":
            patience = errand.deadline.remaining()
            way = str(errand.proxy or "")
            delay = self._robots.check(target, lambda t: self._ask_robots(t, errand), patience, way)
            pause = max(pause, delay)
        request = self._request(errand, target)
        with self._turn(target, pause, errand.deadline):
            return self._client.send(request, errand.deadline)

    def _request(self, errand: Errand, target: Target) -> Request:
        signed = self._ring.headers(target.at("").url, self._clock()) if self._ring else {}
        return Request(
            target=target,
            headers=(*headers_of(errand, target, self._user_agent), *signed.items()),
            body=errand.asking.body,
            max_bytes=errand.max_bytes,
            cut=errand.cut,
            proxy=errand.proxy,
        )

    def _ask_robots(self, target: Target, page: Errand) -> tuple[int, bytes]:
        _, response = self.follow(for_robots(target, page))
        if response.head.status >= 500:
            raise status_error(response.head, self._clock())
        return response.head.status, response.content

    @contextmanager
    def _turn(self, target: Target, pause: timedelta, deadline: Deadline) -> Iterator[None]:
        with ExitStack() as held:
            with deadline.paused():
                held.enter_context(self._gate.turn(target.authority, pause))
            yield


def _asked(errand: Errand, target: Target) -> tuple[str, str, bool]:
    """What tells one hop from another: who is asked the same again goes in a circle."""
    return target.url, errand.cookies.sent_to(target), errand.asking.left


def _redirected(errand: Errand, target: Target, head: Head) -> tuple[Errand, Target]:
    """The errand and its target after a redirect; raises FetchError where it may not go there."""
    target = redirect_target(target, head.location())
    trusted = errand.first.trusts(target)
    if errand.stays and not trusted:
        raise FetchError(f"it leads to another site ({target.authority})", rule="redirect")
    return replace(errand, asking=errand.asking.after(head.status, trusted=trusted)), target
