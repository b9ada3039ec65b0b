"""Programs of tests as processes of their own, forked from one that has loaded what they need.

To load it takes a new interpreter most of a second. Signals, sockets and the end are those of any process.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(
    [
        "tests.store.test_processes",
        "tests.store.test_schema",
        "tests.schedule.service_program",
        "tests.schedule.worker_program",
        "feedsvc.cli.serving",
        "feedsvc.cli.works",
        "feedsvc.builder",
        "feedsvc.poll.making",
        "feedsvc.web",
        "sqlalchemy.dialects.postgresql.psycopg",
        "psycopg",
        "alembic.command",
    ]
)


class Forked:
    """A program at work: `line` is the next that it prints, `ends` gives its status and the rest."""

    def __init__(self, main: Callable[..., None], *words: str) -> None:
        reading, writing = CONTEXT.Pipe(duplex=False)
        given = (writing, dict(os.environ), main, words)
        self._process = CONTEXT.Process(target=printing, args=given)
        self._process.start()
        writing.close()
        with reading:
            self._printed = os.fdopen(os.dup(reading.fileno()))

    def line(self) -> str:
        return self._printed.readline().strip()

    def send_signal(self, number: int) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, number)

    def kill(self) -> None:
        self._process.kill()

    def ends(self) -> tuple[int | None, str]:
        """Exit status, or the signal that ended it as a negative number; what it printed until then."""
        said = self._printed.read()
        self._process.join(PATIENCE)
        return self._process.exitcode, said

    def close(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._printed.close()


@contextmanager
def forked(main: Callable[..., None], *words: str) -> Iterator[Forked]:
    """A program with these words, killed at the end."""
    program = Forked(main, *words)
    try:
        yield program
    finally:
        program.close()


def printing(
    where: Connection, environ: dict[str, str], main: Callable[..., None], words: tuple[str, ...]
) -> None:
    """What the process does, with the environment of who starts it; what it prints goes there."""
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environ)
    os.dup2(where.fileno(), 1)
    where.close()
    main(*words)
