"""One request and its response over libcurl, within every limit.

Nothing that matters is left to libcurl's defaults: no proxy but a configured one, no redirects, no cookies,
no decoding, only http and https, and every address is judged in the moment its socket is made.
"""

from __future__ import annotations

import threading
from typing import Any

import pycurl

from feedsvc.errors import FetchError
from feedsvc.fetch.addresses import AddressGuard
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.failures import failure_of
from feedsvc.fetch.heads import Head
from feedsvc.fetch.inflate import ACCEPTED, Inflater, make_inflater
from feedsvc.fetch.messages import Request, Response
from feedsvc.fetch.refused import refused_by
from feedsvc.fetch.route import Opener, Route

SAMPLE_STATUSES = (202, 401, 403, 405, 429, 503)
"""Statuses whose body's beginning tells a wall from a plain refusal."""
SAMPLE = 4096


def _interruptible() -> dict[int, Any]:
    """Have Ctrl-C end a request within a second: without this the main thread hears it at the deadline."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    return {pycurl.NOPROGRESS: 0, pycurl.XFERINFOFUNCTION: lambda *_progress: None}


class Exchange:
    """One request on its way: what libcurl calls back while it runs."""

    def __init__(self, request: Request, route: Route, guard: AddressGuard, deadline: Deadline) -> None:
        self._request = request
        self._route = route
        self._deadline = deadline
        self._head = Head()
        self._inflater: Inflater | None = None
        self._refusal: FetchError | None = None
        self._enough = False
        self._sampled: bytearray | None = None
        """The beginning of a refusal's body, where it is looked at."""
        self._opener = Opener(route, guard)

    def perform(self, curl: pycurl.Curl, authorities: dict[int, str]) -> Response:
        """Run the request to its end; raises FetchError."""
        for option, value in (self._options() | authorities).items():
            curl.setopt(option, value)
        try:
            curl.perform()
        except pycurl.error as error:
            self._refusal = self._opener.refusal or self._refusal
            if self._refusal or not (self._enough or self._sampled is not None):
                raise self._failure(error, curl.getinfo(pycurl.HTTP_CONNECTCODE)) from error
        finally:
            self._opener.close()
        return self._response()

    def _response(self) -> Response:
        if self._refusal:
            raise self._refusal
        if not self._head.complete:
            raise FetchError("the response headers stop before their end", rule="truncated")
        content = self._inflater.finish() if self._inflater else b""
        return Response(head=self._head, content=content, sample=self._sample())

    def _sample(self) -> bytes:
        """The sample inflated; empty where that fails, as the status alone is answer enough."""
        try:
            inflater = make_inflater(self._head.value("content-encoding"), 16 * SAMPLE, cut=True)
            inflater.feed(bytes(self._sampled or b""))
        except FetchError:
            return b""
        return inflater.so_far()

    def _options(self) -> dict[int, Any]:
        request, target = self._request, self._request.target
        headers = [f"{name}: {value}".encode() for name, value in request.headers]
        options: dict[int, Any] = {
            pycurl.URL: target.url,
            pycurl.TIMEOUT_MS: max(1, int(self._deadline.remaining() * 1000)),
            pycurl.NOSIGNAL: 1,
            **self._route.options,
            pycurl.PROTOCOLS: pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS,
            pycurl.REDIR_PROTOCOLS: pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS,
            pycurl.FOLLOWLOCATION: 0,
            pycurl.HTTP_CONTENT_DECODING: 0,
            pycurl.HTTP09_ALLOWED: 0,
            pycurl.HTTP_VERSION: pycurl.CURL_HTTP_VERSION_2TLS,
            pycurl.HTTPHEADER: [*headers, f"Accept-Encoding: {ACCEPTED}".encode(), b"Expect:"],
            pycurl.OPENSOCKETFUNCTION: self._opener.open,
            pycurl.HEADERFUNCTION: self._take_header,
            pycurl.WRITEFUNCTION: self._take_body,
        }
        body = {} if request.body is None else {pycurl.POSTFIELDS: request.body}
        return options | body | _interruptible()

    def _take_header(self, line: bytes) -> int:
        already = self._head.complete
        try:
            self._head.feed(line)
            if self._head.complete and not already:
                self._begin_body()
        except FetchError as error:
            self._refusal = error
        return 0 if self._refusal or self._enough else len(line)

    def _begin_body(self) -> None:
        head, request = self._head, self._request
        if refused := self._refused_by_proxy():
            raise refused
        length = head.length()
        if not head.brings_page:
            # Of an error page nothing but a sample is read; a 304 ends by itself and keeps its connection.
            self._sampled = bytearray() if head.status in SAMPLE_STATUSES else None
            self._enough = head.status != 304 and self._sampled is None
            return
        if length is not None and length > request.max_bytes and not request.cut:
            raise FetchError(f"the body is too large ({length} bytes announced)", rule="size")
        self._inflater = make_inflater(head.value("content-encoding"), request.max_bytes, cut=request.cut)

    def _refused_by_proxy(self) -> FetchError | None:
        proxy = self._route.proxy
        return refused_by(proxy, self._head) if proxy and self._request.target.scheme == "http" else None

    def _take_body(self, data: bytes) -> int:
        if self._sampled is not None:
            self._sampled += data[:SAMPLE]
            return len(data) if len(self._sampled) < SAMPLE else 0
        if not self._inflater or self._enough:
            return 0
        try:
            self._inflater.feed(data)
            self._enough = self._inflater.full
        except FetchError as error:
            self._refusal = error
        return 0 if self._refusal or self._enough else len(data)

    def _failure(self, error: pycurl.error, connected: int) -> FetchError:
        return self._refusal or failure_of(error, self._route.proxy, connected, self._deadline)
