"""What is refused before anything is looked up: odd paths, foreign hosts, too many requests."""

from __future__ import annotations

import ipaddress
import re
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from feedsvc.recent import Recent
from feedsvc.web.explained import Explained

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LONGEST_PATH, LONGEST_QUERY = 1024, 8192
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_RATE = re.compile(r"\s*(\d{1,9})\s*/\s*(s|m|h|d)\s*\Z")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_ALWAYS = frozenset({"/healthz", "/readyz"})
"""Asked by machines that know an address and no name, as often as they like."""
_HOST = re.compile(r"(?:[\w.~%!$&'()*+;=-]+|\[[0-9a-f:.]+\])(?::\d{0,5})?", re.ASCII | re.IGNORECASE)
LONGEST_HOST = 300
"""Characters: a name of the DNS has 253, and a port behind it."""
_V6_SITE = 64
"""Bits of an IPv6 address that one client has: whoever owns a /64 owns every address in it."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds, all of which may come at once."""

    requests: int
    seconds: int


def parse_rate(text: str) -> Rate | None:
    """A rate such as `600/m` (s, m, h or d); None where the text is empty; ValueError.

    >>> parse_rate("600/m")
    Rate(requests=600, seconds=60)
    """
    if not text:
        return None
    match = _RATE.match(text)
    if match is None or int(match[1]) == 0:
        raise ValueError(f"{text!r} is no rate (such as 600/m)")
    return Rate(int(match[1]), _SECONDS[match[2]])


class Buckets:
    """Token buckets by client, at most `most` of them: the one unused longest is forgotten first."""

    def __init__(
        self, rate: Rate, *, most: int = 20_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._size = float(rate.requests)
        self._per_second = rate.requests / rate.seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: Recent[tuple[float, float]] = Recent(most)

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, client: str) -> int:
        """Take one token; 0, or the seconds after which there will be one."""
        now = self._clock()
        with self._lock:
            tokens = self._tokens(client, now)
            wait = self._wait(tokens)
            self._buckets.keep(client, (tokens - 1 if wait == 0 else tokens, now))
        return wait

    def wait(self, client: str) -> int:
        """The seconds after which there will be a token; 0 where there is one, which stays."""
        with self._lock:
            return self._wait(self._tokens(client, self._clock()))

    def _tokens(self, client: str, now: float) -> float:
        tokens, since = self._buckets.get(client) or (self._size, now)
        return min(self._size, tokens + (now - since) * self._per_second)

    def _wait(self, tokens: float) -> int:
        return 0 if tokens >= 1 else int((1 - tokens) / self._per_second) + 1


def client_of(remote: str, forwarded: str | None, trusted: Sequence[Network]) -> str:
    """Who asks: the peer, or behind configured proxies the last address that no such proxy vouches for."""
    if not forwarded or not trusted or not _is_trusted(remote, tuple(trusted)):
        return _site(remote)
    for hop in reversed(forwarded[-2000:].split(",")):
        address = _without_port(hop.strip())
        if _address(address) is None:
            break
        remote = address
        if not _is_trusted(address, tuple(trusted)):
            break
    return _site(remote)


def _without_port(hop: str) -> str:
    """The address of `192.0.2.7:51234` or `[2001:db8::7]:443`, as some proxies write it."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    host, _, port = hop.partition(":")
    return host if port.isdigit() else hop


@lru_cache(maxsize=4096)
def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


@lru_cache(maxsize=4096)
def _is_trusted(text: str, trusted: tuple[Network, ...]) -> bool:
    address = _address(text)
    return address is not None and any(address in network for network in trusted)


@lru_cache(maxsize=4096)
def _site(text: str) -> str:
    address = _address(text)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, _V6_SITE), strict=False))
    return str(address or text[:64])


class Guard:
    """The outermost WSGI layer; `hosts` empty accepts every Host, because none is ever believed."""

    def __init__(
        self,
        app: WSGIApplication,
        *,
        trusted: Sequence[Network] = (),
        rate_limit: str = "",
        hosts: Iterable[str] = (),
        explained: Explained | None = None,
    ) -> None:
        self._app, self._trusted = app, tuple(trusted)
        self._explained = explained or Explained()
        rate = parse_rate(rate_limit)
        self._buckets = Buckets(rate) if rate else None
        self._hosts = frozenset(h.lower() for h in hosts)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        refused = self._refuse(environ, start_response)
        return self._app(environ, start_response) if refused is None else refused

    def _refuse(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes] | None:
        path = environ.get("PATH_INFO", "")
        if (
            self._buckets is not None
            and path not in _ALWAYS
            and (wait := self._buckets.take(self._client(environ)))
        ):
            later = [("Retry-After", str(wait))]
            return self._explained(environ, start, "429 Too Many Requests", "Please ask less often.", later)
        if len(path) > LONGEST_PATH or _CONTROL.search(path) or _hides_a_slash(environ):
            return self._explained(environ, start, "404 Not Found", "There is nothing at this address.")
        query = environ.get("QUERY_STRING")
        if query and (len(query) > LONGEST_QUERY or _CONTROL.search(query)):
            return self._explained(environ, start, "400 Bad Request", "The query cannot be read.")
        host = environ.get("HTTP_HOST")
        if not (is_host(host) if host else _needs_no_host(environ)):
            return self._explained(
                environ, start, "400 Bad Request", "One Host header is needed, with a host in it."
            )
        if self._hosts and path not in _ALWAYS and _name_in(host or "") not in self._hosts:
            return self._explained(environ, start, "400 Bad Request", "This host is not served here.")
        return None

    def _client(self, environ: dict[str, Any]) -> str:
        return client_of(environ.get("REMOTE_ADDR", ""), environ.get("HTTP_X_FORWARDED_FOR"), self._trusted)


def _name_in(host: str) -> str:
    """The name or address without a port; a dot at its end changes nothing (RFC 1034, section 3.1)."""
    host = host.lower()
    return host if host.endswith("]") else host.rsplit(":", 1)[0].removesuffix(".")


def _needs_no_host(environ: dict[str, Any]) -> bool:
    """Whether the request may name no host, as by HTTP/1.1 it must (RFC 9112, section 3.2)."""
    # granian hands over none as an empty one, which no address of http has.
    return environ.get("SERVER_PROTOCOL") != "HTTP/1.1"


@lru_cache(maxsize=256)
def is_host(text: str) -> bool:
    """Whether it is one host, with or without a port (RFC 9110, section 7.2); two come joined."""
    return len(text) <= LONGEST_HOST and _HOST.fullmatch(text) is not None


def _hides_a_slash(environ: dict[str, Any]) -> bool:
    """Whether the path as sent holds an escaped slash, which servers decode before we see it."""
    raw = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
    return "%" in raw and "%2f" in raw.partition("?")[0].lower()
