"""Commands of ours as processes of their own, forked (see `tests.forked`), if need be where another process lives.

with commanded("--config", folder, "run") as process:      a service, killed at the end
ran("--config", folder, "check").returncode                a command that ends
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedsvc.cli import main
from tests.forked import ROOT, Forked, forked


@contextmanager
def commanded(*words: str | Path, log: str | Path = os.devnull, space: str | Path = "") -> Iterator[Forked]:
    """The program with these words, killed at the end: what it says beside its results is added to a file.

    `space` is a file of the namespace it lives in, such as `/run/netns/NAME`.
    """
    with forked(commanding, str(log), str(space), *map(str, words)) as process:
        yield process


def ran(*words: str | Path, space: str | Path = "") -> subprocess.CompletedProcess[str]:
    """What became of a command."""
    with tempfile.NamedTemporaryFile("r+", encoding="utf-8") as log:
        with commanded(*words, log=log.name, space=space) as process:
            status, said = process.ends()
        assert status is not None, "it never ended"
        return subprocess.CompletedProcess([str(word) for word in words], status, said, log.read())


def commanding(log: str, space: str, *words: str) -> None:
    """Be the program that was given these words."""
    with open(log, "ab") as said:
        os.dup2(said.fileno(), 2)
    if space:
        enter(space)
    sys.exit(main(words))


def enter(space: str) -> None:
    """Go where others live: `os.setns` is new in Python 3.12."""
    with open(space) as other:
        if ctypes.CDLL(None, use_errno=True).setns(other.fileno(), 0):
            raise OSError(ctypes.get_errno(), space)
    os.chdir(ROOT)
