"""A small disk of its own for what is tested, in a mount namespace, so that nothing is left of it; and one in memory."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.patience import PATIENCE

MOUNT = 'mount -t tmpfs -o "size=$1" none "$2" && echo mounted && exec sleep infinity'


@dataclass(frozen=True)
class Disk:
    """A disk that only those see who are started on it: `inside`, `fills`, `frees`, `turns`."""

    place: Path
    holder: int

    @property
    def seen(self) -> Path:
        """Its root, as it is seen from outside."""
        return Path(f"/proc/{self.holder}/root{self.place}")

    @property
    def space(self) -> str:
        """The file of the mount namespace that has it."""
        return f"/proc/{self.holder}/ns/mnt"

    def inside(self, *command: str | Path) -> list[str]:
        """The command line that runs this on it."""
        return ["nsenter", f"--target={self.holder}", "--mount", "--", *map(str, command)]

    def fills(self) -> None:
        """Take all of its room."""
        with (self.seen / "filler").open("wb", buffering=0) as filler:
            size = 65536
            while size:
                try:
                    full = filler.write(bytes(size)) < size
                except OSError:
                    full = True
                size //= 1 + full

    def frees(self) -> None:
        """Give its room back."""
        (self.seen / "filler").unlink()

    def turns(self, how: str) -> None:
        """Mount it `ro` or `rw`."""
        subprocess.run(self.inside("mount", "-o", f"remount,{how}", self.place), check=True)


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Disk]:
    """A disk at this place, as large as `size`; the test is skipped where none can be mounted."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk here")
    place.mkdir()
    command = ["unshare", "--mount", "--propagation", "private", "sh", "-c", MOUNT, "sh", size, str(place)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        if holder.stdout.readline() != "mounted\n":
            pytest.skip(f"no disk can be mounted here: {holder.communicate(timeout=PATIENCE)[1].strip()}")
        yield Disk(place, holder.pid)
    finally:
        holder.kill()
        holder.communicate()


def memory_folder() -> str | None:
    """A file system in memory with room for what tests write; None where there is none, as in most containers."""
    place = "/dev/shm"
    roomy = os.path.isdir(place) and os.access(place, os.W_OK) and shutil.disk_usage(place).free > 2 << 30
    return place if roomy and not os.statvfs(place).f_flag & os.ST_NOEXEC else None
