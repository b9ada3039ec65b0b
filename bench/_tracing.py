"""What the processes of a browser ask of the network, seen by strace(1), and what they are while they run."""

from __future__ import annotations

import re
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from feedsvc.browser.processes import PROC, below

CALLS = "connect,sendto,sendmsg,sendmmsg"
LOOK = 0.2
WRAPPER = """#!/bin/sh
exec strace -f --seccomp-bpf -qq -y -yy -s 0 -e trace={calls} -o {folder}/calls.$$ {python} "$@"
"""
ROUTE = ("connect", "2001:4860:4860::8888:443")
"""Chromium has the kernel look for a way to it, to know whether there is IPv6: no packet leaves (udp(7))."""
_INET = re.compile(
    r'(\w+)\(.*?sin6?_port=htons\((\d+)\).*?(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")'
)


@contextmanager
def traced(folder: Path) -> Iterator[None]:
    """Browsers that are started meanwhile are started by strace."""
    wrapper, python = folder / "python", sys.executable
    wrapper.write_text(WRAPPER.format(calls=CALLS, folder=folder, python=python))
    wrapper.chmod(0o755)
    sys.executable = str(wrapper)
    try:
        yield
    finally:
        sys.executable = python


def reached(folder: Path) -> Counter[tuple[str, str]]:
    """How often which call was given which address of the Internet's kind, ours included."""
    found = Counter[tuple[str, str]]()
    for file in folder.glob("calls.*"):
        for line in file.open(errors="replace"):
            if (called := _INET.search(line)) and not ("<UDP" in line and called_of(called) == ROUTE):
                found[called_of(called)] += 1
    return found


def called_of(match: re.Match[str]) -> tuple[str, str]:
    """The call, and the address that it was given."""
    return match[1], f"{match[3] or match[4]}:{match[2]}"


class Watched:
    """Looks at the processes below one again and again; `most` is what one child held with all its own."""

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self._over = threading.Event()
        self.seen: set[tuple[int, str]] = set()
        self.most = 0

    def __enter__(self) -> Watched:
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def left(self) -> list[int]:
        """Those that were seen, and are there still, ended ones that nobody put away too."""
        return [process for process, born in self.seen if born_at(process) == born]

    def _look(self) -> None:
        while not self._over.wait(LOOK):
            for child in children(self._parent):
                there = [child, *below(child)]
                self.seen |= {(process, born) for process in there if (born := born_at(process))}
                self.most = max(self.most, sum(map(own_size, there)))


def children(parent: int) -> list[int]:
    """Those that a process has started itself, by any of its threads."""
    told = map(said, (PROC / str(parent) / "task").glob("*/children"))
    return [int(number) for line in told for number in line.split()]


def born_at(process: int) -> str:
    """When it was started, as the kernel counts; nothing where it is not there."""
    numbers = said(PROC / str(process) / "stat").rpartition(")")[2].split()
    return numbers[19] if numbers else ""


def said(file: Path) -> str:
    """What stands in a file of /proc; nothing where its thread or process has just gone."""
    with suppress(OSError):
        return file.read_text("latin-1")
    return ""


def own_size(process: int) -> int:
    """Bytes of it, of what several share its part (PSS)."""
    with suppress(OSError):
        told = (PROC / str(process) / "smaps_rollup").read_text()
        return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) * 1024
    return 0
