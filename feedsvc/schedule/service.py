"""Long-running processes: started, told to stop by a signal, and gone within half a minute.

signal → no more ticks → running polls finish, or are given up whole → children end → exit status 0
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from feedsvc.config import Config
from feedsvc.process import owner_name, settle, utc_now
from feedsvc.schedule.dispatch import Threads, lease_for
from feedsvc.schedule.hosts import hosts_of
from feedsvc.schedule.kinds import Kind, known_of, threads_of
from feedsvc.schedule.lanes import Lanes
from feedsvc.schedule.renewal import Renewal, Step, Works
from feedsvc.schedule.roles import Dispatcher, Poller
from feedsvc.schedule.ticks import Ticker
from feedsvc.store import Store
from feedsvc.telemetry import get_logger, log_event

log = get_logger("schedule")
GRACE = 23.0
"""Seconds that running polls have to finish; a fetch takes 20 at most."""


def make_dispatcher(config: Config, store: Store, poller: Poller) -> Dispatcher:
    """The dispatcher that [schedule] names, one of each kind of polls."""
    if config.schedule.dispatcher == "queue":
        from feedsvc.schedule.queue import make_queues

        return Lanes(make_queues(config, store, owner=owner_name(), clock=utc_now))
    return Lanes({kind: make_threads(config, store, poller, kind) for kind in Kind})


def make_threads(config: Config, store: Store, poller: Poller, kind: Kind) -> Threads:
    """Threads that poll the sources of one kind."""
    return Threads(
        store,
        poller,
        hosts=hosts_of(config.sources),
        owner=owner_name(),
        clock=utc_now,
        lease=lease_for(config.schedule.tick),
        most=threads_of(config, kind),
        known=known_of(config, kind),
        kind=kind,
    )


@contextmanager
def _handling(handler: Callable[[int, FrameType | None], None], *numbers: signal.Signals) -> Iterator[None]:
    """For the block these signals are handled so; then they are as they were."""
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former)


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """An event that SIGTERM and SIGINT set; the second signal has its usual effect."""
    stop = threading.Event()

    def told(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop.set()

    with _handling(told, signal.SIGTERM, signal.SIGINT):
        yield stop


@contextmanager
def ending_early() -> Iterator[None]:
    """While the block starts things up, SIGTERM and SIGINT end it at once, with exit status 0."""

    def told(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    with _handling(told, signal.SIGTERM, signal.SIGINT):
        yield


@contextmanager
def hangups() -> Iterator[Callable[[], bool]]:
    """What says whether SIGHUP has come since it was last asked; when the terminal has gone, it ends us."""
    came = threading.Event()
    had_terminal = has_terminal()

    def told(_number: int, _frame: FrameType | None) -> None:
        if had_terminal and not has_terminal():
            signal.raise_signal(signal.SIGTERM)
        came.set()

    def has_come() -> bool:
        was = came.is_set()
        if was:  # a signal that comes between the two is not lost
            came.clear()
        return was

    with _handling(told, signal.SIGHUP):
        yield has_come


def has_terminal() -> bool:
    """Whether anybody sits in front of this process: one who hung up answers no more."""
    return any(os.isatty(number) for number in range(3))


@contextmanager
def scheduling(store: Store, renewal: Renewal, works: Works) -> Iterator[Ticker]:
    """Ticks while the block runs; at its end polls finish or are given up, and the poller is closed."""
    config = renewal.config
    dispatcher = make_dispatcher(config, store, works.poller)
    ticker = Ticker(dispatcher.tick, works.tidy, every=config.schedule.tick, look=renewal.look)
    renewal.begins(works, dispatcher, ticker.turns_to)
    gc.freeze()  # what is there now stays: nobody needs to look through it for garbage again and again
    # The command has said where it is.
    log_event(log, "start", logging.DEBUG, sources=len(config.sources), dispatcher=config.schedule.dispatcher)
    ticker.start()
    try:
        yield ticker
    finally:
        ticker.stop()
        finished = dispatcher.stop(GRACE)
        renewal.close()
        log_event(log, "stop", finished=finished)


def run_scheduler(store: Store, renewal: Renewal, ready: Step = lambda: None) -> None:
    """Schedule until told to stop."""
    with stop_signals() as stop, scheduling(store, renewal, renewal.first_works()) as ticker:
        settle()
        ready()
        while not stop.wait(1):
            ticker.nudge()
            ticker.look()
