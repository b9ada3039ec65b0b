"""Bars on standard error for what takes a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from feedsvc.cli.output import console
from feedsvc.telemetry import safe


class Advance(Protocol):
    """Call with what was just finished."""

    def __call__(self, name: str, /) -> None: ...


@contextmanager
def progress(total: int, *, quiet: bool = False) -> Iterator[Advance]:
    """A bar on standard error where that is a terminal and there are several things to wait for."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(err=True), transient=True) as bar:
        task = bar.add_task("polling", total=total)

        def advance(name: str) -> None:
            bar.update(task, advance=1, description=safe(name).replace("[", "\\["))

        yield advance


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
