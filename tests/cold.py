"""In a new checkout one process reads the tests before the others do: what is made of them and kept is made once.

Four at once made it four times: what pytest makes took as long as an eighth of the whole run, and the values
that Hypothesis looks for in our modules two seconds of each.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import text

HERE = Path(__file__).parent
READ_LAST = HERE / "web" / "__pycache__"


def is_cold() -> bool:
    """Whether nobody has read all tests here yet, and what is made of them will be kept."""
    return not sys.dont_write_bytecode and not READ_LAST.is_dir()


class OneFirst:
    """The first process that comes collects; the others wait until it has."""

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        with first_or_later(HERE) as first:
            collected = yield
            if first:
                draw()
            return collected


@settings(max_examples=2, database=None)
@given(text())
def draw(_: str) -> None:
    """To draw anything, all modules that are loaded are looked through for values, and those are kept."""


@contextmanager
def first_or_later(folder: Path) -> Iterator[bool]:
    """Whether we are the first here, and keep the others waiting; otherwise the first is done."""
    door = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        first = True
    except BlockingIOError:
        fcntl.flock(door, fcntl.LOCK_SH)
        os.close(door)
        first = False
    try:
        yield first
    finally:
        if first:
            os.close(door)
