"""Whether the files of a configuration have changed: the file system says so, none is read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SETTLED = 1.0
"""Seconds after its last change from which on a file is held to be written to its end."""
Signature = tuple[tuple[str, int, int, int], ...]
"""Name, time of change in ns, size and inode of every file."""


def signature(directory: Path) -> Signature:
    """What stands for the content of all files that a configuration is read from, in order of their names."""
    return tuple(sorted(facts for path in files(directory) if (facts := facts_of(path))))


def files(directory: Path) -> Iterator[str]:
    """The paths of the files that may make a configuration, there or not."""
    yield from (str(directory / name) for name in ("feedsvc.toml", "topics.toml"))
    try:
        with os.scandir(directory / "sources") as found:
            yield from (entry.path for entry in found if entry.name.endswith(".toml"))
    except OSError:
        return  # no sources; reading the configuration says what is wrong with that


def facts_of(path: str) -> tuple[str, int, int, int] | None:
    """What changes with a file's content; None where there is no such file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return path, found.st_mtime_ns, found.st_size, found.st_ino


class Watch:
    """Tells each change once, as soon as its writing is over; what stands at the beginning is no change.

    It is over when two looks see the same, or when no file has changed within SETTLED seconds: an editor that
    empties a file before it fills it, or a checkout of many files, is not caught in the middle.
    """

    def __init__(self, directory: Path, *, wall: Callable[[], float] = time.time) -> None:
        self._directory = directory
        self._wall = wall
        self._taken = self._seen = signature(directory)

    def has_changed(self) -> bool:
        """Whether there is something new, written to its end."""
        found = signature(self._directory)
        same, self._seen = found == self._seen, found
        if found == self._taken or not (same or self._is_old(found)):
            return False
        self._taken = found
        return True

    def _is_old(self, found: Signature) -> bool:
        newest = max((changed for _, changed, _, _ in found), default=0)
        return newest < (self._wall() - SETTLED) * 1e9
