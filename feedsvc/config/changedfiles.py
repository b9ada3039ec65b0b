"""Whether the files of a configuration have changed: the file system says so, none is read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from feedsvc.config.place import MAIN, TOPICS_FILE

SETTLED = 1.0
"""Seconds after its last change from which on a file is held to be written to its end."""
PARTS = (MAIN, TOPICS_FILE)
AT_ONCE, SHARES = 1_000, 3
"""Files up to which all are looked at each time; of more so large a share, in turn."""
Facts = tuple[str, int, int, int]
"""Name, time of change in ns, size and inode of a file."""
Signature = tuple[Facts, ...]


def signature(directory: Path) -> Signature:
    """What stands for the content of all files that a configuration is read from, in order of their names."""
    return tuple(sorted(facts for path in files(directory) if (facts := facts_of(path))))


def files(directory: Path) -> Iterator[str]:
    """The paths of the files that may make a configuration, there or not."""
    yield from (str(directory / name) for name in PARTS)
    try:
        with os.scandir(directory / "sources") as found:
            yield from (e.path for e in found if e.name.endswith(".toml") and not e.name.startswith("."))
    except OSError:
        return  # no sources; reading the configuration says what is wrong with that


def facts_of(path: str) -> Facts | None:
    """What changes with a file's content; None where there is no such file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return path, found.st_mtime_ns, found.st_size, found.st_ino


def is_as(path: str, facts: Facts | None) -> bool:
    """Whether `facts_of` gives these; of thousands of files a second, without making them anew."""
    try:
        found = os.stat(path)
    except OSError:
        return facts is None
    return facts is not None and (
        found.st_mtime_ns == facts[1] and found.st_size == facts[2] and found.st_ino == facts[3]
    )


class Watch:
    """Tells each change once, as soon as its writing is over; what stands at the beginning is no change.

    It is over when two looks see the same, or when no file has changed within SETTLED seconds: an editor that
    empties a file before it fills it, or a checkout of many files, is not caught in the middle.
    """

    def __init__(self, directory: Path, *, wall: Callable[[], float] = time.time) -> None:
        self._directory = directory
        self._wall = wall
        self._turn = 0
        self._facts: dict[str, Facts | None] = {}
        self._shares: list[list[str]] = []
        self._folder_at = 0
        self._often = {str(directory / name) for name in PARTS}
        """Files that are looked at each time."""
        self._taken = self._seen = signature(directory)

    def has_changed(self) -> bool:
        """Whether there is something new, written to its end."""
        found = signature(self._directory) if len(self._seen) <= AT_ONCE else self._share()
        same, self._seen = found == self._seen, found
        if found == self._taken:
            self._taken = found  # at the next look most are the same objects, which are equal at a glance
            return False
        if not (same or self._is_old(found)):
            return False
        self._taken = found
        return True

    def _share(self) -> Signature:
        """What stands for the files by now, of which a third is looked at, and every one that has changed."""
        self._turn += 1
        if self._names_may_differ() or not self._facts:
            self._facts = {path: facts_of(path) for path in sorted(files(self._directory))}
            self._shares = [list(islice(self._facts, n, None, SHARES)) for n in range(SHARES)]
            return tuple(facts for facts in self._facts.values() if facts)
        fresh = {*self._differing(self._shares[self._turn % SHARES]), *self._differing(self._often)}
        if not fresh:
            return self._seen
        self._facts |= {path: facts_of(path) for path in fresh}
        self._often |= fresh
        return tuple(facts for facts in self._facts.values() if facts)

    def _differing(self, paths: Iterable[str]) -> list[str]:
        """Those of which the file system says anything else than before."""
        known = self._facts
        return [path for path in paths if not is_as(path, known.get(path))]

    def _names_may_differ(self) -> bool:
        """Whether the folder of sources has changed, now or a moment ago."""
        folder = facts_of(str(self._directory / "sources"))
        at, before = folder[1] if folder else 0, self._folder_at
        self._folder_at = at
        return at != before or at > (self._wall() - SETTLED) * 1e9

    def _is_old(self, found: Signature) -> bool:
        newest = max((changed for _, changed, _, _ in found), default=0)
        return newest < (self._wall() - SETTLED) * 1e9
