"""The process that extracting children are forked from: warm, trusted, and given no page but a made-up one.

    python -c "…; from feedsvc.extract.nursery import keep; keep()" DESCRIPTOR MEMORY DEADLINE TASK STRATEGY

A child that one page has taken over must not answer for the pages of another site, and a new interpreter
for each would cost a second of computing. So one is started, loads what reading pages needs, gives up
all else (`confine`), and has one child at a time, which costs some milliseconds. Its parent asks on a
socket that no child holds:

    LEARN, task, strategy, zone   end the child that is there, and have loaded and warmed what these need
    FORK, with a socket           end the child that is there, and have one at that socket; its process number
    FATE                          end the child that is there; its exit code, as subprocess gives it
    END                           end the child and the nursery, as where the parent is gone
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable

from feedsvc.extract.confine import prepare
from feedsvc.extract.serve import load, serve
from feedsvc.extract.warming import warm
from feedsvc.process import LARGE_OF_POLLS, give_back, share_heaps

LEARN, FORK, FATE, END = b"l", b"f", b"w", b"e"
WISH = struct.Struct("!c32s32s64s")
"""What is wished, and a task, a strategy and a zone where it is to LEARN."""
REPLY = struct.Struct("!q")
READY = 0
YOUNG = 50_000
"""Values that come before garbage is looked for: pages leave none that would not go by itself."""


def keep() -> None:
    """The nursery's life: one child after the other, until the parent closes the socket."""
    descriptor, memory, deadline = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    # A page's bytes, its text and what is told of it would be mapped one after the other, and given back.
    share_heaps(LARGE_OF_POLLS)
    with contextlib.suppress(KeyError):  # no such task is the request's mistake
        load(sys.argv[4], sys.argv[5])  # what the first page needs, ready before its deadline
    confine = prepare()
    gc.freeze()  # what is there now stays: no page pays for looking through it, no child copies it
    gc.set_threshold(YOUNG)
    gc.enable()
    with socket.socket(fileno=descriptor) as parent:
        _tend(parent, lambda theirs: _live(parent, theirs, confine, memory, deadline))


def _tend(parent: socket.socket, live: Callable[[socket.socket], None]) -> None:
    """Does what the parent asks for; `live` is what a child does with its socket."""
    child, reply = 0, READY
    while _told(parent, reply):
        said, descriptors, *_ = socket.recv_fds(parent, WISH.size, 1)
        wish, *names = WISH.unpack(said) if len(said) == WISH.size else (END,)
        fate = _ended(child)
        child, reply = 0, fate
        if wish == LEARN:
            _learn(*(name.rstrip(b"\0").decode() for name in names))
        if wish == FORK:
            child = reply = _born(socket.socket(fileno=descriptors[0]), live)
        if wish == END:
            return


def _learn(task: str, strategy: str, zone: str) -> None:
    """Load what children would have to, each for itself; what cannot be is theirs to tell."""
    gc.disable()
    with contextlib.suppress(Exception):
        load(task, strategy)
        warm(task, strategy, zone)
    give_back()  # what is free: no child copies it
    gc.freeze()
    gc.enable()


def _told(parent: socket.socket, reply: int) -> bool:
    with contextlib.suppress(OSError):
        parent.sendall(REPLY.pack(reply))
        return True
    return False


def _ended(child: int) -> int:
    """The exit code of a child, which is ended where it has not by itself."""
    if not child:
        return 0
    os.kill(child, signal.SIGKILL)  # of one that has ended it changes nothing
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _born(theirs: socket.socket, live: Callable[[socket.socket], None]) -> int:
    """The number of a new child, whose socket is closed here."""
    with theirs:
        child = os.fork()
        if child:
            return child
        with contextlib.suppress(BaseException):
            live(theirs)
        os._exit(0)


def _live(
    parent: socket.socket,
    theirs: socket.socket,
    confine: Callable[[], tuple[str, ...]],
    memory: int,
    deadline: float,
) -> None:
    parent.close()  # what is asked of the nursery is no child's to answer
    confine()
    serve(theirs, memory, deadline)
