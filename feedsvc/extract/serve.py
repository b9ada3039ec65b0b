"""The life of an extracting child: requests from its parent's socket, one after the other.

    python -c "…; from feedsvc.extract.serve import serve; serve()" DESCRIPTOR MEMORY DEADLINE TASK STRATEGY

It loads what its first page needs, gives up what reading pages does not (`confine`), and says that it is
ready. It ends by itself where a page takes more computing than the deadline, or its parent is gone.
"""

from __future__ import annotations

import contextlib
import gc
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from feedsvc.errors import ExtractError
from feedsvc.extract import EXTRACTORS
from feedsvc.extract.base import ExtractSettings, UseFallback
from feedsvc.extract.confine import confine
from feedsvc.extract.wire import (
    LENGTH,
    OUT_OF_MEMORY,
    PATIENCE,
    TASKS,
    Failure,
    done,
    failed,
    read_request,
)


def serve() -> None:
    """The child's life: one request after the other, until the parent closes the socket."""
    descriptor, memory, deadline = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    with contextlib.suppress(KeyError):  # no such task is the request's mistake
        _load(sys.argv[4], sys.argv[5])  # what the first page needs, ready before its deadline
    confine()
    gc.freeze()  # what is there now stays: no page pays for looking through it
    gc.enable()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with socket.socket(fileno=descriptor) as parent, parent.makefile("rb") as requests:
        _send(parent, b"")
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
        strategy = next((a.extractor for a in args if isinstance(a, ExtractSettings)), "")
        do = _load(task, strategy)  # the libraries that a task needs are loaded before its time begins
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


def _load(task: str, strategy: str) -> Any:
    """What does a task, when the modules of it, of a strategy and of what that tries are there."""
    if strategy in EXTRACTORS:
        _ = [EXTRACTORS[name] for name in EXTRACTORS[strategy].tries]
    module, _, name = TASKS[task][0].partition(":")
    return getattr(import_module(f"feedsvc.extract.{module}"), name)
