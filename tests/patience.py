"""Waiting for what must come: a machine at rest waits for a moment, a busy one for as long as it needs."""

from __future__ import annotations

import os
import signal
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 20.0 if "MUTANT_UNDER_TEST" in os.environ else 300.0
"""Seconds after which something will never come; no test is meant to wait so long.

`make mutants` tries many a change under which it never does.
"""


def until(comes: Callable[[], object]) -> None:
    """Wait for a condition, not for a time."""
    end = time.monotonic() + PATIENCE
    while not comes():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


@contextmanager
def hearing_ctrl_c() -> Iterator[None]:
    """Whoever runs the tests in the background of a shell has it ignored for all that is started there."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def press_ctrl_c() -> None:
    """What a terminal sends, to the thread that hears it."""
    heard = threading.main_thread().ident
    assert heard is not None
    signal.pthread_kill(heard, signal.SIGINT)


def served(url: str, text: str) -> str:
    """What stands there once it holds this text; who is not there yet, or has no answer yet, is asked again."""
    body = ""

    def holds() -> bool:
        nonlocal body
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                body = answer.read().decode()
        except OSError as error:
            if isinstance(error, urllib.error.HTTPError):
                error.close()
            return False
        return text in body

    until(holds)
    return body
