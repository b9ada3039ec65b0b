"""What is refused before anything is looked up: odd paths, foreign hosts, too many requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from feedsvc.config.addresses import Network
from feedsvc.config.amounts import Rate
from feedsvc.web.buckets import Buckets
from feedsvc.web.clients import client_of
from feedsvc.web.explained import Explained

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST_PATH, LONGEST_QUERY = 1024, 8192
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
TOO_MANY, NOTHING, BAD = "429 Too Many Requests", "404 Not Found", "400 Bad Request"
_ALWAYS = frozenset({"/healthz", "/readyz"})
"""Asked by machines that know an address and no name, as often as they like."""
_HOST = re.compile(r"(?:[\w.~%!$&'()*+;=-]+|\[[0-9a-f:.]+\])(?::\d{0,5})?", re.ASCII | re.IGNORECASE)
LONGEST_HOST = 300
"""Characters: a name of the DNS has 253, and a port behind it."""


class Guard:
    """The outermost WSGI layer; `hosts` empty accepts every Host, because none is ever believed."""

    def __init__(
        self,
        app: WSGIApplication,
        *,
        trusted: Sequence[Network] = (),
        rate_limit: Rate | None = None,
        hosts: Iterable[str] = (),
        explained: Explained | None = None,
    ) -> None:
        self._app, self._trusted = app, tuple(trusted)
        self._explained = explained or Explained()
        self._buckets = Buckets(rate_limit) if rate_limit else None
        self._hosts = frozenset(h.lower() for h in hosts)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if wait := self._wait(environ):
            later = [("Retry-After", str(wait))]
            return self._explained(environ, start_response, TOO_MANY, "Please ask less often.", later)
        if told := self._refusal(environ):
            return self._explained(environ, start_response, *told)
        return self._app(environ, start_response)

    def _wait(self, environ: WSGIEnvironment) -> int:
        """The seconds for which its client asks for nothing more; 0 for who may ask."""
        if self._buckets is None or environ.get("PATH_INFO") in _ALWAYS:
            return 0
        return self._buckets.take(self._client(environ))

    def _refusal(self, environ: WSGIEnvironment) -> tuple[str, str] | None:
        """The status and sentence of a request that is answered with no more; None for all others."""
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING")
        if len(path) > LONGEST_PATH or _CONTROL.search(path) or _hides_a_slash(environ):
            return NOTHING, "There is nothing at this address."
        if query and (len(query) > LONGEST_QUERY or _CONTROL.search(query)):
            return BAD, "The query cannot be read."
        host = environ.get("HTTP_HOST")
        if not (is_host(host) if host else _needs_no_host(environ)):
            return BAD, "One Host header is needed, with a host in it."
        if self._hosts and path not in _ALWAYS and _name_in(host or "") not in self._hosts:
            return BAD, "This host is not served here."
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
