"""Waitress on a socket of ours: bound before anything else is made, with a sentence where it cannot be."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import Any, NamedTuple

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import create_server
from waitress.task import ErrorTask

from feedsvc.errors import FeedsvcError
from feedsvc.web.explained import Explained, words_of

LIMITS: dict[str, Any] = {
    "threads": 8,
    "ident": None,
    "connection_limit": 2000,
    "channel_timeout": 30,
    "max_request_header_size": 32 * 1024,
    # A list of subscriptions is the largest body; what is larger than a form waits in a file, not in memory.
    "max_request_body_size": 2 * 1024 * 1024,
    "inbuf_overflow": 64 * 1024,
    # The application itself decides whose X-Forwarded-For is believed.
    "clear_untrusted_proxy_headers": False,
}
"""How Waitress serves; it reads slow clients without holding a thread for them."""
UNREADABLE = "The request cannot be read."
Step = Callable[[], object]


class _Request(HTTPRequestParser):  # type: ignore[misc]
    def parse_header(self, header_plus: bytes) -> None:
        """Refuse a body with two ends: a request may be hidden between them (RFC 9112, section 6.3)."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # of an address like http://[::1, where Waitress answers nothing
            raise ParsingError("the address cannot be read") from error
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("Content-Length stands beside Transfer-Encoding")


class _Told(NamedTuple):
    """What is wrong with a request, as Waitress asks an error for it."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes

    def to_response(self, _ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        return self.status, self.headers, self.body


class _Refusal(ErrorTask):  # type: ignore[misc]
    def execute(self) -> None:
        """Tell what Waitress refuses by itself as the application tells its errors, with its headers."""
        with suppress(Exception):  # Waitress' own words are better than none
            self.request.error = told_of(self.request, self.channel.server.application)
        super().execute()


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Request
    error_task_class = _Refusal

    def send_continue(self) -> None:
        """Ask for a body (Expect: 100-continue) where one is to come; Waitress waits for what it asks."""
        if self.request.completed:
            self.request.expect_continue = False
        else:
            super().send_continue()


def told_of(request: Any, app: Any) -> _Told:
    """The error of a request in the words of the application that serves, whatever is known of who asks."""
    code, began = int(request.error.code), list[Any]()

    def start(*given: Any) -> Any:
        began.append(given)

    environ = {
        "REQUEST_METHOD": getattr(request, "command", "GET"),
        "PATH_INFO": getattr(request, "path", ""),
        "HTTP_ACCEPT": request.headers.get("ACCEPT"),
    }
    status, words = f"{code} {HTTPStatus(code).phrase}", UNREADABLE if code == 400 else words_of(code)[1]
    body = explained_of(app)(environ, start, status, words)
    [(status, headers)] = began
    return _Told(status, headers, b"".join(body))


def explained_of(app: Any) -> Explained:
    """What tells the errors of an application; a line for each where it is none of ours."""
    web = getattr(app, "extensions", {}).get("feedsvc")
    return web.explained if web else Explained()


@contextmanager
def listening(app: Any, host: str, port: int) -> Iterator[tuple[str, Step]]:
    """Waitress on this address: its URL, and a step that serves for at most a second."""
    # A line for every request that waits, written while all threads wait for it: a herd floods the log, and a
    # log that nobody reads fast enough would stop the server.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    bound = bind(host, port)
    sockets: dict[int, Any] = {}
    server = create_server(app, map=sockets, sockets=[bound], **LIMITS)
    server.channel_class = _Channel
    try:
        yield address_of(bound), lambda: wasyncore.loop(1, True, sockets, 1)
    finally:
        server.task_dispatcher.shutdown(timeout=3)
        wasyncore.close_all(sockets)
        bound.close()


def bind(host: str, port: int) -> socket.socket:
    """A socket on this address; an address that cannot be had is one line that says what to do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        host.encode("idna")  # a socket that is given no name of a host stays open
        return socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError, UnicodeError) as error:
        raise FeedsvcError(refusal(error, host, port)) from error


def address_of(bound: socket.socket) -> str:
    """The URL under which a socket answers; one that means all addresses is named by the local one."""
    host, port = bound.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (compared, not bound)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def refusal(error: Exception, host: str, port: int) -> str:
    """Why the address cannot be listened on, and what to do."""
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"port {port} on {host} is taken (stop the other program, or choose one with --port or PORT)"
    if number == errno.EACCES:
        return f"port {port} on {host} needs privileges (choose one above 1023 with --port or PORT)"
    reason = getattr(error, "strerror", "") or error
    return f"cannot listen on {host} port {port}: {reason} (choose another with --host and --port)"
