"""The life of an extracting child: requests from its parent's socket, one after the other.

It gives up what reading pages does not need (`confine`) before it is given one. It ends by itself where a
page takes more computing than the deadline, or its parent is gone. `nursery.py` forks it with everything
loaded that its first page needs.
"""

from __future__ import annotations

import contextlib
import resource
import signal
import socket
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from feedsvc.errors import ExtractError
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.base import UseFallback
from feedsvc.extract.wire import (
    LENGTH,
    OUT_OF_MEMORY,
    PATIENCE,
    TASKS,
    Failure,
    done,
    failed,
    read_request,
    strategy_of,
)


def serve(parent: socket.socket, memory: int, deadline: float) -> None:
    """The child's life: one request after the other, until the parent closes the socket."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with parent, parent.makefile("rb") as requests:
        while header := requests.read(LENGTH.size):
            # Ends a child that waits for ever after its parent was killed.
            signal.setitimer(signal.ITIMER_REAL, deadline * PATIENCE + 1)
            answer = _answer(requests.read(LENGTH.unpack(header)[0]), deadline)
            signal.setitimer(signal.ITIMER_REAL, 0)
            _send(parent, answer)


def _send(parent: socket.socket, answer: bytes) -> None:
    try:
        parent.sendall(LENGTH.pack(len(answer)) + answer)
    except OSError:
        raise SystemExit(0) from None


def _answer(message: bytes, deadline: float) -> bytes:
    try:
        task, args = read_request(message)
        do = load(task, strategy_of(args))  # what it needs is loaded before its time begins
        with _at_most(deadline):
            return done(do(*args))
    except MemoryError:
        return OUT_OF_MEMORY
    except UseFallback as reason:
        return failed(Failure(str(reason)))
    except ExtractError as error:
        return failed(Failure(str(error), tuple(error.attempts), error.kind, tuple(error.feeds)))
    except Exception as error:  # whatever a parser raises is one source's failure
        text = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        return failed(Failure(f"the extractor failed: {text}"))


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Ends this process when it computes for longer; SIGPROF's default action needs no interpreter."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def load(task: str, strategy: str) -> Any:
    """What does a task, when the modules of it, of a strategy and of what that tries are there."""
    if strategy in EXTRACTORS:
        _ = [EXTRACTORS[name] for name in EXTRACTORS[strategy].tries]
    module, _, name = TASKS[task][0].partition(":")
    return getattr(import_module(f"feedsvc.extract.{module}"), name)
