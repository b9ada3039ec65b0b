"""Connections that are opened for somebody else, through the guard of our own requests."""

from __future__ import annotations

import os
import socket
from typing import Any

import pycurl

from feedsvc.config import Proxy
from feedsvc.errors import FetchError
from feedsvc.fetch.addresses import PERMIT, AddressGuard
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.refused import proxy_failure
from feedsvc.fetch.resolve import Resolver
from feedsvc.fetch.route import Opener, addresses_of, make_route
from feedsvc.fetch.targets import Target, one_line


def dial(
    target: Target, guard: AddressGuard, resolver: Resolver, deadline: Deadline, proxy: Proxy | None = None
) -> socket.socket:
    """A connection to the target, at the first address that answers or through a proxy; raises FetchError."""
    if proxy:
        return _through(proxy, target, guard, resolver, deadline)
    for address in addresses_of(target, guard, resolver, deadline):
        if reason := guard.refusal(address):
            raise FetchError(f"{address} is {reason}, not public ({PERMIT})", rule="address")
        try:
            return socket.create_connection((address, target.port), timeout=deadline.remaining())
        except OSError as error:
            failed = error
    raise FetchError(f"{target.host} does not answer", rule="connect") from failed


def _through(
    proxy: Proxy, target: Target, guard: AddressGuard, resolver: Resolver, deadline: Deadline
) -> socket.socket:
    """What libcurl has connected to the target, taken over from it; a tunnel for http, too."""
    route = make_route(target, proxy, guard, resolver, deadline)
    opener, curl = Opener(route, guard), pycurl.Curl()
    options = route.options | _options(target, deadline) | {pycurl.OPENSOCKETFUNCTION: opener.open}
    try:
        for option, value in options.items():
            curl.setopt(option, value)
        curl.perform()
        taken = socket.socket(fileno=os.dup(curl.getinfo(pycurl.LASTSOCKET)))
    except pycurl.error as error:
        code, text = (*error.args, "")[:2]
        failure = proxy_failure(proxy, code, str(text), curl.getinfo(pycurl.HTTP_CONNECTCODE))
        deadline.remaining()
        raise opener.refusal or failure or FetchError(one_line(str(text)), rule="connect") from error
    finally:
        curl.close()
        opener.close()
    taken.settimeout(deadline.remaining())
    return taken


def _options(target: Target, deadline: Deadline) -> dict[int, Any]:
    """Connect to the target through whatever stands between, and ask it nothing."""
    return {
        pycurl.URL: f"http://{_bracketed(target.host)}:{target.port}/",
        pycurl.CONNECT_ONLY: 1,
        pycurl.HTTPPROXYTUNNEL: 1,
        pycurl.NOSIGNAL: 1,
        pycurl.TIMEOUT_MS: max(1, int(deadline.remaining() * 1000)),
    }


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
