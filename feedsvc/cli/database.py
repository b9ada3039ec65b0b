"""The commands below `db`: the schema, and the data as a whole."""

from __future__ import annotations

from contextlib import closing

import click

from feedsvc.cli.backups import backup, restore
from feedsvc.cli.moving import copy
from feedsvc.cli.output import say
from feedsvc.cli.setup import Setup, opened
from feedsvc.cli.usage import Group


@click.group(cls=Group)
def db() -> None:
    """The database."""


@db.command()
@click.pass_obj
def upgrade(setup: Setup) -> None:
    """Bring the schema up to date; safe beside anything else."""
    with closing(opened(setup.config())) as store:
        say("the schema was upgraded" if store.upgrade() else "the schema is up to date")


db.add_command(copy)
db.add_command(backup)
db.add_command(restore)
