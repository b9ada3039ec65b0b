"""What every process has of its own: a clock, which everything else is handed, a name, a user, memory."""

from __future__ import annotations

import gc
import os
import pwd
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
"""Of glibc's malloc.h."""
LARGE = 256 * 1024
"""Bytes from which on a block of memory is nobody else's once it is free."""
LARGE_OF_POLLS = 2 * 1024 * 1024
"""The same where polls are: packing takes blocks of 1.3 MB, and 300 page faults where each is given back."""
TRIM_EVERY = 10.0
USUAL = gc.get_threshold()
"""How many values come before garbage is looked for, as Python has it."""
SHORT = 20_000
"""The same for what ends soon: a tenth of its time would go into looking through modules for garbage."""


def utc_now() -> datetime:
    """The wall clock, aware."""
    return datetime.now(UTC)


def owner_name() -> str:
    """A name for one holder of claims and turns that no other has: host, process, a random end."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def user_name() -> str:
    """The user of the system whose process this is; its number where it has no name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"user {os.getuid()}"


def share_heaps(large: int = LARGE) -> None:
    """Let all threads share one heap and give back what is free: for a process that stays.

    What is `large` is given back whole, and a heap's free end too. glibc gives every thread a heap of its
    own, up to eight for each core, and each keeps the most that its threads ever needed at one time. Where
    the environment says otherwise, nothing is changed.
    """
    if any(name.startswith("MALLOC_") for name in os.environ):
        return
    heaps = {M_ARENA_MAX: 1, M_MMAP_THRESHOLD: large, M_TRIM_THRESHOLD: max(1 << 20, 2 * large)}
    for option, value in heaps.items():
        _of_libc("mallopt", option, value)


@contextmanager
def ending_soon() -> Iterator[None]:
    """Look for garbage seldom, for a process that loads modules, says something and ends."""
    gc.set_threshold(SHORT, *USUAL[1:])
    try:
        yield
    finally:
        stay()


def stay() -> None:
    """Look for garbage as usual from now on."""
    gc.set_threshold(*USUAL)


def settle() -> None:
    """Let what is there now stay, and look for garbage seldom from now on: for a process that only polls.

    A poll leaves seventeen values that do not go by themselves, 4 kB; looking for them as usual took a
    thirtieth of it (issue 11). A request leaves a hundred, and may leave a page.
    """
    gc.freeze()
    gc.set_threshold(SHORT, *USUAL[1:])


class Trim:
    """Gives back what is free within the heap, every ten seconds however often it is called."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._last = monotonic()

    def __call__(self) -> bool:
        """Whether it was done now."""
        due = self._monotonic() - self._last >= TRIM_EVERY
        if due:
            give_back()
            self._last = self._monotonic()
        return due


def give_back() -> None:
    """Gives back to the system what is free within the heap."""
    _of_libc("malloc_trim", 0)


def fitting(packed: bytes) -> bytes:
    """A copy in a room of its own size: what Zstandard gives keeps as much as the plain bytes had."""
    return bytes(memoryview(packed))  # `bytes` alone copies none of its own kind


def _of_libc(name: str, *numbers: int) -> None:
    """Call what glibc has beyond the standard; other C libraries lack it, and do without."""
    import ctypes  # which few processes need

    with suppress(OSError, AttributeError):
        getattr(ctypes.CDLL(None), name)(*numbers)
