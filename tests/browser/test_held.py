"""What a process and those below it hold, and how they are ended: with other processes in a browser's place."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from feedsvc.browser.held import RESERVE, Held, Watch

if not sys.platform.startswith("linux"):
    pytest.skip("reads /proc", allow_module_level=True)

FILLED = 50_000_000
PARENT = f"""
import subprocess, sys
own = bytearray(b'x' * {FILLED})
child = subprocess.Popen([sys.executable, '-c', "own = bytearray(b'x' * {FILLED}); print(1, flush=True); input()"])
print(child.wait(), flush=True)
input()
"""


@pytest.fixture
def parent() -> Iterator[subprocess.Popen[str]]:
    """A process that holds much, and has a child that holds as much."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "1\n"
            yield process
        finally:
            process.kill()


def test_the_parent_counts_too_and_is_not_ended(parent: subprocess.Popen[str]) -> None:
    held = Held(parent.pid)
    held.renew()
    assert held.now() > 2 * FILLED
    held.end()
    assert parent.stdout
    assert parent.stdout.readline() == "-9\n"
    assert parent.poll() is None
    held.renew()
    assert FILLED < held.now() < 2 * FILLED


def test_whoever_has_gone_holds_nothing() -> None:
    held = Held(os.getpid())
    with subprocess.Popen(
        [sys.executable, "-c", f"own = bytearray(b'x' * {FILLED}); print(1, flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout
        child.stdout.readline()
        held.renew()
        before = held.now()
    assert held.now() < before - FILLED / 2


def test_a_part_of_the_limit_is_kept_free() -> None:
    held = Held(os.getpid())
    held.renew()
    enough = held.now() * 2
    assert not Watch(os.getpid(), enough).is_over(1.0)
    nearly = held.now() + held.now() // (2 * RESERVE)  # below it, and yet too near
    assert Watch(os.getpid(), nearly).is_over(1.0)
