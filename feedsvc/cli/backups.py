"""`db backup` and `db restore`: the whole database to a file and back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from feedsvc.cli.output import say
from feedsvc.cli.progress import gauge
from feedsvc.cli.setup import Setup, opened
from feedsvc.process import user_name, utc_now
from feedsvc.telemetry import action as noted

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@FILE
@click.option("--force", is_flag=True, help="Replace FILE where it is there.")
@click.pass_obj
def backup(setup: Setup, file: Path, force: bool) -> None:
    """Copy the database to FILE.

    Everything may go on running. FILE is for its owner alone, checked, and whole or not there. Of PostgreSQL
    it is what pg_dump writes (--format=custom).
    """
    from feedsvc.store.backups import back_up

    if file.exists() and not force:
        raise click.UsageError(f"{file} is there already (name another file, or replace it with --force)")
    with closing(opened(setup.config(reads_pages=False))) as store, gauge("copying") as told:
        back_up(store, file, told)
    say(f"the database is copied to {file} ({megabytes(file)})")


@click.command()
@FILE
@click.option("--force", is_flag=True, help="Also while a source is polled: that poll is lost.")
@click.pass_obj
def restore(setup: Setup, file: Path, force: bool) -> None:
    """Put back what FILE holds.

    FILE is what `db backup` wrote. What stood in the database is kept in a file of its own, whose name is
    printed. Ids stay as they are: what has come since is found anew under the ids that readers know.
    """
    from feedsvc.store.backups import restore as put_back

    with (
        closing(opened(setup.config(reads_pages=False))) as store,
        noted("restore", str(file), user_name()),
        gauge("restoring") as told,
    ):
        kept = put_back(store, file, utc_now(), told, force=force)
    say(f"the database holds what {file} held" + (f"; what it held before is in {kept}" if kept else ""))


def megabytes(file: Path) -> str:
    """How large a file is."""
    return f"{file.stat().st_size / 1e6:.1f} MB"
