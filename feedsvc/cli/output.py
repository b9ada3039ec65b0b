"""Tables, JSON and lines. Text from pages is escaped before a terminal sees it.

rich is imported where something is drawn: a version or a completion is said in a fraction of its time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO

import click

from feedsvc.config.toml import span
from feedsvc.telemetry import safe

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


PIPED_WIDTH = 200
"""Columns where there is no terminal: wide enough that nothing is broken over two lines."""
STYLES = {"ok": "green", "unchanged": "green", "not-modified": "green", "held": "yellow", "stale": "yellow"}
BAD = "red"
NOTHING = "–"
GAP = 2
COLOURING = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""What tells rich to draw for a terminal where there is none."""
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
"""The option of every command that a program may read."""


def open_streams() -> None:
    """Have what is said go nowhere where its stream is closed, and `?` stand for what its charset lacks.

    A closed stream's number is taken at once: else the next file that is opened, a database, would bear it.
    """
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 (as long as we run)
        elif name == "stdout" and isinstance(stream, TextIOWrapper) and not is_unicode(stream):
            stream.reconfigure(errors="replace")


def is_unicode(stream: TextIO) -> bool:
    """Whether every character can be written there."""
    return (stream.encoding or "utf").lower().startswith("utf")


def console(*, err: bool = False) -> Console:
    """A console that is plain when piped (rich honours NO_COLOR) and interprets nothing in its text."""
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    width = None if stream.isatty() else PIPED_WIDTH
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)


def show_table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, width: int | None = None) -> None:
    """Print a table, without a head where no columns are named; a cell that names a state is coloured.

    A cell that is a tuple has a line for each of its values.
    """
    if width is None and (lines := plain_lines([columns, *rows] if columns else rows)):
        click.echo("\n".join(lines))
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=bool(columns))
    for column in columns or rows[0]:
        table.add_column(str(column) if columns else "", overflow="fold")
    for row in rows:
        table.add_row(*map(cell, row))
    out = console()
    with out.capture() as captured:
        out.print(table, width=min(width, out.width) if width else None)
    # Rich pads every line to the table's width.
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()), color=out.is_terminal)


def plain_lines(rows: Sequence[Sequence[object]]) -> list[str]:
    """The lines of a table in a pipe, as rich would draw them, without waiting for it.

    None where something has to be measured or folded: signs of other widths, long rows, several lines.
    """
    if sys.stdout.isatty() or any(name in os.environ for name in COLOURING):
        return []
    texts = [[words(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    narrow = all(text == NOTHING or (text.isascii() and text.isprintable()) for row in texts for text in row)
    if not narrow or sum(widths) + GAP * (len(widths) - 1) > PIPED_WIDTH:
        return []
    return [(" " * GAP).join(map(str.ljust, row, widths)).rstrip() for row in texts]


def words(value: object) -> str:
    """One value as safe text; a line for each of several values."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%SZ")
    if isinstance(value, tuple):
        return "\n".join(map(words, value))
    return safe(span(value) if isinstance(value, timedelta) else value)


def cell(value: object) -> Text:
    """One value as safe text, coloured where it names a state."""
    from rich.text import Text

    if isinstance(value, tuple):
        return Text("\n").join(map(cell, value))
    if value is None or value == "":
        return Text(NOTHING, style="dim")
    text = words(value)
    style = STYLES.get(text) or (BAD if text in ("failed", "failing") else "")
    return Text(text, style=style)


def show_json(document: Any) -> None:
    """Print one JSON document."""
    ascii_only = not is_unicode(sys.stdout)
    click.echo(json.dumps(document, ensure_ascii=ascii_only, indent=2, default=_plain))


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, timedelta):
        return span(value)
    return list(value) if isinstance(value, (tuple, set, frozenset)) else str(value)


def say(text: str) -> None:
    """Print a line."""
    click.echo(safe(text))


def note(text: str) -> None:
    """Print a line on standard error."""
    click.echo(safe(text), err=True)


def complain(text: str) -> None:
    """Say what failed, on standard error."""
    note(f"Error: {text}")
