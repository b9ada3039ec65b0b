"""Long-running processes: started, told to stop by a signal, and gone within half a minute.

signal → no more ticks → running polls finish, or are given up whole → children end → exit status 0
"""

from __future__ import annotations

import errno
import gc
import logging
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

from feedsvc.config import Config
from feedsvc.errors import FeedsvcError, SchemaTooNew, StoreError
from feedsvc.process import owner_name, utc_now
from feedsvc.schedule.dispatch import WAITING_FOR_NETWORK, Dispatcher, Poller, Threads, hosts_of, lease_for
from feedsvc.schedule.ticks import Ticker
from feedsvc.store import Store
from feedsvc.telemetry import get_logger, log_event

log = get_logger("schedule")
GRACE = 23.0
"""Seconds that running polls have to finish; a fetch takes 20 at most."""
MEND_PAUSE = 5.0
"""Seconds between two looks whether a database that could not be written can be now."""
LIMITS: dict[str, Any] = {
    "threads": 8,
    "ident": None,
    "connection_limit": 2000,
    "channel_timeout": 30,
    "max_request_header_size": 32 * 1024,
    "max_request_body_size": 64 * 1024,
    # The application itself decides whose X-Forwarded-For is believed.
    "clear_untrusted_proxy_headers": False,
}
"""How Waitress serves; it reads slow clients without holding a thread for them."""
Step = Callable[[], object]


def make_dispatcher(config: Config, store: Store, poller: Poller) -> Dispatcher:
    """The dispatcher that [schedule] names."""
    owner = owner_name()
    if config.schedule.dispatcher == "queue":
        from feedsvc.schedule.queue import make_queue

        return make_queue(config, store, owner=owner, clock=utc_now)
    return Threads(
        store,
        poller,
        hosts=hosts_of(config.sources),
        owner=owner,
        clock=utc_now,
        lease=lease_for(config.schedule.tick),
        most=config.schedule.threads * WAITING_FOR_NETWORK,
    )


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """An event that SIGTERM and SIGINT set; the second signal has its usual effect."""
    stop = threading.Event()

    def told(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop.set()

    before = {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def ending_early() -> Iterator[None]:
    """While the block starts things up, SIGTERM and SIGINT end it at once, with exit status 0."""

    def told(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def scheduling(config: Config, store: Store, poller: Poller) -> Iterator[Ticker]:
    """Ticks while the block runs; at its end polls finish or are given up, and the poller is closed."""
    dispatcher = make_dispatcher(config, store, poller)
    ticker = Ticker(dispatcher.tick, lambda: poller.housekeep(utc_now()), every=config.schedule.tick)
    gc.freeze()  # what is there now stays: nobody needs to look through it for garbage again and again
    log_event(log, "start", sources=len(config.sources), dispatcher=config.schedule.dispatcher)
    ticker.start()
    try:
        yield ticker
    finally:
        ticker.stop()
        finished = dispatcher.stop(GRACE)
        poller.close()
        log_event(log, "stop", finished=finished)


def run_scheduler(
    config: Config, store: Store, make: Callable[[], Poller], ready: Step = lambda: None
) -> None:
    """Schedule until told to stop."""
    with stop_signals() as stop, scheduling(config, store, make()) as ticker:
        ready()
        while not stop.wait(1):
            ticker.nudge()


def run_both(
    config: Config,
    store: Store,
    make: Callable[[], Poller],
    app: Any,
    *,
    host: str,
    port: int,
    ready: Callable[[str], object],
) -> None:
    """Web and scheduler in one process until told to stop; `ready` is given the address.

    The port is bound before the poller is made: nothing is polled where nothing can be served. What is
    stored is served even where nothing can be written; polling begins once that is mended.
    """
    with stop_signals() as stop, listening(app, host, port) as (address, serve):
        poller = first_poller(make)
        ready(address)
        while poller is None and not stop.is_set():
            serve_for(MEND_PAUSE, serve, stop)
            poller = first_poller(make, log_at=logging.DEBUG)
        if poller is None:
            return
        with scheduling(config, store, poller) as ticker:
            while not stop.is_set():
                serve()
                ticker.nudge()


def first_poller(make: Callable[[], Poller], *, log_at: int = logging.ERROR) -> Poller | None:
    """The poller, or None where the database cannot be written now."""
    try:
        return make()
    except SchemaTooNew:
        raise
    except StoreError as error:
        log_event(log, "start", log_at, polling=False, error=error)
        return None


def serve_for(seconds: float, serve: Step, stop: threading.Event) -> None:
    """Serve for a while, or until told to stop."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not stop.is_set():
        serve()


@contextmanager
def listening(app: Any, host: str, port: int) -> Iterator[tuple[str, Step]]:
    """Waitress on this address: its URL, and a step that serves for at most a second."""
    bound = bind(host, port)
    sockets: dict[int, Any] = {}
    server = create_server(app, map=sockets, sockets=[bound], **LIMITS)
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
        return socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
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
