"""Files replaced whole, by one writer at a time: who reads one meanwhile finds what it said before."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4


def replace_file(
    place: Path, content: bytes, *, modified: float | None = None, private: bool = False
) -> None:
    """Put the content there in one step, also over a power cut; raises OSError and leaves the old one.

    A file that is there keeps its mode, a `private` one is for us alone. `modified` is a time in seconds
    since 1970.
    """
    beside = place.with_name(f".{place.name}.{uuid4().hex}")
    try:
        with beside.open("wb") as file:
            with suppress(FileNotFoundError):  # before anything stands in it: it may be for few eyes
                os.fchmod(file.fileno(), 0o600 if private else place.stat().st_mode & 0o777)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if modified is not None:
            os.utime(beside, (modified, modified))
        beside.replace(place)
    except OSError as error:
        error.filename = error.filename or str(place)  # no room: the system names no file
        raise
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def one_writer(directory: Path) -> Iterator[None]:
    """For the block nobody else writes below the directory who asks so too, in any process of this machine.

    The lock is on the directory itself, and ends with the process. Raises OSError where it cannot be opened.
    """
    lock = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # some network file systems lock nothing
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
