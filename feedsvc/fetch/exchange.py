"""One request and its response over libcurl, within every limit.

Nothing that matters is left to libcurl's defaults: no proxy but a configured one, no redirects, no cookies,
no decoding, only http and https, and every address is judged in the moment its socket is made.
"""

from __future__ import annotations

import os
import ssl
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycurl

from feedsvc.config import Proxy
from feedsvc.errors import FetchError
from feedsvc.fetch.addresses import AddressGuard
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.heads import Head
from feedsvc.fetch.inflate import ACCEPTED, Inflater, make_inflater
from feedsvc.fetch.refused import proxy_failure, refused_by
from feedsvc.fetch.resolve import Resolver, system_resolver
from feedsvc.fetch.route import Opener, Route, make_route
from feedsvc.fetch.targets import Target, one_line

BODY_STATUSES = (200, 203)
SAMPLE_STATUSES = (202, 401, 403, 405, 429, 503)
"""Statuses whose body's beginning tells a wall from a plain refusal."""
SAMPLE = 4096
BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
MAX_IDLE = 16
MAX_USES = 100

_RULES = {
    pycurl.E_OPERATION_TIMEDOUT: "timeout",
    pycurl.E_COULDNT_RESOLVE_HOST: "dns",
    pycurl.E_COULDNT_CONNECT: "connect",
    pycurl.E_SEND_ERROR: "connect",
    pycurl.E_GOT_NOTHING: "truncated",
    pycurl.E_PARTIAL_FILE: "truncated",
    pycurl.E_RECV_ERROR: "truncated",
    pycurl.E_FILESIZE_EXCEEDED: "size",
    pycurl.E_URL_MALFORMAT: "url",
    pycurl.E_SSL_CONNECT_ERROR: "tls",
    pycurl.E_PEER_FAILED_VERIFICATION: "tls",
    pycurl.E_SSL_CACERT_BADFILE: "tls",
    pycurl.E_SSL_CERTPROBLEM: "tls",
    pycurl.E_SSL_CIPHER: "tls",
    pycurl.E_SSL_ISSUER_ERROR: "tls",
    pycurl.E_SSL_INVALIDCERTSTATUS: "tls",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What is asked: a GET, or a POST where there is a body to send."""

    target: Target
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    max_bytes: int
    cut: bool = False
    """Cut the body at `max_bytes` instead of refusing it."""
    proxy: Proxy | None = None
    """Who is asked in the target's place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """What was answered; the body is inflated, and empty unless the status is 200 or 203."""

    head: Head
    content: bytes
    sample: bytes = b""
    """How the body of a refusal begins, as far as it could be had."""


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
                raise self._translated(error, curl.getinfo(pycurl.HTTP_CONNECTCODE)) from error
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
        return options if request.body is None else options | {pycurl.POSTFIELDS: request.body}

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
        if head.status not in BODY_STATUSES:
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

    def _translated(self, error: pycurl.error, connected: int) -> FetchError:
        if self._refusal:
            return self._refusal
        code, text = (*error.args, "")[:2]
        if self._route.proxy and (failure := proxy_failure(self._route.proxy, code, str(text), connected)):
            return failure
        rule = _RULES.get(code, "protocol")
        return self._late() if rule == "timeout" else FetchError(one_line(str(text)), rule=rule)

    def _late(self) -> FetchError:
        late, proxy = self._deadline.passed(), self._route.proxy
        return FetchError(f"{late} through the proxy {proxy.place}", rule=late.rule) if proxy else late


def ca_options() -> dict[int, str]:
    """Where the trusted certificates are: SSL_CERT_FILE and SSL_CERT_DIR, the system's, else certifi's."""
    named = ssl.get_default_verify_paths().cafile
    bundle = next((path for path in (named, *BUNDLES) if path and Path(path).is_file()), None) or _certifi()
    found = {pycurl.CAINFO: bundle} if bundle else {}
    directory = os.environ.get("SSL_CERT_DIR", "")
    return found | {pycurl.CAPATH: directory} if Path(directory).is_dir() and directory else found


def _certifi() -> str | None:
    # Present where another dependency brings it; a machine without any bundle has nothing better.
    try:
        import certifi
    except ImportError:
        return None
    return certifi.where()
