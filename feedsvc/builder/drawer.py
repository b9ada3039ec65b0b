"""What the workers of one machine keep for each other for ten minutes: files that nobody else can read.

    folder = shared_folder(directory, store.file)   # beside the database, else among temporary files
    drawer = Drawer(folder / "pages", most=100, room=64 << 20)
    drawer.keep("https://pier.example/", b"…")      # in any worker
    drawer.get("https://pier.example/")             # in any other; None after ten minutes

Nothing that a secret was sent for comes here.
"""

from __future__ import annotations

import os
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from feedsvc.errors import FeedsvcError
from feedsvc.files import replace_file

KEPT = 600.0
"""Seconds."""


def shared_folder(directory: Path, database: Path | None) -> Path:
    """Where the workers over this configuration's directory meet: beside their database where that is a file.

    Nothing is made yet.
    """
    if database is not None:
        return database.with_name(f"{database.name}-looks")
    name = sha256(os.fsencode(directory.resolve())).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"feedsvc-{os.geteuid()}-{name}"


def make_private(folder: Path) -> Path:
    """The folder, made for us alone where it is not there; raises FeedsvcError where it is not ours alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        private = is_private(folder)
    except OSError as error:
        raise FeedsvcError(
            f"{error.filename or folder}: {error.strerror} (looks at pages are kept there)"
        ) from error
    if not private:
        raise FeedsvcError(f"{folder}: is not ours alone (remove it: looks at pages are kept there)")
    return folder


def is_private(folder: Path) -> bool:
    """Whether it is a folder, no link to one, that is ours alone; raises OSError where there is none."""
    told = folder.lstat()
    return stat.S_ISDIR(told.st_mode) and told.st_uid == os.geteuid() and not told.st_mode & 0o077


class Drawer:
    """At most `most` values of at most `room` bytes together, by name; the oldest goes first."""

    def __init__(self, folder: Path, *, most: int, room: int, clock: Callable[[], float] = time.time) -> None:
        self._folder, self._most, self._room, self._clock = folder, most, room, clock

    def get(self, name: str) -> bytes | None:
        """What was kept under the name within the last ten minutes, by whichever worker; by nobody else."""
        place = self._place(name)
        with suppress(OSError):
            if not (is_private(self._folder.parent) and is_private(self._folder)):
                return None
            if self._is_fresh(place.stat().st_mtime):
                return place.read_bytes()
        return None

    def keep(self, name: str, content: bytes) -> None:
        """Keep the value in place of an earlier one; raises FeedsvcError where nothing can be written."""
        make_private(self._folder.parent)
        make_private(self._folder)
        try:
            replace_file(self._place(name), content, modified=self._clock(), private=True)
        except OSError as error:
            raise FeedsvcError(f"{self._folder}: {error.strerror} (looks at pages are kept there)") from error
        self.sweep()

    def sweep(self) -> None:
        """Remove what is too old, and the oldest of what there is no room for; the newest stays."""
        used = 0
        for number, (modified, size, place) in enumerate(sorted(self._files(), reverse=True)):
            used += size
            crowded = number >= self._most or (number > 0 and used > self._room)
            if crowded or not self._is_fresh(modified):
                place.unlink(missing_ok=True)

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for place in self._folder.iterdir() if self._folder.is_dir() else ():
            with suppress(FileNotFoundError):  # another worker sweeps too
                told = place.stat()
                if self._is_fresh(told.st_mtime) and place.name.startswith("."):
                    continue  # it is being written
                found.append((told.st_mtime, told.st_size, place))
        return found

    def _is_fresh(self, modified: float) -> bool:
        return -KEPT < self._clock() - modified < KEPT

    def _place(self, name: str) -> Path:
        return self._folder / sha256(name.encode()).hexdigest()
