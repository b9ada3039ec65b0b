"""The command `raw`: the last page of a source, as it came."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from feedsvc.cli.naming import named, source_names
from feedsvc.cli.output import say
from feedsvc.cli.setup import Setup
from feedsvc.errors import FeedsvcError
from feedsvc.files import replace_file


@click.command()
@click.argument("source", shell_complete=source_names)
@click.option("--to", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write it there.")
@click.pass_obj
def raw(setup: Setup, source: str, file: Path | None) -> None:
    """Show the last kept page.

    The newest page kept of SOURCE as it came: printed with what a terminal would obey made visible, piped or
    written --to a file byte by byte.
    """
    config = setup.config()
    named(config, source)
    with setup.store(config) as store:
        newest = next(iter(store.kept_pages(source)), None)
        kept = store.snapshot(source, newest) if newest else None
    if kept is None:
        raise FeedsvcError(f"no page of {source} is kept (poll it, or set [snapshots] count)")
    if file is None:
        show(kept.page.content, kept.page.text)
        return
    try:
        replace_file(file, kept.page.content)
    except OSError as error:
        raise FeedsvcError(f"{file}: {error.strerror} (choose another --to)") from error
    say(f"wrote {file}")


def show(content: bytes, text: str) -> None:
    """Harmless lines for a terminal, the bytes for anything else."""
    if sys.stdout.isatty():
        for line in text.splitlines():
            say(line)
    else:
        click.echo(content, nl=False)
