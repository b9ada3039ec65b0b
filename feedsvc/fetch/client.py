"""Handles of libcurl, each kept for further requests with its connection."""

from __future__ import annotations

import threading
from collections import deque

import pycurl

from feedsvc.fetch.addresses import AddressGuard
from feedsvc.fetch.authorities import ca_options
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.exchange import Exchange
from feedsvc.fetch.messages import Request, Response
from feedsvc.fetch.resolve import Resolver, system_resolver
from feedsvc.fetch.route import make_route

MAX_IDLE = 16
MAX_USES = 100


class Client:
    """Sends requests over a pool of libcurl handles; each handle serves one thread at a time."""

    def __init__(self, guard: AddressGuard, resolver: Resolver | None = None) -> None:
        self._guard = guard
        self._resolver = resolver or system_resolver
        self._authorities = ca_options()
        self._idle: deque[tuple[pycurl.Curl, int]] = deque()
        self._lock = threading.Lock()

    def send(self, request: Request, deadline: Deadline) -> Response:
        """The response to one request; raises FetchError."""
        route = make_route(request.target, request.proxy, self._guard, self._resolver, deadline)
        curl, uses = self._take()
        try:
            response = Exchange(request, route, self._guard, deadline).perform(curl, self._authorities)
        except BaseException:
            curl.close()  # what went wrong once on a connection is not given a second chance
            raise
        self._give(curl, uses + 1)
        return response

    def close(self) -> None:
        """Close the idle connections."""
        with self._lock:
            while self._idle:
                self._idle.pop()[0].close()

    def _take(self) -> tuple[pycurl.Curl, int]:
        with self._lock:
            return self._idle.pop() if self._idle else (pycurl.Curl(), 0)

    def _give(self, curl: pycurl.Curl, uses: int) -> None:
        curl.reset()
        with self._lock:
            if uses < MAX_USES and len(self._idle) < MAX_IDLE:
                self._idle.append((curl, uses))
                return
        curl.close()
