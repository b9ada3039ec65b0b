"""How a target is reached: at its own addresses, or through the proxy that the operator named.

    none       the target's addresses, as they were judged, and no other
    http       CONNECT host:port for https, TLS end to end; the whole address for http (RFC 9112, 3.2.2)
    socks5     the target's address, as it was judged (RFC 1928)
    socks5h    the target's name, which the proxy resolves

A proxy is connected to wherever it is said to be, and nowhere else; what it is asked for is judged as if it
were dialled from here. Where it resolves names itself, one that has no address for us is asked for all the
same, unless it is a name that only local networks have.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_address
from typing import Any

import pycurl

from feedsvc.config import Proxy
from feedsvc.errors import FetchError
from feedsvc.fetch.addresses import PERMIT, AddressGuard
from feedsvc.fetch.deadline import Deadline
from feedsvc.fetch.resolve import Resolver, resolve
from feedsvc.fetch.targets import Target

LOOK_UP = timedelta(seconds=3)
"""How long a name is looked up that a proxy resolves itself: a network that has one may have no DNS."""
LOCAL_NAMES = (
    *("localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan"),
    "home.arpa",
)
"""Ends of names that only local networks have (RFC 6761, 6762, 8375; ICANN on .internal), or usually."""
# Options that pycurl has no names for (curl.h).
SUPPRESS_CONNECT_HEADERS, SOCKS5_AUTH, AUTH_BASIC = 265, 267, 1
Place = tuple[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """What libcurl is told of the way, and where it may connect to: `places` alone where there are some."""

    options: dict[int, Any]
    proxy: Proxy | None = None
    places: frozenset[Place] = field(default_factory=frozenset)

    def refusal(self, guard: AddressGuard, address: str, port: int) -> FetchError | None:
        """Why no connection may be opened there, or None when one may."""
        if self.proxy:
            told = f"{address} is not an address of the proxy {self.proxy.place}"
            return None if (_same(address), port) in self.places else FetchError(told, rule="address")
        reason = guard.refusal(address)
        told = f"{address} is {reason}, not public ({PERMIT})"
        return FetchError(told, rule="address") if reason else None


class Opener:
    """Makes libcurl's sockets where the route leads, and keeps a hold of them until `close`."""

    def __init__(self, route: Route, guard: AddressGuard) -> None:
        self._route, self._guard = route, guard
        self._sockets: list[socket.socket] = []
        self.refusal: FetchError | None = None

    def open(self, _purpose: int, address: Any) -> socket.socket | int:
        """A socket for this address, or the word that there is none."""
        where, port = address.addr[:2] if address.family in (socket.AF_INET, socket.AF_INET6) else ("", 0)
        self.refusal = self._route.refusal(self._guard, str(where), port) or self.refusal
        if self.refusal:
            return int(pycurl.SOCKET_BAD)
        try:
            opened = socket.socket(address.family, address.socktype, address.protocol)
        except OSError:
            return int(pycurl.SOCKET_BAD)
        self._sockets.append(opened)  # libcurl works on a duplicate; this one is closed afterwards
        return opened

    def close(self) -> None:
        """Close our side of every socket."""
        for opened in self._sockets:
            opened.close()


def make_route(
    target: Target, proxy: Proxy | None, guard: AddressGuard, resolver: Resolver, deadline: Deadline
) -> Route:
    """The way to a target; raises FetchError `address`, `dns`, `timeout`, `proxy` for one without address."""
    if proxy is None:
        pins = _pinned(target.host, target.port, addresses_of(target, guard, resolver, deadline))
        return Route(options={pycurl.PROXY: "", pycurl.NOPROXY: "*", pycurl.RESOLVE: pins})
    pins = _judged(target, proxy, guard, resolver, deadline)
    found = _addresses_of_proxy(proxy, resolver, deadline)
    return Route(
        options=_options(proxy, [*pins, *_pinned(proxy.host.strip("[]"), proxy.port, found)]),
        proxy=proxy,
        places=frozenset((_same(address), proxy.port) for address in found),
    )


def addresses_of(target: Target, guard: AddressGuard, resolver: Resolver, deadline: Deadline) -> list[str]:
    """The addresses at which a target may be dialled; raises FetchError `dns`, `address` or `timeout`."""
    if is_literal(target.host):
        return guard.choose([target.host])
    return guard.choose(resolve(resolver, target.host, target.port, deadline))


def is_literal(host: str) -> bool:
    """Whether a host is an address itself."""
    return ":" in host or host.rpartition(".")[2].isdigit()


def _judged(
    target: Target, proxy: Proxy, guard: AddressGuard, resolver: Resolver, deadline: Deadline
) -> list[str]:
    """What is pinned of a target that a proxy is asked for; raises FetchError where it may not be."""
    if proxy.scheme == "socks5":
        return _pinned(target.host, target.port, addresses_of(target, guard, resolver, deadline))
    try:
        addresses_of(target, guard, resolver, deadline.within(LOOK_UP))
    except FetchError as error:
        deadline.remaining()
        if error.rule not in ("dns", "timeout"):
            raise
        _refuse_local(target.host)
    return []


def _refuse_local(host: str) -> None:
    """Raises FetchError for a name that can only be one of the proxy's own network."""
    if "." not in host or any(f".{host}".endswith(f".{end}") for end in LOCAL_NAMES):
        told = f"{host} is a name of a local network, which the proxy is not asked for ({PERMIT}, by address)"
        raise FetchError(told, rule="address")


def _addresses_of_proxy(proxy: Proxy, resolver: Resolver, deadline: Deadline) -> Sequence[str]:
    host = proxy.host.strip("[]")
    if is_literal(host):
        return [host]
    try:
        return resolve(resolver, host, proxy.port, deadline)
    except FetchError as error:
        if error.rule != "dns":
            raise
        told = f"the proxy {proxy.place} cannot be resolved (correct proxy of the source or of [fetch])"
        raise FetchError(told, rule="proxy") from error


def _options(proxy: Proxy, pins: list[str]) -> dict[int, Any]:
    options: dict[int, Any] = {
        pycurl.PROXY: str(proxy),
        pycurl.NOPROXY: "",
        pycurl.RESOLVE: pins,
        pycurl.PROXYAUTH: pycurl.HTTPAUTH_BASIC,
        pycurl.HEADEROPT: pycurl.HEADER_SEPARATE,  # what a site is told is not the proxy's to know
        SUPPRESS_CONNECT_HEADERS: 1,
        SOCKS5_AUTH: AUTH_BASIC,
    }
    if proxy.user:
        options[pycurl.PROXYUSERNAME] = proxy.user.encode()
        options[pycurl.PROXYPASSWORD] = proxy.password.encode()
    return options


def _pinned(host: str, port: int, addresses: Iterable[str]) -> list[str]:
    """What keeps libcurl from looking a name up once more."""
    shown = ",".join(f"[{a}]" if ":" in a else a for a in addresses)
    return [] if is_literal(host) else [f"{host}:{port}:{shown}"]


def _same(address: str) -> str:
    """One spelling for an address."""
    try:
        return str(ip_address(address))
    except ValueError:
        return ""
