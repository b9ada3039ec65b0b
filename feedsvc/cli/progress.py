"""Bars on standard error for what takes a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from feedsvc.cli.output import console, say
from feedsvc.telemetry import safe

if TYPE_CHECKING:
    from rich.progress import Progress


class Advance(Protocol):
    """Call with what was just finished."""

    def __call__(self, name: str, /) -> None: ...


class Waiting:
    """What is waited for, told as it is finished, and lines that are said meanwhile."""

    def __call__(self, name: str, /) -> None:
        """No bar is shown: nothing moves on."""

    def says(self, text: str) -> None:
        """Print a line."""
        say(text)


class Bar(Waiting):
    """The same beside a bar, which goes away while a line is printed: they share a terminal."""

    def __init__(self, bar: Progress, total: int, doing: str) -> None:
        self._bar, self._task = bar, bar.add_task(doing, total=total)

    def __call__(self, name: str, /) -> None:
        """One more is finished."""
        self._bar.update(self._task, advance=1, description=safe(name).replace("[", "\\["))

    def says(self, text: str) -> None:
        """Print a line where the bar was."""
        self._bar.stop()
        super().says(text)
        self._bar.start()


@contextmanager
def progress(total: int, *, quiet: bool = False, doing: str = "polling") -> Iterator[Waiting]:
    """A bar on standard error where that is a terminal and there are several things to wait for."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield Waiting()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(err=True), transient=True) as bar:
        yield Bar(bar, total, doing)


@contextmanager
def gauge(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, where that is a terminal, for what tells how many parts are done of all."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(err=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
