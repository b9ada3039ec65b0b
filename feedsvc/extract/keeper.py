"""The parent's side of a nursery: extracting children, one at a time, each for one site.

keeper = Keeper(memory, deadline, task, strategy)   # starts the nursery, and waits for nothing
keeper.get_ready()                                  # when it is there; ChildError where it does not come
pid, socket = keeper.fork(needs)                    # a new child; the one before is ended
keeper.fate()                                       # how that child has ended, in words
keeper.stop()                                       # ends both
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from feedsvc.extract.confine import environment
from feedsvc.extract.nursery import END, FATE, FORK, LEARN, REPLY, WISH

START_SECONDS = 60.0
"""How long a new interpreter may take to be ready; not part of any page's deadline."""
END_SECONDS = 30.0
"""How long a nursery may take to end its child."""
HEAP = {
    "MALLOC_TRIM_THRESHOLD_": str(8 << 20),
    "MALLOC_MMAP_THRESHOLD_": str(4 << 20),
    "GLIBC_TUNABLES": f"glibc.malloc.hugetlb=1:glibc.malloc.top_pad={2 << 20}",
}
"""Memory that glibc keeps from page to page (mallopt(3)): given back, each page asks for it anew.

It comes in large pages where the system has them: a child's first page asks for a fifth fewer.
"""


Need = tuple[str, str, str]
"""A task, the strategy that it is done with, and the zone of the source's dates."""


class ChildError(Exception):
    """There is no child; the text says why."""


class Keeper:
    """One nursery, used by one thread at a time."""

    def __init__(self, memory: int, deadline: float, task: str, strategy: str) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self.process = _spawn(theirs.fileno(), memory, deadline, task, strategy)
        self._is_ready = self._has_forked = False
        self._learnt = set[Need]()

    def get_ready(self) -> None:
        """Wait until the nursery has loaded what its first page needs; ChildError where it has not."""
        if self._is_ready:
            return
        try:
            self._reply(START_SECONDS)
        except BaseException:
            self.stop()
            raise
        self._is_ready = True

    def fork(self, needs: Iterable[Need] = ()) -> tuple[int, socket.socket]:
        """A new child's process number, and the socket to it; ChildError where there is none.

        `needs` is what children of this nursery have been asked for so far: from the second child on they
        find it loaded. The first one finds what the strategy needs that the nursery was started for.
        """
        if self._has_forked:
            self._teach(set(needs) - self._learnt)
        self._has_forked = True
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._control, [_wish(FORK)], [theirs.fileno()])
            return self._reply(START_SECONDS), ours
        except BaseException as error:
            ours.close()
            if isinstance(error, OSError):
                raise ChildError("the extractor has died") from error
            raise

    def _teach(self, needs: set[Need]) -> None:
        for need in sorted(needs):
            try:
                self._control.sendall(_wish(LEARN, *need))
            except OSError as error:
                raise ChildError("the extractor has died") from error
            self._reply(START_SECONDS)
        self._learnt |= needs

    def fate(self) -> int | None:
        """The exit code of the child, which is ended; None where it cannot be told."""
        try:
            self._control.sendall(_wish(FATE))
            return self._reply(END_SECONDS)
        except (OSError, ChildError):
            return None

    def running(self) -> bool:
        """Whether the nursery is there."""
        return self.process.poll() is None

    def stop(self) -> None:
        """Ends the nursery and its child, and frees everything of them; harmless when done twice."""
        if not self._is_ready:  # it has had no child yet, and would only listen when all is loaded
            self.process.kill()
        with suppress(OSError):  # only the nursery surely knows which process its child is
            self._control.sendall(_wish(END))
        self._control.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _reply(self, seconds: float) -> int:
        try:
            self._control.settimeout(seconds)
            reply = self._control.recv(REPLY.size, socket.MSG_WAITALL)
        except TimeoutError as error:
            raise ChildError(f"took more than {seconds:g} s") from error
        except OSError as error:
            raise ChildError("the extractor has died") from error
        if len(reply) < REPLY.size:
            raise ChildError("the extractor has died")
        number: int = REPLY.unpack(reply)[0]
        return number


def _wish(what: bytes, *names: str) -> bytes:
    return WISH.pack(what, *(name.encode() for name in (*names, "", "", "")[:3]))


def in_words(code: int | None, deadline: float) -> str:
    """Why a child has ended, by its exit code; `deadline` is the seconds that a page could take."""
    if code is None:
        return "the extractor has died (no reason given)"
    if code == -signal.SIGPROF:
        return f"took more than {deadline:g} s"
    why = signal.Signals(-code).name if code < 0 else f"exit status {code}"
    return f"the extractor has died ({why})"


def _spawn(
    descriptor: int, memory: int, deadline: float, task: str, strategy: str
) -> subprocess.Popen[bytes]:
    # A plain interpreter rather than multiprocessing: that would import the caller's main module
    # again (a console script, gunicorn, pytest) and needs a server or a tracker beside each child.
    # Nothing of what is loaded is garbage: looking for it would take a tenth of the start.
    command = "import gc; gc.disable(); from feedsvc.extract.nursery import keep; keep()"
    root = str(Path(__file__).resolve().parents[2])
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-c", command, str(descriptor), str(memory), str(deadline), task, strategy],
        pass_fds=(descriptor,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # an interrupt at the terminal is the parent's to handle
        env=HEAP | environment(os.environ) | {"PYTHONPATH": os.pathsep.join([root, *_python_path()])},
    )


def _python_path() -> list[str]:
    return [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
