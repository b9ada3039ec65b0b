"""The processes below one, and the memory that several of them have, as /proc tells (proc(5))."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def below(parent: int, strangers: set[int] | None = None) -> list[int]:
    """The numbers of all processes that come of this one, ended ones that nobody put away too.

    Who asks often keeps the `strangers` from one time to the next: others than these are looked at.
    """
    strangers = set() if strangers is None else strangers
    there = {int(name) for name in os.listdir(PROC) if name.isdigit()}
    strangers &= there
    children: defaultdict[int, list[int]] = defaultdict(list)
    for process in there - strangers:
        if of := _parent(process):
            children[of].append(process)
    found, open_ones = list[int](), [parent]
    while open_ones:
        more = children.pop(open_ones.pop(), [])
        found += more
        open_ones += more
    strangers |= there - {parent, *found}
    return found


def shared(processes: Iterable[int]) -> int:
    """Bytes that several of these processes may hold in common: each program's files are counted once.

    Each of a browser's processes counts the program that all of them share; it is in memory once.
    """
    memory, files = 0, defaultdict[str, int](int)
    for process in processes:
        of_files, of_memory = _sizes(process)
        program = _program(process)
        memory += of_memory
        files[program] = max(files[program], of_files)
    return memory + sum(files.values())


def _parent(process: int) -> int:
    """The number of its parent; 0 where it has gone."""
    with suppress(OSError):
        # The name in brackets may hold anything.
        return int((PROC / str(process) / "stat").read_text("latin-1").rpartition(")")[2].split()[1])
    return 0


def _program(process: int) -> str:
    with suppress(OSError):
        return os.readlink(PROC / str(process) / "exe")
    return ""


def _sizes(process: int) -> tuple[int, int]:
    """Bytes of files, and of memory that others may have, too."""
    found = dict.fromkeys(("RssFile", "RssShmem"), 0)
    with suppress(OSError):
        for line in (PROC / str(process) / "status").read_text("latin-1").splitlines():
            name, _, value = line.partition(":")
            if name in found:
                found[name] = int(value.split()[0]) * 1024
    return found["RssFile"], found["RssShmem"]
