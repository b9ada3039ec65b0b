"""A scheduler or worker says over HTTP whether it does its work: for whatever restarts what stands still.

    GET /healthz   200 while the process answers
    GET /readyz    200 while the database can be written and no source is late; else 503, with a line for each

It listens on an address of its own, for a supervisor, and knows nothing else.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from feedsvc.config import Config
from feedsvc.errors import FeedsvcError, StoreError
from feedsvc.models import State
from feedsvc.publish.status import source_states
from feedsvc.store import Store

TIMEOUT = 10.0
"""Seconds for which a caller may say nothing."""


def readiness(config: Config, store: Store, now: datetime) -> tuple[int, str]:
    """Status and text of `/readyz`."""
    try:
        store.require_writable()
        states = source_states(config, store.source_faces(), now)
    except StoreError as error:
        return 503, f"not ready: {type(error).__name__}"
    late = [state.slug for state in states if state.state is State.LATE]
    return (503, "\n".join(f"late: {slug}" for slug in late)) if late else (200, "ready")


class Server(ThreadingHTTPServer):
    """Gives each path's status and text."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], answer: Callable[[str], tuple[int, str]]) -> None:
        self.answer = answer
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    """One request of a supervisor."""

    server: Server
    timeout = TIMEOUT

    def do_GET(self) -> None:
        """Answers in one line of plain text, or a line for each late source."""
        code, text = self.server.answer(self.path.partition("?")[0])
        body = f"{text}\n".encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: a supervisor asks all the time."""


@contextmanager
def health(
    address: tuple[str, int] | None, config: Callable[[], Config], store: Store, clock: Callable[[], datetime]
) -> Iterator[int]:
    """Answers at this address while the block runs; gives the port, 0 without one.

    FeedsvcError where it cannot listen there.
    """
    if address is None:
        yield 0
        return

    def answer(path: str) -> tuple[int, str]:
        if path == "/readyz":
            return readiness(config(), store, clock())
        return (200, "ok") if path == "/healthz" else (404, "not found")

    try:
        server = Server(address, answer)
    except OSError as error:
        place = f"{address[0]}:{address[1]}"
        raise FeedsvcError(f"--health {place}: {error.strerror} (choose another address)") from error
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
